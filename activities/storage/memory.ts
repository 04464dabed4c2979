/** An object store in memory, for tests and for trying things out: the port's rules without a server. */

import { checkExpiry } from './expiry.js';
import {
  conditionFailed,
  findObject,
  type MemoryObjects,
  problem,
  readObject,
  storeObject,
} from './memory-objects.js';
import { createMemoryUpload } from './memory-upload.js';
import type { CallOptions, ListOptions, ObjectInfo, ObjectStore, PutOptions } from './port.js';

const DEFAULT_MAX_BYTES = 16 * 1024 * 1024;

/** Each store is a world of its own. Its presigned addresses are well-formed but lead nowhere. */
export function createMemoryStore(): ObjectStore {
  const objects: MemoryObjects = new Map();
  return {
    stat: (key, options) => begin(options, () => objects.get(key)?.info),
    read: (range, options) => readObject(objects, range, options),
    get: (key, options = {}) => begin(options, () => getObject(objects, key, options)),
    put: (key, body, options = {}) =>
      begin(options, () => {
        checkConditions(objects.get(key)?.info, key, options);
        const bytes = typeof body === 'string' ? Buffer.from(body) : body;
        return storeObject(objects, key, bytes, options.contentType);
      }),
    upload: (key, options = {}) => begin(options, () => createMemoryUpload(objects, key, options)),
    copy: (source, key, options) =>
      begin(options, () => {
        const { bytes, info } = findObject(objects, 'copy', source.key, source.etag);
        return storeObject(objects, key, bytes, info.contentType);
      }),
    remove: (keys, options) =>
      begin(options, () => {
        for (const key of keys) objects.delete(key);
      }),
    list: (prefix, options) => listObjects(objects, prefix, options),
    presignGet: async (key, { expiresIn }) => {
      checkExpiry(expiresIn);
      return `memory:///${encodeURI(key)}?expires=${expiresIn}`;
    },
    presignPost: async (key, { expiresIn }) => {
      checkExpiry(expiresIn);
      return { url: 'memory:///', fields: { key }, fileField: 'file' };
    },
  };
}

async function begin<Result>(options: CallOptions | undefined, effect: () => Result): Promise<Result> {
  options?.signal?.throwIfAborted();
  return effect();
}

function getObject(objects: MemoryObjects, key: string, options: Parameters<ObjectStore['get']>[1] = {}) {
  const { bytes, info } = findObject(objects, 'get', key, options.etag);
  const limit = options.maxBytes ?? DEFAULT_MAX_BYTES;
  if (info.size <= limit) return { bytes: bytes.slice(), info };
  throw problem('get', key, 'EntityTooLarge', `it has ${info.size} bytes, above the limit of ${limit}`);
}

function checkConditions(
  there: ObjectInfo | undefined,
  key: string,
  { ifNoneMatch, ifMatch }: PutOptions,
): void {
  if ((ifNoneMatch && there) || (ifMatch && there?.etag !== ifMatch)) throw conditionFailed('put', key);
}

async function* listObjects(
  objects: MemoryObjects,
  prefix: string,
  { startAfter = '', limit = Number.POSITIVE_INFINITY, signal }: ListOptions = {},
): AsyncGenerator<ObjectInfo, void, void> {
  const keys = [...objects.keys()].filter(
    (key) => key.startsWith(prefix) && inByteOrder(key, startAfter) > 0,
  );
  signal?.throwIfAborted();
  for (const key of keys.sort(inByteOrder).slice(0, limit)) {
    signal?.throwIfAborted();
    const found = objects.get(key);
    if (found) yield found.info;
  }
}

function inByteOrder(one: string, other: string): number {
  return Buffer.compare(Buffer.from(one), Buffer.from(other));
}
