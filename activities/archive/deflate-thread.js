/** A deflate thread: answers each request with its result, in order, until it is told that no more are wanted. */
import { parentPort, workerData } from 'node:worker_threads';
import { deflateWork } from './deflate-work.js';

/** @typedef {import('./deflate-work.js').DeflateRequest} DeflateRequest */

/** Not 0 once the thread is to end: what still waits then is not looked at. @type {Int32Array} */
const ending = workerData;

parentPort?.on('message', (/** @type {DeflateRequest} */ request) => {
  if (Atomics.load(ending, 0) !== 0) return parentPort?.close();
  const result = deflateWork(request);
  const layout = /** @type {ArrayBuffer} */ (result.layout.buffer);
  parentPort?.postMessage(result, [result.bytes, result.request, layout]);
});
