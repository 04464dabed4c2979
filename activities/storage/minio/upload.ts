/** Streaming uploads with bounded memory: small ones in one request, others in parts, ranges copied by the server. */

import { createHash } from 'node:crypto';
import type { ObjectRange, Upload, UploadOptions } from '../port.js';
import { failure } from './failures.js';
import { putHeaders, statExisting } from './object.js';
import { createPartBuffer } from './part-buffer.js';
import { partSizeAt, planCopy } from './part-plan.js';
import { read } from './read.js';
import { bareEtag, type Connection, send } from './request.js';
import { createTurns } from './turns.js';
import { createUploadSession, type UploadSession } from './upload-session.js';
import { verified } from './verify.js';

/**
 * Begins an upload. Nothing is asked of the server until the first part is full. A call that fails, and a signal that
 * aborts, end the upload and remove its parts, also when `abort` is never called.
 */
export function startUpload(connection: Connection, key: string, options: UploadOptions): Upload {
  options.signal?.throwIfAborted();
  const session = createUploadSession(connection, key, options);
  const body = createBody(connection, session);
  const inTurn = createTurns();
  const run = <Result>(task: () => Promise<Result>) =>
    inTurn(async () => {
      session.signal.throwIfAborted();
      try {
        return await task();
      } catch (error) {
        session.fail(error);
        throw error;
      }
    });
  return {
    key,
    get bytes() {
      return body.bytes;
    },
    write: (chunk) => run(() => body.append(chunk)),
    copy: (range) => run(() => body.copy(range)),
    complete: () =>
      run(async () => {
        const etag = await body.finish(key, options);
        const written = { key, etag, size: body.bytes };
        const info = await verified(connection, 'upload', written, { signal: session.signal });
        session.close();
        return info;
      }),
    abort: () => session.abort(),
  };
}

/** The upload's bytes on their way into parts. */
function createBody(connection: Connection, session: UploadSession) {
  const { signal } = session;
  const buffer = createPartBuffer();
  let bytes = 0;
  const flush = () => session.addPart(buffer.take());
  const append = async (chunk: Uint8Array) => {
    for (let start = 0; start < chunk.byteLength; ) {
      const room = partSizeAt(connection.settings.partSize, session.parts) - buffer.size;
      const piece = chunk.subarray(start, start + room);
      buffer.add(piece);
      bytes += piece.byteLength;
      start += piece.byteLength;
      if (piece.byteLength === room) await flush();
    }
  };
  const stream = async (range: ObjectRange) => {
    for await (const chunk of read(connection, range, { signal })) await append(chunk);
  };
  const copy = async (range: ObjectRange) => {
    const plan = planCopy(buffer.size, range.length, session.parts);
    if (!plan) return stream(range);
    const etag = range.etag ?? (await statExisting(connection, range.key, 'copy', { signal })).etag;
    if (plan.topUp > 0) await stream({ ...range, etag, length: plan.topUp });
    if (buffer.size > 0) await flush();
    let offset = range.offset + plan.topUp;
    for (const length of plan.pieces) {
      await session.addCopy({ key: range.key, etag, offset, length });
      offset += length;
      bytes += length;
    }
  };
  const finish = async (key: string, options: UploadOptions) => {
    if (session.parts === 0) return putWhole(connection, key, buffer.take(), { ...options, signal });
    if (buffer.size > 0) await flush();
    return session.complete(bytes);
  };
  return {
    get bytes() {
      return bytes;
    },
    append,
    copy,
    finish,
  };
}

async function putWhole(
  connection: Connection,
  key: string,
  body: readonly Uint8Array[],
  options: UploadOptions,
): Promise<string> {
  const deed = { operation: 'upload', key };
  const digest = createHash('md5');
  for (const chunk of body) digest.update(chunk);
  const headers = { ...putHeaders(options), 'content-md5': digest.digest('base64') };
  const { signal } = options;
  const answer = await send(connection, { ...deed, method: 'PUT', objectKey: key, headers, body, signal });
  const etag = bareEtag(answer.headers.etag);
  if (!etag) throw failure(deed, 'MalformedAnswer', { status: answer.status });
  return etag;
}
