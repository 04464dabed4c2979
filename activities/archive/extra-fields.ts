/** Extra fields of a record. Malformed ones are common in the wild and end the walk; they are never an error. */

import { isUtf8 } from 'node:buffer';
import { crc32 } from 'node:zlib';
import { EXTRA } from './signatures.js';

/** The content of the first extra field with this identifier. */
export function extraField(extra: Buffer, wanted: number): Buffer | undefined {
  let at = 0;
  while (at + 4 <= extra.length) {
    const length = extra.readUInt16LE(at + 2);
    if (at + 4 + length > extra.length) return undefined;
    if (extra.readUInt16LE(at) === wanted) return extra.subarray(at + 4, at + 4 + length);
    at += 4 + length;
  }
  return undefined;
}

/** Whether these bytes are whole extra fields to the last byte, all with one of these identifiers. */
export function hasOnlyExtras(extra: Buffer, allowed: ReadonlySet<number>): boolean {
  let at = 0;
  while (at + 4 <= extra.length && allowed.has(extra.readUInt16LE(at))) at += 4 + extra.readUInt16LE(at + 2);
  return at === extra.length;
}

/**
 * The UTF-8 name of an Info-ZIP Unicode path field (APPNOTE 4.6.9), if it belongs to this raw name: when a tool
 * renames the entry and leaves the field behind, its CRC no longer fits.
 */
export function unicodePath(extra: Buffer, rawName: Buffer): string | undefined {
  const field = extraField(extra, EXTRA.unicodePath);
  if (!field || field.length < 5 || field[0] !== 1) return undefined;
  if (field.readUInt32LE(1) !== crc32(rawName)) return undefined;
  const name = field.subarray(5);
  return isUtf8(name) ? name.toString('utf8') : undefined;
}

/** Modification time of an extended timestamp field, in milliseconds since 1970, when it holds one. */
export function extendedTimestamp(extra: Buffer): number | undefined {
  const field = extraField(extra, EXTRA.timestamp);
  if (!field || field.length < 5 || ((field[0] ?? 0) & 1) === 0) return undefined;
  return field.readInt32LE(1) * 1000;
}

/**
 * The 64-bit values that replace saturated 32-bit fields, in the fixed order of APPNOTE 4.5.3. A value the
 * field should hold but does not is left saturated; the checks on sizes and bounds then refuse the entry.
 */
export function zip64Values(extra: Buffer, fields: readonly number[], saturated: number): number[] {
  if (!fields.includes(saturated)) return [...fields];
  const field = extraField(extra, EXTRA.zip64);
  let at = 0;
  return fields.map((value) => {
    if (value !== saturated || !field || at + 8 > field.length) return value;
    at += 8;
    return Number(field.readBigUInt64LE(at - 8));
  });
}
