/** Watches the worker threads a test starts. */
import type { Worker } from 'node:worker_threads';

export interface ThreadWatch {
  /** Threads started since. */
  readonly started: number;
  /** Of these, how many have not ended. */
  readonly running: number;
  stop(): void;
}

export function watchThreads(): ThreadWatch {
  let started = 0;
  let running = 0;
  const onWorker = (worker: Worker) => {
    started += 1;
    running += 1;
    worker.once('exit', () => {
      running -= 1;
    });
  };
  process.on('worker', onWorker);
  return {
    get started() {
      return started;
    },
    get running() {
      return running;
    },
    stop: () => process.off('worker', onWorker),
  };
}
