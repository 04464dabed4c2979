/** Starts a worker as a process of its own, the way it runs in production, and under a guardian. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type End, startGuarded } from './guarded.js';
import { lastLines } from './ready.js';

export interface WorkerProcessOptions {
  /** Settings of its own; they win over the stack's. */
  readonly settings?: Readonly<Record<string, string>>;
  /** File the output is appended to. Without one, the worker prints where this process prints. */
  readonly log?: string;
  /** What Node is to run instead of the compiled worker; it has to say `ready`, too. */
  readonly program?: readonly string[];
}

export interface WorkerProcess {
  readonly pid: number;
  /** Settles when the process has ended, however it did. Never rejects. */
  readonly ended: Promise<End>;
  /** Sends a signal: `SIGKILL` for the death a machine dies, `SIGTERM` for a deployment. */
  kill(signal: NodeJS.Signals): void;
  /** Lets running activities finish for 20 s, cancels them, and waits until the process is gone. */
  stop(): Promise<End>;
}

/**
 * As in "npm start". Left to itself V8 lets garbage of short life grow to many times what is alive, and glibc keeps
 * what it once had in an arena per thread: a conversion then takes twice the memory in the same time. A heap that may
 * grow by a fifth only spends most of its time collecting: the buffers of media count as growth.
 */
const SMALL_HEAP = ['--max-semi-space-size=4', '--heap-growing-percent=30', '--expose-gc'];
const SMALL_MALLOC = {
  MALLOC_ARENA_MAX: '2',
  MALLOC_TRIM_THRESHOLD_: '131072',
  MALLOC_MMAP_THRESHOLD_: '131072',
};

/** Longer than a worker itself takes to stop by force. */
const GRACE = 45_000;

/** The compiled worker, next to this file or, when this runs from the sources, in dist. */
function workerScript(): string {
  const candidates = ['../main.js', '../../dist/worker/main.js'];
  const paths = candidates.map((path) => fileURLToPath(new URL(path, import.meta.url)));
  const script = paths.find((path) => existsSync(path));
  if (script === undefined) throw new Error('The worker has not been compiled: run "npm run build".');
  return script;
}

/**
 * Starts a worker for a stack and waits until it works.
 *
 * @param stack what `startStack` returned, or anything else with the settings of one.
 * @throws Error when it ends before it works.
 */
export async function startWorkerProcess(
  stack: { readonly settings: Readonly<Record<string, string>> },
  { settings, log, program }: WorkerProcessOptions = {},
): Promise<WorkerProcess> {
  const worker = await startGuarded({
    command: process.execPath,
    args: [...SMALL_HEAP, ...(program ?? [workerScript()])],
    env: { PATH: process.env.PATH ?? '', ...SMALL_MALLOC, ...stack.settings, ...settings },
    grace: GRACE,
    channel: true,
    ...(log !== undefined && { log }),
  });
  await worker.message('ready').catch((cause: Error) => {
    throw new Error(`The worker did not start. ${cause.message}${log ? `\n${lastLines(log)}` : ''}`, {
      cause,
    });
  });
  return {
    pid: worker.pid,
    ended: worker.ended,
    kill: (signal) => void process.kill(worker.pid, signal),
    stop: worker.stop,
  };
}
