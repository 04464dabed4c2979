/** Requests as the store's operations make them: signed, sent, tried again, with failures as `StorageError`s. */

import type { IncomingHttpHeaders } from 'node:http';
import { answerFailure, connectionFailure, type Deed, failure } from './failures.js';
import type { MinioSettings } from './options.js';
import { withRetries } from './retry.js';
import { sign, type UnsignedRequest } from './sign.js';
import type { Answer, Exchange } from './transport.js';
import { parseXml, type XmlElement } from './xml.js';

export interface Connection {
  readonly settings: MinioSettings;
  readonly exchange: Exchange;
}

export interface StorageRequest extends UnsignedRequest, Deed {
  readonly body?: readonly Uint8Array[];
  /** The server works on the request for long without sending a byte: the idle limit does not hold for it. */
  readonly slow?: boolean;
  readonly signal?: AbortSignal | undefined;
}

/** An answer whose body has been read. */
export interface ReadAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** Sends once. Resolves with the headers of a success; the caller reads or discards the body. */
export async function open(connection: Connection, request: StorageRequest): Promise<Answer> {
  try {
    const answer = await connection.exchange(outgoing(connection.settings, request));
    if (answer.status >= 200 && answer.status < 300) return answer;
    throw await refusal(request, answer);
  } catch (error) {
    request.signal?.throwIfAborted();
    throw connectionFailure(request, error);
  }
}

/** Sends once and reads the whole answer. */
export async function sendOnce(connection: Connection, request: StorageRequest): Promise<ReadAnswer> {
  const answer = await open(connection, request);
  return { status: answer.status, headers: answer.headers, body: await readAll(request, answer) };
}

/** The body of an answer that `open` gave. */
export async function readAll(request: StorageRequest, answer: Answer): Promise<Buffer> {
  try {
    return await collect(answer);
  } catch (error) {
    request.signal?.throwIfAborted();
    throw connectionFailure(request, error);
  }
}

/** Sends, again if need be, and reads the whole answer. For requests that may be repeated without harm. */
export function send(connection: Connection, request: StorageRequest): Promise<ReadAnswer> {
  return withRetries(connection.settings.retries, request.signal, () => sendOnce(connection, request));
}

/** As `send`, for requests that are answered with a document. */
export function sendForDocument(connection: Connection, request: StorageRequest): Promise<XmlElement> {
  return withRetries(connection.settings.retries, request.signal, async () =>
    documentOf(request, await sendOnce(connection, request)),
  );
}

/**
 * The root element of an answer. S3 answers 200 before long work is done and may then send an error document:
 * that is a failure as any other. A document cut short is one too.
 */
export function documentOf(request: Deed, answer: ReadAnswer): XmlElement {
  const text = answer.body.toString('utf8');
  const root = parseXml(text);
  if (!root) throw failure(request, 'MalformedAnswer', { status: answer.status });
  if (root.name === 'Error') throw answerFailure(request, answer.status, undefined, text);
  return root;
}

/** An ETag without its quotes and weakness mark. */
export function bareEtag(etag: string | undefined): string {
  return (etag ?? '').replace(/^W\//, '').replace(/^"|"$/g, '');
}

function outgoing(settings: MinioSettings, request: StorageRequest) {
  const { body = [], slow, signal } = request;
  const bytes = body.reduce((sum, chunk) => sum + chunk.byteLength, 0);
  const sendsBody = request.method === 'PUT' || request.method === 'POST';
  const headers = { ...request.headers, ...(sendsBody && { 'content-length': String(bytes) }) };
  const { idle, total } = settings.timeouts;
  return { ...sign(settings, { ...request, headers }), body, idle: slow ? total : idle, total, signal };
}

async function refusal(request: StorageRequest, answer: Answer): Promise<Error> {
  const body = await collect(answer);
  const code = answer.headers['x-minio-error-code'];
  return answerFailure(request, answer.status, code?.toString(), body.toString('utf8'));
}

async function collect(answer: Answer): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of answer.body) chunks.push(chunk);
  return Buffer.concat(chunks);
}
