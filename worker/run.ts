/** Runs the workers of a process as one: they start together and none goes on alone. */
import type { Worker } from '@temporalio/worker';

/** Asks a worker to stop, unless it has been asked or has not begun. */
function shutDown(worker: Worker): void {
  if (worker.getState() === 'RUNNING') worker.shutdown();
}

/**
 * Runs workers until the process is told to stop (Temporal's runtime listens for the signals) or one of them fails,
 * which stops the others too: a process that polls but one of its queues looks alive and is not.
 *
 * @throws what the first worker failed with, once all have stopped.
 */
export async function runWorkers(workers: readonly Worker[]): Promise<void> {
  const runs = workers.map(async (worker) => {
    try {
      await worker.run();
    } finally {
      workers.forEach(shutDown);
    }
  });
  const failed = (await Promise.allSettled(runs)).find((result) => result.status === 'rejected');
  if (failed) throw failed.reason;
}
