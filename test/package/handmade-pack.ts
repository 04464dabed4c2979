/** Packs made by hand, entry by entry, so that a test can put any bytes before the data of a file. */
import { crc32 } from 'node:zlib';
import type { FileLocation } from '../../activities/course/model/content.js';
import type { PackageSink } from '../../activities/formats/types.js';
import { noise } from '../archive/memory.js';

/** The n-th media file; each has other bytes. */
export interface Media {
  readonly path: string;
  readonly content: Buffer;
}

/** Parts of a local header, and what else lies before the file's data. */
export interface HeaderParts {
  readonly signature?: number;
  readonly flags?: number;
  readonly name?: string;
  readonly crc32?: number;
  readonly size?: number;
  readonly extra?: Buffer;
  /** Bytes between the data before and the header. */
  readonly before?: Buffer;
}

export function mediaFiles(count: number, size: number): Media[] {
  const content = noise(size);
  return Array.from({ length: count }, (_, at) => {
    const own = Buffer.from(content);
    own.writeUInt32LE(at, 0);
    return { path: `web_resources/media/film-${String(at).padStart(3, '0')}.mp4`, content: own };
  });
}

/** One file behind the other, as programs store media, with the files' places; what is odd about a header is `odd`. */
export function packMedia(
  pack: string,
  files: readonly Media[],
  odd: (file: Media) => HeaderParts | undefined = () => undefined,
) {
  const parts: Buffer[] = [];
  const places = new Map<Media, Parameters<PackageSink['copy']>[1]>();
  let offset = 0;
  for (const file of files) {
    const header = headerOf(file, odd(file) ?? {});
    const location: FileLocation = {
      pack,
      offset: offset + header.length,
      storedSize: file.content.length,
      method: 'stored',
      crc32: crc32(file.content),
    };
    places.set(file, { location, size: file.content.length, sha256: '' });
    parts.push(header, file.content);
    offset = location.offset + location.storedSize;
  }
  return { bytes: Buffer.concat(parts), place: (file: Media) => places.get(file)! };
}

/** APPNOTE 4.3.7, with a time that is not the one this program writes. */
function headerOf(file: Media, parts: HeaderParts): Buffer {
  const { signature = 0x04034b50, flags = 0, extra = Buffer.alloc(0), before = Buffer.alloc(0) } = parts;
  const { name = file.path, crc32: checksum = crc32(file.content), size = file.content.length } = parts;
  const fixed = Buffer.alloc(30);
  fixed.writeUInt32LE(signature, 0);
  fixed.writeUInt16LE(20, 4);
  fixed.writeUInt16LE(flags, 6);
  fixed.writeUInt16LE(0x6000, 10);
  fixed.writeUInt16LE(0x5a21, 12);
  fixed.writeUInt32LE(checksum, 14);
  fixed.writeUInt32LE(size, 18);
  fixed.writeUInt32LE(size, 22);
  fixed.writeUInt16LE(Buffer.byteLength(name), 26);
  fixed.writeUInt16LE(extra.length, 28);
  return Buffer.concat([before, fixed, Buffer.from(name), extra]);
}
