/** The check after a write of several requests: the object has the size it should have. */

import { StorageError } from '../errors.js';
import type { CallOptions, ObjectInfo } from '../port.js';
import { statExisting } from './object.js';
import type { Connection } from './request.js';

/**
 * What is stored, after a write that made `size` bytes with this ETag. An object with another ETag was written by
 * somebody else a moment later: what this write made is still what is told, and reads bound to its ETag will fail.
 */
export async function verified(
  connection: Connection,
  operation: string,
  written: { readonly key: string; readonly etag: string; readonly size: number },
  options: CallOptions,
): Promise<ObjectInfo> {
  const { key, etag, size } = written;
  const info = await statExisting(connection, key, operation, options);
  if (info.etag !== etag) return { ...info, etag, size };
  if (info.size === size) return info;
  const message = `Cannot ${operation} "${key}" in object storage: ${info.size} bytes are stored instead of ${size}.`;
  throw new StorageError(message, { operation, key, code: 'SizeMismatch' });
}
