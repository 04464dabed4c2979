/** Builds the list of contents at the end of an archive, as packed bytes from the first entry on. */
import type { CopiedHeader } from './copied-header.js';
import { entryFlags, FIXED_DOS_DATE, FIXED_DOS_TIME, VERSION_PLAIN, VERSION_ZIP64 } from './local-header.js';
import { MAX_16_BIT, MAX_32_BIT, METHOD, RECORD_SIZE, SIGNATURE } from './signatures.js';
import type { StoredEntry } from './types.js';

export interface DirectoryLine {
  /** UTF-8. */
  readonly name: Uint8Array;
  readonly headerOffset: number;
  readonly stored: StoredEntry;
  /** CRC and sizes follow the data. */
  readonly descriptor: boolean;
  /** Of an entry whose local header came from another archive: the directory has to say the same. */
  readonly copied?: CopiedHeader | undefined;
}

export interface CentralDirectory {
  readonly entries: number;
  add(line: DirectoryLine): void;
  /** The directory and the end records, for an archive whose content ends at this offset. */
  finish(offset: number): Generator<Uint8Array>;
}

const PIECE = 65_536;
const MADE_BY_UNIX = 3 << 8;
/** A regular file everyone may read: without it, unpacking on Unix gives files nobody may. */
const REGULAR_FILE = 0o100644 * 0x10000;

export function createCentralDirectory(): CentralDirectory {
  const full: Buffer[] = [];
  let piece = Buffer.allocUnsafeSlow(PIECE);
  let used = 0;
  let size = 0;
  let entries = 0;

  const reserve = (bytes: number) => {
    if (used + bytes <= piece.length) return;
    full.push(piece.subarray(0, used));
    piece = Buffer.allocUnsafeSlow(Math.max(PIECE, bytes));
    used = 0;
  };
  return {
    get entries() {
      return entries;
    },
    add(line) {
      const extra = zip64Extra(line);
      const length = RECORD_SIZE.directoryRecord + line.name.length + extra.length;
      reserve(length);
      writeRecord(piece, used, line, extra);
      used += length;
      size += length;
      entries += 1;
    },
    *finish(offset) {
      yield* full;
      yield piece.subarray(0, used);
      yield endRecords(entries, size, offset);
    },
  };
}

function writeRecord(target: Buffer, at: number, line: DirectoryLine, extra: Buffer): void {
  const { crc32, method, size, storedSize } = line.stored;
  const { flags, dosTime, dosDate, version: ownVersion } = line.copied ?? ownHeader(line.descriptor);
  const version = extra.length > 0 ? VERSION_ZIP64 : ownVersion;
  target.fill(0, at, at + RECORD_SIZE.directoryRecord);
  target.writeUInt32LE(SIGNATURE.directoryRecord, at);
  target.writeUInt16LE(MADE_BY_UNIX | version, at + 4);
  target.writeUInt16LE(version, at + 6);
  target.writeUInt16LE(flags, at + 8);
  target.writeUInt16LE(METHOD[method], at + 10);
  target.writeUInt16LE(dosTime, at + 12);
  target.writeUInt16LE(dosDate, at + 14);
  target.writeUInt32LE(crc32, at + 16);
  target.writeUInt32LE(Math.min(storedSize, MAX_32_BIT), at + 20);
  target.writeUInt32LE(Math.min(size, MAX_32_BIT), at + 24);
  target.writeUInt16LE(line.name.length, at + 28);
  target.writeUInt16LE(extra.length, at + 30);
  target.writeUInt32LE(REGULAR_FILE, at + 38);
  target.writeUInt32LE(Math.min(line.headerOffset, MAX_32_BIT), at + 42);
  target.set(line.name, at + RECORD_SIZE.directoryRecord);
  target.set(extra, at + RECORD_SIZE.directoryRecord + line.name.length);
}

function ownHeader(descriptor: boolean): CopiedHeader {
  const flags = entryFlags(descriptor);
  return { version: VERSION_PLAIN, flags, dosTime: FIXED_DOS_TIME, dosDate: FIXED_DOS_DATE };
}

/** The values that do not fit 32 bits, in the order of APPNOTE 4.5.3; empty when all fit. */
function zip64Extra({ stored: { size, storedSize }, headerOffset }: DirectoryLine): Buffer {
  if (size < MAX_32_BIT && storedSize < MAX_32_BIT && headerOffset < MAX_32_BIT) return NO_EXTRA;
  const wide = [size, storedSize, headerOffset].filter((value) => value >= MAX_32_BIT);
  const extra = Buffer.alloc(4 + 8 * wide.length);
  extra.writeUInt16LE(0x0001, 0);
  extra.writeUInt16LE(8 * wide.length, 2);
  for (const [index, value] of wide.entries()) extra.writeBigUInt64LE(BigInt(value), 4 + 8 * index);
  return extra;
}

const NO_EXTRA = Buffer.alloc(0);

/** APPNOTE 4.3.14 to 4.3.16; the zip64 forms only where a field would not fit. */
function endRecords(entries: number, size: number, offset: number): Buffer {
  const end = Buffer.alloc(RECORD_SIZE.endRecord);
  end.writeUInt32LE(SIGNATURE.endRecord, 0);
  end.writeUInt16LE(Math.min(entries, MAX_16_BIT), 8);
  end.writeUInt16LE(Math.min(entries, MAX_16_BIT), 10);
  end.writeUInt32LE(Math.min(size, MAX_32_BIT), 12);
  end.writeUInt32LE(Math.min(offset, MAX_32_BIT), 16);
  const fits = entries < MAX_16_BIT && size < MAX_32_BIT && offset < MAX_32_BIT;
  return fits ? end : Buffer.concat([zip64EndRecords(entries, size, offset), end]);
}

function zip64EndRecords(entries: number, size: number, offset: number): Buffer {
  const records = Buffer.alloc(RECORD_SIZE.zip64EndRecord + RECORD_SIZE.zip64Locator);
  records.writeUInt32LE(SIGNATURE.zip64EndRecord, 0);
  records.writeBigUInt64LE(BigInt(RECORD_SIZE.zip64EndRecord - 12), 4);
  records.writeUInt16LE(MADE_BY_UNIX | VERSION_ZIP64, 12);
  records.writeUInt16LE(VERSION_ZIP64, 14);
  records.writeBigUInt64LE(BigInt(entries), 24);
  records.writeBigUInt64LE(BigInt(entries), 32);
  records.writeBigUInt64LE(BigInt(size), 40);
  records.writeBigUInt64LE(BigInt(offset), 48);
  records.writeUInt32LE(SIGNATURE.zip64Locator, 56);
  records.writeBigUInt64LE(BigInt(offset + size), 64);
  records.writeUInt32LE(1, 72);
  return records;
}
