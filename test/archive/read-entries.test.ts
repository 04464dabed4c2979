/** Reading archives: in which order entries come, from which requests, and what may be left unread. */
import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import {
  locateEntry,
  memorySource,
  openEntry,
  openZip,
  problemOf,
  readEntries,
  readStored,
} from '../../activities/archive/index.js';
import { type CraftedEntry, craft, extraField } from './hostile.js';
import { collect, noise, outcomes, prose, type Request, recordingSource } from './memory.js';

const MEBIBYTE = 2 ** 20;

function pages(count: number, size = 2_000): CraftedEntry[] {
  return Array.from({ length: count }, (_, index) => ({
    name: `pages/${index}.html`,
    content: prose(size, index),
    method: 8,
  }));
}

const bytesOf = (requests: readonly Request[]) => requests.reduce((total, { length }) => total + length, 0);

describe('reading all entries', () => {
  it('reads small entries in few large spans', async () => {
    const source = recordingSource(
      craft(Array.from({ length: 300 }, (_, n) => ({ name: `${n}`, content: noise(50_000, n) }))),
    );
    const directory = await openZip(source);
    source.requests.length = 0;
    expect(await outcomes(directory)).toHaveLength(300);
    expect(source.requests).toHaveLength(4);
    expect(bytesOf(source.requests)).toBeLessThan(source.size);
  });

  it('yields entries in the order they lie in, whatever the order they are listed in', async () => {
    const archive = craft(pages(3));
    const first = archive.indexOf('PK\x01\x02');
    const second = archive.indexOf('PK\x01\x02', first + 1);
    const third = archive.indexOf('PK\x01\x02', second + 1);
    const end = archive.indexOf('PK\x05\x06');
    const reversed = Buffer.concat([
      archive.subarray(0, first),
      archive.subarray(third, end),
      archive.subarray(second, third),
      archive.subarray(first, second),
      archive.subarray(end),
    ]);
    const directory = await openZip(memorySource(reversed));
    expect(directory.entries.map(({ path }) => path)).toEqual([
      'pages/2.html',
      'pages/1.html',
      'pages/0.html',
    ]);
    const read = await outcomes(directory);
    expect(read.map(([path]) => path)).toEqual(['pages/0.html', 'pages/1.html', 'pages/2.html']);
    expect(read[2]?.[1]).toBe(prose(2_000, 2).toString());
  });

  it('reads only the selected entries, and not what lies between them', async () => {
    const source = recordingSource(
      craft([
        ...pages(5),
        { name: 'video.mp4', content: noise(3 * MEBIBYTE) },
        { name: 'last.html', content: 'last' },
      ]),
    );
    const directory = await openZip(source);
    source.requests.length = 0;
    const paths: string[] = [];
    for await (const { entry, content } of readEntries(directory, {
      select: ({ path }) => path.endsWith('html'),
    })) {
      await collect(content);
      paths.push(entry.path);
    }
    expect(paths).toHaveLength(6);
    expect(source.requests).toHaveLength(2);
    expect(bytesOf(source.requests)).toBeLessThan(MEBIBYTE);
  });

  it('gives the place of every entry, from where its content can be read again', async () => {
    const large = noise(5 * MEBIBYTE);
    const source = memorySource(
      craft([
        ...pages(3),
        { name: 'large', content: large },
        { name: 'text', content: prose(3 * MEBIBYTE), method: 8 },
      ]),
    );
    const directory = await openZip(source);
    for await (const { entry, stored, content } of readEntries(directory)) {
      const whole = await collect(content);
      expect(stored).toEqual(await locateEntry(directory, entry));
      expect((await collect(readStored(source, stored!))).equals(whole)).toBe(true);
      expect((await collect(openEntry(directory, entry))).equals(whole)).toBe(true);
    }
  });

  it('passes over content that is not read, or not read to its end', async () => {
    const entries = ['a', 'b', 'c'].flatMap((name) => [
      { name: `${name}-small`, content: 'small' },
      { name: `${name}-large`, content: noise(5 * MEBIBYTE), method: name === 'c' ? 8 : 0 },
    ]);
    const directory = await openZip(recordingSource(craft(entries)));
    const started: string[] = [];
    for await (const { entry, content } of readEntries(directory)) {
      started.push(entry.path);
      if (entry.path.startsWith('a')) continue;
      for await (const _ of content ?? []) break;
    }
    expect(started).toEqual(entries.map(({ name }) => name));
  });

  it('refuses to read streamed content once the next entry was asked for', async () => {
    const directory = await openZip(
      memorySource(
        craft([
          { name: 'large', content: noise(5 * MEBIBYTE) },
          { name: 'next', content: 'x' },
        ]),
      ),
    );
    const reading = readEntries(directory);
    const first = (await reading.next()).value;
    await reading.next();
    await expect(collect(first.content)).rejects.toThrow('before the next entry');
    await reading.return(undefined);
  });

  it('has at most two spans in memory ahead of what is read', async () => {
    const source = recordingSource(
      craft(Array.from({ length: 40 }, (_, n) => ({ name: `${n}`, content: noise(MEBIBYTE, n) }))),
    );
    const directory = await openZip(source);
    source.requests.length = 0;
    for await (const { entry } of readEntries(directory)) {
      const requested = Math.max(...source.requests.map(({ offset, length }) => offset + length));
      expect(requested - entry.headerOffset).toBeLessThan(16 * MEBIBYTE);
    }
    expect(bytesOf(source.requests)).toBeLessThan(source.size);
  });

  it('lets timers run while it inflates', async () => {
    const content = prose(60_000);
    const page = { content, data: deflateRawSync(content), method: 8 };
    const archive = craft(Array.from({ length: 600 }, (_, index) => ({ ...page, name: `${index}` })));
    const directory = await openZip(memorySource(archive));
    let turns = 0;
    const timer = setInterval(() => {
      turns += 1;
    }, 1);
    await outcomes(directory);
    clearInterval(timer);
    expect(turns).toBeGreaterThan(0);
  });
});

describe('reading by place', () => {
  it('says which file is damaged', async () => {
    const archive = craft([{ name: 'page.html', content: prose(5_000), method: 8 }]);
    const directory = await openZip(memorySource(archive));
    const stored = await locateEntry(directory, directory.entries[0]!);
    const moved = { ...stored, offset: stored.offset + 1 };
    const reading = collect(readStored(directory.source, moved, { path: 'files/page.html' }));
    const error = await reading.catch((reason: unknown) => reason);
    expect(problemOf(error)).toMatchObject({ code: 'damaged_data', path: 'files/page.html' });
  });

  it('refuses to open an entry that is refused', async () => {
    const directory = await openZip(memorySource(craft([{ name: '../up', content: 'x' }])));
    const entry = directory.entries[0]!;
    await expect(collect(openEntry(directory, entry))).rejects.toThrow('../up: ');
    await expect(locateEntry(directory, entry)).rejects.toThrow('../up: ');
  });

  it('finds the data behind a local header with a very long extra field', async () => {
    const local = { extra: extraField(0x4242, Buffer.alloc(60_000)) };
    const directory = await openZip(memorySource(craft([{ name: 'a', content: 'found', local }])));
    const stored = await locateEntry(directory, directory.entries[0]!);
    expect((await collect(readStored(directory.source, stored))).toString()).toBe('found');
  });
});
