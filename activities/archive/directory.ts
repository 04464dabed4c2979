/** Reads the central directory an end record points at, wherever it really begins, and repairs offsets. */

import { slicesOf } from './chunks.js';
import { type DirectoryRecord, parseRecords } from './directory-record.js';
import type { EndRecord, Tail } from './end-record.js';
import { readNearTail } from './end-record.js';
import { createPace } from './pace.js';
import { archiveProblem, problemOf, showName, ZipProblemError } from './problem.js';
import { MAX_16_BIT, RECORD_SIZE, SIGNATURE, WRAP_32_BIT } from './signatures.js';
import { asBuffer, readRange } from './source.js';
import type { ArchiveLimits, RandomAccess, ZipProblem } from './types.js';
import { type OpenZipEntry, toEntry } from './zip-entry.js';

export interface DirectoryContext {
  readonly source: RandomAccess;
  readonly tail: Tail;
  readonly limits: ArchiveLimits;
  readonly signal: AbortSignal | undefined;
}

export interface RawDirectory {
  /** In directory order, offsets counted from the first byte of the source. */
  readonly entries: OpenZipEntry[];
  readonly problems: ZipProblem[];
  /** First byte of the directory. */
  readonly offset: number;
}

/**
 * Reads the directory of an end record.
 *
 * The directory really begins its declared size before the end records. Where that is not the declared offset,
 * bytes were put in front of the archive or are missing inside it, and every offset is off by as much. If there
 * is no directory there, its size is wrong and the declared offset is tried.
 *
 * @throws ZipProblemError when there is no sound directory in either place, or it holds too many entries.
 */
export async function readDirectory(context: DirectoryContext, end: EndRecord): Promise<RawDirectory> {
  const counted = end.directoryEnd - end.directorySize;
  const places = [...new Set([counted, end.directoryOffset])];
  let refusal: unknown;
  for (const place of places) {
    if (place < 0 || place > end.directoryEnd) continue;
    try {
      return await readDirectoryAt(context, end, place);
    } catch (error) {
      if (problemOf(error)?.code !== 'directory_damaged') throw error;
      refusal ??= error;
    }
  }
  throw refusal ?? damaged('its list of contents is said to lie outside of it');
}

async function readDirectoryAt(
  context: DirectoryContext,
  end: EndRecord,
  offset: number,
): Promise<RawDirectory> {
  const entries = await readEntriesAt(context, end, offset);
  const shift = offset - end.directoryOffset;
  const problems = [
    ...(await applyShift(context, entries, shift)),
    ...trailingJunk(end),
    ...countMismatch(end, entries),
  ];
  return { entries, problems, offset };
}

/** Lines for a few milliseconds of work. */
const SLICE = 65_536;

async function readEntriesAt(
  { source, tail, limits, signal }: DirectoryContext,
  end: EndRecord,
  offset: number,
): Promise<OpenZipEntry[]> {
  const entries: OpenZipEntry[] = [];
  const add = (record: DirectoryRecord) => {
    if (entries.length >= limits.maxEntries) throw tooMany(limits);
    entries.push(toEntry(record, limits));
  };
  const pace = createPace();
  let pending: Buffer = Buffer.alloc(0);
  for await (const chunk of slicesOf(directoryBytes(source, tail, offset, end.directoryEnd, signal), SLICE)) {
    await pace();
    const bytes = pending.length === 0 ? asBuffer(chunk) : Buffer.concat([pending, chunk]);
    const { consumed, ended } = parseRecords(bytes, add);
    pending = bytes.subarray(consumed);
    if (ended) break;
  }
  if (pending.length > 0 && !isDirectorySignature(pending)) {
    throw damaged(`its list of contents cannot be read ${behindLast(entries)}`);
  }
  return entries;
}

/** A signed directory ends in a record of its own (APPNOTE 4.3.13), the only thing that may follow the entries. */
function isDirectorySignature(bytes: Buffer): boolean {
  return bytes.length >= 4 && bytes.readUInt32LE(0) === SIGNATURE.directorySignature;
}

async function* directoryBytes(
  source: RandomAccess,
  tail: Tail,
  offset: number,
  end: number,
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array> {
  const beforeTail = Math.min(end, tail.offset);
  if (offset < beforeTail) yield* readRange(source, offset, beforeTail - offset, signal);
  const from = Math.max(offset, tail.offset) - tail.offset;
  if (end > tail.offset) yield tail.bytes.subarray(from, end - tail.offset);
}

/**
 * Corrects offsets that do not count from the first byte, and says so.
 *
 * A source that begins with a local header has nothing in front of it: when its offsets are off, it was joined
 * from two archives, or cut off behind an archive stored inside it, and no repair would give what was meant.
 * Off by whole multiples of 4 GiB, though, it was written by a tool without zip64 (macOS before 2021): offsets
 * then start again from zero and are unfolded, as they only ever grow.
 */
async function applyShift(
  context: DirectoryContext,
  entries: OpenZipEntry[],
  shift: number,
): Promise<ZipProblem[]> {
  if (shift === 0) return [];
  if (entries.length === 0) throw damaged('it is empty, but not where it says');
  if (shift < 0) {
    return [archiveProblem('bytes_missing', `lacks ${-shift} bytes in its middle; entries behind are lost`)];
  }
  if (!(await beginsWithEntry(context))) {
    for (const entry of entries) entry.headerOffset += shift;
    return [
      archiveProblem('prefix_junk', `has ${shift} foreign bytes in front of it, which were passed over`),
    ];
  }
  if (shift % WRAP_32_BIT !== 0) throw joined();
  unfoldOffsets(entries);
  return [archiveProblem('offsets_wrapped', 'exceeds 4 GiB without zip64; its offsets were corrected')];
}

async function beginsWithEntry({ source, tail, signal }: DirectoryContext): Promise<boolean> {
  const start = await readNearTail(source, tail, 0, 4, signal);
  return start.readUInt32LE(0) === SIGNATURE.localHeader;
}

/** An entry cannot begin before the one listed before it has ended. */
function unfoldOffsets(entries: OpenZipEntry[]): void {
  let base = 0;
  let end = 0;
  for (const entry of entries) {
    if (entry.headerOffset + base < end) base += WRAP_32_BIT;
    entry.headerOffset += base;
    end = entry.headerOffset + RECORD_SIZE.localHeader + entry.storedSize;
  }
}

function trailingJunk({ trailing }: EndRecord): ZipProblem[] {
  if (trailing === 0) return [];
  return [
    archiveProblem('trailing_junk', `has ${trailing} foreign bytes behind its end, which were passed over`),
  ];
}

function countMismatch(end: EndRecord, entries: readonly OpenZipEntry[]): ZipProblem[] {
  const counted = end.zip64 ? entries.length : entries.length & MAX_16_BIT;
  if (counted === end.entries) return [];
  const text = `says it holds ${end.entries} entries, but lists ${entries.length}; all of these were read`;
  return [archiveProblem('count_mismatch', text)];
}

function tooMany({ maxEntries }: ArchiveLimits): ZipProblemError {
  return new ZipProblemError(archiveProblem('too_many_entries', `holds more than ${maxEntries} entries`));
}

function damaged(text: string): ZipProblemError {
  return new ZipProblemError(archiveProblem('directory_damaged', `is damaged: ${text}`));
}

function joined(): ZipProblemError {
  return new ZipProblemError(
    archiveProblem('truncated', 'does not end as it begins: it was cut off, or two archives were joined'),
  );
}

function behindLast(entries: readonly OpenZipEntry[]): string {
  const last = entries.at(-1);
  return last ? `behind ${showName(last.path)}` : 'from its first line on';
}
