/** A package in memory as writers fill it. */
import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { crc32 } from 'node:zlib';
import { PackageError } from '../../activities/errors.js';
import type { PackageEntry, PackageSink, PackageSource } from '../../activities/formats/types.js';

export interface MemorySink extends PackageSink {
  /** What was written, in order. */
  readonly entries: ReadonlyMap<string, Buffer>;
  /** A generated file as text. */
  text(path: string): string;
  /** One hash over the order, names and contents of everything. */
  hash(): string;
  /** What was written, as a package to read. */
  source(): PackageSource;
  /** Writes everything below a folder of the disk, for tools that read files. */
  unpack(folder: string): Promise<void>;
}

/** `contentOf` gives the bytes of a file of the course; by default they are its hash. */
export function memorySink(
  contentOf: (sha256: string) => Uint8Array = (sha256) => Buffer.from(sha256),
): MemorySink {
  const entries = new Map<string, Buffer>();
  const put = (path: string, bytes: Buffer): void => {
    if (entries.has(path)) throw new Error(`The package already has an entry "${path}".`);
    entries.set(path, bytes);
  };
  return {
    entries,
    async add(path, content) {
      if (typeof content === 'string' || content instanceof Uint8Array)
        return put(path, Buffer.from(content));
      const chunks: Buffer[] = [];
      for await (const chunk of content) chunks.push(Buffer.from(chunk));
      put(path, Buffer.concat(chunks));
    },
    async copy(path, file) {
      put(path, Buffer.from(contentOf(file.sha256)));
    },
    text(path) {
      const bytes = entries.get(path);
      if (bytes === undefined)
        throw new Error(`The package has no entry "${path}", but ${[...entries.keys()].join(', ')}.`);
      return bytes.toString('utf8');
    },
    hash() {
      const hash = createHash('sha256');
      for (const [path, bytes] of entries) hash.update(`${path}\n${bytes.length}\n`).update(bytes);
      return hash.digest('hex');
    },
    source: () => packageOf(entries),
    async unpack(folder) {
      for (const [path, bytes] of entries) {
        const target = join(folder, path);
        await mkdir(dirname(target), { recursive: true });
        await writeFile(target, bytes);
      }
    },
  };
}

/** A package that holds these files. */
export function packageOf(files: ReadonlyMap<string, Uint8Array>): PackageSource {
  const entries = new Map([...files].map(([path, bytes]) => [path, entryOf(path, bytes)]));
  const bytesOf = (path: string): Uint8Array => {
    const bytes = files.get(path);
    if (bytes === undefined) throw new PackageError(`${path}: the package does not contain it.`, { path });
    return bytes;
  };
  return {
    name: 'test.imscc',
    entries,
    refused: new Map(),
    find: (path) => entries.get(path) ?? entries.get(decode(path)),
    async *open(path) {
      yield bytesOf(path);
    },
    read: async (path) => bytesOf(path),
  };
}

function entryOf(path: string, bytes: Uint8Array): PackageEntry {
  const location = {
    pack: 'written',
    offset: 0,
    storedSize: bytes.length,
    method: 'stored' as const,
    crc32: crc32(bytes),
  };
  return { path, size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex'), location };
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
