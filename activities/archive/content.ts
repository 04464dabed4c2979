/** The content of an entry from its stored bytes, inflated and verified: size, CRC and end of data. */

import { pipeline } from 'node:stream';
import { constants, crc32, createInflateRaw, type InflateRaw, inflateRawSync } from 'node:zlib';
import { entryProblem, ZipProblemError } from './problem.js';
import { asBuffer } from './source.js';
import type { StoredEntry, ZipProblemCode } from './types.js';

/** What content is held against. */
export interface ExpectedContent extends Omit<StoredEntry, 'offset'> {
  readonly path: string;
}

/** Content up to this size is inflated in one go; it takes a few milliseconds at most. */
export const INFLATE_AT_ONCE = 2 ** 20;

const INFLATE_CHUNK = 2 ** 18;

/** Whether stored bytes and content are both small enough to be handled in memory, in one go. */
export function isSmall({ size, storedSize }: ExpectedContent): boolean {
  return size <= INFLATE_AT_ONCE && storedSize <= INFLATE_AT_ONCE;
}

/**
 * The whole content of a small entry.
 *
 * @throws ZipProblemError `size_mismatch`, `crc_mismatch` or `damaged_data`
 */
export function contentAtOnce(stored: Buffer, expected: ExpectedContent): Buffer {
  const content = expected.method === 'stored' ? stored : inflateAtOnce(stored, expected);
  if (content.length !== expected.size) throw wrongSize(expected, content.length);
  if (crc32(content) !== expected.crc32) throw wrongChecksum(expected);
  return content;
}

function inflateAtOnce(stored: Buffer, expected: ExpectedContent): Buffer {
  try {
    const { buffer, engine } = inflateRawSync(stored, {
      maxOutputLength: Math.max(1, expected.size),
      chunkSize: Math.max(constants.Z_MIN_CHUNK, Math.min(expected.size + 1, INFLATE_CHUNK)),
      info: true,
    }) as unknown as { buffer: Buffer; engine: InflateRaw };
    if (engine.bytesWritten !== stored.length) throw leftOver(expected, engine.bytesWritten);
    return buffer;
  } catch (error) {
    throw asProblem(error, expected);
  }
}

/**
 * Streams content of any size. The last chunk comes before the final checks: content counts only once the
 * iteration has ended without an error. Stops as soon as there is more than expected.
 *
 * @throws ZipProblemError as `contentAtOnce`; the source's own errors as they are
 */
export async function* contentStream(
  stored: AsyncIterable<Uint8Array>,
  expected: ExpectedContent,
  signal?: AbortSignal,
): AsyncGenerator<Uint8Array> {
  let size = 0;
  let checksum = 0;
  for await (const chunk of expected.method === 'stored' ? stored : inflate(stored, expected)) {
    signal?.throwIfAborted();
    size += chunk.length;
    if (size > expected.size) throw wrongSize(expected, size);
    checksum = crc32(chunk, checksum);
    yield chunk;
  }
  if (size !== expected.size) throw wrongSize(expected, size);
  if (checksum !== expected.crc32) throw wrongChecksum(expected);
}

async function* inflate(
  stored: AsyncIterable<Uint8Array>,
  expected: ExpectedContent,
): AsyncGenerator<Uint8Array> {
  const inflater = createInflateRaw({ chunkSize: INFLATE_CHUNK });
  // Every failure also destroys the inflater with the same error, so it surfaces in the loop below.
  pipeline(stored, inflater, () => undefined);
  try {
    for await (const chunk of inflater) yield asBuffer(chunk);
    if (inflater.bytesWritten !== expected.storedSize) throw leftOver(expected, inflater.bytesWritten);
  } catch (error) {
    throw asProblem(error, expected);
  } finally {
    inflater.destroy();
  }
}

const DAMAGED = ['Z_DATA_ERROR', 'Z_BUF_ERROR', 'Z_NEED_DICT'];

/** What zlib says about damaged data becomes a problem; anything else, like a lost connection, stays as it is. */
function asProblem(error: unknown, expected: ExpectedContent): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ERR_BUFFER_TOO_LARGE') return wrongSize(expected, expected.size + 1);
  if (!DAMAGED.includes(code)) return error;
  return problem('damaged_data', expected, 'the compressed data is damaged', { cause: error });
}

function wrongSize(expected: ExpectedContent, size: number): ZipProblemError {
  const amount = size > expected.size ? 'more' : `only ${size}`;
  const text = `the entry is said to hold ${expected.size} bytes, but holds ${amount}`;
  return problem('size_mismatch', expected, text);
}

function leftOver(expected: ExpectedContent, used: number): ZipProblemError {
  const text = `the compressed data is said to take ${expected.storedSize} bytes, but ends after ${used}`;
  return problem('size_mismatch', expected, text);
}

function wrongChecksum(expected: ExpectedContent): ZipProblemError {
  return problem('crc_mismatch', expected, 'the content is damaged: its checksum (CRC-32) is wrong');
}

function problem(
  code: ZipProblemCode,
  { path }: ExpectedContent,
  text: string,
  options?: ErrorOptions,
): ZipProblemError {
  return new ZipProblemError(entryProblem(code, path, text), options);
}
