/** Finds runs of files that the server can copy in one range, with the headers between them. */
import { packKey } from '../storage/keys.js';
import type { ObjectRange, ObjectStore } from '../storage/port.js';
import type { PendingCopy } from './copy-plan.js';
import { objectSource } from './object-source.js';
import { readHeaders } from './run-headers.js';
import { planRuns, rangeOf, splitRuns } from './run-plan.js';

/** Files whose data, with the local headers of all but the first between it, fill a range of a pack. */
export interface CopyRun {
  readonly first: PendingCopy;
  readonly following: readonly { readonly copy: PendingCopy; readonly header: Uint8Array }[];
  /** Bound to the state of the pack whose headers were read. */
  readonly range: ObjectRange;
}

/** The files of every run, each with its run. It depends on the files and the bytes of their packs alone. */
export async function findRuns(
  store: ObjectStore,
  copies: readonly PendingCopy[],
  signal: AbortSignal,
): Promise<ReadonlyMap<PendingCopy, CopyRun>> {
  const runs = new Map<PendingCopy, CopyRun>();
  for (const planned of planRuns(copies)) {
    for (const run of await checkRun(store, planned, signal)) {
      runs.set(run.first, run);
      for (const { copy } of run.following) runs.set(copy, run);
    }
  }
  return runs;
}

/** The run, or what is left of it where something else than a file's own header lies before the file. */
async function checkRun(
  store: ObjectStore,
  planned: readonly PendingCopy[],
  signal: AbortSignal,
): Promise<CopyRun[]> {
  const key = packKey(planned[0]?.location.pack ?? '');
  const pack = await store.stat(key, { signal });
  if (pack === undefined) return [];
  const { etag } = pack;
  const headers = await readHeaders(objectSource(store, pack), planned, signal);
  return splitRuns(planned, (copy) => headers.has(copy)).flatMap((copies): CopyRun[] => {
    const [first, ...rest] = copies;
    if (first === undefined) return [];
    const following = rest.flatMap((copy) => {
      const header = headers.get(copy);
      return header === undefined ? [] : [{ copy, header }];
    });
    return [{ first, following, range: { key, etag, ...rangeOf(copies) } }];
  });
}
