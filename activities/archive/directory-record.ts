/** Splits the central directory into its records (APPNOTE 4.3.12). */
import { zip64Values } from './extra-fields.js';
import { MAX_32_BIT, RECORD_SIZE, SIGNATURE } from './signatures.js';

/** One record as it stands. `name` and `extra` are views of the buffer it was read from. */
export interface DirectoryRecord {
  /** System the entry was made on, the upper byte of "version made by": 3 is Unix, 0 is DOS. */
  readonly system: number;
  readonly flags: number;
  readonly method: number;
  readonly dosTime: number;
  readonly dosDate: number;
  readonly crc32: number;
  readonly storedSize: number;
  readonly size: number;
  readonly externalAttributes: number;
  readonly headerOffset: number;
  readonly name: Buffer;
  readonly extra: Buffer;
}

export interface RecordParse {
  /** Bytes of whole records read. */
  readonly consumed: number;
  /** What follows is no record; false when the buffer merely ends inside one. */
  readonly ended: boolean;
}

/** Hands every whole record at the front of the buffer to `visit`. */
export function parseRecords(bytes: Buffer, visit: (record: DirectoryRecord) => void): RecordParse {
  let at = 0;
  while (at + 4 <= bytes.length) {
    if (bytes.readUInt32LE(at) !== SIGNATURE.directoryRecord) return { consumed: at, ended: true };
    const length = recordLength(bytes, at);
    if (at + length > bytes.length) break;
    visit(parseRecord(bytes, at));
    at += length;
  }
  return { consumed: at, ended: false };
}

/** Bytes of the record at this place, or infinitely many when not even its fixed part is there yet. */
function recordLength(bytes: Buffer, at: number): number {
  if (at + RECORD_SIZE.directoryRecord > bytes.length) return Number.POSITIVE_INFINITY;
  const variable = bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  return RECORD_SIZE.directoryRecord + variable;
}

function parseRecord(bytes: Buffer, at: number): DirectoryRecord {
  const nameEnd = at + RECORD_SIZE.directoryRecord + bytes.readUInt16LE(at + 28);
  const extra = bytes.subarray(nameEnd, nameEnd + bytes.readUInt16LE(at + 30));
  const [size = 0, storedSize = 0, headerOffset = 0] = zip64Values(
    extra,
    [bytes.readUInt32LE(at + 24), bytes.readUInt32LE(at + 20), bytes.readUInt32LE(at + 42)],
    MAX_32_BIT,
  );
  return {
    system: bytes.readUInt8(at + 5),
    flags: bytes.readUInt16LE(at + 8),
    method: bytes.readUInt16LE(at + 10),
    dosTime: bytes.readUInt16LE(at + 12),
    dosDate: bytes.readUInt16LE(at + 14),
    crc32: bytes.readUInt32LE(at + 16),
    storedSize,
    size,
    externalAttributes: bytes.readUInt32LE(at + 38),
    headerOffset,
    name: bytes.subarray(at + RECORD_SIZE.directoryRecord, nameEnd),
    extra,
  };
}
