/** What is held in memory, without what is only waiting to be collected. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Bytes of objects and buffers that are still referred to. */
export function heldBytes(): number {
  collect();
  collect(); // Waits for the thread that frees the buffers of the first collection: until then they are counted.
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}
