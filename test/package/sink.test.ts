/** Writing a package: generated files beside copies of stored bytes, in few requests. */
import { afterEach, describe, expect, it } from 'vitest';
import { memorySource, openZip, readEntries, type StoredEntry } from '../../activities/archive/index.js';
import { planCopies } from '../../activities/package/copy-plan.js';
import { createPackageSink } from '../../activities/package/sink.js';
import { createMemoryStore, type ObjectStore, packKey } from '../../activities/storage/index.js';
import { type Files, putObject, zipOf } from './packages.js';

const signal = new AbortController().signal;

/** A store with a pack, and the files that lie in it. */
async function packed(files: Files) {
  const store = createMemoryStore();
  const bytes = await zipOf(files);
  await putObject(store, packKey('p'), bytes);
  const places = new Map<string, StoredEntry>();
  for await (const read of readEntries(await openZip(memorySource(bytes)))) {
    if (read.problem === undefined) places.set(read.entry.path, read.stored);
  }
  const file = (path: string) => {
    const { size, ...stored } = places.get(path)!;
    return { size, sha256: '', location: { pack: 'p', ...stored } };
  };
  return { store, file };
}

/** Counts the reads of a store. */
function counting(store: ObjectStore) {
  const reads: number[] = [];
  const read: ObjectStore['read'] = (range, options) => {
    reads.push(range.length);
    return store.read(range, options);
  };
  return { reads, store: { ...store, read } };
}

async function contents(store: ObjectStore, key: string): Promise<Record<string, string>> {
  const { bytes } = await store.get(key);
  const found: Record<string, string> = {};
  for await (const read of readEntries(await openZip(memorySource(bytes)))) {
    if (read.problem !== undefined) throw new Error(read.problem.message);
    const parts: Uint8Array[] = [];
    for await (const part of read.content) parts.push(Uint8Array.from(part));
    found[read.entry.path] = Buffer.concat(parts).toString();
  }
  return found;
}

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

async function write(
  store: ObjectStore,
  fill: (sink: ReturnType<typeof createPackageSink>) => Promise<void>,
) {
  const upload = await store.upload('result');
  const sink = createPackageSink(store, upload, signal);
  open.push(() => sink.abort(new Error('test over')));
  await fill(sink);
  await sink.finish();
  await upload.complete();
  return contents(store, 'result');
}

describe('a package being written', () => {
  it('holds generated files and files of the course, in the order of the calls', async () => {
    const { store, file } = await packed({ 'x.txt': 'one '.repeat(100), 'y.png': 'two', 'z.txt': '' });
    const written = await write(store, async (sink) => {
      await sink.add('imsmanifest.xml', '<manifest/>');
      await sink.copy('web_resources/y.png', file('y.png'));
      await sink.copy('web_resources/x.txt', file('x.txt'));
      await sink.copy('empty.txt', file('z.txt'));
      await sink.add('last.xml', '<last/>');
    });
    expect(Object.entries(written)).toEqual([
      ['imsmanifest.xml', '<manifest/>'],
      ['web_resources/y.png', 'two'],
      ['web_resources/x.txt', 'one '.repeat(100)],
      ['empty.txt', ''],
      ['last.xml', '<last/>'],
    ]);
  });

  it('fetches neighbours in one range', async () => {
    const names = Array.from({ length: 200 }, (_, at) => `f${at}.txt`);
    const { store, file } = await packed(
      Object.fromEntries(names.map((name) => [name, `content of ${name}`])),
    );
    const counted = counting(store);
    const written = await write(counted.store, async (sink) => {
      for (const name of [...names].reverse()) await sink.copy(name, file(name));
    });
    expect(counted.reads).toHaveLength(1);
    expect(Object.keys(written)).toEqual([...names].reverse());
    expect(written['f7.txt']).toBe('content of f7.txt');
  });

  it('lets the server copy a large file', async () => {
    const large = Buffer.alloc(9 * 2 ** 20, 'media');
    const { store, file } = await packed({ 'a.mp4': large, 'b.txt': 'b' });
    const counted = counting(store);
    const written = await write(counted.store, async (sink) => {
      await sink.copy('a.mp4', file('a.mp4'));
      await sink.copy('b.txt', file('b.txt'));
    });
    expect(counted.reads.reduce((sum, length) => sum + length, 0)).toBeLessThan(1000);
    expect(written['a.mp4']).toBe(large.toString());
  });

  it('takes content that is generated line by line, small and large', async () => {
    async function* lines(count: number) {
      for (let at = 0; at < count; at += 1) yield `line ${at} of this file\n`;
    }
    const { store } = await packed({});
    const written = await write(store, async (sink) => {
      await sink.add('small.xml', lines(3));
      await sink.add('large.xml', lines(100_000));
    });
    expect(written['small.xml']).toBe('line 0 of this file\nline 1 of this file\nline 2 of this file\n');
    expect(written['large.xml']?.split('\n')).toHaveLength(100_001);
  });

  it('refuses a second entry of the same path', async () => {
    const { store } = await packed({});
    const twice = write(store, async (sink) => {
      await sink.add('a.xml', '<a/>');
      await sink.add('a.xml', '<a/>');
    });
    await expect(twice).rejects.toThrow('a.xml: the archive already holds an entry with this path.');
  });
});

describe('planning copies', () => {
  const copy = (offset: number, storedSize: number, pack = 'p') => ({
    path: `${pack}${offset}`,
    size: storedSize,
    location: { pack, offset, storedSize, method: 'stored' as const, crc32: 0 },
  });

  it('joins what lies close together, in whatever order it is asked for', () => {
    const copies = [copy(2000, 100), copy(0, 100), copy(500, 100)];
    const spans = planCopies(copies);
    expect(new Set(spans.values()).size).toBe(1);
    expect(spans.get(copies[0]!)).toMatchObject({ offset: 0, length: 2100 });
  });

  it('does not join over a large gap, another pack, or too long a range', () => {
    expect(planCopies([copy(0, 100), copy(1_000_000, 100)]).size).toBe(0);
    expect(planCopies([copy(0, 100), copy(100, 100, 'q')]).size).toBe(0);
    expect(planCopies([copy(0, 6_000_000), copy(6_000_000, 6_000_000)]).size).toBe(0);
  });
});
