/** Local headers taken over from another archive as they lie: only such as say what this archive would say itself. */
import { isAscii } from 'node:buffer';
import { hasOnlyExtras } from './extra-fields.js';
import { VERSION_PLAIN } from './local-header.js';
import { EXTRA, FLAG, MAX_32_BIT, METHOD, RECORD_SIZE, SIGNATURE } from './signatures.js';
import { asBuffer } from './source.js';
import type { StoredEntry } from './types.js';

/** What the directory has to repeat from a local header. */
export interface CopiedHeader {
  /** Needed to unpack, times ten. */
  readonly version: number;
  readonly flags: number;
  readonly dosTime: number;
  readonly dosDate: number;
}

/** Flags that change nothing but the encoding of the name, or tell how hard a compressor tried (APPNOTE 4.4.4). */
const HARMLESS_FLAGS = FLAG.utf8 | FLAG.deflateEffort;

/** Times and owners, and the room that rubyzip (Canvas) leaves for 64-bit sizes. They need no copy in the directory. */
const HARMLESS_EXTRAS: ReadonlySet<number> = new Set([
  EXTRA.timestamp,
  EXTRA.ntfsTimes,
  EXTRA.unixTimes,
  EXTRA.unixOwner,
  EXTRA.unixOwnerIds,
  EXTRA.zip64Room,
]);

/**
 * Reads bytes as the local header of an entry with this name, content and nothing unusual. `undefined` when they are
 * more, fewer or other than such a header: damaged, encrypted, with sizes behind the data or of 64 bits, with another
 * name, or with one whose encoding is left open.
 */
export function readCopiedHeader(
  bytes: Uint8Array,
  name: Buffer,
  stored: Omit<StoredEntry, 'offset'>,
): CopiedHeader | undefined {
  const header = asBuffer(bytes);
  const isWhole =
    header.length >= RECORD_SIZE.localHeader &&
    header.readUInt32LE(0) === SIGNATURE.localHeader &&
    header.readUInt16LE(26) === name.length &&
    header.length === RECORD_SIZE.localHeader + name.length + header.readUInt16LE(28);
  if (!isWhole) return undefined;
  const version = header.readUInt16LE(4);
  const flags = header.readUInt16LE(6);
  const extra = header.subarray(RECORD_SIZE.localHeader + name.length);
  const isPlain =
    version <= VERSION_PLAIN && (flags & ~HARMLESS_FLAGS) === 0 && hasOnlyExtras(extra, HARMLESS_EXTRAS);
  if (!isPlain || !hasName(header, name, flags) || !hasContent(header, stored)) return undefined;
  return { version, flags, dosTime: header.readUInt16LE(10), dosDate: header.readUInt16LE(12) };
}

/** Whether bytes are a local header that `addRun` takes for an entry of this path. */
export function fitsEntry(bytes: Uint8Array, path: string, stored: Omit<StoredEntry, 'offset'>): boolean {
  return readCopiedHeader(bytes, Buffer.from(path), stored) !== undefined;
}

/** Without the UTF-8 flag a name says the same to every program only when it is ASCII. */
function hasName(header: Buffer, name: Buffer, flags: number): boolean {
  const start = RECORD_SIZE.localHeader;
  const isSame = header.subarray(start, start + name.length).equals(name);
  return isSame && ((flags & FLAG.utf8) !== 0 || isAscii(name));
}

function hasContent(
  header: Buffer,
  { method, crc32, storedSize, size }: Omit<StoredEntry, 'offset'>,
): boolean {
  return (
    header.readUInt16LE(8) === METHOD[method] &&
    header.readUInt32LE(14) === crc32 &&
    header.readUInt32LE(18) === storedSize &&
    header.readUInt32LE(22) === size &&
    (method === 'deflated' || storedSize === size) &&
    storedSize < MAX_32_BIT &&
    size < MAX_32_BIT
  );
}
