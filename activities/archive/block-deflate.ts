/** Deflates a long stream in blocks that threads work on at the same time, as pigz does. */
import type { DeflateRequest, DeflateResult } from './deflate-work.js';

const BLOCK = 512 * 1024;
/** Deflate looks back this far. */
const DICTIONARY = 32 * 1024;
const IN_FLIGHT = 4;

/**
 * The pieces of one deflate stream, in order. Each block is deflated with the 32 KiB before it as dictionary and
 * ends on a byte boundary, so the pieces simply follow each other. Holds five blocks, and uses their memory again.
 */
export async function* deflateInBlocks(
  content: AsyncIterable<Uint8Array>,
  level: number,
  run: (request: DeflateRequest) => Promise<DeflateResult>,
): AsyncGenerator<Uint8Array> {
  const inFlight: Promise<DeflateResult>[] = [];
  const spare: ArrayBuffer[] = [];
  const next = async () => {
    const result = await inFlight.shift();
    if (result === undefined) throw new Error('No block is under way.');
    spare.push(result.request);
    return new Uint8Array(result.bytes);
  };
  for await (const request of blockRequests(content, level, spare)) {
    const result = run(request);
    // A block may fail while an earlier one is waited for; it is asked for in its turn.
    result.catch(() => undefined);
    inFlight.push(result);
    if (inFlight.length >= IN_FLIGHT) yield await next();
  }
  while (inFlight.length > 0) yield await next();
}

/**
 * One request a block, its bytes copied once: from the content to behind the end of the block before it, which is its
 * dictionary. The last is known only when nothing comes behind it, so one block is held back.
 */
async function* blockRequests(
  content: AsyncIterable<Uint8Array>,
  level: number,
  spare: ArrayBuffer[],
): AsyncGenerator<DeflateRequest> {
  let block = beginBlock(spare.pop(), new Uint8Array(0));
  for await (const chunk of content) {
    for (let rest = chunk; rest.length > 0; ) {
      if (block.used === block.end) {
        const full = block;
        block = beginBlock(spare.pop(), full.bytes.subarray(full.end - DICTIONARY, full.end));
        yield requestOf(full, level, false);
      }
      const taken = rest.subarray(0, block.end - block.used);
      block.bytes.set(taken, block.used);
      block.used += taken.length;
      rest = rest.subarray(taken.length);
    }
  }
  yield requestOf(block, level, true);
}

/** A block being filled: its dictionary, then its own bytes up to `end`. */
interface Block {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly dictionaryLength: number;
  readonly end: number;
  used: number;
}

function beginBlock(spare: ArrayBuffer | undefined, dictionary: Uint8Array): Block {
  const bytes = new Uint8Array(spare ?? new ArrayBuffer(DICTIONARY + BLOCK));
  bytes.set(dictionary);
  const { length } = dictionary;
  return { bytes, dictionaryLength: length, end: length + BLOCK, used: length };
}

function requestOf({ bytes, dictionaryLength, used }: Block, level: number, last: boolean): DeflateRequest {
  return { kind: 'block', level, bytes: bytes.buffer, dictionaryLength, end: used, last };
}
