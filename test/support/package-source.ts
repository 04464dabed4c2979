/** Packages for tests: from texts in the test, from a folder, from a ZIP file or its bytes. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { crc32 } from 'node:zlib';
import {
  memorySource,
  openEntry,
  openZip,
  type RandomAccess,
  readEntries,
} from '../../activities/archive/index.js';
import type { PackageEntry, PackageSource } from '../../activities/formats/types.js';
import { isJunk } from '../../activities/package/junk.js';
import { createPackageSource, type PackageContents } from '../../activities/package/package-source.js';

export type Content = string | Uint8Array;

/** What a source is made from: hand it to `createPackageSource` with another root to look at a folder of it. */
export type TestContents = Omit<PackageContents, 'root'>;

/** A package of the given files. `root` is the folder that holds the manifest, with its slash. */
export function packageOf(
  files: Readonly<Record<string, Content>>,
  name = 'test.imscc',
  root = '',
): PackageSource {
  return createPackageSource({ ...contentsOf(files, name), root });
}

/** The files as they would lie in a pack, one behind the other and stored. */
export function contentsOf(files: Readonly<Record<string, Content>>, name = 'test.imscc'): TestContents {
  const contents = new Map(Object.entries(files).map(([path, content]) => [path, Buffer.from(content)]));
  let offset = 0;
  const entries = [...contents].map(([path, bytes]): PackageEntry => {
    const entry = entryOf(path, bytes, { offset, storedSize: bytes.length, method: 'stored' });
    offset += bytes.length;
    return entry;
  });
  return {
    name,
    entries,
    async *open(path, _entry, signal) {
      signal?.throwIfAborted();
      const bytes = contents.get(path);
      if (bytes === undefined) throw new Error(`${path} is not in the test's package.`);
      for (let at = 0; at < bytes.length; at += CHUNK) yield bytes.subarray(at, at + CHUNK);
    },
  };
}

const CHUNK = 2 ** 16;

/** A folder on disk, below it every file. */
export function packageOfFolder(folder: string): PackageSource {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
  return packageOf(
    Object.fromEntries(paths.map((path) => [path, readFileSync(join(folder, path))])),
    basename(folder),
  );
}

/** The sound entries of a ZIP file on disk, or of its bytes, each read once. Throws as `openZip` does. */
export async function contentsOfZip(zip: string | Uint8Array, name = 'test.zip'): Promise<TestContents> {
  const isPath = typeof zip === 'string';
  const source: RandomAccess = memorySource(isPath ? readFileSync(zip) : zip);
  const directory = await openZip(source);
  const entries: PackageEntry[] = [];
  const refused = new Map<string, string>();
  for await (const read of readEntries(directory)) {
    const { path, isDirectory } = read.entry;
    if (read.problem !== undefined) refused.set(path, read.problem.message);
    else if (!isDirectory && !isJunk(path)) {
      const parts: Uint8Array[] = [];
      for await (const part of read.content) parts.push(Buffer.from(part));
      entries.push(entryOf(path, Buffer.concat(parts), read.stored));
    }
  }
  return {
    name: isPath ? basename(zip) : name,
    entries,
    refused,
    async *open(path, _entry, signal) {
      const entry = directory.byPath(path);
      if (entry === undefined) throw new Error(`${path} is not in the archive.`);
      yield* openEntry(directory, entry, signal === undefined ? {} : { signal });
    },
  };
}

function entryOf(
  path: string,
  bytes: Buffer,
  { offset, storedSize, method }: Pick<PackageEntry['location'], 'offset' | 'storedSize' | 'method'>,
): PackageEntry {
  return {
    path,
    size: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    location: { pack: 'test-pack', offset, storedSize, method, crc32: crc32(bytes) },
  };
}
