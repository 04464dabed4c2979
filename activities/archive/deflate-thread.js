/** A deflate thread: answers each request with its result, in order. */
import { parentPort } from 'node:worker_threads';
import { deflateWork } from './deflate-work.js';

/** @typedef {import('./deflate-work.js').DeflateRequest} DeflateRequest */

parentPort?.on('message', (/** @type {DeflateRequest} */ request) => {
  const { bytes, layout } = deflateWork(request);
  parentPort?.postMessage({ bytes, layout }, [bytes, /** @type {ArrayBuffer} */ (layout.buffer)]);
});
