/** Uploads to the in-memory store: nothing shows under the key before `complete`. */

import { type MemoryObjects, problem, readObject, storeObject } from './memory-objects.js';
import type { Upload, UploadOptions } from './port.js';

export function createMemoryUpload(objects: MemoryObjects, key: string, options: UploadOptions): Upload {
  const { signal, contentType } = options;
  let chunks: Uint8Array[] = [];
  let bytes = 0;
  let ended = false;
  const check = () => {
    signal?.throwIfAborted();
    if (ended)
      throw problem('upload', key, 'UploadEnded', 'the upload has already been completed or aborted');
  };
  const append = (chunk: Uint8Array) => {
    chunks.push(chunk);
    bytes += chunk.byteLength;
  };
  return {
    key,
    get bytes() {
      return bytes;
    },
    async write(chunk) {
      check();
      append(chunk);
    },
    async copy(range) {
      check();
      for await (const chunk of readObject(objects, range, options)) append(chunk);
    },
    async complete() {
      check();
      ended = true;
      return storeObject(objects, key, Buffer.concat(chunks), contentType);
    },
    async abort() {
      ended = true;
      chunks = [];
    },
  };
}
