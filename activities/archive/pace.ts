/** Keeps work done in slices from holding the event loop: heartbeats and downloads need their turn. */
import { setImmediate as nextTurn } from 'node:timers/promises';

const LONGEST_SLICE_MILLISECONDS = 20;

/** Returns a function to call between small pieces of work; it lets others run once a slice is used up. */
export function createPace(longest = LONGEST_SLICE_MILLISECONDS): () => Promise<void> | undefined {
  let sliceStart = performance.now();
  return () => {
    if (performance.now() - sliceStart < longest) return undefined;
    return nextTurn().then(() => {
      sliceStart = performance.now();
    });
  };
}
