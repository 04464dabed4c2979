/** Archives of changed files, and how the parts of an archive are found in its bytes. */
import { type CraftedArchive, type CraftedEntry, craft } from '../archive/hostile.js';
import type { SeedFile } from './corpus.js';

export function entriesOf(files: readonly SeedFile[]): CraftedEntry[] {
  return files.map(({ path, content }) => ({ name: path, content, method: content.length > 200 ? 8 : 0 }));
}

/** The files zipped in their order, every field true. */
export function zipped(files: readonly SeedFile[], archive: CraftedArchive = {}): Buffer {
  return craft(entriesOf(files), archive);
}

const SIGNATURES = [0x04034b50, 0x02014b50, 0x06054b50, 0x08074b50, 0x06064b50];

/** Offsets of the headers and records of an archive, wherever four bytes look like one. */
export function headersOf(bytes: Buffer): number[] {
  const places: number[] = [];
  for (let at = bytes.indexOf('PK'); at >= 0 && at + 4 <= bytes.length; at = bytes.indexOf('PK', at + 1)) {
    if (SIGNATURES.includes(bytes.readUInt32LE(at))) places.push(at);
  }
  return places;
}
