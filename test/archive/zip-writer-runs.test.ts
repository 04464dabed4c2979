/** Writing archives: runs of entries taken over from another archive with the local headers between them. */
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createZipWriter,
  memorySource,
  openZip,
  readEntries,
  type StoredEntry,
  type ZipWriter,
} from '../../activities/archive/index.js';
import { collect, type MemorySink, memorySink, noise, prose, readWhole, written } from './memory.js';
import { MAKERS, ORACLES } from './oracles.js';

interface Placed {
  readonly path: string;
  readonly stored: StoredEntry;
  readonly content: string;
}

/** The files of an archive in the order they lie, without its folders. */
async function placesOf(archive: Buffer): Promise<Placed[]> {
  const places: Placed[] = [];
  for await (const read of readEntries(await openZip(memorySource(archive)))) {
    if (read.problem !== undefined) throw new Error(read.problem.message);
    const content = (await collect(read.content)).toString('latin1');
    if (!read.entry.isDirectory) places.push({ path: read.entry.path, stored: read.stored, content });
  }
  return places;
}

/** Adds some neighbours of an archive as one run. `change` may spoil the headers between them. */
async function addRun(
  zip: ZipWriter<MemorySink>,
  archive: Buffer,
  [first, ...rest]: readonly Placed[],
  change = (header: Buffer) => header,
): Promise<void> {
  if (first === undefined) throw new Error('There is no run without entries.');
  let end = first.stored.offset + first.stored.storedSize;
  const following = rest.map(({ path, stored }) => {
    const header = change(Buffer.from(archive.subarray(end, stored.offset)));
    end = stored.offset + stored.storedSize;
    return { path, raw: stored, header };
  });
  await zip.addRun(first.path, first.stored, following, (sink) =>
    sink.write(archive.subarray(first.stored.offset, end)),
  );
}

/** What the directory and the local headers of an archive say of its entries; both have to say the same. */
function bothHeaders(archive: Buffer) {
  const end = archive.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  const records: { central: object; local: object }[] = [];
  for (let at = archive.readUInt32LE(end + 16); at < end; ) {
    const nameLength = archive.readUInt16LE(at + 28);
    const local = archive.readUInt32LE(at + 42);
    const fields = (start: number, name: number) => ({
      version: archive.readUInt16LE(start),
      flags: archive.readUInt16LE(start + 2),
      method: archive.readUInt16LE(start + 4),
      time: archive.readUInt32LE(start + 6),
      crc: archive.readUInt32LE(start + 10),
      storedSize: archive.readUInt32LE(start + 14),
      size: archive.readUInt32LE(start + 18),
      name: archive.toString('utf8', name, name + nameLength),
    });
    records.push({ central: fields(at + 6, at + 46), local: fields(local + 4, local + 30) });
    at += 46 + nameLength + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  return records;
}

const FILES: Readonly<Record<string, Buffer>> = {
  'one.html': prose(4_000),
  'two.jpg': noise(3_000, 2),
  'Übung/three.txt': prose(500, 3),
  'empty.txt': Buffer.alloc(0),
  'four.html': prose(9_000, 4),
};

async function sourceArchive(): Promise<Buffer> {
  return written(async (zip) => {
    for (const [path, content] of Object.entries(FILES)) await zip.addBytes(path, content);
  });
}

describe('a run of entries', () => {
  it('is an archive of the same entries, between entries that are written', async () => {
    const source = await sourceArchive();
    const places = await placesOf(source);
    const told: [string, number][] = [];
    const archive = await written(
      async (zip) => {
        await zip.addBytes('before.txt', 'before');
        await addRun(zip, source, places);
        await zip.addBytes('after.txt', 'after');
      },
      { onEntry: (path, { offset }) => told.push([path, offset]) },
    );
    const { outcomes, problems, directory } = await readWhole(archive);
    expect(problems).toEqual([]);
    expect(outcomes).toEqual([
      ['before.txt', 'before'],
      ...Object.entries(FILES).map(([path, content]) => [path, content.toString()]),
      ['after.txt', 'after'],
    ]);
    expect(told.map(([path]) => path)).toEqual(directory.entries.map(({ path }) => path));
    const offsets = new Map(told);
    for (const { path, stored } of places) {
      const at = offsets.get(path)!;
      expect(archive.subarray(at, at + stored.storedSize)).toEqual(
        source.subarray(stored.offset, stored.offset + stored.storedSize),
      );
    }
  });

  it('ends with the data of its last entry', async () => {
    const source = await sourceArchive();
    const places = (await placesOf(source)).slice(1, 3);
    const archive = await written((zip) => addRun(zip, source, places));
    expect((await readWhole(archive)).outcomes.map(([path]) => path)).toEqual(['two.jpg', 'Übung/three.txt']);
    expect(archive.includes('four.html')).toBe(false);
  });

  it('takes all of its paths, or none when one of them is taken', async () => {
    const source = await sourceArchive();
    const places = (await placesOf(source)).slice(0, 2);
    const archive = await written(async (zip) => {
      await zip.addBytes('two.jpg', 'mine');
      await expect(addRun(zip, source, places)).rejects.toThrow('two.jpg: the archive already holds');
      await zip.addBytes('one.html', 'also mine');
    });
    expect((await readWhole(archive)).outcomes).toEqual([
      ['two.jpg', 'mine'],
      ['one.html', 'also mine'],
    ]);
  });

  it.each<[what: string, change: (header: Buffer) => unknown]>([
    ['of no header', (header) => header.writeUInt32LE(0, 0)],
    ['of a later version', (header) => header.writeUInt16LE(45, 4)],
    ['that says encrypted', (header) => header.writeUInt16LE(0x801, 6)],
    ['that says sizes follow', (header) => header.writeUInt16LE(0x808, 6)],
    ['of another method', (header) => header.writeUInt16LE(8 - header.readUInt16LE(8), 8)],
    ['of another checksum', (header) => header.writeUInt32LE(1, 14)],
    ['of another stored size', (header) => header.writeUInt32LE(1, 18)],
    ['of another size', (header) => header.writeUInt32LE(1, 22)],
    ['of another name', (header) => header.write('T', 30)],
    ['of a name that ends elsewhere', (header) => header.writeUInt16LE(3, 26)],
    ['whose extra fields end elsewhere', (header) => header.writeUInt16LE(4, 28)],
  ])('refuses bytes %s', async (_, change) => {
    const source = await sourceArchive();
    const places = (await placesOf(source)).slice(0, 2);
    const zip = createZipWriter(memorySink());
    const spoilt = (header: Buffer) => {
      change(header);
      return header;
    };
    await expect(addRun(zip, source, places, spoilt)).rejects.toThrow(
      'two.jpg: the source gave a local header that does not fit the entry.',
    );
  });

  it('refuses a name that is not ASCII and not marked as UTF-8', async () => {
    const source = await sourceArchive();
    const places = (await placesOf(source)).slice(1, 3);
    const unmarked = (header: Buffer) => {
      header.writeUInt16LE(0, 6);
      return header;
    };
    await expect(addRun(createZipWriter(memorySink()), source, places, unmarked)).rejects.toThrow(
      'Übung/three.txt: the source gave a local header that does not fit the entry.',
    );
    const ascii = (await placesOf(source)).slice(0, 2);
    const archive = await written((zip) => addRun(zip, source, ascii, unmarked));
    expect((await readWhole(archive)).outcomes.map(([path]) => path)).toEqual(['one.html', 'two.jpg']);
  });

  it.each<[what: string, taken: boolean, extra: number[]]>([
    ['a time', true, [0x55, 0x54, 5, 0, 1, 0, 0, 0, 0]],
    ['room for 64-bit sizes', true, [0x99, 0x99, 2, 0, 0, 0]],
    ['64-bit sizes', false, [1, 0, 2, 0, 0, 0]],
    ['another name', false, [0x75, 0x70, 2, 0, 0, 0]],
    ['a field that is cut off', false, [0x55, 0x54, 5, 0, 1]],
    ['a byte too many', false, [0x55, 0x54, 0, 0, 1]],
  ])('goes by the extra fields of a header: %s', async (_, taken, extra) => {
    const source = await sourceArchive();
    const [first, second] = await placesOf(source);
    const at = second!.stored.offset;
    const widened = Buffer.concat([source.subarray(0, at), Buffer.from(extra), source.subarray(at)]);
    const stored = { ...second!.stored, offset: at + extra.length };
    const withLength = (header: Buffer) => {
      header.writeUInt16LE(extra.length, 28);
      return header;
    };
    const adding = (zip: ZipWriter<MemorySink>) =>
      addRun(zip, widened, [first!, { ...second!, stored }], withLength);
    if (taken) await written(adding);
    else await expect(adding(createZipWriter(memorySink()))).rejects.toThrow('does not fit the entry');
  });

  it('refuses more or fewer bytes than its entries have', async () => {
    const source = await sourceArchive();
    const [first, second] = await placesOf(source);
    const header = source.subarray(first!.stored.offset + first!.stored.storedSize, second!.stored.offset);
    const following = [{ path: second!.path, raw: second!.stored, header }];
    const zip = createZipWriter(memorySink());
    const adding = zip.addRun(first!.path, first!.stored, following, (sink) => sink.write(Buffer.alloc(10)));
    await expect(adding).rejects.toThrow(/^one.html: the source gave 10 stored bytes, not \d+\.$/);
  });
});

describe("runs out of other programs' archives", () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'runs-'));
    await mkdir(join(folder, 'in', 'Übung'), { recursive: true });
    await mkdir(join(folder, 'in', 'media'));
    await writeFile(join(folder, 'in', 'index.html'), prose(20_000));
    await writeFile(join(folder, 'in', 'media', 'film.mp4'), noise(100_000));
    await writeFile(join(folder, 'in', 'media', 'text.txt'), prose(30_000, 2));
    await writeFile(join(folder, 'in', 'media', 'picture.jpg'), noise(50_000, 3));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it.each(['zip', 'python'])(
    'are sound to every reader, with one header for both lists: %s',
    async (maker) => {
      const file = join(folder, `${maker}.zip`);
      await MAKERS[maker]?.(join(folder, 'in'), file);
      const source = await readFile(file);
      const places = (await placesOf(source)).filter(({ path }) => path.startsWith('media/'));
      const archive = await written(async (zip) => {
        await zip.addBytes('before.txt', 'before');
        await addRun(zip, source, places);
        await zip.addBytes('after.txt', 'after');
      });
      const made = join(folder, `run-${maker}.zip`);
      await writeFile(made, archive);
      const paths = ['before.txt', ...places.map(({ path }) => path), 'after.txt'];
      for (const reads of Object.values(ORACLES)) expect(await reads(made)).toEqual(paths);
      for (const { central, local } of bothHeaders(archive)) expect(central).toEqual(local);
      expect((await placesOf(archive)).slice(1, -1).map(({ content }) => content)).toEqual(
        places.map(({ content }) => content),
      );
    },
  );
});
