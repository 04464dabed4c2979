/** Lets calls that may come at any time run one after the other, and fail together. */
import type { DeflatePool } from './deflate-pool.js';
import type { Interrupt } from './interrupt.js';

export interface Turns {
  /** Runs the work after all earlier work. Its failure is the failure of everything that comes later. */
  perform<T>(work: () => Promise<T>): Promise<T>;
  /** Resolves when nothing is under way. */
  settled(): Promise<void>;
}

export function createTurns(pool: DeflatePool, interrupt: Interrupt): Turns {
  let last: Promise<unknown> = Promise.resolve();
  const attempt = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      interrupt.throwIfTriggered();
      return await work();
    } catch (error) {
      interrupt.trigger(error);
      await pool.end(error);
      throw error;
    }
  };
  return {
    perform(work) {
      const turn = last.then(() => attempt(work));
      // The caller of this turn gets its error; the next turn only has to wait.
      last = turn.catch(() => undefined);
      return turn;
    },
    settled: async () => void (await last),
  };
}
