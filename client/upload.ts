/** Posts a file to a signed form address, as a browser would: the fields as they are, then the file, last. */
import { type ClientRequest, request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { InvalidRequestError, UnavailableError } from './errors.js';
import type { FileUploadTarget } from './types.js';
import { type Answer, answerOf, judgeAnswer } from './upload-answer.js';
import { counted, formAround, isSize } from './upload-form.js';

export interface PostOptions {
  /** Told how many bytes have been sent. */
  readonly onProgress?: ((bytes: number) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds in which something must move on the connection. */
  readonly idleTimeout?: number;
}

const IDLE_TIMEOUT = 5 * 60_000;

/**
 * Streams; memory does not grow with the file. Throws `InvalidRequestError` when the server refuses the file or it has
 * another size, `UnavailableError` when the server fails or cannot be reached, what the stream fails with, and the
 * reason of the signal.
 */
export async function postFile(
  target: FileUploadTarget,
  content: AsyncIterable<Uint8Array>,
  size: number,
  { onProgress = () => undefined, signal, idleTimeout = IDLE_TIMEOUT }: PostOptions = {},
): Promise<void> {
  signal?.throwIfAborted();
  if (!isSize(size)) throw new InvalidRequestError(`A file cannot have ${size} bytes.`);
  const { head, tail, contentType } = formAround(target);
  const source: { failure?: unknown } = {};
  async function* body() {
    yield head;
    try {
      yield* counted(content, size, onProgress);
    } catch (error) {
      source.failure = error;
      throw error;
    }
    yield tail;
  }
  const length = head.length + size + tail.length;
  const request = open(target.upload_url, { length, contentType, signal, idleTimeout });
  try {
    judgeAnswer(await exchange(request, Readable.from(body())));
  } catch (error) {
    signal?.throwIfAborted();
    throw 'failure' in source ? source.failure : connectionFailure(error);
  } finally {
    request.destroy();
  }
}

interface Opening {
  readonly length: number;
  readonly contentType: string;
  readonly signal: AbortSignal | undefined;
  readonly idleTimeout: number;
}

function open(address: string, { length, contentType, signal, idleTimeout }: Opening): ClientRequest {
  const send = address.startsWith('https:') ? httpsRequest : httpRequest;
  const request = send(address, {
    method: 'POST',
    headers: { 'content-type': contentType, 'content-length': length },
    timeout: idleTimeout,
    ...(signal === undefined ? {} : { signal }),
  });
  request.once('timeout', () => {
    request.destroy(new Error(`nothing moved for ${idleTimeout / 1000} seconds`));
  });
  return request;
}

/**
 * Sends the body and takes the answer. A server may answer before it has the whole body, and then read no more of it:
 * its answer ends the sending, and a yes to a part is none.
 */
async function exchange(request: ClientRequest, body: Readable): Promise<Answer> {
  const answered = answerOf(request);
  const sent = pipeline(body, request);
  // Each is awaited below, unless the other one decides.
  for (const outcome of [answered, sent]) outcome.catch(() => undefined);
  const answer = await Promise.race([
    answered,
    // A broken pipe says less than the answer that came with it.
    sent.then(
      () => answered,
      (broken: unknown) => answered.catch(() => Promise.reject(broken)),
    ),
  ]);
  if (answer.isContent && !request.writableEnded) {
    throw new Error('the server answered before it had the whole file');
  }
  return answer;
}

function connectionFailure(error: unknown): unknown {
  if (error instanceof InvalidRequestError || error instanceof UnavailableError) return error;
  const { message, code = 'no reason given' } = error as NodeJS.ErrnoException;
  return new UnavailableError(`The upload was cut off: ${message === '' ? code : message}`, { cause: error });
}
