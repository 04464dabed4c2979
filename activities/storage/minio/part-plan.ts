/** Where the parts of an upload begin and end: the arithmetic of S3's limits. */

const MEBIBYTE = 1024 * 1024;

/** Smallest part that is not the last (S3 "Multipart upload limits"; MinIO checks it when the upload completes). */
export const MINIMUM_PART = 5 * MEBIBYTE;
/** A server-side copy sends no byte while it works, so it is done in pieces that take seconds. S3 allows 5 GiB. */
export const MAXIMUM_COPIED_PART = 128 * MEBIBYTE;
/** Sizes double after this many parts: 10,000 parts, all S3 allows, then hold the 5 TiB an object may have. */
const PARTS_PER_SIZE = 1_000;

export interface CopyPlan {
  /** Bytes of the range's head to read, so that the part before the copied ones is long enough. */
  readonly topUp: number;
  /** Bytes of the parts the server copies. */
  readonly pieces: readonly number[];
}

/** Bytes of the next part that goes through memory, after `parts` parts. */
export function partSizeAt(firstSize: number, parts: number): number {
  return firstSize * growth(parts);
}

/**
 * How to append `length` bytes of another object after `pending` bytes that are not sent yet. `undefined`: the range is
 * too short for a part of its own and goes through memory.
 */
export function planCopy(pending: number, length: number, parts: number): CopyPlan | undefined {
  const minimum = MINIMUM_PART * growth(parts);
  const topUp = pending === 0 ? 0 : Math.max(0, minimum - pending);
  const rest = length - topUp;
  if (rest < minimum) return undefined;
  return { topUp, pieces: evenly(rest, Math.max(MAXIMUM_COPIED_PART, 2 * minimum)) };
}

function growth(parts: number): number {
  return 2 ** Math.floor(parts / PARTS_PER_SIZE);
}

/** Even pieces, so that the last is not a short one. */
function evenly(length: number, most: number): number[] {
  const count = Math.ceil(length / most);
  const bound = (index: number) => Math.floor((length * index) / count);
  return Array.from({ length: count }, (_, index) => bound(index + 1) - bound(index));
}
