/** Runs of files: what the server copies in one range, and what breaks a run. */
import { createHash } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { memorySource, openZip, readEntries } from '../../activities/archive/index.js';
import { createPackageSink, type OpenPackageSink } from '../../activities/package/sink.js';
import {
  createMemoryStore,
  type ObjectRange,
  type ObjectStore,
  packKey,
} from '../../activities/storage/index.js';
import { collect } from '../archive/memory.js';
import { type HeaderParts, type Media, mediaFiles, packMedia } from './handmade-pack.js';

const MEBIBYTE = 2 ** 20;
const FILES = mediaFiles(20, MEBIBYTE);
/** Where runs are broken: there is enough before it and from it on to be worth a range. */
const MIDDLE = FILES[10]!;

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

/** Writes a package, noting what is read through the worker and what is left to the server. */
async function write(store: ObjectStore, fill: (sink: OpenPackageSink) => Promise<void>, key = 'result') {
  const reads: ObjectRange[] = [];
  const copies: ObjectRange[] = [];
  const watched: ObjectStore = {
    ...store,
    read: (range, options) => {
      reads.push(range);
      return store.read(range, options);
    },
  };
  const upload = await store.upload(key);
  const copy = (range: ObjectRange) => {
    copies.push(range);
    return upload.copy(range);
  };
  const write = (chunk: Uint8Array) => upload.write(chunk);
  const noting = { ...upload, write, copy, bytes: 0 };
  Object.defineProperty(noting, 'bytes', { get: () => upload.bytes });
  const sink = createPackageSink(watched, noting, new AbortController().signal);
  open.push(() => sink.abort(new Error('test over')));
  await fill(sink);
  await sink.finish();
  await upload.complete();
  const bytesRead = reads.reduce((sum, { length }) => sum + length, 0);
  const { bytes } = await store.get(key, { maxBytes: 2 ** 30 });
  return { reads, bytesRead, copies, bytes };
}

/** Paths and what stands for contents: comparing megabytes byte by byte takes the test library minutes. */
async function contents(bytes: Uint8Array): Promise<[path: string, digest: string][]> {
  const found: [string, string][] = [];
  const directory = await openZip(memorySource(bytes));
  expect(directory.problems).toEqual([]);
  for await (const read of readEntries(directory)) {
    if (read.problem !== undefined) throw new Error(read.problem.message);
    found.push([read.entry.path, digest(await collect(read.content))]);
  }
  return found;
}

const digest = (content: Uint8Array) => createHash('sha256').update(content).digest('hex');
const expected = (files: readonly Media[]) => files.map(({ path, content }) => [path, digest(content)]);

/** How many of the files each range holds, in the order they were copied. */
function filesIn(copies: readonly ObjectRange[]): number[] {
  return copies.map(({ length }) => Math.floor(length / MEBIBYTE));
}

async function packed(odd?: (file: Media) => HeaderParts | undefined, files: readonly Media[] = FILES) {
  const store = createMemoryStore();
  const { bytes, place } = packMedia('p', files, odd);
  await store.put(packKey('p'), bytes);
  return { store, place };
}

async function writeAll(
  { store, place }: Awaited<ReturnType<typeof packed>>,
  files: readonly Media[] = FILES,
  nameOf = ({ path }: Media) => path,
) {
  return write(store, async (sink) => {
    for (const file of files) await sink.copy(nameOf(file), place(file));
  });
}

describe('a run of files', () => {
  it('is copied by the server in one range, and of its bytes only the headers are read', async () => {
    const { bytes, copies, bytesRead } = await writeAll(await packed());
    expect(filesIn(copies)).toEqual([20]);
    expect(copies[0]?.etag).toBeDefined();
    expect(bytesRead).toBeLessThan(20 * 200);
    expect(await contents(bytes)).toEqual(expected(FILES));
  });

  it('stands where its first file would, in the order of the pack, among other entries', async () => {
    const { store, place } = await packed();
    const { bytes, copies } = await write(store, async (sink) => {
      await sink.add('first.xml', '<first/>');
      for (const file of FILES.toReversed()) await sink.copy(file.path, place(file));
      await sink.add('last.xml', '<last/>');
    });
    expect(filesIn(copies)).toEqual([20]);
    expect((await contents(bytes)).map(([path]) => path)).toEqual([
      'first.xml',
      ...FILES.map(({ path }) => path),
      'last.xml',
    ]);
  });

  it('gives the same bytes every time', async () => {
    const pack = await packed((file) => (file === MIDDLE ? { flags: 1 } : undefined));
    const first = await writeAll(pack);
    const second = await writeAll(pack);
    expect(Buffer.compare(first.bytes, second.bytes)).toBe(0);
  });

  it('holds the files that the plain way writes, entry by entry', async () => {
    const run = await writeAll(await packed());
    const plain = await writeAll(await packed(() => ({ flags: 1 })));
    expect(plain.copies).toEqual([]);
    const directories = await Promise.all([run, plain].map(({ bytes }) => openZip(memorySource(bytes))));
    const [ofRun, ofPlain] = directories.map(({ entries }) =>
      entries.map(({ path, method, crc32, size, storedSize }) => ({ path, method, crc32, size, storedSize })),
    );
    expect(ofRun).toEqual(ofPlain);
    expect(await contents(run.bytes)).toEqual(await contents(plain.bytes));
  });

  it('takes small files between large ones along, empty ones too', async () => {
    const small = { path: 'web_resources/small.txt', content: Buffer.from('small') };
    const empty = { path: 'web_resources/empty.txt', content: Buffer.alloc(0) };
    const files = [empty, ...FILES.slice(0, 5), small, empty, ...FILES.slice(5, 10)].filter(
      (file, at, all) => all.indexOf(file) === at,
    );
    const { bytes, copies } = await writeAll(await packed(undefined, files), files);
    expect(copies).toHaveLength(1);
    expect(await contents(bytes)).toEqual(expected(files));
  });

  it('is not looked for where there is little to copy, or where most of it would be headers', async () => {
    const little = FILES.slice(0, 7);
    const few = await writeAll(await packed(undefined, little), little);
    expect(few.copies).toEqual([]);
    expect(await contents(few.bytes)).toEqual(expected(little));
    const tiny = mediaFiles(1_000, 10_000);
    const many = await writeAll(await packed(undefined, tiny), tiny);
    expect(many.copies).toEqual([]);
    expect(many.bytesRead).toBeLessThan(1_000 * 10_200);
    expect(await contents(many.bytes)).toEqual(expected(tiny));
  });
});

describe('a run is broken', () => {
  it.each<[by: string, odd: HeaderParts]>([
    ['by another name in the pack', { name: MIDDLE.path.replace('film', 'FILM') }],
    ['by a longer name in the pack', { name: `${MIDDLE.path}.old` }],
    ['by a header that says encrypted', { flags: 1 }],
    ['by a header that says sizes follow', { flags: 8, crc32: 0, size: 0 }],
    ['by a damaged header', { signature: 0x04034b51 }],
    ['by a header of another checksum', { crc32: 1 }],
    ['by a header of another size', { size: 1 }],
    ['by sizes of 64 bits', { extra: Buffer.from([1, 0, 0, 0]) }],
    ['by a second name in the header', { extra: Buffer.from([0x75, 0x70, 0, 0]) }],
    ['by a data descriptor before it', { before: Buffer.from('PK\x07\x08123456789012', 'latin1') }],
    ['by foreign bytes', { before: Buffer.from('foreign') }],
    ['by more foreign bytes than a header has', { before: Buffer.alloc(5_000) }],
  ])('%s', async (_, odd) => {
    const pack = await packed((file) => (file === MIDDLE ? odd : undefined));
    const { bytes, copies } = await writeAll(pack);
    expect(filesIn(copies)).toEqual([10, 10]);
    expect(await contents(bytes)).toEqual(expected(FILES));
  });

  it('by another name in the export, which is right in it', async () => {
    const nameOf = ({ path }: Media) => (path === MIDDLE.path ? path.replace('film', 'move') : path);
    const { bytes, copies } = await writeAll(await packed(), FILES, nameOf);
    expect(filesIn(copies)).toEqual([10, 10]);
    expect(await contents(bytes)).toEqual(FILES.map((file) => [nameOf(file), digest(file.content)]));
  });

  it('by a file that is not exported', async () => {
    const wanted = FILES.filter((file) => file !== MIDDLE);
    const { bytes, copies } = await writeAll(await packed(), wanted);
    expect(filesIn(copies)).toEqual([10, 9]);
    expect(await contents(bytes)).toEqual(expected(wanted));
  });

  it('by the end of its pack', async () => {
    const store = createMemoryStore();
    const packs = ['p', 'q'].map((name, at) => packMedia(name, FILES.slice(10 * at, 10 * at + 10)));
    for (const [at, { bytes }] of packs.entries()) await store.put(packKey('pq'[at]!), bytes);
    const { bytes, copies } = await write(store, async (sink) => {
      for (const [at, file] of FILES.entries())
        await sink.copy(file.path, packs[Math.floor(at / 10)]!.place(file));
    });
    expect(copies.map(({ key }) => key)).toEqual([packKey('p'), packKey('q')]);
    expect(await contents(bytes)).toEqual(expected(FILES));
  });

  it('by a name that is not ASCII and not marked as UTF-8, and not by one that is', async () => {
    const files = FILES.map((file) =>
      file === MIDDLE ? { ...file, path: 'web_resources/Übung.mp4' } : file,
    );
    for (const [flags, ranges] of [
      [0, [10, 10]],
      [0x800, [20]],
    ] as const) {
      const { bytes, copies } = await writeAll(await packed(() => ({ flags }), files), files);
      expect(filesIn(copies)).toEqual(ranges);
      expect(await contents(bytes)).toEqual(expected(files));
    }
  });

  it('and the short rest of it goes the plain way', async () => {
    const pack = await packed((file) => (file === FILES[17] ? { flags: 1 } : undefined));
    const { bytes, copies, bytesRead } = await writeAll(pack);
    expect(filesIn(copies)).toEqual([17]);
    expect(bytesRead).toBeLessThan(3 * MEBIBYTE + 20_000);
    expect(await contents(bytes)).toEqual(expected(FILES));
  });

  it('when the pack changes between reading headers and copying, by an error', async () => {
    const { store, place } = await packed();
    const changing: ObjectStore = {
      ...store,
      async *read(range, options) {
        yield* store.read(range, options);
        await store.put(packKey('p'), packMedia('p', FILES.toReversed()).bytes);
      },
    };
    const writing = write(changing, async (sink) => {
      for (const file of FILES) await sink.copy(file.path, place(file));
    });
    await expect(writing).rejects.toMatchObject({ code: 'PreconditionFailed' });
  });
});
