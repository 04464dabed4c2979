/** Writes entries too large for a batch from a stream, and tells where they lie. */
import { crc32 } from 'node:zlib';
import { deflateInBlocks } from './block-deflate.js';
import { MAX_32_BIT, METHOD, SIGNATURE } from './signatures.js';
import type { CompressionMethod, StoredEntry } from './types.js';
import { addLine, type EntryLabel, type WriterContext, writeHeader, wrongContent } from './writer-context.js';

export interface KnownContent {
  readonly method: CompressionMethod;
  /** Bytes, where known beforehand; held against what comes. */
  readonly size?: number | undefined;
  readonly crc32?: number | undefined;
}

/** Deflating can add five bytes to every 16 KiB; a size below this stays below 4 GiB in any case. */
const SURELY_BELOW_4_GIB = 0xf0000000;

/**
 * Streams content into an entry. Where size and CRC are known beforehand and the content is only stored, both go
 * into the local header; otherwise they follow the data.
 *
 * @throws Error when the content is not of the size or CRC it was said to be
 */
export async function writeStream(
  context: WriterContext,
  label: EntryLabel,
  content: AsyncIterable<Uint8Array>,
  known: KnownContent,
): Promise<void> {
  const { output, level } = context;
  const complete = known.method === 'stored' && known.size !== undefined && known.crc32 !== undefined;
  const header = {
    name: label.name,
    method: METHOD[known.method],
    crc32: known.crc32 ?? 0,
    size: known.size ?? 0,
    storedSize: known.size ?? 0,
    descriptor: !complete,
    zip64: needsZip64(known, complete),
  };
  const headerOffset = output.position;
  await writeHeader(output, header);
  const offset = output.position;
  const tally = { size: 0, crc32: 0 };
  const counted = tallied(content, tally, label, known.size);
  const data = known.method === 'stored' ? counted : deflateInBlocks(counted, level, context.deflate);
  for await (const chunk of data) await output.write(chunk);
  checkTally(tally, label, known);
  const stored = { ...tally, offset, storedSize: output.position - offset, method: known.method };
  if (!complete) await output.write(dataDescriptor(stored, header.zip64));
  addLine(context, label, { headerOffset, stored, descriptor: header.descriptor });
}

function needsZip64({ size }: KnownContent, complete: boolean): boolean {
  if (size === undefined) return true;
  return size >= (complete ? MAX_32_BIT : SURELY_BELOW_4_GIB);
}

interface Tally {
  size: number;
  crc32: number;
}

async function* tallied(
  content: AsyncIterable<Uint8Array>,
  tally: Tally,
  label: EntryLabel,
  expected: number | undefined,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of content) {
    tally.size += chunk.length;
    if (expected !== undefined && tally.size > expected)
      throw wrongContent(label, `more than ${expected} bytes`);
    tally.crc32 = crc32(chunk, tally.crc32);
    yield chunk;
  }
}

/** @throws Error when size or CRC were promised and are not what came */
export function checkTally(tally: Readonly<Tally>, label: EntryLabel, known: Partial<KnownContent>): void {
  if (known.size !== undefined && known.size !== tally.size) {
    throw wrongContent(label, `${tally.size} bytes, not ${known.size}`);
  }
  if (known.crc32 !== undefined && known.crc32 !== tally.crc32) {
    throw wrongContent(label, 'content with another checksum than was announced');
  }
}

/** APPNOTE 4.3.9; its sizes are as wide as the local header's. */
function dataDescriptor(stored: StoredEntry, zip64: boolean): Buffer {
  const descriptor = Buffer.alloc(zip64 ? 24 : 16);
  descriptor.writeUInt32LE(SIGNATURE.dataDescriptor, 0);
  descriptor.writeUInt32LE(stored.crc32, 4);
  if (zip64) {
    descriptor.writeBigUInt64LE(BigInt(stored.storedSize), 8);
    descriptor.writeBigUInt64LE(BigInt(stored.size), 16);
  } else {
    descriptor.writeUInt32LE(stored.storedSize, 8);
    descriptor.writeUInt32LE(stored.size, 12);
  }
  return descriptor;
}
