/** Reads single entries: where they lie, and their verified content. */
import { contentAtOnce, contentStream, type ExpectedContent, isSmall } from './content.js';
import { LONGEST_LOCAL_HEADER, localHeaderLength, locateData } from './local-entry.js';
import { ZipProblemError } from './problem.js';
import { asBuffer, readBytes, readRange } from './source.js';
import { readEnd } from './spans.js';
import type { RandomAccess, StoredEntry, ZipDirectory, ZipEntry } from './types.js';

export interface ReadOptions {
  readonly signal?: AbortSignal;
}

/** Enough for nearly every local header. */
const HEADER_READ = 4_096;

/**
 * Where the bytes of an entry lie. Reads its local header only.
 *
 * @throws ZipProblemError when the entry is refused or its local header does not fit the directory
 */
export async function locateEntry(
  { source }: ZipDirectory,
  entry: ZipEntry,
  { signal }: ReadOptions = {},
): Promise<StoredEntry> {
  if (entry.problem) throw new ZipProblemError(entry.problem);
  const available = readEnd(entry) - entry.headerOffset;
  const read = (length: number) => readBytes(source, entry.headerOffset, Math.min(length, available), signal);
  const header = await read(HEADER_READ);
  const length = localHeaderLength(header) ?? 0;
  return locateData(entry, length <= header.length ? header : await read(LONGEST_LOCAL_HEADER));
}

/**
 * The content of one entry, inflated and verified; it counts only once the iteration has ended.
 *
 * @throws ZipProblemError when the entry is refused or its content is not what the directory says
 */
export async function* openEntry(
  { source }: ZipDirectory,
  entry: ZipEntry,
  { signal }: ReadOptions = {},
): AsyncGenerator<Uint8Array> {
  const { content } = await streamEntry(source, entry, signal);
  yield* content;
}

export interface StoredContentOptions extends ReadOptions {
  /** Names the content in errors. */
  readonly path?: string;
}

/**
 * The content of a file known by where it lies, inflated and verified, without reading the archive's directory.
 *
 * @throws ZipProblemError when the bytes there are not the promised ones
 */
export async function* readStored(
  source: RandomAccess,
  stored: StoredEntry,
  { path = 'stored file', signal }: StoredContentOptions = {},
): AsyncGenerator<Uint8Array> {
  const expected: ExpectedContent = { ...stored, path };
  if (isSmall(expected)) {
    const bytes = await readBytes(source, stored.offset, stored.storedSize, signal);
    const content = contentAtOnce(bytes, expected);
    if (content.length > 0) yield content;
    return;
  }
  yield* contentStream(readRange(source, stored.offset, stored.storedSize, signal), expected, signal);
}

export interface StreamedEntry {
  readonly stored: StoredEntry;
  readonly content: AsyncGenerator<Uint8Array>;
  /** Ends the read, whether or not the content was read. */
  close(): Promise<void>;
}

/** Opens an entry with a single read that serves its header and its content. */
export async function streamEntry(
  source: RandomAccess,
  entry: ZipEntry,
  signal: AbortSignal | undefined,
): Promise<StreamedEntry> {
  if (entry.problem) throw new ZipProblemError(entry.problem);
  const range = readRange(source, entry.headerOffset, readEnd(entry) - entry.headerOffset, signal);
  try {
    const front = await readHeader(range);
    const stored = locateData(entry, front);
    const dataStart = stored.offset - entry.headerOffset;
    const data = dataOf(front.subarray(dataStart), range, stored.storedSize);
    return { stored, ...closeable(contentStream(data, { ...stored, path: entry.path }, signal), range) };
  } catch (error) {
    await range.return(undefined);
    throw error;
  }
}

/** Content that fails, instead of seeming to be at its end, when it is read after it was closed. */
function closeable(
  content: AsyncGenerator<Uint8Array>,
  range: AsyncGenerator<Uint8Array>,
): Pick<StreamedEntry, 'content' | 'close'> {
  let closed = false;
  async function* whileOpen(): AsyncGenerator<Uint8Array> {
    yield* content;
    if (closed) throw new Error('The content of an entry must be read before the next entry is asked for.');
  }
  const close = async () => {
    closed = true;
    await content.return(undefined);
    await range.return(undefined);
  };
  return { content: whileOpen(), close };
}

/** Bytes from the range until they hold the whole local header, with whatever came along. */
async function readHeader(range: AsyncGenerator<Uint8Array>): Promise<Buffer> {
  let front: Buffer = Buffer.alloc(0);
  while (front.length < (localHeaderLength(front) ?? Number.POSITIVE_INFINITY)) {
    const item = await range.next();
    if (item.done) return front;
    front = front.length === 0 ? asBuffer(item.value) : Buffer.concat([front, item.value]);
  }
  return front;
}

/** The entry's own bytes; what the range holds behind them is left unread. */
async function* dataOf(
  front: Buffer,
  range: AsyncGenerator<Uint8Array>,
  length: number,
): AsyncGenerator<Uint8Array> {
  let left = length;
  const take = (chunk: Uint8Array) => {
    const piece = chunk.length > left ? chunk.subarray(0, left) : chunk;
    left -= piece.length;
    return piece;
  };
  try {
    if (front.length > 0 && left > 0) yield take(front);
    while (left > 0) {
      const item = await range.next();
      if (item.done) return;
      yield take(item.value);
    }
  } finally {
    await range.return(undefined);
  }
}
