/** Reads every file of a package once: checksum, exact size and hash, and where its bytes lie. */
import { createHash } from 'node:crypto';
import {
  type ArchiveLimits,
  openZip,
  problemOf,
  type RandomAccess,
  type ReadableEntry,
  readEntries,
  type StoredEntry,
  type ZipEntry,
  type ZipProblem,
} from '../archive/index.js';
import { isJunk } from './junk.js';
import type { Spool } from './spool.js';

export interface VerifiedEntry {
  readonly path: string;
  readonly sha256: string;
  readonly stored: StoredEntry;
}

export interface VerifiedPackage {
  /** Sound files in the order of the archive. */
  readonly entries: readonly VerifiedEntry[];
  /** What was repaired or is odd about the archive as a whole. */
  readonly problems: readonly ZipProblem[];
  /** Files that cannot be taken, each with its reason. */
  readonly refused: readonly ZipProblem[];
  /** What operating systems left. */
  readonly junk: readonly string[];
}

export interface VerifyOptions {
  readonly limits: ArchiveLimits;
  readonly spool: Spool;
  readonly signal: AbortSignal;
  /** Bytes done of bytes in all, as they lie in the archive. */
  progress(done: number, total: number): void;
}

/** Texts are what readers ask for again; everything else is looked at once. */
const TEXTS = /\.(xml|html?|xhtml|qti|txt|json|dat|csv|md)$/i;

/** Throws `PackageError` when the archive as a whole cannot be read. */
export async function verifyPackage(source: RandomAccess, options: VerifyOptions): Promise<VerifiedPackage> {
  const { limits, signal } = options;
  const directory = await openZip(source, { limits, signal });
  const entries: VerifiedEntry[] = [];
  const refused: ZipProblem[] = [];
  const select = (entry: ZipEntry) =>
    !isJunk(entry.path) && (!entry.isDirectory || entry.problem !== undefined);
  let done = 0;
  for await (const read of readEntries(directory, { signal, select })) {
    const result = read.problem ?? (await verifyEntry(read, options.spool));
    if ('code' in result) refused.push(result);
    else entries.push(result);
    done += read.entry.storedSize;
    options.progress(done, source.size);
  }
  const junk = directory.entries.flatMap(({ path, isDirectory }) =>
    isJunk(path) && !isDirectory ? [path] : [],
  );
  return { entries, problems: directory.problems, refused, junk };
}

async function verifyEntry(read: ReadableEntry, spool: Spool): Promise<VerifiedEntry | ZipProblem> {
  try {
    return {
      path: read.entry.path,
      sha256: await hashEntry(read.entry, read.content, spool),
      stored: read.stored,
    };
  } catch (error) {
    const problem = problemOf(error);
    if (problem === undefined) throw error;
    return problem;
  }
}

async function hashEntry(entry: ZipEntry, content: AsyncIterable<Uint8Array>, spool: Spool): Promise<string> {
  const hash = createHash('sha256');
  const chunks = TEXTS.test(entry.path) ? spool.keep(entry.path, content) : content;
  for await (const chunk of chunks) hash.update(chunk);
  return hash.digest('hex');
}
