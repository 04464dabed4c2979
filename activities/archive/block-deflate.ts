/** Deflates a long stream in blocks that threads work on at the same time, as pigz does. */
import { rechunk } from './chunks.js';
import type { DeflateRequest, DeflateResult } from './deflate-work.js';

const BLOCK = 512 * 1024;
/** Deflate looks back this far. */
const DICTIONARY = 32 * 1024;
const IN_FLIGHT = 4;

/**
 * The pieces of one deflate stream, in order. Each block is deflated with the 32 KiB before it as dictionary and
 * ends on a byte boundary, so the pieces simply follow each other. Holds four blocks.
 */
export async function* deflateInBlocks(
  content: AsyncIterable<Uint8Array>,
  level: number,
  run: (request: DeflateRequest) => Promise<DeflateResult>,
): AsyncGenerator<Uint8Array> {
  const inFlight: Promise<DeflateResult>[] = [];
  for await (const request of blockRequests(content, level)) {
    const result = run(request);
    // A block may fail while an earlier one is waited for; it is asked for in its turn.
    result.catch(() => undefined);
    inFlight.push(result);
    if (inFlight.length >= IN_FLIGHT) yield new Uint8Array((await next(inFlight)).bytes);
  }
  while (inFlight.length > 0) yield new Uint8Array((await next(inFlight)).bytes);
}

async function next(inFlight: Promise<DeflateResult>[]): Promise<DeflateResult> {
  const first = inFlight.shift();
  if (!first) throw new Error('No block is under way.');
  return first;
}

/** One request a block. The last is known only when nothing comes behind it, so one block is held back. */
async function* blockRequests(
  content: AsyncIterable<Uint8Array>,
  level: number,
): AsyncGenerator<DeflateRequest> {
  let dictionary: Buffer = Buffer.alloc(0);
  let held: Buffer = Buffer.alloc(0);
  for await (const block of rechunk(content, BLOCK)) {
    if (held.length > 0) {
      yield blockRequest(dictionary, held, level, false);
      dictionary = held.subarray(-DICTIONARY);
    }
    held = block;
  }
  yield blockRequest(dictionary, held, level, true);
}

function blockRequest(dictionary: Buffer, block: Buffer, level: number, last: boolean): DeflateRequest {
  const bytes = new Uint8Array(dictionary.length + block.length);
  bytes.set(dictionary);
  bytes.set(block, dictionary.length);
  return { kind: 'block', level, bytes: bytes.buffer, dictionaryLength: dictionary.length, last };
}
