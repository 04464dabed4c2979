/** Archives beyond the limits of the original format: many entries, large entries, far offsets. */
import { mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { constants, deflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createZipWriter,
  locateEntry,
  memorySource,
  openEntry,
  openZip,
  type RandomAccess,
  readEntries,
} from '../../activities/archive/index.js';
import { craft, localPart } from './hostile.js';
import { collect, outcomes, readWhole, repeated, written } from './memory.js';
import { listSizes, ORACLES } from './oracles.js';

const MEBIBYTE = 2 ** 20;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zip64-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** Keeps what it takes without copying: the same piece written a thousand times takes the room of one. */
function pieces() {
  const kept: { readonly start: number; readonly chunk: Uint8Array }[] = [];
  let size = 0;
  const source = (): RandomAccess => ({
    size,
    async *read(offset, length) {
      for (const { start, chunk } of kept) {
        const piece = chunk.subarray(Math.max(0, offset - start), Math.max(0, offset + length - start));
        if (piece.length > 0) yield piece;
      }
    },
  });
  return {
    kept,
    source,
    get size() {
      return size;
    },
    async write(chunk: Uint8Array) {
      kept.push({ start: size, chunk });
      size += chunk.length;
    },
  };
}

describe('many entries', () => {
  const write = (count: number) =>
    written(async (zip) => {
      for (let index = 0; index < count; index++) await zip.addBytes(`${index}`, `${index}`);
    });
  let many: Buffer;
  let file: string;
  beforeAll(async () => {
    many = await write(70_000);
    file = join(folder, 'many.zip');
    await writeFile(file, many);
  });

  it('writes and reads 70,000', async () => {
    const directory = await openZip(memorySource(many));
    expect(directory.problems).toEqual([]);
    const read = await outcomes(directory);
    expect(read).toHaveLength(70_000);
    expect(read.every(([path, content]) => path === content)).toBe(true);
  });

  it.each(Object.keys(ORACLES))('writes 70,000 that %s reads', async (program) => {
    expect(await ORACLES[program]?.(file)).toHaveLength(70_000);
  });

  it.each([65_534, 65_535])('uses the zip64 form for %d only if it must', async (count) => {
    const archive = await write(count);
    expect(archive.includes('PK\x06\x06')).toBe(count >= 65_535);
    const directory = await openZip(memorySource(archive));
    expect([directory.entries.length, directory.problems]).toEqual([count, []]);
  });

  it('passes over junk in front of them', async () => {
    const directory = await openZip(memorySource(Buffer.concat([Buffer.alloc(1_000, 'junk'), many])));
    expect(directory.problems.map(({ code }) => code)).toEqual(['prefix_junk']);
    const last = directory.byPath('69999');
    expect((await collect(openEntry(directory, last!))).toString()).toBe('69999');
  });

  it('refuses end records that contradict each other', async () => {
    const archive = Buffer.from(many);
    archive.writeUInt16LE(3, archive.length - 12);
    await expect(openZip(memorySource(archive))).rejects.toThrow('its two end records contradict each other');
  });

  it('reads more than 65,535 entries that are counted modulo 65,536, as some tools do', async () => {
    const entries = Array.from({ length: 66_000 }, (_, index) => ({ name: `${index}` }));
    const { outcomes, problems } = await readWhole(craft(entries, { count: 66_000 & 0xffff }));
    expect([outcomes.length, problems]).toEqual([66_000, []]);
  });
});

describe('more than 4 GiB', () => {
  const zeros = Buffer.alloc(MEBIBYTE);
  const times = 4_100;
  const packedZeros = deflateRawSync(zeros, { finishFlush: constants.Z_FULL_FLUSH });
  const packedEnd = deflateRawSync(Buffer.alloc(0));
  const sink = pieces();
  const sizes = { 'stored.bin': times * MEBIBYTE, 'packed.bin': times * MEBIBYTE, 'behind.txt': 6 };

  async function* packed() {
    yield* repeated(packedZeros, times);
    yield packedEnd;
  }
  beforeAll(async () => {
    let checksum = 0;
    const zip = createZipWriter(sink, {
      onEntry: (_, stored) => {
        checksum = stored.crc32;
      },
    });
    await zip.addStream('stored.bin', repeated(zeros, times), { method: 'stored' });
    const storedSize = packedZeros.length * times + packedEnd.length;
    const raw = { method: 'deflated', size: times * MEBIBYTE, storedSize, crc32: checksum } as const;
    await zip.addRaw('packed.bin', raw, packed());
    await zip.addBytes('behind.txt', 'behind');
    await zip.finish();
  });

  it('writes and reads stored and deflated entries, and what lies behind', async () => {
    const directory = await openZip(sink.source(), { limits: { maxRatio: 1_100 } });
    expect(directory.problems).toEqual([]);
    const read: Record<string, number> = {};
    for await (const { entry, content } of readEntries(directory)) {
      read[entry.path] = 0;
      for await (const chunk of content ?? []) read[entry.path] = (read[entry.path] ?? 0) + chunk.length;
    }
    expect(read).toEqual(sizes);
  });

  it('gives offsets and sizes that other programs agree with', async () => {
    const path = join(folder, 'sparse.zip');
    const file = await open(path, 'w');
    for (const { start, chunk } of sink.kept) {
      if (chunk.length < MEBIBYTE) await file.write(chunk, 0, chunk.length, start);
    }
    await file.close();
    expect(await listSizes(path)).toEqual(sizes);
  });

  it('corrects offsets that start again at zero, as archives of older macOS have them', async () => {
    const large = { listed: { size: 2_560 * MEBIBYTE, storedSize: 2_560 * MEBIBYTE } };
    const parts = ['first', 'second', 'third'].map((name) => localPart({ name, content: '' }));
    const wrapped = pieces();
    const offsets: number[] = [];
    for (const part of parts) {
      offsets.push(wrapped.size % 2 ** 32);
      await wrapped.write(part);
      if (offsets.length < 3) for await (const chunk of repeated(zeros, 2_560)) await wrapped.write(chunk);
    }
    const directory = craft(
      ['first', 'second', 'third'].map((name, index) => ({
        name,
        bodyless: true,
        listed: { offset: offsets[index], ...(index < 2 ? large.listed : {}) },
      })),
      { directoryOffset: wrapped.size % 2 ** 32 },
    );
    await wrapped.write(directory);

    const opened = await openZip(wrapped.source());
    expect(opened.problems.map(({ code }) => code)).toEqual(['offsets_wrapped']);
    for (const [index, entry] of opened.entries.entries()) {
      expect(entry.problem).toBeUndefined();
      expect((await locateEntry(opened, entry)).offset % 2 ** 32).toBe(
        offsets[index]! + parts[index]!.length,
      );
    }
    expect(opened.entries[2]!.headerOffset).toBeGreaterThan(2 ** 32);
  });
});
