/** Whole objects in one request each: stat, get and put. */

import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { MissingObjectError, PreconditionFailedError, StorageError } from '../errors.js';
import type { CallOptions, ObjectInfo, ObjectStore, PutOptions } from '../port.js';
import { type Deed, failure } from './failures.js';
import { bareEtag, type Connection, open, readAll, type StorageRequest, send, sendOnce } from './request.js';
import { withRetries } from './retry.js';

const DEFAULT_MAX_BYTES = 16 * 1024 * 1024;

export async function stat(
  connection: Connection,
  key: string,
  { signal, etag }: CallOptions & { readonly etag?: string } = {},
  operation = 'stat',
): Promise<ObjectInfo | undefined> {
  const headers = ifMatch(etag);
  try {
    const answer = await send(connection, {
      operation,
      key,
      method: 'HEAD',
      objectKey: key,
      headers,
      signal,
    });
    const size = Number(answer.headers['content-length'] ?? Number.NaN);
    if (Number.isNaN(size)) throw failure({ operation, key }, 'MalformedAnswer', { status: answer.status });
    return infoFrom(key, answer.headers, size);
  } catch (error) {
    if (error instanceof MissingObjectError) return undefined;
    throw error;
  }
}

/** As `stat`, but a missing object is an error: of `operation`, whose first step this is. */
export async function statExisting(
  connection: Connection,
  key: string,
  operation: string,
  options: CallOptions & { readonly etag?: string },
): Promise<ObjectInfo> {
  const info = await stat(connection, key, options, operation);
  if (!info) throw failure({ operation, key }, 'NoSuchKey', { status: 404 });
  return info;
}

/**
 * Asks for the range from the first byte on, not for the object: the answer's `content-range` then tells the true
 * size, and an answer cut short shows. An empty object has no range, hence the second look.
 */
export async function get(
  connection: Connection,
  key: string,
  options: Parameters<ObjectStore['get']>[1] = {},
): Promise<{ bytes: Uint8Array; info: ObjectInfo }> {
  const { signal, etag, maxBytes = DEFAULT_MAX_BYTES } = options;
  const deed = { operation: 'get', key };
  const headers = { range: `bytes=0-${maxBytes}`, ...ifMatch(etag) };
  try {
    return await withRetries(connection.settings.retries, signal, () =>
      getOnce(connection, { ...deed, method: 'GET', objectKey: key, headers, signal }, maxBytes),
    );
  } catch (error) {
    if (!(error instanceof StorageError && error.code === 'InvalidRange')) throw error;
    const info = await statExisting(connection, key, 'get', options);
    if (info.size > 0) throw error;
    return { bytes: new Uint8Array(), info };
  }
}

async function getOnce(connection: Connection, request: StorageRequest, maxBytes: number) {
  const answer = await open(connection, request);
  const size = totalSize(answer.headers);
  if (size > maxBytes) {
    answer.discard();
    throw tooLarge(request, size, maxBytes);
  }
  const bytes = await readAll(request, answer);
  if (bytes.byteLength !== size) throw failure(request, 'ShortAnswer', { status: answer.status });
  return { bytes, info: infoFrom(request.key, answer.headers, size) };
}

/**
 * Writes in one request. When a conditional write is tried again because its first answer was lost, the first try may
 * have taken effect and now fails the condition: an object that holds just what was sent counts as written.
 */
export async function put(
  connection: Connection,
  key: string,
  content: Uint8Array | string,
  options: PutOptions = {},
): Promise<ObjectInfo> {
  const body = typeof content === 'string' ? Buffer.from(content) : content;
  const digest = createHash('md5').update(body).digest();
  const { signal } = options;
  const request = { operation: 'put', key, method: 'PUT', objectKey: key, body: [body], signal } as const;
  const headers = { ...putHeaders(options), 'content-md5': digest.toString('base64') };
  return withRetries(connection.settings.retries, signal, async (number) => {
    try {
      const answer = await sendOnce(connection, { ...request, headers });
      return infoFrom(key, answer.headers, body.byteLength, options.contentType);
    } catch (error) {
      const refused = asRefusedCondition(error, options);
      const written =
        refused && number > 1 ? await writtenBefore(connection, key, body, digest, signal) : undefined;
      if (written) return written;
      throw refused ?? error;
    }
  });
}

/** The content type and conditions of a write as headers. */
export function putHeaders({ contentType, ifNoneMatch, ifMatch: etag }: PutOptions): Record<string, string> {
  return {
    'content-type': contentType ?? 'application/octet-stream',
    ...(ifNoneMatch && { 'if-none-match': ifNoneMatch }),
    ...ifMatch(etag),
  };
}

/** `If-Match` on a key that holds nothing is answered 404 by some servers and 412 by others. */
function asRefusedCondition(
  error: unknown,
  { ifMatch: etag }: PutOptions,
): PreconditionFailedError | undefined {
  if (error instanceof PreconditionFailedError) return error;
  if (!(etag && error instanceof MissingObjectError)) return undefined;
  return failure(error, 'PreconditionFailed', { status: 412, cause: error }) as PreconditionFailedError;
}

async function writtenBefore(
  connection: Connection,
  key: string,
  body: Uint8Array,
  digest: Buffer,
  signal: AbortSignal | undefined,
): Promise<ObjectInfo | undefined> {
  const info = await stat(connection, key, { ...(signal && { signal }) }, 'put');
  if (info?.size !== body.byteLength) return undefined;
  if (info.etag === digest.toString('hex')) return info;
  // With server-side encryption an ETag is no digest: look at the bytes.
  const there = await get(connection, key, {
    etag: info.etag,
    maxBytes: info.size,
    ...(signal && { signal }),
  });
  return Buffer.compare(there.bytes, body) === 0 ? info : undefined;
}

/** `modifiedAt` of an answer without `last-modified` (a write's) is the server's clock when it answered. */
export function infoFrom(
  key: string,
  headers: IncomingHttpHeaders,
  size: number,
  contentType = headers['content-type'],
): ObjectInfo {
  const modifiedAt = new Date(headers['last-modified'] ?? headers.date ?? Date.now());
  return { key, size, etag: bareEtag(headers.etag), modifiedAt, ...(contentType && { contentType }) };
}

function ifMatch(etag: string | undefined): Record<string, string> {
  return etag ? { 'if-match': `"${etag}"` } : {};
}

/** A server without ranges answers with the whole object and no `content-range`. */
function totalSize(headers: IncomingHttpHeaders): number {
  const [, total] = /\/(\d+)$/.exec(headers['content-range'] ?? '') ?? [];
  return Number(total ?? headers['content-length']);
}

function tooLarge(deed: Deed, size: number, maxBytes: number): StorageError {
  const message = `Cannot get "${deed.key}" from object storage: it has ${size} bytes, above the limit of ${maxBytes}.`;
  return new StorageError(message, { ...deed, code: 'EntityTooLarge' });
}
