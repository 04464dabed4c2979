/** Which files that are to be copied lie one behind the other in a pack, so that the server can copy them in one range. */
import { byPlace, endOf, type PendingCopy } from './copy-plan.js';

/** Bytes from which on a range is left to the server: S3 copies no part below 5 MiB, and a few more are lost at its start. */
export const SERVER_COPY = 8 * 2 ** 20;
/** On average, per file of a run: of smaller files the headers, which are read, are a good part. */
const SMALLEST_AVERAGE = 64 * 1024;
/** A local header without its name and its extra fields. */
const SMALLEST_HEADER = 30;
const LARGEST_EXTRAS = 1024;

/** Bytes of a pack. */
export interface PackRange {
  readonly offset: number;
  readonly length: number;
}

/** Runs of files between which there is room for a local header and for nothing else, each in the order they lie. */
export function planRuns(copies: readonly PendingCopy[]): PendingCopy[][] {
  return splitRuns([...copies].sort(byPlace), hasRoomBefore);
}

/** Splits files, in the order they lie, before each that does not go on with the one before it; leaves out short runs. */
export function splitRuns(
  copies: readonly PendingCopy[],
  goesOn: (next: PendingCopy, before: PendingCopy) => boolean,
): PendingCopy[][] {
  const runs: PendingCopy[][] = [];
  let before: PendingCopy | undefined;
  for (const copy of copies) {
    if (before !== undefined && goesOn(copy, before)) runs.at(-1)?.push(copy);
    else runs.push([copy]);
    before = copy;
  }
  return runs.filter(isWorthwhile);
}

/** What lies between the data of two files. */
export function gapBefore({ location }: PendingCopy, before: PendingCopy): PackRange {
  const offset = endOf(before);
  return { offset, length: location.offset - offset };
}

/** From the first file's data to the end of the last one's. */
export function rangeOf(run: readonly PendingCopy[]): PackRange {
  const [first, last] = [run[0], run.at(-1)];
  if (first === undefined || last === undefined) return { offset: 0, length: 0 };
  const { offset } = first.location;
  return { offset, length: endOf(last) - offset };
}

function hasRoomBefore(next: PendingCopy, before: PendingCopy): boolean {
  if (next.location.pack !== before.location.pack) return false;
  const extras = gapBefore(next, before).length - SMALLEST_HEADER - Buffer.byteLength(next.path);
  return extras >= 0 && extras <= LARGEST_EXTRAS;
}

function isWorthwhile(run: readonly PendingCopy[]): boolean {
  const { length } = rangeOf(run);
  return run.length > 1 && length >= SERVER_COPY && length >= run.length * SMALLEST_AVERAGE;
}
