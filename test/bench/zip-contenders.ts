/** Who competes in packing and unpacking, each in a process of its own. */
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { type FileHandle, open } from 'node:fs/promises';
import { promisify } from 'node:util';
import { ZipArchive } from 'archiver';
import unzipper from 'unzipper';
import { createZipWriter, openZip, type RandomAccess, readEntries } from '../../activities/archive/index.js';
import type { Measurement } from './in-node.js';
import { corpusFiles } from './zip-corpora.js';

export interface Paths {
  /** The files of the corpus. */
  readonly folder: string;
  /** The corpus as an archive. */
  readonly archive: string;
}

type InNode = (paths: Paths) => Promise<number>;

/** Run in a fresh Node process each; start-up is not counted. */
export const NODE_CONTENDERS: Readonly<Record<'write' | 'read', Readonly<Record<string, InNode>>>> = {
  write: {
    'ours, 2 threads': ({ folder }) => writeOurs(folder, 2),
    'ours, 1 thread': ({ folder }) => writeOurs(folder, 1),
    'ours, no thread': ({ folder }) => writeOurs(folder, 0),
    archiver: ({ folder }) => writeArchiver(folder),
  },
  read: {
    'ours, with CRC': ({ archive }) => readOurs(archive),
    unzipper: ({ archive }) => readUnzipper(archive),
  },
};

/** Shell commands, run in the corpus folder; start-up is counted and is a few milliseconds. */
export const PROGRAMS: Readonly<
  Record<'write' | 'read', Readonly<Record<string, (paths: Paths) => string>>>
> = {
  write: {
    'zip -6': () => 'zip -6 -q -r -X -n .mp4 - . | wc -c',
    'bsdtar --format zip': () => 'bsdtar -c --format zip -f - . | wc -c',
  },
  read: {
    'unzip -t': ({ archive }) => `unzip -tqq ${archive}`,
    'bsdtar -xO': ({ archive }) => `bsdtar -xOf ${archive} | wc -c`,
  },
};

async function writeOurs(folder: string, threads: 0 | 1 | 2): Promise<number> {
  const zip = createZipWriter({ write: async () => undefined }, { threads });
  for await (const { path, bytes } of corpusFiles(folder)) await zip.addBytes(path, bytes);
  return (await zip.finish()).bytes;
}

async function writeArchiver(folder: string): Promise<number> {
  const archive = new ZipArchive({ zlib: { level: 6 } });
  let written = 0;
  archive.on('data', (chunk) => {
    written += chunk.length;
  });
  for await (const { path, bytes } of corpusFiles(folder)) {
    const added = once(archive, 'entry');
    archive.append(bytes, { name: path, store: path.endsWith('.mp4') });
    await added;
  }
  await archive.finalize();
  return written;
}

async function readOurs(archive: string): Promise<number> {
  const file = await open(archive);
  let content = 0;
  const directory = await openZip(await fileSource(file));
  for await (const read of readEntries(directory)) {
    if (read.problem) throw new Error(read.problem.message);
    for await (const chunk of read.content) content += chunk.length;
  }
  await file.close();
  return content;
}

async function readUnzipper(archive: string): Promise<number> {
  let content = 0;
  for (const entry of (await unzipper.Open.file(archive)).files) {
    for await (const chunk of entry.stream()) content += chunk.length;
  }
  return content;
}

/** Reads of a megabyte, as object storage would deliver them. */
export async function fileSource(file: FileHandle): Promise<RandomAccess> {
  const { size } = await file.stat();
  return {
    size,
    async *read(offset, length) {
      for (let at = 0; at < length; at += 2 ** 20) {
        const piece = Buffer.allocUnsafe(Math.min(2 ** 20, length - at));
        await file.read(piece, 0, piece.length, offset + at);
        yield piece;
      }
    },
  };
}

export async function measureProgram(command: string, paths: Paths): Promise<Measurement> {
  const timed = ['-f', '%e %U %S %M', 'sh', '-c', command];
  const { stdout, stderr } = await promisify(execFile)('/usr/bin/time', timed, { cwd: paths.folder });
  const [wallSeconds = 0, user = 0, system = 0, kilobytes = 0] = stderr.trim().split(' ').map(Number);
  const bytes = Number.parseInt(stdout, 10);
  const counted = Number.isNaN(bytes) ? {} : { bytes };
  return { wallSeconds, cpuSeconds: user + system, peakMegabytes: kilobytes / 1_024, ...counted };
}
