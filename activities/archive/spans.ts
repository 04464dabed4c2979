/** Groups entries that lie side by side into stretches worth one read each. */
import { LONGEST_LOCAL_HEADER } from './local-entry.js';
import type { ZipDirectory, ZipEntry } from './types.js';

/** A stretch of the archive with the entries in it, in archive order. */
export interface Span {
  readonly offset: number;
  /** Bytes; 0 when all its entries are refused ones. */
  readonly length: number;
  readonly entries: readonly ZipEntry[];
  /** A single entry too large to hold, to be streamed when its turn comes. */
  readonly streamed: boolean;
}

/** A span is closed once it is this long, so one more entry may make it twice as long. Longer entries are streamed. */
const SPAN_SIZE = 4 * 2 ** 20;

/** Passing over fewer bytes than this costs less than another request. */
const WIDEST_GAP = 2 ** 18;

/** First byte that need not be read for this entry: its end, or what its header can take at most. */
export function readEnd(entry: ZipEntry): number {
  return Math.min(entry.endOffset, entry.headerOffset + LONGEST_LOCAL_HEADER + entry.storedSize);
}

/** Spans over the wanted entries in archive order. Refused entries ride along and are not read. */
export function* planSpans(directory: ZipDirectory, wanted: (entry: ZipEntry) => boolean): Generator<Span> {
  let span = emptySpan();
  for (const index of directory.order) {
    const entry = directory.entries[index];
    if (!entry || !wanted(entry)) continue;
    if (entry.problem) {
      span.entries.push(entry);
      continue;
    }
    const end = readEnd(entry);
    const streamed = end - entry.headerOffset > SPAN_SIZE;
    if (span.entries.length > 0 && (streamed || isFull(span, entry))) {
      yield closed(span);
      span = emptySpan();
    }
    if (streamed) {
      yield { offset: entry.headerOffset, length: end - entry.headerOffset, entries: [entry], streamed };
      continue;
    }
    if (span.end === 0) span.start = entry.headerOffset;
    span.end = end;
    span.entries.push(entry);
  }
  if (span.entries.length > 0) yield closed(span);
}

interface OpenSpan {
  start: number;
  end: number;
  readonly entries: ZipEntry[];
}

function emptySpan(): OpenSpan {
  return { start: 0, end: 0, entries: [] };
}

function isFull({ start, end }: OpenSpan, next: ZipEntry): boolean {
  return end > 0 && (end - start >= SPAN_SIZE || next.headerOffset - end > WIDEST_GAP);
}

function closed({ start, end, entries }: OpenSpan): Span {
  return { offset: start, length: end - start, entries, streamed: false };
}
