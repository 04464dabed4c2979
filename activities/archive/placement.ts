/** Puts the entries of a directory in the order they lie in, and refuses those that share bytes. */
import { entryProblem, showName } from './problem.js';
import { RECORD_SIZE } from './signatures.js';
import type { OpenZipEntry } from './zip-entry.js';

/**
 * Settles every entry's end and refuses entries that reach beyond the archive or into an earlier one. Of
 * entries that overlap the first stays readable. Names and extra fields count for nothing here, since the local
 * header may give shorter ones; what they cover is checked when the header is read. This is what defuses archives whose entries all share one
 * body, and those whose headers are quoted inside other entries.
 *
 * @param directoryOffset first byte behind all content
 * @returns the entries' indexes in the order of their headers
 */
export function placeEntries(entries: OpenZipEntry[], directoryOffset: number): Uint32Array {
  const order = orderByOffset(entries);
  const owners: OpenZipEntry[] = [];
  let coveredTo = 0;
  for (const index of order) {
    const entry = entries[index] as OpenZipEntry;
    const end = entry.headerOffset + RECORD_SIZE.localHeader + entry.storedSize;
    if (end > directoryOffset) {
      entry.problem ??= entryProblem('out_of_bounds', entry.path, 'the archive ends before the entry does');
    } else if (entry.headerOffset < coveredTo) {
      const earlier = showName(owners.at(-1)?.path ?? '');
      entry.problem ??= entryProblem('overlap', entry.path, `the entry lies in the same bytes as ${earlier}`);
    } else {
      owners.push(entry);
      coveredTo = end;
    }
  }
  settleEnds(owners, directoryOffset);
  return order;
}

function settleEnds(owners: readonly OpenZipEntry[], directoryOffset: number): void {
  for (const [position, entry] of owners.entries()) {
    entry.endOffset = owners[position + 1]?.headerOffset ?? directoryOffset;
  }
}

/** Archives are nearly always written in the order they are listed, so sorting is the exception. */
function orderByOffset(entries: readonly OpenZipEntry[]): Uint32Array {
  const order = Uint32Array.from(entries.keys());
  const offsetOf = (index: number) => entries[index]?.headerOffset ?? 0;
  let last = 0;
  const sorted = entries.every(({ headerOffset }) => {
    const follows = headerOffset >= last;
    last = headerOffset;
    return follows;
  });
  return sorted ? order : order.sort((a, b) => offsetOf(a) - offsetOf(b) || a - b);
}
