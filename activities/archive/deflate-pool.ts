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
    await Promise.all(threads.map(({ worker }) => worker.terminate()));
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

function startThread(end: (reason: unknown) => Promise<void>): Thread {
  // Without the parent's flags: a loader given there would be loaded in every thread.
  const worker = new Worker(new URL('./deflate-thread.js', import.meta.url), { execArgv: [] });
  const jobs: Job[] = [];
  worker.on('message', (result: DeflateResult) => jobs.shift()?.resolve(result));
  worker.on('error', (error) => void end(new Error('A deflate thread failed.', { cause: error })));
  worker.on(
    'messageerror',
    (error) => void end(new Error('A deflate thread sent nonsense.', { cause: error })),
  );
  worker.on('exit', (code) => void end(new Error(`A deflate thread ended by itself with code ${code}.`)));
  return { worker, jobs };
}
