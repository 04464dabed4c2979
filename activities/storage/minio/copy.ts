/** Copies whole objects inside the server. */

import type { CallOptions, ObjectInfo } from '../port.js';
import { failure } from './failures.js';
import { statExisting } from './object.js';
import { bareEtag, type Connection, sendForDocument } from './request.js';
import { copySource } from './sign.js';
import { startUpload } from './upload.js';
import { verified } from './verify.js';
import { textOf } from './xml.js';

export interface CopySource {
  readonly key: string;
  readonly etag: string;
}

/**
 * In one request up to `singleCopyLimit` (S3 allows 5 GiB), in parts above it. Bound to the source's ETag: a source that
 * has changed is a `PreconditionFailedError`. The content type goes along.
 */
export async function copy(
  connection: Connection,
  source: CopySource,
  key: string,
  options: CallOptions = {},
): Promise<ObjectInfo> {
  const found = await statExisting(connection, source.key, 'copy', { ...options, etag: source.etag });
  if (found.etag !== source.etag) throw failure({ operation: 'copy', key: source.key }, 'PreconditionFailed');
  if (found.size > connection.settings.singleCopyLimit)
    return copyInParts(connection, source, key, found, options);
  const etag = await copyAtOnce(connection, source, key, options);
  return verified(connection, 'copy', { key, etag, size: found.size }, options);
}

async function copyAtOnce(connection: Connection, source: CopySource, key: string, { signal }: CallOptions) {
  const deed = { operation: 'copy', key: source.key };
  const headers = {
    'x-amz-copy-source': copySource(connection.settings, source.key),
    'x-amz-copy-source-if-match': `"${source.etag}"`,
  };
  const request = { ...deed, method: 'PUT', objectKey: key, headers, slow: true, signal };
  return bareEtag(textOf(await sendForDocument(connection, request), 'ETag'));
}

async function copyInParts(
  connection: Connection,
  source: CopySource,
  key: string,
  { size, contentType }: ObjectInfo,
  options: CallOptions,
): Promise<ObjectInfo> {
  const upload = startUpload(connection, key, { ...options, ...(contentType && { contentType }) });
  await upload.copy({ ...source, offset: 0, length: size });
  return upload.complete();
}
