/** Builds archives byte by byte, so that any field can lie. */
import { constants, crc32, deflateRawSync } from 'node:zlib';

/** Fields of a header or record that a test wants otherwise than they should be. */
export interface Lies {
  readonly name?: string | Buffer;
  readonly flags?: number;
  readonly method?: number;
  readonly crc32?: number;
  readonly storedSize?: number;
  readonly size?: number;
  readonly extra?: Buffer;
  readonly offset?: number;
  readonly system?: number;
  readonly attributes?: number;
}

export interface CraftedEntry {
  readonly name: string | Buffer;
  readonly content?: string | Buffer;
  /** 0 or 8; other methods keep the content as it is and only claim the number. Default 0. */
  readonly method?: number;
  /** The bytes in the archive where they are not made from the content. */
  readonly data?: Buffer;
  readonly flags?: number;
  readonly extra?: Buffer;
  /** CRC and sizes behind the data, zero in front. */
  readonly descriptor?: boolean;
  /** Only listed in the directory: its body is somebody else's. */
  readonly bodyless?: boolean;
  /** Lies in the directory. */
  readonly listed?: Lies;
  /** Lies in the local header. */
  readonly local?: Lies;
}

export interface CraftedArchive {
  readonly comment?: string | Buffer;
  /** Declared number of entries. */
  readonly count?: number;
  readonly disk?: number;
  /** Put in front without touching any offset. */
  readonly prefix?: Buffer;
  readonly suffix?: Buffer;
  readonly directorySize?: number;
  readonly directoryOffset?: number;
  /** Bytes between directory and end record. */
  readonly afterDirectory?: Buffer;
}

export const UTF8 = 0x0800;

export function craft(entries: readonly CraftedEntry[], archive: CraftedArchive = {}): Buffer {
  const bodies: Buffer[] = [];
  const lines: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const body = entry.bodyless ? Buffer.alloc(0) : localPart(entry);
    lines.push(directoryLine(entry, offset));
    bodies.push(body);
    offset += body.length;
  }
  const directory = Buffer.concat(lines);
  return Buffer.concat([
    archive.prefix ?? Buffer.alloc(0),
    ...bodies,
    directory,
    archive.afterDirectory ?? Buffer.alloc(0),
    endRecord(entries.length, directory.length, offset, archive),
    archive.suffix ?? Buffer.alloc(0),
  ]);
}

interface Facts {
  readonly content: Buffer;
  readonly data: Buffer;
  readonly method: number;
  readonly checksum: number;
}

function factsOf({ content = '', data, method = 0 }: CraftedEntry): Facts {
  const bytes = Buffer.from(content);
  const stored = data ?? (method === 8 ? deflateRawSync(bytes) : bytes);
  return { content: bytes, data: stored, method, checksum: crc32(bytes) };
}

/** Local header, data, and descriptor if asked for. */
export function localPart(entry: CraftedEntry): Buffer {
  const { content, data, method, checksum } = factsOf(entry);
  const { descriptor = false, local = {} } = entry;
  const name = Buffer.from(local.name ?? entry.name);
  const extra = local.extra ?? entry.extra ?? Buffer.alloc(0);
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(20, 4);
  header.writeUInt16LE(local.flags ?? (entry.flags ?? UTF8) | (descriptor ? 8 : 0), 6);
  header.writeUInt16LE(local.method ?? method, 8);
  header.writeUInt16LE(0x21, 12);
  header.writeUInt32LE(local.crc32 ?? (descriptor ? 0 : checksum), 14);
  header.writeUInt32LE(local.storedSize ?? (descriptor ? 0 : data.length), 18);
  header.writeUInt32LE(local.size ?? (descriptor ? 0 : content.length), 22);
  header.writeUInt16LE(name.length, 26);
  header.writeUInt16LE(extra.length, 28);
  const after = descriptor ? numbers(0x08074b50, checksum, data.length, content.length) : Buffer.alloc(0);
  return Buffer.concat([header, name, extra, data, after]);
}

function directoryLine(entry: CraftedEntry, offset: number): Buffer {
  const { content, data, method, checksum } = factsOf(entry);
  const { descriptor = false, listed = {} } = entry;
  const name = Buffer.from(listed.name ?? entry.name);
  const extra = listed.extra ?? entry.extra ?? Buffer.alloc(0);
  const line = Buffer.alloc(46);
  line.writeUInt32LE(0x02014b50, 0);
  line.writeUInt16LE(((listed.system ?? 3) << 8) | 20, 4);
  line.writeUInt16LE(20, 6);
  line.writeUInt16LE(listed.flags ?? (entry.flags ?? UTF8) | (descriptor ? 8 : 0), 8);
  line.writeUInt16LE(listed.method ?? method, 10);
  line.writeUInt16LE(0x21, 14);
  line.writeUInt32LE(listed.crc32 ?? checksum, 16);
  line.writeUInt32LE(listed.storedSize ?? data.length, 20);
  line.writeUInt32LE(listed.size ?? content.length, 24);
  line.writeUInt16LE(name.length, 28);
  line.writeUInt16LE(extra.length, 30);
  line.writeUInt32LE((listed.attributes ?? 0o100644 << 16) >>> 0, 38);
  line.writeUInt32LE(listed.offset ?? offset, 42);
  return Buffer.concat([line, name, extra]);
}

export function endRecord(
  entries: number,
  size: number,
  offset: number,
  archive: CraftedArchive = {},
): Buffer {
  const comment = Buffer.from(archive.comment ?? '');
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(archive.disk ?? 0, 4);
  end.writeUInt16LE(archive.disk ?? 0, 6);
  end.writeUInt16LE(archive.count ?? entries, 8);
  end.writeUInt16LE(archive.count ?? entries, 10);
  end.writeUInt32LE(archive.directorySize ?? size, 12);
  end.writeUInt32LE(archive.directoryOffset ?? offset, 16);
  end.writeUInt16LE(comment.length, 20);
  return Buffer.concat([end, comment]);
}

function numbers(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  for (const [index, value] of values.entries()) bytes.writeUInt32LE(value, index * 4);
  return bytes;
}

/** An extra field. */
export function extraField(id: number, content: Buffer): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt16LE(id, 0);
  head.writeUInt16LE(content.length, 2);
  return Buffer.concat([head, content]);
}

/** An Info-ZIP Unicode path field for an entry with this raw name. */
export function unicodePathField(rawName: Buffer, path: string, checksum = crc32(rawName)): Buffer {
  return extraField(0x7075, Buffer.concat([Buffer.from([1]), numbers(checksum), Buffer.from(path)]));
}

/** A deflate stream of so many MiB of zeros; about a kilobyte each. */
export function deflatedZeros(mebibytes: number): Buffer {
  const zeros = Buffer.alloc(2 ** 20);
  const piece = deflateRawSync(zeros, { finishFlush: constants.Z_FULL_FLUSH });
  const pieces = new Array<Buffer>(mebibytes).fill(piece);
  return Buffer.concat([...pieces, deflateRawSync(Buffer.alloc(0))]);
}

/** So many entries that all are one and the same body. */
export function sharedBody(count: number, content: Buffer): Buffer {
  const first: CraftedEntry = { name: 'entry-0', content, method: 8 };
  const others = Array.from({ length: count - 1 }, (_, index): CraftedEntry => {
    return { ...first, name: `entry-${index + 1}`, bodyless: true, listed: { offset: 0 } };
  });
  return craft([first, ...others]);
}

/**
 * David Fifield's quoted overlap: every file's deflate stream quotes the local header of the next file and goes
 * on with that file's own stream, so that each contains all that follow.
 */
export function quotedOverlap(count: number, kernel: Buffer): Buffer {
  const name = (index: number) => `file-${index}`;
  let content = kernel;
  let data = deflateRawSync(kernel);
  let header = localPart({ name: name(count - 1), content, data, method: 8 });
  const starts: { content: Buffer; data: Buffer; fromEnd: number }[] = [
    { content, data, fromEnd: header.length },
  ];
  for (let index = count - 2; index >= 0; index--) {
    const quoted = header.subarray(0, header.length - data.length);
    content = Buffer.concat([quoted, content]);
    data = Buffer.concat([storedBlock(quoted), data]);
    header = localPart({ name: name(index), content, data, method: 8 });
    starts.unshift({ content, data, fromEnd: header.length });
  }
  const entries = starts.map(({ content, data, fromEnd }, index): CraftedEntry => {
    const offset = header.length - fromEnd;
    return { name: name(index), content, data, method: 8, bodyless: index > 0, listed: { offset } };
  });
  return craft(entries);
}

/** A deflate block that holds bytes as they are and is not the last. */
function storedBlock(bytes: Buffer): Buffer {
  const head = Buffer.alloc(5);
  head.writeUInt16LE(bytes.length, 1);
  head.writeUInt16LE(~bytes.length & 0xffff, 3);
  return Buffer.concat([head, bytes]);
}

/** The same archive (without a comment) with 64-bit end records, as some tools always write them. */
export function asZip64(archive: Buffer): Buffer {
  const end = Buffer.from(archive.subarray(-22));
  const wide = Buffer.alloc(76);
  wide.writeUInt32LE(0x06064b50, 0);
  wide.writeUInt32LE(44, 4);
  wide.writeUInt32LE(end.readUInt16LE(8), 24);
  wide.writeUInt32LE(end.readUInt16LE(10), 32);
  wide.writeUInt32LE(end.readUInt32LE(12), 40);
  wide.writeUInt32LE(end.readUInt32LE(16), 48);
  wide.writeUInt32LE(0x07064b50, 56);
  wide.writeUInt32LE(archive.length - 22, 64);
  wide.writeUInt32LE(1, 72);
  end.fill(0xff, 8, 20);
  return Buffer.concat([archive.subarray(0, -22), wide, end]);
}
