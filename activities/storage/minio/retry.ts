/** Tries a request again after failures that may pass, with growing pauses. */

import { setTimeout as pause } from 'node:timers/promises';
import { isTransient } from './failures.js';
import type { Retries } from './options.js';

/**
 * Runs `attempt` (told its number, from 1) until it succeeds, fails for good, or the tries are used up.
 * Rejects with the signal's reason soon after the signal aborts.
 */
export async function withRetries<Result>(
  retries: Retries,
  signal: AbortSignal | undefined,
  attempt: (number: number) => Promise<Result>,
): Promise<Result> {
  for (let number = 1; ; number += 1) {
    try {
      return await attempt(number);
    } catch (error) {
      signal?.throwIfAborted();
      if (!isTransient(error) || number >= retries.attempts) throw error;
    }
    await backOff(retries, number, signal);
  }
}

/** Waits before try `failures + 1`: between half and the whole of a doubling delay, so that clients spread out. */
export async function backOff(
  retries: Retries,
  failures: number,
  signal: AbortSignal | undefined,
): Promise<void> {
  const delay = Math.min(retries.maxDelay, retries.baseDelay * 2 ** (failures - 1));
  try {
    await pause(delay * (0.5 + Math.random() / 2), undefined, signal ? { signal } : {});
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  }
}
