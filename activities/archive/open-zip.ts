/** Opens a ZIP archive: one read of its tail, one of its list of contents, whatever state it is in. */

import { isUtf8 } from 'node:buffer';
import { decodeCodePage437 } from './code-page-437.js';
import { type DirectoryContext, type RawDirectory, readDirectory } from './directory.js';
import { endRecordCandidates, readEndRecord, readNearTail, readTail } from './end-record.js';
import { DEFAULT_LIMITS } from './limits.js';
import { createPace } from './pace.js';
import { placeEntries } from './placement.js';
import { archiveProblem, entryProblem, problemOf, showName, ZipProblemError } from './problem.js';
import { SIGNATURE } from './signatures.js';
import type { ArchiveLimits, RandomAccess, ZipDirectory, ZipEntry, ZipProblem } from './types.js';
import type { OpenZipEntry } from './zip-entry.js';

export interface OpenZipOptions {
  /** Replace single defaults of `DEFAULT_LIMITS`. */
  readonly limits?: Partial<ArchiveLimits>;
  readonly signal?: AbortSignal;
}

/**
 * Reads the list of contents of a ZIP archive.
 *
 * Entries that cannot be taken carry a `problem` and leave the others readable. What was repaired stands in
 * `problems`.
 *
 * @throws ZipProblemError (a PackageError) when the archive as a whole cannot be read: `not_a_zip`, `truncated`,
 *   `directory_damaged`, `multi_disk`, `too_many_entries`, `total_size_limit`.
 */
export async function openZip(source: RandomAccess, options: OpenZipOptions = {}): Promise<ZipDirectory> {
  const { signal } = options;
  signal?.throwIfAborted();
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const tail = await readTail(source, signal);
  const context: DirectoryContext = { source, tail, limits, signal };
  const { raw, comment } = await findDirectory(context);
  const order = placeEntries(raw.entries, raw.offset);
  const index = await indexPaths(raw.entries);
  checkTotalSize(raw.entries, limits);
  return {
    source,
    entries: raw.entries,
    problems: [...raw.problems, ...index.problems],
    comment: decodeComment(comment),
    order,
    byPath: (path) => index.byPath.get(path),
  };
}

interface FoundDirectory {
  readonly raw: RawDirectory;
  readonly comment: Buffer;
}

/** The first candidate whose directory proves sound. */
async function findDirectory(context: DirectoryContext): Promise<FoundDirectory> {
  const { source, tail, signal } = context;
  let refusal: unknown;
  for (const at of endRecordCandidates(tail)) {
    try {
      const end = await readEndRecord(source, tail, at, signal);
      return { raw: await readDirectory(context, end), comment: end.comment };
    } catch (error) {
      if (problemOf(error)?.code !== 'directory_damaged') throw error;
      refusal ??= error;
    }
  }
  throw refusal ?? (await withoutEndRecord(context));
}

async function withoutEndRecord({ source, tail, signal }: DirectoryContext): Promise<ZipProblemError> {
  const start = await readNearTail(source, tail, 0, Math.min(source.size, 4), signal);
  if (start.length === 4 && start.readUInt32LE(0) === SIGNATURE.localHeader) {
    return new ZipProblemError(archiveProblem('truncated', 'was cut off: its list of contents is missing'));
  }
  const why = source.size === 0 ? 'it is empty' : 'it has no list of contents';
  return new ZipProblemError({ code: 'not_a_zip', message: `The file is not a ZIP archive: ${why}.` });
}

interface PathIndex {
  readonly byPath: ReadonlyMap<string, ZipEntry>;
  readonly problems: ZipProblem[];
}

/**
 * Of entries with one path the first counts, as it does for Canvas; the later ones are refused. Paths that
 * differ only in case, or only in how accents are composed, are all kept and reported: they cannot lie side by
 * side on the disks of many who open a result.
 */
async function indexPaths(entries: OpenZipEntry[]): Promise<PathIndex> {
  const pace = createPace();
  const byPath = new Map<string, ZipEntry>();
  const folded = new Map<string, string>();
  const problems: ZipProblem[] = [];
  for (const entry of entries) {
    await pace();
    if (byPath.has(entry.path)) {
      entry.problem ??= entryProblem('duplicate_name', entry.path, 'an earlier entry has the same path');
      continue;
    }
    byPath.set(entry.path, entry);
    const key = entry.path.normalize('NFC').toLowerCase();
    const other = folded.get(key);
    if (other === undefined) folded.set(key, entry.path);
    else
      problems.push(
        entryProblem('case_clash', entry.path, `the path differs from ${showName(other)} in case only`),
      );
  }
  return { byPath, problems };
}

function checkTotalSize(entries: readonly ZipEntry[], { maxTotalSize }: ArchiveLimits): void {
  let total = 0;
  for (const { size, problem } of entries) if (!problem) total += size;
  if (total <= maxTotalSize) return;
  const text = `would unpack to ${total} bytes; the limit is ${maxTotalSize}`;
  throw new ZipProblemError(archiveProblem('total_size_limit', text));
}

function decodeComment(comment: Buffer): string {
  return isUtf8(comment) ? comment.toString('utf8') : decodeCodePage437(comment);
}
