/** Spools: what was written comes back, in memory or from disk, and leaves nothing behind. */
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSpoolFolder } from '../../activities/course/spool.js';

let parent: string;
beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'spool-test-'));
});
afterEach(() => rm(parent, { recursive: true, force: true }));

async function textOf(source: AsyncIterable<Uint8Array>): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const part of source) parts.push(Uint8Array.from(part));
  return Buffer.concat(parts).toString();
}

const line = (number: number) => `${number} ${'é'.repeat(100)}\n`;

describe('a spool', () => {
  it.each([0, 1, 300, 20_000])('gives back %i lines', async (count) => {
    const folder = createSpoolFolder(parent);
    const spool = folder.open();
    let written = '';
    for (let number = 0; number < count; number += 1) {
      written += line(number);
      await spool.append(line(number));
    }
    expect(spool.bytes).toBe(Buffer.byteLength(written));
    expect(await textOf(spool.read())).toBe(written);
    await folder.dispose();
  });

  it('keeps the order of writers that do not wait', async () => {
    const folder = createSpoolFolder(parent);
    const spool = folder.open();
    const numbers = Array.from({ length: 5_000 }, (_, number) => number);
    await Promise.all(numbers.map((number) => spool.append(line(number))));
    expect(await textOf(spool.read())).toBe(numbers.map(line).join(''));
    await folder.dispose();
  });

  it('reads ranges in any order, from disk and from memory', async () => {
    const folder = createSpoolFolder(parent);
    const spool = folder.open();
    const places: [number, number][] = [];
    for (let number = 0; number < 5_000; number += 1) {
      places.push([spool.bytes, Buffer.byteLength(line(number))]);
      await spool.append(line(number));
    }
    for (const number of [4_999, 0, 2_500, 2_501, 17, 4_998]) {
      const [offset, length] = places[number]!;
      expect((await spool.readAt(offset, length)).toString()).toBe(line(number));
    }
    await folder.dispose();
  });

  it('touches no disk for a few lines', async () => {
    const folder = createSpoolFolder(parent);
    await folder.open().append(line(1));
    expect(await readdir(parent)).toEqual([]);
    await folder.dispose();
  });

  it('leaves nothing behind', async () => {
    const folder = createSpoolFolder(parent);
    const spool = folder.open();
    await spool.append('x'.repeat(1_000_000));
    expect(await readdir(parent)).toHaveLength(1);
    await folder.dispose();
    await folder.dispose();
    expect(await readdir(parent)).toEqual([]);
    await expect(folder.open().append('x'.repeat(1_000_000))).rejects.toThrow(/disposed/);
  });

  it('fails for good when the disk fails', async () => {
    const blocked = join(parent, 'a file');
    await writeFile(blocked, '');
    const folder = createSpoolFolder(join(blocked, 'below'));
    const spool = folder.open();
    await expect(spool.append('x'.repeat(1_000_000))).rejects.toThrow();
    await expect(spool.append('y')).rejects.toThrow();
    await folder.dispose();
  });
});
