/** Reads all entries of an archive once, in the order they lie in, from few large reads. */
import { contentAtOnce, contentStream, type ExpectedContent, isSmall } from './content.js';
import { locateData } from './local-entry.js';
import { createPace } from './pace.js';
import { problemOf } from './problem.js';
import { type LoadedSpan, readAhead } from './read-ahead.js';
import { type ReadOptions, streamEntry } from './read-entry.js';
import { planSpans } from './spans.js';
import type { StoredEntry, ZipDirectory, ZipEntry, ZipProblem } from './types.js';

export interface ReadEntriesOptions extends ReadOptions {
  /** Which entries to read; by default all, refused ones and folders included. */
  readonly select?: (entry: ZipEntry) => boolean;
}

/** An entry whose content can be read. */
export interface ReadableEntry {
  readonly entry: ZipEntry;
  readonly problem?: undefined;
  readonly stored: StoredEntry;
  /**
   * Inflated and verified as it is read, once. Ends with a `ZipProblemError` (see `problemOf`) when the content is
   * not what the directory says; the entries behind it can still be read. To be read before the next entry is
   * asked for, or not at all. Chunks may be views of a large buffer: copy what is kept.
   */
  readonly content: AsyncIterable<Uint8Array>;
}

/** An entry that cannot be read, by the directory or by its local header. */
export interface RefusedEntry {
  readonly entry: ZipEntry;
  readonly problem: ZipProblem;
  readonly stored?: undefined;
  readonly content?: undefined;
}

export type ReadEntry = ReadableEntry | RefusedEntry;

/**
 * Yields every selected entry exactly once, in archive order. Memory: two spans of at most 8 MiB and one
 * inflated entry of at most 1 MiB; larger entries stream.
 *
 * @throws the source's errors, and the signal's reason; never because of a single entry
 */
export async function* readEntries(
  directory: ZipDirectory,
  { signal, select = () => true }: ReadEntriesOptions = {},
): AsyncGenerator<ReadEntry> {
  const pace = createPace();
  const spans = planSpans(directory, select);
  for await (const loaded of readAhead(spans, directory.source, signal)) {
    for (const entry of loaded.span.entries) {
      signal?.throwIfAborted();
      await pace();
      if (loaded.span.streamed) yield* readStreamed(directory, entry, signal);
      else yield readFromSpan(loaded, entry, signal);
    }
  }
}

async function* readStreamed(
  { source }: ZipDirectory,
  entry: ZipEntry,
  signal: AbortSignal | undefined,
): AsyncGenerator<ReadEntry> {
  const opened = await streamEntry(source, entry, signal).catch((error: unknown) => refused(entry, error));
  if ('problem' in opened) return void (yield opened);
  try {
    yield { entry, stored: opened.stored, content: opened.content };
  } finally {
    await opened.close();
  }
}

function readFromSpan(
  { span, bytes }: LoadedSpan,
  entry: ZipEntry,
  signal: AbortSignal | undefined,
): ReadEntry {
  if (entry.problem) return { entry, problem: entry.problem };
  try {
    const from = entry.headerOffset - span.offset;
    const stored = locateData(entry, bytes.subarray(from, entry.endOffset - span.offset));
    const start = stored.offset - span.offset;
    const data = bytes.subarray(start, start + stored.storedSize);
    return { entry, stored, content: contentInMemory(data, { ...stored, path: entry.path }, signal) };
  } catch (error) {
    return refused(entry, error);
  }
}

async function* contentInMemory(
  data: Buffer,
  expected: ExpectedContent,
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array> {
  signal?.throwIfAborted();
  if (expected.method === 'stored' || isSmall(expected)) {
    const content = contentAtOnce(data, expected);
    if (content.length > 0) yield content;
  } else {
    yield* contentStream(single(data), expected, signal);
  }
}

async function* single(data: Uint8Array): AsyncGenerator<Uint8Array> {
  yield data;
}

function refused(entry: ZipEntry, error: unknown): RefusedEntry {
  const problem = problemOf(error);
  if (!problem) throw error;
  return { entry, problem };
}
