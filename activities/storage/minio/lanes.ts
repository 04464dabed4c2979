/** Runs a bounded number of tasks at once and remembers the first failure. */

export interface Lanes {
  /** Starts the task as soon as a lane is free; resolves when it has started. Rejects with the first failure so far. */
  start(task: () => Promise<void>): Promise<void>;
  /** Resolves when all tasks have ended; rejects with the first failure. */
  finished(): Promise<void>;
  /** Resolves when all tasks have ended, one way or the other. */
  settled(): Promise<void>;
}

/** `onFailure` is called once, with the first failure. */
export function createLanes(limit: number, onFailure: (error: unknown) => void): Lanes {
  const running = new Set<Promise<void>>();
  let failed: { readonly error: unknown } | undefined;
  const check = () => {
    if (failed) throw failed.error;
  };
  const fail = (error: unknown) => {
    if (failed) return;
    failed = { error };
    onFailure(error);
  };
  const settled = async () => {
    while (running.size > 0) await Promise.all(running);
  };
  return {
    async start(task) {
      while (running.size >= limit && !failed) await Promise.race(running);
      check();
      const lane: Promise<void> = task()
        .catch(fail)
        .finally(() => running.delete(lane));
      running.add(lane);
    },
    async finished() {
      await settled();
      check();
    },
    settled,
  };
}
