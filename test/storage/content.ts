/** Bytes for storage tests: cheap to make, different at every place, so that a mix-up of parts shows. */

import { createHash } from 'node:crypto';

const BLOCK = 64 * 1024;
const filler = Buffer.alloc(BLOCK, 'cartwright ');

/** `size` bytes; every block of 64 KiB says which it is. */
export function content(size: number, name = ''): Buffer {
  const bytes = Buffer.alloc(size);
  for (let start = 0; start < size; start += BLOCK) {
    filler.copy(bytes, start);
    bytes.write(`${name} block ${start / BLOCK} `, start);
  }
  return bytes;
}

/** All of a stream in one piece. */
export async function gather(stream: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

export async function listAll<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}

/** Cuts bytes into chunks as a stream would deliver them. */
export function* chunksOf(bytes: Uint8Array, size: number): Generator<Uint8Array> {
  for (let start = 0; start < bytes.byteLength; start += size) yield bytes.subarray(start, start + size);
}

/** For comparing large bytes without printing them when they differ. */
export function digest(bytes: Uint8Array): string {
  return `${bytes.byteLength} bytes, sha256 ${createHash('sha256').update(bytes).digest('hex')}`;
}

export const MIB = 1024 * 1024;
