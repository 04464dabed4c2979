/** Deflates in worker threads, started when first needed, or without any. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { type DeflateRequest, type DeflateResult, deflateWork } from './deflate-work.js';

export type { DeflateRequest, DeflateResult };

export interface DeflatePool {
  /** Takes over the request's buffer. Rejects when a thread dies or the pool has ended. */
  run(request: DeflateRequest): Promise<DeflateResult>;
  /** Whether threads are running. */
  readonly started: boolean;
  /** Ends the threads; what is still under way rejects with the reason. */
  end(reason: unknown): Promise<void>;
}

interface Job {
  resolve(result: DeflateResult): void;
  reject(error: unknown): void;
}

interface Thread {
  readonly worker: Worker;
  /** Requests under way; a thread answers in order. */
  readonly jobs: Job[];
  /** Lets the thread finish the request it works on, and no other, and waits until it is gone. */
  end(): Promise<void>;
}

/** @param size number of threads; with 0 the work is done in place, with a turn of the event loop before each */
export function createDeflatePool(size: number): DeflatePool {
  return size === 0 ? inPlace() : createThreads(size);
}

/** The work done where it is asked for. */
export async function deflateHere(request: DeflateRequest): Promise<DeflateResult> {
  await nextTurn();
  return deflateWork(request);
}

function inPlace(): DeflatePool {
  return { run: deflateHere, started: false, end: async () => undefined };
}

function createThreads(size: number): DeflatePool {
  const threads: Thread[] = [];
  let ended: { readonly reason: unknown } | undefined;

  const end = async (reason: unknown) => {
    ended ??= { reason };
    for (const { jobs } of threads) for (const job of jobs.splice(0)) job.reject(reason);
    await Promise.all(threads.map((thread) => thread.end()));
  };
  const run = (request: DeflateRequest) =>
    new Promise<DeflateResult>((resolve, reject) => {
      if (ended) return reject(ended.reason);
      if (threads.length < size) threads.push(startThread(end));
      const thread = threads.reduce((idlest, other) =>
        other.jobs.length < idlest.jobs.length ? other : idlest,
      );
      thread.jobs.push({ resolve, reject });
      thread.worker.postMessage(request, [request.bytes]);
    });
  return {
    run,
    end,
    get started() {
      return threads.length > 0;
    },
  };
}

/**
 * A thread is never terminated: where that meets it between making a stream of zlib and setting it up, Node ends the
 * whole process (`Assertion failed: init_done_ && "close before init"`).
 */
function startThread(end: (reason: unknown) => Promise<void>): Thread {
  const ending = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  // Without the parent's flags: a loader given there would be loaded in every thread.
  const options = { execArgv: [], workerData: ending };
  const worker = new Worker(new URL('./deflate-thread.js', import.meta.url), options);
  const gone = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
  const jobs: Job[] = [];
  worker.on('message', (result: DeflateResult) => jobs.shift()?.resolve(result));
  worker.on('error', (error) => void end(new Error('A deflate thread failed.', { cause: error })));
  worker.on(
    'messageerror',
    (error) => void end(new Error('A deflate thread sent nonsense.', { cause: error })),
  );
  worker.on('exit', (code) => void end(new Error(`A deflate thread ended by itself with code ${code}.`)));
  const endThread = () => {
    Atomics.store(ending, 0, 1);
    worker.postMessage(undefined); // It may be waiting for one.
    return gone;
  };
  return { worker, jobs, end: endThread };
}
