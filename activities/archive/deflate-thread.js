/** A deflate thread: answers each request with its result, in order. */
import { parentPort } from 'node:worker_threads';
import { deflateWork } from './deflate-work.js';

/** @typedef {import('./deflate-work.js').DeflateRequest} DeflateRequest */

parentPort?.on('message', (/** @type {DeflateRequest} */ request) => {
  const result = deflateWork(request);
  const layout = /** @type {ArrayBuffer} */ (result.layout.buffer);
  parentPort?.postMessage(result, [result.bytes, result.request, layout]);
});
