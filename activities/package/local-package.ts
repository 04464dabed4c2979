/** Opens a package that is a file of this machine, for programs without storage: verified whole, and left as it is. */
import { type FileHandle, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { DEFAULT_LIMITS, type RandomAccess, readStored, type ZipProblem } from '../archive/index.js';
import { detectPackage } from '../formats/detect.js';
import type { PackageEntry, PackageSource } from '../formats/types.js';
import { createPackageSource } from './package-source.js';
import { createSpool, type Spool } from './spool.js';
import { verifyPackage } from './verify.js';

export interface LocalPackage {
  /** Below the folder that holds its manifest. */
  readonly source: PackageSource;
  /** Files of the archive that cannot be taken, and what is odd about the archive as a whole. */
  readonly refused: readonly ZipProblem[];
  readonly odd: readonly ZipProblem[];
}

/**
 * Runs `work` with the package at a path; its texts lie in a temporary file until `work` ends. Throws `PackageError`
 * when the archive cannot be read, the system's error when the file cannot, and whatever `work` throws.
 */
export async function withLocalPackage<Result>(
  path: string,
  work: (opened: LocalPackage) => Promise<Result>,
  signal: AbortSignal = new AbortController().signal,
): Promise<Result> {
  const file = await open(path, 'r');
  const folder = await mkdtemp(join(tmpdir(), 'cartwright-'));
  const spool = await createSpool(folder);
  try {
    return await work(await openLocal(file, basename(path), spool, signal));
  } finally {
    await spool.close();
    await file.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function openLocal(
  file: FileHandle,
  name: string,
  spool: Spool,
  signal: AbortSignal,
): Promise<LocalPackage> {
  const archive = fileAccess(file, (await file.stat()).size);
  const verified = await verifyPackage(archive, {
    limits: DEFAULT_LIMITS,
    spool,
    signal,
    progress: () => {},
  });
  const entries = verified.entries.map(({ path, sha256, stored }): PackageEntry => {
    const { size, ...location } = stored;
    return { path, size, sha256, location: { pack: name, ...location } };
  });
  const openEntry = (
    path: string,
    entry: PackageEntry,
    own: AbortSignal = signal,
  ): AsyncIterable<Uint8Array> => {
    if (spool.has(path)) return spool.read(path);
    return readStored(archive, { ...entry.location, size: entry.size }, { path, signal: own });
  };
  const whole = createPackageSource({ name, entries, root: '', open: openEntry });
  const { root } = await detectPackage(whole, signal);
  const source = root === '' ? whole : createPackageSource({ name, entries, root, open: openEntry });
  return { source, refused: verified.refused, odd: verified.problems };
}

function fileAccess(file: FileHandle, size: number): RandomAccess {
  return {
    size,
    async *read(offset, length) {
      if (length === 0) return;
      yield* file.createReadStream({ start: offset, end: offset + length - 1, autoClose: false });
    },
  };
}
