/** Reads a package with a real ledger and keeps everything it gives, for tests to look at. */
import { z } from 'zod';
import {
  COLLECTIONS,
  type CollectionName,
  type CollectionRecord,
} from '../../activities/course/collections.js';
import { createLedger, type LedgerReport } from '../../activities/course/create-ledger.js';
import type { LedgerEntry, LedgerState, Notice } from '../../activities/course/ledger.js';
import type { FormatReader, PackageSource, ReadContext } from '../../activities/formats/types.js';

export type ReadCollections = { [Name in CollectionName]?: CollectionRecord<Name>[] };

export interface ReadPackage {
  /** In the order they were emitted; every record is valid by its schema. */
  readonly records: ReadCollections;
  readonly entries: readonly LedgerEntry[];
  readonly notices: readonly Notice[];
  /** Of the closed ledger: it added up. */
  readonly report: LedgerReport;
  readonly progress: readonly (readonly [done: number, total: number])[];
}

/** Throws when the reader does, when a record breaks its schema, when an id repeats, or the ledger does not add up. */
export async function readPackage(
  reader: FormatReader,
  source: PackageSource,
  signal: AbortSignal = new AbortController().signal,
): Promise<ReadPackage> {
  const records: Record<string, unknown[]> = {};
  const entries: LedgerEntry[] = [];
  const notices: Notice[] = [];
  const progress: [number, number][] = [];
  const ids = new Set<string>();
  const ledger = createLedger({
    entry: async (entry) => void entries.push(entry),
    notice: async (notice) => void notices.push(notice),
  });
  const context: ReadContext = {
    ledger,
    signal,
    progress: (done, total) => void progress.push([done, total]),
    emit: async (collection, record) => {
      checkRecord(collection, record, ids);
      records[collection] = [...(records[collection] ?? []), record];
    },
  };
  await reader.read(source, context);
  return { records: records as ReadCollections, entries, notices, report: ledger.close(), progress };
}

function checkRecord(collection: CollectionName, record: { migrationId: string }, ids: Set<string>): void {
  const checked = COLLECTIONS[collection].schema.safeParse(record);
  const name = `${collection} ${record.migrationId}`;
  if (!checked.success) throw new Error(`${name}: ${z.prettifyError(checked.error)}`);
  if (ids.has(name)) throw new Error(`${name} was emitted twice.`);
  ids.add(name);
}

/** The ledger's entries in a state, as `type element-or-path`. */
export function inState({ entries }: Pick<ReadPackage, 'entries'>, state: LedgerState): string[] {
  return entries
    .filter((entry) => entry.state === state)
    .map(({ type, path, element }) => `${type} ${element ?? path}`);
}
