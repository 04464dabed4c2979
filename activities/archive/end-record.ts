/** Finds the record at the end of an archive that says where its directory lies (APPNOTE 4.3.14 to 4.3.16). */
import { archiveProblem, ZipProblemError } from './problem.js';
import { MAX_16_BIT, MAX_32_BIT, RECORD_SIZE, SIGNATURE } from './signatures.js';
import { readBytes } from './source.js';
import type { RandomAccess } from './types.js';

/** The last bytes of an archive: an end record with the longest comment, and the zip64 locator before it. */
export interface Tail {
  /** Where it begins in the source. */
  readonly offset: number;
  readonly bytes: Buffer;
}

export interface EndRecord {
  /** Declared number of entries; modulo 65,536 unless `zip64`. */
  readonly entries: number;
  readonly zip64: boolean;
  /** Declared bytes of the directory. */
  readonly directorySize: number;
  /** Declared first byte of the directory. */
  readonly directoryOffset: number;
  /** The directory ends here: where the first of the end records begins. */
  readonly directoryEnd: number;
  readonly comment: Buffer;
  /** Bytes behind the record and its comment. */
  readonly trailing: number;
}

export const TAIL_SIZE = MAX_16_BIT + RECORD_SIZE.endRecord + RECORD_SIZE.zip64Locator;

/** A comment can be stuffed with signatures; each try may cost a read. */
const MOST_CANDIDATES = 16;

export async function readTail(source: RandomAccess, signal?: AbortSignal): Promise<Tail> {
  const offset = Math.max(0, source.size - TAIL_SIZE);
  return { offset, bytes: await readBytes(source, offset, source.size - offset, signal) };
}

/** Bytes the tail holds already are not read again. */
export async function readNearTail(
  source: RandomAccess,
  tail: Tail,
  offset: number,
  length: number,
  signal?: AbortSignal,
): Promise<Buffer> {
  const inTail = offset - tail.offset;
  if (inTail >= 0) return tail.bytes.subarray(inTail, inTail + length);
  return readBytes(source, offset, length, signal);
}

/**
 * Places in the tail where an end record may stand, likeliest first: those whose comment reaches exactly to the
 * end, from the back; then those that leave junk behind them. A signature alone means nothing: it occurs inside
 * comments and inside archives stored in the archive.
 */
export function endRecordCandidates({ bytes }: Tail): number[] {
  if (bytes.length < RECORD_SIZE.endRecord) return [];
  const exact: number[] = [];
  const loose: number[] = [];
  const signature = Buffer.alloc(4);
  signature.writeUInt32LE(SIGNATURE.endRecord);
  let at = bytes.lastIndexOf(signature, bytes.length - RECORD_SIZE.endRecord);
  for (; at >= 0; at = at === 0 ? -1 : bytes.lastIndexOf(signature, at - 1)) {
    const end = at + RECORD_SIZE.endRecord + bytes.readUInt16LE(at + 20);
    if (end === bytes.length) exact.push(at);
    else if (end < bytes.length && !isSplit(bytes, at)) loose.push(at);
  }
  return [...exact, ...loose].slice(0, MOST_CANDIDATES);
}

/**
 * Reads the end record at this place of the tail, and its zip64 forms.
 *
 * @throws ZipProblemError `multi_disk` or `directory_damaged`.
 */
export async function readEndRecord(
  source: RandomAccess,
  tail: Tail,
  at: number,
  signal?: AbortSignal,
): Promise<EndRecord> {
  const { bytes } = tail;
  if (isSplit(bytes, at)) throw splitError();
  const commentEnd = at + RECORD_SIZE.endRecord + bytes.readUInt16LE(at + 20);
  const plain: EndRecord = {
    entries: bytes.readUInt16LE(at + 10),
    zip64: false,
    directorySize: bytes.readUInt32LE(at + 12),
    directoryOffset: bytes.readUInt32LE(at + 16),
    directoryEnd: tail.offset + at,
    comment: Buffer.from(bytes.subarray(at + RECORD_SIZE.endRecord, commentEnd)),
    trailing: bytes.length - commentEnd,
  };
  const locator = at - RECORD_SIZE.zip64Locator;
  if (locator < 0 || bytes.readUInt32LE(locator) !== SIGNATURE.zip64Locator) return plain;
  return withZip64(plain, await readZip64Record(source, tail, locator, signal));
}

/** Disk numbers other than the first: this is one part of several. 0xffff leaves it to the zip64 record. */
function isSplit(bytes: Buffer, at: number): boolean {
  return [at + 4, at + 6].some((field) => ![0, MAX_16_BIT].includes(bytes.readUInt16LE(field)));
}

function splitError(): ZipProblemError {
  return new ZipProblemError(
    archiveProblem('multi_disk', 'is one part of an archive split into several; join the parts first'),
  );
}

interface Zip64Record {
  readonly position: number;
  readonly bytes: Buffer;
}

/** The record stands right before its locator, or, with junk before the archive left out, where that says. */
async function readZip64Record(
  source: RandomAccess,
  tail: Tail,
  locator: number,
  signal?: AbortSignal,
): Promise<Zip64Record> {
  if (tail.bytes.readUInt32LE(locator + 16) > 1) throw splitError();
  const declared = Number(tail.bytes.readBigUInt64LE(locator + 8));
  const before = tail.offset + locator - RECORD_SIZE.zip64EndRecord;
  for (const position of [before, declared]) {
    if (position < 0 || position > before) continue;
    const bytes = await readNearTail(source, tail, position, RECORD_SIZE.zip64EndRecord, signal);
    if (bytes.readUInt32LE(0) === SIGNATURE.zip64EndRecord) return { position, bytes };
  }
  throw new ZipProblemError(
    archiveProblem('directory_damaged', 'is damaged: its zip64 end record is not where it should be'),
  );
}

/** The 64-bit values, unless the two records contradict each other: then neither can be trusted. */
function withZip64(plain: EndRecord, { position, bytes }: Zip64Record): EndRecord {
  const entries = Number(bytes.readBigUInt64LE(32));
  const directorySize = Number(bytes.readBigUInt64LE(40));
  const directoryOffset = Number(bytes.readBigUInt64LE(48));
  const agree =
    agrees(plain.entries, entries, MAX_16_BIT) &&
    agrees(plain.directorySize, directorySize, MAX_32_BIT) &&
    agrees(plain.directoryOffset, directoryOffset, MAX_32_BIT);
  if (!agree) {
    throw new ZipProblemError(
      archiveProblem('directory_damaged', 'is damaged: its two end records contradict each other'),
    );
  }
  return { ...plain, zip64: true, entries, directorySize, directoryOffset, directoryEnd: position };
}

function agrees(narrow: number, wide: number, saturated: number): boolean {
  return narrow === saturated || narrow === wide;
}
