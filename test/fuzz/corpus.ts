/** The packages that cases are made from: the sample course, and other people's where this machine has them. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { memorySource, openZip, readEntries } from '../../activities/archive/index.js';
import { packSample } from '../../worker/demo/sample.js';
import { readShared, sharedPackages } from '../support/shared-packages.js';

/** One file of a package, inflated. */
export interface SeedFile {
  readonly path: string;
  readonly content: Buffer;
}

export interface SeedPackage {
  readonly name: string;
  readonly bytes: Buffer;
  /** Empty when it is no archive that can be opened. */
  readonly files: readonly SeedFile[];
}

const FOLDERS = ['canvas', 'cc', 'detect', 'flat', 'malformed', 'qti12'];

export async function sampleCorpus(): Promise<SeedPackage[]> {
  const folder = await mkdtemp(join(tmpdir(), 'cartwright-fuzz-'));
  try {
    const path = join(folder, 'tides.imscc');
    await packSample(path);
    return [await seedPackage('samples/tides', await readFile(path))];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The sample course and every package beside the project. */
export async function wholeCorpus(): Promise<SeedPackage[]> {
  const packages = await sampleCorpus();
  for (const name of FOLDERS.flatMap(sharedPackages))
    packages.push(await seedPackage(name, readShared(name)));
  return packages;
}

async function seedPackage(name: string, bytes: Buffer): Promise<SeedPackage> {
  return { name, bytes, files: await filesOf(bytes).catch(() => []) };
}

async function filesOf(bytes: Buffer): Promise<SeedFile[]> {
  const files: SeedFile[] = [];
  for await (const read of readEntries(await openZip(memorySource(bytes)))) {
    if (read.problem !== undefined || read.entry.isDirectory) continue;
    const parts: Uint8Array[] = [];
    for await (const part of read.content) parts.push(Buffer.from(part));
    files.push({ path: read.entry.path, content: Buffer.concat(parts) });
  }
  return files;
}
