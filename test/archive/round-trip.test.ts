/** Whatever is written is read again: the same paths in the same order with the same bytes. */
import { crc32, deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ZipWriter } from '../../activities/archive/index.js';
import {
  memorySource,
  openZip,
  readEntries,
  readStored,
  type StoredEntry,
} from '../../activities/archive/index.js';
import { collect, type MemorySink, noise, prose, streamed, written } from './memory.js';

interface Item {
  readonly path: string;
  readonly content: Buffer;
  readonly way: keyof typeof WAYS;
  readonly method: 'auto' | 'stored' | 'deflated';
  readonly piece: number;
}

const WAYS = {
  bytes: (zip: ZipWriter<MemorySink>, { path, content, method }: Item) =>
    zip.addBytes(path, content, { method }),
  stream: (zip: ZipWriter<MemorySink>, { path, content, method, piece }: Item) =>
    zip.addStream(path, streamed(content, piece), { method }),
  sized: (zip: ZipWriter<MemorySink>, { path, content, method, piece }: Item) =>
    zip.addStream(path, streamed(content, piece), { method, size: content.length, crc32: crc32(content) }),
  raw: (zip: ZipWriter<MemorySink>, { path, content, piece }: Item) => {
    const data = deflateRawSync(content);
    const facts = { size: content.length, storedSize: data.length, crc32: crc32(content) };
    return zip.addRaw(path, { method: 'deflated', ...facts }, streamed(data, piece));
  },
  copied: (zip: ZipWriter<MemorySink>, { path, content }: Item) => {
    const facts = { size: content.length, storedSize: content.length, crc32: crc32(content) };
    return zip.addRaw(path, { method: 'stored', ...facts }, (sink) => sink.write(content));
  },
} as const;

const segment = fc
  .string({ minLength: 1, maxLength: 12, unit: 'grapheme' })
  .filter((text) => !/[/\\\0]/.test(text) && text !== '.' && text !== '..');
const path = fc
  .array(segment, { minLength: 1, maxLength: 4 })
  .map((segments) => segments.join('/'))
  .filter((text) => !/^[A-Za-z]:\//.test(text));
const size = fc.oneof(
  fc.constantFrom(0, 1, 2 ** 20, 2 ** 20 + 1),
  fc.nat(5_000),
  fc.integer({ min: 400_000, max: 2_500_000 }),
);
const content = fc
  .tuple(size, fc.boolean(), fc.integer({ min: 1, max: 200 }))
  .map(([bytes, text, seed]) => (text ? prose(bytes, seed) : noise(bytes, seed)));
const item: fc.Arbitrary<Item> = fc.record({
  path,
  content,
  way: fc.constantFrom(...(Object.keys(WAYS) as (keyof typeof WAYS)[])),
  method: fc.constantFrom('auto', 'stored', 'deflated'),
  piece: fc.integer({ min: 500, max: 300_000 }),
});
const items = fc.uniqueArray(item, { selector: ({ path }) => path, maxLength: 12 });
const threads = fc.constantFrom<0 | 1 | 2>(0, 0, 1, 2);

describe('round trip', () => {
  it('gives back what was written, in order, and where it lies', async () => {
    await fc.assert(
      fc.asyncProperty(items, threads, async (items, threads) => {
        const places = new Map<string, StoredEntry>();
        const archive = await written(
          async (zip) => {
            for (const item of items) await WAYS[item.way](zip, item);
          },
          { threads, onEntry: (path, stored) => places.set(path, stored) },
        );
        const source = memorySource(archive);
        const directory = await openZip(source);
        expect(directory.problems.filter(({ code }) => code !== 'case_clash')).toEqual([]);
        const read: [string, boolean][] = [];
        for await (const { entry, stored, content } of readEntries(directory)) {
          const expected = items[read.length]?.content ?? Buffer.alloc(0);
          expect(stored).toEqual(places.get(entry.path));
          const again = await collect(readStored(source, stored!));
          read.push([entry.path, expected.equals(await collect(content)) && expected.equals(again)]);
        }
        expect(read).toEqual(items.map(({ path }) => [path, true]));
      }),
      { numRuns: 60 },
    );
  });
});
