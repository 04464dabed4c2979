/** Reads what lies between the files of a planned run: the local headers that may be copied with them. */
import { fitsEntry, type RandomAccess, readBytes } from '../archive/index.js';
import type { PendingCopy } from './copy-plan.js';
import { gapBefore, type PackRange } from './run-plan.js';

/** Gaps with no more than this between them are read together. */
const CLOSE = 32 * 1024;
const LONGEST_READ = 512 * 1024;
const READS_AT_ONCE = 4;

interface Gap extends PackRange {
  /** The file behind it. */
  readonly copy: PendingCopy;
}

/** The headers of those files that have before them exactly the header this export would give them, and nothing else. */
export async function readHeaders(
  pack: RandomAccess,
  planned: readonly PendingCopy[],
  signal: AbortSignal,
): Promise<ReadonlyMap<PendingCopy, Uint8Array>> {
  const headers = new Map<PendingCopy, Uint8Array>();
  const groups = closeGaps(planned);
  // Every read listens to the signal; Node warns of a signal with more than ten listeners.
  const ownSignal = AbortSignal.any([signal]);
  // All take from one generator: it ends for everybody when one fails.
  const readGroups = async () => {
    for (const gaps of groups) {
      const { offset, length } = rangeOfGaps(gaps);
      const bytes = await readBytes(pack, offset, length, ownSignal);
      for (const gap of gaps) {
        const header = Uint8Array.from(bytes.subarray(gap.offset - offset, gap.offset - offset + gap.length));
        const { path, size, location } = gap.copy;
        if (fitsEntry(header, path, { ...location, size })) headers.set(gap.copy, header);
      }
    }
  };
  await Promise.all(Array.from({ length: READS_AT_ONCE }, readGroups));
  return headers;
}

function* closeGaps(planned: readonly PendingCopy[]): Generator<readonly Gap[]> {
  let group: Gap[] = [];
  for (const [at, copy] of planned.entries()) {
    const before = planned[at - 1];
    if (before === undefined) continue;
    const gap = { ...gapBefore(copy, before), copy };
    const { offset, length } = rangeOfGaps(group);
    const end = gap.offset + gap.length;
    if (group.length > 0 && (gap.offset - offset - length > CLOSE || end - offset > LONGEST_READ)) {
      yield group;
      group = [];
    }
    group.push(gap);
  }
  if (group.length > 0) yield group;
}

function rangeOfGaps(gaps: readonly Gap[]): PackRange {
  const [first, last] = [gaps[0], gaps.at(-1)];
  if (first === undefined || last === undefined) return { offset: 0, length: 0 };
  return { offset: first.offset, length: last.offset + last.length - first.offset };
}
