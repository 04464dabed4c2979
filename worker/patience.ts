/** Tries again for a while what fails because a server is not up yet: a worker often starts before what it works with. */
import { setTimeout as sleep } from 'node:timers/promises';

export interface Patience {
  /** Milliseconds after which to give up; by default a minute. */
  readonly patience?: number;
  readonly signal?: AbortSignal;
  /** Whether waiting may help with this error; by default it may with every one. */
  readonly passes?: (error: unknown) => boolean;
  /** Hears of every failure but the last. */
  readonly onFailure: (error: unknown) => void;
}

/** Milliseconds between two attempts; the last holds from there on. */
const PAUSES = [250, 500, 1000, 2000, 4000] as const;
const LAST_PAUSE = 5000;

/** @throws what the last attempt failed with; the signal's reason once it is aborted. */
export async function patiently<Result>(
  attempt: () => Promise<Result>,
  { patience = 60_000, signal, passes = () => true, onFailure }: Patience,
): Promise<Result> {
  const until = Date.now() + patience;
  for (let failures = 0; ; failures += 1) {
    signal?.throwIfAborted();
    try {
      return await attempt();
    } catch (error) {
      if (Date.now() >= until || !passes(error)) throw error;
      onFailure(error);
    }
    const pause = sleep(PAUSES[failures] ?? LAST_PAUSE, undefined, { signal });
    await pause.catch(() => signal?.throwIfAborted());
  }
}
