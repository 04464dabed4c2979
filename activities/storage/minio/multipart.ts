/** The requests a multipart upload consists of. */

import { createHash } from 'node:crypto';
import { StorageError } from '../errors.js';
import type { ObjectInfo, UploadOptions } from '../port.js';
import { type Deed, failure } from './failures.js';
import { stat } from './object.js';
import { bareEtag, type Connection, documentOf, send, sendForDocument, sendOnce } from './request.js';
import { withRetries } from './retry.js';
import { copySource } from './sign.js';
import { element, textOf } from './xml.js';

export interface MultipartUpload {
  readonly key: string;
  readonly uploadId: string;
}

export interface Part {
  /** From 1. */
  readonly number: number;
  readonly etag: string;
}

/** A range of an object in one state of it. */
export interface BoundRange {
  readonly key: string;
  readonly etag: string;
  readonly offset: number;
  readonly length: number;
}

/** When the answer is lost, an empty upload stays behind: nobody knows its id. The server removes it after a while. */
export async function createMultipart(
  connection: Connection,
  key: string,
  { contentType = 'application/octet-stream', signal }: UploadOptions,
): Promise<MultipartUpload> {
  const headers = { 'content-type': contentType };
  const request = {
    ...uploading(key),
    method: 'POST',
    objectKey: key,
    query: { uploads: '' },
    headers,
    signal,
  };
  const uploadId = textOf(await sendForDocument(connection, request), 'UploadId');
  if (!uploadId) throw failure(request, 'MalformedAnswer');
  return { key, uploadId };
}

export async function uploadPart(
  connection: Connection,
  { key, uploadId }: MultipartUpload,
  number: number,
  body: readonly Uint8Array[],
  signal: AbortSignal,
): Promise<Part> {
  const deed = uploading(key);
  const query = { partNumber: number, uploadId };
  const answer = await send(connection, { ...deed, method: 'PUT', objectKey: key, query, body, signal });
  return { number, etag: etagOf(deed, answer.headers.etag) };
}

export async function copyPart(
  connection: Connection,
  { key, uploadId }: MultipartUpload,
  number: number,
  range: BoundRange,
  signal: AbortSignal,
): Promise<Part> {
  // The object whose state and range may be refused is the source.
  const deed = { operation: 'copy', key: range.key };
  const headers = {
    'x-amz-copy-source': copySource(connection.settings, range.key),
    'x-amz-copy-source-if-match': `"${range.etag}"`,
    'x-amz-copy-source-range': `bytes=${range.offset}-${range.offset + range.length - 1}`,
  };
  const query = { partNumber: number, uploadId };
  const request = { ...deed, method: 'PUT', objectKey: key, query, headers, slow: true, signal };
  return { number, etag: etagOf(deed, textOf(await sendForDocument(connection, request), 'ETag')) };
}

/**
 * Makes the parts an object. May be tried again: when an earlier try did its work but its answer was lost, the upload is
 * gone and the object has the size and the ETag that these parts make. Resolves with the object's ETag.
 */
export async function completeMultipart(
  connection: Connection,
  { key, uploadId }: MultipartUpload,
  parts: readonly Part[],
  size: number,
  signal: AbortSignal,
): Promise<string> {
  const deed = uploading(key);
  const listed = parts.map((part) =>
    element('Part', [element('PartNumber', part.number), element('ETag', part.etag)]),
  );
  const body = [Buffer.from(element('CompleteMultipartUpload', listed))];
  const request = {
    ...deed,
    method: 'POST',
    objectKey: key,
    query: { uploadId },
    body,
    slow: true,
    signal,
  } as const;
  return withRetries(connection.settings.retries, signal, async (number) => {
    try {
      const answer = await sendOnce(connection, request);
      return etagOf(deed, textOf(documentOf(deed, answer), 'ETag'));
    } catch (error) {
      if (number === 1 || !isOvertaken(error)) throw error;
      const made = await madeOf(connection, key, parts, size, signal);
      if (made) return made.etag;
      throw failure(deed, 'CompletionUnclear', { cause: error });
    }
  });
}

/**
 * How a server answers a try that an earlier one, still at work or done, has taken the parts from. MinIO also does so for
 * good when the earlier try was cut at an unlucky moment: it has then lost the parts, and the upload has to be repeated.
 */
function isOvertaken(error: unknown): boolean {
  return error instanceof StorageError && (error.code === 'NoSuchUpload' || error.code === 'InvalidPart');
}

/** Removes the upload and its parts. An upload that is gone already is no error. */
export async function abortMultipart(connection: Connection, upload: MultipartUpload): Promise<void> {
  const { key, uploadId } = upload;
  try {
    await send(connection, { ...uploading(key), method: 'DELETE', objectKey: key, query: { uploadId } });
  } catch (error) {
    if (!(error instanceof StorageError && error.code === 'NoSuchUpload')) throw error;
  }
}

async function madeOf(
  connection: Connection,
  key: string,
  parts: readonly Part[],
  size: number,
  signal: AbortSignal,
): Promise<ObjectInfo | undefined> {
  const info = await stat(connection, key, { signal }, 'upload');
  return info?.size === size && info.etag === multipartEtag(parts) ? info : undefined;
}

/** The ETag S3 gives a multipart object: the MD5 of the parts' MD5s, a hyphen and their number. */
function multipartEtag(parts: readonly Part[]): string {
  const digest = createHash('md5');
  for (const { etag } of parts) digest.update(Buffer.from(etag, 'hex'));
  return `${digest.digest('hex')}-${parts.length}`;
}

function etagOf(deed: Deed, etag: string | undefined): string {
  const bare = bareEtag(etag);
  if (!bare) throw failure(deed, 'MalformedAnswer');
  return bare;
}

function uploading(key: string): Deed {
  return { operation: 'upload', key };
}
