/** Which of the files that are to be copied lie so close together that one range fetches them all. */
import type { FileLocation } from '../course/model/content.js';

/** A file to copy into the package. */
export interface PendingCopy {
  readonly path: string;
  readonly location: FileLocation;
  readonly size: number;
}

/** Bytes that may lie between two files of one range: a local header, or a small file that is not wanted. */
const LARGEST_GAP = 32 * 1024;
const LARGEST_SPAN = 4 * 2 ** 20;

export interface CopySpan {
  readonly offset: number;
  readonly length: number;
  /** The bytes of the range, fetched at the first call and let go after the last file was served. */
  bytes(fetch: (range: { offset: number; length: number }) => Promise<Uint8Array>): Promise<Uint8Array>;
}

/** Ranges that serve two files or more; a file without one is fetched by itself. */
export function planCopies(copies: readonly PendingCopy[]): Map<PendingCopy, CopySpan> {
  const spans = new Map<PendingCopy, CopySpan>();
  const small = copies.filter(
    ({ location }) => location.storedSize > 0 && location.storedSize < LARGEST_SPAN,
  );
  const sorted = small.sort(byPlace);
  for (let at = 0; at < sorted.length; ) {
    const neighbours = neighboursFrom(sorted, at);
    at += neighbours.length;
    if (neighbours.length < 2) continue;
    const span = createSpan(neighbours);
    for (const copy of neighbours) spans.set(copy, span);
  }
  return spans;
}

/** The order in which the files lie. */
export function byPlace(a: PendingCopy, b: PendingCopy): number {
  if (a.location.pack !== b.location.pack) return a.location.pack < b.location.pack ? -1 : 1;
  return a.location.offset - b.location.offset;
}

function neighboursFrom(sorted: readonly PendingCopy[], start: number): PendingCopy[] {
  const first = sorted[start];
  if (first === undefined) return [];
  const neighbours = [first];
  let end = endOf(first);
  for (let at = start + 1; at < sorted.length; at += 1) {
    const next = sorted[at];
    if (next === undefined) break;
    const { pack, offset } = next.location;
    const joins = pack === first.location.pack && offset - end <= LARGEST_GAP;
    if (!joins || Math.max(end, endOf(next)) - first.location.offset > LARGEST_SPAN) break;
    neighbours.push(next);
    end = Math.max(end, endOf(next));
  }
  return neighbours;
}

/** The first byte behind a file's data. */
export function endOf({ location }: PendingCopy): number {
  return location.offset + location.storedSize;
}

function createSpan(neighbours: readonly PendingCopy[]): CopySpan {
  const offset = neighbours[0]?.location.offset ?? 0;
  const length = Math.max(...neighbours.map(endOf)) - offset;
  let left = neighbours.length;
  let fetched: Promise<Uint8Array> | undefined;
  return {
    offset,
    length,
    bytes: async (fetch) => {
      fetched ??= fetch({ offset, length });
      const bytes = await fetched;
      left -= 1;
      if (left === 0) fetched = undefined;
      return bytes;
    },
  };
}
