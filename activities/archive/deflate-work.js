/** The work of a deflate thread. Plain JavaScript, because threads load it as it is; also run without a thread. */
import { constants, crc32, deflateRawSync } from 'node:zlib';
import { LOCAL_HEADER_SIZE, writeLocalHeader } from './local-header.js';

/** How an entry of a batch is to be stored. */
export const STORE = 0;
export const DEFLATE = 1;
/** Deflate, unless a sample of the content shows that it is compressed already. */
export const SAMPLE = 2;

/** Numbers a batch's layout holds for each entry. */
export const REQUEST_FIELDS = 3;
export const RESULT_FIELDS = 4;
/** Which is which in a result. */
export const RESULT = { header: 0, method: 1, crc32: 2, storedSize: 3 };

export const SAMPLE_SIZE = 65_536;
/** Below this there is nothing to be gained from a sample. */
const SAMPLED_FROM = 2 * SAMPLE_SIZE;
const WORTH_DEFLATING = 0.95;
/** Deflate's own output buffer for a block: texts fit in, and a thread's memory is not filled with unused ones. */
const LONGEST_PIECE = 131_072;
/** Holds the largest block deflate makes of incompressible input, so that it is made in one piece. */
const SPARE = 1_024;

/**
 * Small entries to be laid down as finished local headers and data.
 * @typedef {object} BatchRequest
 * @property {'batch'} kind
 * @property {number} level
 * @property {ArrayBuffer} bytes name, content, name, content …
 * @property {Uint32Array} layout for each entry: bytes of its name, bytes of its content, how to store it
 *
 * A piece of a long stream, to be deflated behind the 32 KiB before it.
 * @typedef {object} BlockRequest
 * @property {'block'} kind
 * @property {number} level
 * @property {ArrayBuffer} bytes the dictionary, then the block; what is behind them is to be ignored
 * @property {number} dictionaryLength
 * @property {number} end where the block ends
 * @property {boolean} last ends the deflate stream
 *
 * @typedef {BatchRequest | BlockRequest} DeflateRequest
 *
 * @typedef {object} DeflateResult
 * @property {ArrayBuffer} bytes
 * @property {ArrayBuffer} request the request's bytes, to be used again
 * @property {Uint32Array} layout of a batch, for each entry: where its header begins, method, CRC, stored size
 */

/**
 * @param {DeflateRequest} request
 * @returns {DeflateResult}
 */
export function deflateWork(request) {
  return request.kind === 'batch' ? deflateBatch(request) : deflateBlock(request);
}

/**
 * @param {BatchRequest} request
 * @returns {DeflateResult}
 */
function deflateBatch({ bytes, layout, level }) {
  const input = Buffer.from(bytes);
  const count = layout.length / REQUEST_FIELDS;
  const output = Buffer.allocUnsafeSlow(input.length + count * LOCAL_HEADER_SIZE);
  const places = new Uint32Array(count * RESULT_FIELDS);
  let from = 0;
  let to = 0;
  for (let entry = 0; entry < count; entry++) {
    const [nameLength = 0, size = 0, how = STORE] = layout.subarray(entry * REQUEST_FIELDS);
    const name = input.subarray(from, from + nameLength);
    const content = input.subarray(from + nameLength, from + nameLength + size);
    from += nameLength + size;
    const data = stored(content, how, level);
    const method = data === content ? 0 : 8;
    const checksum = crc32(content);
    places.set([to, method, checksum, data.length], entry * RESULT_FIELDS);
    to = writeLocalHeader(output, to, { name, method, crc32: checksum, storedSize: data.length, size });
    output.set(data, to);
    to += data.length;
  }
  return { bytes: exactCopy(output, to), request: bytes, layout: places };
}

/**
 * The content itself where deflating does not make it smaller.
 * @param {Buffer} content
 * @param {number} how
 * @param {number} level
 */
function stored(content, how, level) {
  if (how === STORE || content.length === 0) return content;
  if (how === SAMPLE && content.length >= SAMPLED_FROM && !isCompressible(content)) return content;
  const deflated = deflateRawSync(content, { level, chunkSize: content.length + SPARE });
  return deflated.length < content.length ? deflated : content;
}

/**
 * Whether the first 64 KiB become noticeably smaller.
 * @param {Uint8Array} content
 */
export function isCompressible(content) {
  const sample = content.subarray(0, SAMPLE_SIZE);
  return deflateRawSync(sample, { level: 1 }).length < sample.length * WORTH_DEFLATING;
}

/**
 * @param {BlockRequest} request
 * @returns {DeflateResult}
 */
function deflateBlock({ bytes, dictionaryLength, end, last, level }) {
  const input = Buffer.from(bytes);
  const block = input.subarray(dictionaryLength, end);
  const dictionary = dictionaryLength > 0 ? { dictionary: input.subarray(0, dictionaryLength) } : {};
  const deflated = deflateRawSync(block, {
    level,
    ...dictionary,
    chunkSize: Math.min(block.length + SPARE, LONGEST_PIECE),
    finishFlush: last ? constants.Z_FINISH : constants.Z_SYNC_FLUSH,
  });
  return { bytes: exactCopy(deflated, deflated.length), request: bytes, layout: new Uint32Array(0) };
}

/**
 * An array buffer of its own and of the right size: what is handed over may be kept for long.
 * @param {Buffer} bytes
 * @param {number} length
 * @returns {ArrayBuffer}
 */
function exactCopy(bytes, length) {
  const copy = new Uint8Array(length);
  copy.set(bytes.subarray(0, length));
  return copy.buffer;
}
