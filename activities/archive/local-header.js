/** Lays down local file headers. Plain JavaScript, because deflate threads load it as it is. */

export const LOCAL_HEADER_SIZE = 30;
const ZIP64_EXTRA_SIZE = 20;
const MAX_32_BIT = 0xffffffff;
const FLAG_UTF8 = 0x0800;
const FLAG_DATA_DESCRIPTOR = 0x0008;

/** 1 January 1980, midnight: the format's first moment. One date for all makes equal input equal bytes. */
export const FIXED_DOS_DATE = 0x0021;
export const FIXED_DOS_TIME = 0;

export const VERSION_PLAIN = 20;
export const VERSION_ZIP64 = 45;

/**
 * @typedef {object} LocalHeader
 * @property {Uint8Array} name UTF-8
 * @property {number} method 0 or 8
 * @property {number} crc32
 * @property {number} storedSize
 * @property {number} size
 * @property {boolean} [descriptor] CRC and sizes follow the data; here they are zero
 * @property {boolean} [zip64] gives 64-bit sizes
 */

/**
 * General purpose flags of an entry.
 * @param {boolean | undefined} descriptor
 */
export function entryFlags(descriptor) {
  return descriptor ? FLAG_UTF8 | FLAG_DATA_DESCRIPTOR : FLAG_UTF8;
}

/**
 * Bytes of a local header.
 * @param {Pick<LocalHeader, 'name' | 'zip64'>} header
 */
export function localHeaderSize({ name, zip64 }) {
  return LOCAL_HEADER_SIZE + name.length + (zip64 ? ZIP64_EXTRA_SIZE : 0);
}

/**
 * Writes a local header (APPNOTE 4.3.7) and returns the place behind it.
 * @param {Buffer} target
 * @param {number} at
 * @param {LocalHeader} header
 * @returns {number}
 */
export function writeLocalHeader(target, at, { name, method, crc32, storedSize, size, descriptor, zip64 }) {
  target.writeUInt32LE(0x04034b50, at);
  target.writeUInt16LE(zip64 ? VERSION_ZIP64 : VERSION_PLAIN, at + 4);
  target.writeUInt16LE(entryFlags(descriptor), at + 6);
  target.writeUInt16LE(method, at + 8);
  target.writeUInt16LE(FIXED_DOS_TIME, at + 10);
  target.writeUInt16LE(FIXED_DOS_DATE, at + 12);
  target.writeUInt32LE(descriptor ? 0 : crc32, at + 14);
  target.writeUInt32LE(zip64 ? MAX_32_BIT : descriptor ? 0 : storedSize, at + 18);
  target.writeUInt32LE(zip64 ? MAX_32_BIT : descriptor ? 0 : size, at + 22);
  target.writeUInt16LE(name.length, at + 26);
  target.writeUInt16LE(zip64 ? ZIP64_EXTRA_SIZE : 0, at + 28);
  target.set(name, at + LOCAL_HEADER_SIZE);
  const extra = at + LOCAL_HEADER_SIZE + name.length;
  if (!zip64) return extra;
  target.writeUInt16LE(0x0001, extra);
  target.writeUInt16LE(16, extra + 2);
  target.writeBigUInt64LE(BigInt(descriptor ? 0 : size), extra + 4);
  target.writeBigUInt64LE(BigInt(descriptor ? 0 : storedSize), extra + 12);
  return extra + ZIP64_EXTRA_SIZE;
}
