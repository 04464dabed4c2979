/** Reads a cartridge and keeps everything it gives. */
import type { CollectionName, CollectionRecord } from '../../../activities/course/collections.js';
import { COLLECTIONS } from '../../../activities/course/collections.js';
import { createLedger, type LedgerReport } from '../../../activities/course/create-ledger.js';
import type { LedgerEntry, Notice } from '../../../activities/course/ledger.js';
import { canvasReader } from '../../../activities/formats/canvas/read.js';
import type { PackageSource } from '../../../activities/formats/types.js';

export interface ReadCourse {
  records<Name extends CollectionName>(name: Name): readonly CollectionRecord<Name>[];
  readonly ledger: readonly LedgerEntry[];
  readonly notices: readonly Notice[];
  readonly report: LedgerReport;
  /** The ledger's entry of an element. */
  entry(type: string, path: string, element?: string): LedgerEntry | undefined;
}

/** Reads a package; every record must be valid, and the ledger must add up. */
export async function readCartridge(source: PackageSource, signal?: AbortSignal): Promise<ReadCourse> {
  const records = new Map<CollectionName, unknown[]>();
  const ledger: LedgerEntry[] = [];
  const notices: Notice[] = [];
  const book = createLedger({
    entry: async (entry) => void ledger.push(entry),
    notice: async (notice) => void notices.push(notice),
  });
  await canvasReader.read(source, {
    ledger: book,
    signal: signal ?? new AbortController().signal,
    progress: () => undefined,
    emit: async (name, record) => {
      COLLECTIONS[name].schema.parse(record);
      records.set(name, [...(records.get(name) ?? []), record]);
    },
  });
  return {
    records: <Name extends CollectionName>(name: Name) =>
      (records.get(name) ?? []) as CollectionRecord<Name>[],
    ledger,
    notices,
    report: book.close(),
    entry: (type, path, element) =>
      ledger.find((one) => one.type === type && one.path === path && one.element === element),
  };
}
