/** The objects of the in-memory store, and how they are found, replaced and read. */

import { createHash } from 'node:crypto';
import { MissingObjectError, PreconditionFailedError, StorageError } from './errors.js';
import type { CallOptions, ObjectInfo, ObjectRange } from './port.js';

const CHUNK = 64 * 1024;

export interface StoredObject {
  readonly info: ObjectInfo;
  readonly bytes: Uint8Array;
}

/** By key. */
export type MemoryObjects = Map<string, StoredObject>;

/** Throws `MissingObjectError`, and `PreconditionFailedError` when the object has another ETag. */
export function findObject(
  objects: MemoryObjects,
  operation: string,
  key: string,
  etag?: string,
): StoredObject {
  const found = objects.get(key);
  if (!found) {
    const message = `Cannot ${operation} "${key}" in object storage: there is no such object.`;
    throw new MissingObjectError(message, { operation, key, code: 'NoSuchKey', status: 404 });
  }
  if (etag !== undefined && found.info.etag !== etag) throw conditionFailed(operation, key);
  return found;
}

/** Keeps a copy of the bytes. */
export function storeObject(
  objects: MemoryObjects,
  key: string,
  content: Uint8Array,
  contentType = 'application/octet-stream',
): ObjectInfo {
  const bytes = new Uint8Array(content);
  const etag = createHash('md5').update(bytes).digest('hex');
  const info = { key, size: bytes.byteLength, etag, modifiedAt: new Date(), contentType };
  objects.set(key, { info, bytes });
  return info;
}

/** Streams a range of the object as it is when reading begins. */
export async function* readObject(
  objects: MemoryObjects,
  { key, etag, offset, length }: ObjectRange,
  { signal }: CallOptions = {},
): AsyncGenerator<Uint8Array, void, void> {
  signal?.throwIfAborted();
  const { bytes } = findObject(objects, 'read', key, etag);
  const end = offset + length;
  if (length < 1 || offset < 0 || end > bytes.byteLength) {
    throw problem('read', key, 'InvalidRange', 'the range lies outside the object');
  }
  for (let start = offset; start < end; start += CHUNK) {
    signal?.throwIfAborted();
    yield bytes.slice(start, Math.min(start + CHUNK, end));
  }
}

export function problem(operation: string, key: string, code: string, says: string): StorageError {
  return new StorageError(`Cannot ${operation} "${key}" in object storage: ${says}.`, {
    operation,
    key,
    code,
  });
}

export function conditionFailed(operation: string, key: string): PreconditionFailedError {
  const message = `Cannot ${operation} "${key}" in object storage: the object is not, or no longer, in the expected state.`;
  return new PreconditionFailedError(message, { operation, key, code: 'PreconditionFailed', status: 412 });
}
