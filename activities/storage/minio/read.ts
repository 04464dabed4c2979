/** Streams a range of an object: bound to one state of it, resumed after a cut, and exact to the byte. */

import type { CallOptions, ObjectRange } from '../port.js';
import { connectionFailure, type Deed, failure, isTransient } from './failures.js';
import { bareEtag, type Connection, open } from './request.js';
import { backOff } from './retry.js';
import type { Answer } from './transport.js';

/**
 * Yields exactly `range.length` bytes. After a cut, a stall or a short answer it goes on from the byte reached; it
 * gives up after as many tries in a row without a byte as a request may have. Without an ETag in the range, the first
 * answer's ETag binds the rest.
 */
export async function* read(
  connection: Connection,
  range: ObjectRange,
  { signal }: CallOptions = {},
): AsyncGenerator<Uint8Array, void, void> {
  const deed = { operation: 'read', key: range.key };
  const { retries } = connection.settings;
  if (range.length < 1 || range.offset < 0) throw failure(deed, 'InvalidRange');
  let { etag } = range;
  let done = 0;
  let barren = 0;
  while (done < range.length) {
    const reached = done;
    const rest = {
      key: range.key,
      offset: range.offset + done,
      length: range.length - done,
      ...(etag && { etag }),
    };
    try {
      const answer = await openRange(connection, deed, rest, signal);
      etag ??= bareEtag(answer.headers.etag);
      for await (const chunk of exactly(deed, answer, rest.length)) {
        done += chunk.byteLength;
        yield chunk;
      }
    } catch (thrown) {
      signal?.throwIfAborted();
      const error = connectionFailure(deed, thrown);
      barren = done > reached ? 1 : barren + 1;
      if (!isTransient(error) || barren >= retries.attempts) throw error;
      await backOff(retries, barren, signal);
    }
  }
}

async function openRange(
  connection: Connection,
  deed: Deed,
  range: ObjectRange,
  signal: AbortSignal | undefined,
): Promise<Answer> {
  const { key, etag, offset, length } = range;
  const headers = {
    range: `bytes=${offset}-${offset + length - 1}`,
    ...(etag && { 'if-match': `"${etag}"` }),
  };
  const answer = await open(connection, { ...deed, method: 'GET', objectKey: key, headers, signal });
  const problem = mismatch(answer, range);
  if (!problem) return answer;
  answer.discard();
  throw failure(deed, problem, { status: answer.status });
}

/** The code of what is wrong with the answer's headers, if anything is. */
function mismatch({ status, headers }: Answer, range: ObjectRange): string | undefined {
  if (range.etag && bareEtag(headers.etag) !== range.etag) return 'PreconditionFailed';
  const given =
    status === 206 ? contentRange(headers['content-range']) : wholeRange(headers['content-length']);
  if (!given || given.offset !== range.offset) return 'WrongRange';
  if (given.length === range.length) return undefined;
  return status === 206 && given.length < range.length ? 'InvalidRange' : 'WrongRange';
}

function contentRange(header: string | undefined) {
  const [, first, last] = /^bytes (\d+)-(\d+)\//.exec(header ?? '') ?? [];
  return first && last ? { offset: Number(first), length: Number(last) - Number(first) + 1 } : undefined;
}

/** A server without ranges answers 200: good enough when the whole object was asked for. */
function wholeRange(header: string | undefined) {
  return header ? { offset: 0, length: Number(header) } : undefined;
}

async function* exactly(deed: Deed, answer: Answer, length: number): AsyncGenerator<Uint8Array> {
  let done = 0;
  for await (const chunk of answer.body) {
    done += chunk.byteLength;
    if (done > length) throw failure(deed, 'WrongRange', { status: answer.status });
    yield chunk;
  }
  if (done < length) throw failure(deed, 'ShortAnswer', { status: answer.status });
}
