/** An object in storage as random access for the archive reader, bound to the state it was in. */
import type { StoredObject } from '../../workflows/contract.js';
import type { RandomAccess } from '../archive/types.js';
import type { ObjectStore } from '../storage/port.js';

export function objectSource(store: ObjectStore, { key, etag, size }: StoredObject): RandomAccess {
  return {
    size,
    read: (offset, length, signal) =>
      store.read({ key, etag, offset, length }, signal === undefined ? {} : { signal }),
  };
}
