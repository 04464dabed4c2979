/** Makes a bundle: takes records in any order, spools them, and writes them into one ZIP. */
import { z } from 'zod';
import type { ByteSink } from '../archive/types.js';
import { createZipWriter } from '../archive/zip-writer.js';
import { roomInBoth } from '../room.js';
import {
  BUNDLE_FORMAT,
  BUNDLE_VERSION,
  BundleError,
  type BundleInfo,
  type BundleSource,
  collectionFile,
  INDEX_FILE,
  INFO_FILE,
  LEDGER_FILE,
  NOTICES_FILE,
} from './bundle-format.js';
import { createTakenNames, type Renaming, renamingsOf, withRenamed } from './bundle-names.js';
import { createBundleTally } from './bundle-tally.js';
import { COLLECTION_NAMES, COLLECTIONS, type CollectionName, type CollectionRecord } from './collections.js';
import { type IndexLine, indexLines, referenceKey } from './course-index.js';
import type { LedgerReport, LedgerSink } from './create-ledger.js';
import { createTargetCheck } from './ledger-targets.js';
import { ndjsonLine } from './ndjson.js';
import { createSpoolFolder, type Spool } from './spool.js';
import type { KnownOfRecord } from './store.js';

export interface BundleWriterOptions {
  /** A folder for temporary files. What is put there is removed by `dispose`. */
  readonly spoolFolder: string;
  /** For versions of a course: an object without its numeric id is an error. */
  readonly withIds?: boolean;
}

/** What became of a record. */
export interface WrittenRecord {
  /** False when the bundle already has an object of this kind and migration id: then nothing was written. */
  readonly written: boolean;
  /** Objects inside the record that got another migration id, because theirs was taken. */
  readonly renamed: readonly Renaming[];
}

export interface FinishOptions {
  readonly source?: BundleSource;
  /** Of the closed ledger; without it the bundle has no ledger. */
  readonly ledger?: LedgerReport;
  readonly signal?: AbortSignal;
}

export interface BundleWriter {
  /** Adds a record; resolves when there is room for more. Throws `BundleError` for a record that breaks its schema. */
  write<Name extends CollectionName>(
    collection: Name,
    record: CollectionRecord<Name>,
    known?: KnownOfRecord,
  ): Promise<WrittenRecord>;
  /** Where the ledger of the conversion goes. */
  readonly ledger: LedgerSink;
  /** Objects so far, nested ones included. */
  readonly size: number;
  /** Writes the ZIP. Throws `LedgerError` when the ledger says that an element became an object that is not there. */
  finish(sink: ByteSink, options?: FinishOptions): Promise<BundleInfo>;
  /** Removes the temporary files. Always to be called, at the end or after a failure. */
  dispose(): Promise<void>;
}

/**
 * Bundles are read a few times and by ourselves: a higher level costs more time than its bytes are worth, and at this
 * one a second thread costs more memory than it saves time.
 */
const PACKING = { level: 2, threads: 1 } as const;

type Spools = (name: string) => Spool;

export function createBundleWriter({ spoolFolder, withIds = false }: BundleWriterOptions): BundleWriter {
  const folder = createSpoolFolder(spoolFolder);
  const open = new Map<string, Spool>();
  const spool: Spools = (name) => {
    const known = open.get(name) ?? folder.open();
    open.set(name, known);
    return known;
  };
  const taken = createTakenNames();
  const targets = createTargetCheck(taken.has);
  const tally = createBundleTally();

  const write: BundleWriter['write'] = async (collection, record, { sources, lines: indexed } = {}) => {
    if (indexed === undefined) checkRecord(collection, record);
    const { kind } = COLLECTIONS[collection];
    if (taken.has({ kind, migrationId: record.migrationId })) return { written: false, renamed: [] };
    const { named, lines, renamed } = withFreeNames(collection, record, taken, indexed);
    if (withIds) checkIds(lines);
    for (const line of lines) taken.take(line);
    tally.count(lines);
    const room = roomInBoth(
      spool(collectionFile(collection)).append(ndjsonLine(named)),
      spool(indexSpool(collection)).append(lines.map((line) => indexText(line, sources)).join('')),
    );
    if (room !== undefined) await room;
    return { written: true, renamed };
  };
  return {
    write,
    ledger: {
      entry(entry) {
        targets.note(entry);
        return spool(LEDGER_FILE).append(ndjsonLine(entry));
      },
      notice: (notice) => spool(NOTICES_FILE).append(ndjsonLine(notice)),
    },
    get size() {
      return tally.size;
    },
    async finish(sink, { signal, ...about } = {}) {
      targets.check();
      const info: BundleInfo = {
        format: BUNDLE_FORMAT,
        version: BUNDLE_VERSION,
        ...tally.result(),
        ...about,
      };
      await writeZip(sink, info, spool, signal);
      return info;
    },
    dispose: () => folder.dispose(),
  };
}

/** Index lines are spooled by collection, so that their order does not depend on which reader was faster. */
function indexSpool(collection: CollectionName): string {
  return `${collection}.index`;
}

function indexText(line: IndexLine, sources: ReadonlyMap<string, string> | undefined): string {
  const source = sources?.get(referenceKey(line));
  return ndjsonLine(source === undefined || source === line.hash ? line : { ...line, source });
}

function checkRecord<Name extends CollectionName>(collection: Name, record: CollectionRecord<Name>): void {
  const { error } = COLLECTIONS[collection].schema.safeParse(record);
  if (error === undefined) return;
  const reasons = z.prettifyError(error).replaceAll(/\s+/g, ' ');
  throw new BundleError(`${collection} "${record?.migrationId}" breaks the course model: ${reasons}`);
}

function checkIds(lines: readonly IndexLine[]): void {
  const without = lines.find(({ id }) => id === undefined);
  if (without === undefined) return;
  throw new BundleError(`${without.kind} "${without.migrationId}" of a course version has no id.`);
}

function withFreeNames<Name extends CollectionName>(
  collection: Name,
  record: CollectionRecord<Name>,
  taken: ReturnType<typeof createTakenNames>,
  indexed: readonly IndexLine[] | undefined,
) {
  const lines = indexed ?? indexLines(collection, record);
  const renamings = renamingsOf(lines.slice(1), taken);
  if (renamings.size === 0) return { named: record, lines, renamed: [] };
  const named = withRenamed(collection, record, renamings);
  return { named, lines: indexLines(collection, named), renamed: [...renamings.values()] };
}

async function writeZip(
  sink: ByteSink,
  info: BundleInfo,
  spool: Spools,
  signal: AbortSignal | undefined,
): Promise<void> {
  const zip = createZipWriter(sink, { ...PACKING, ...(signal && { signal }) });
  const deflated = { method: 'deflated' } as const;
  try {
    await zip.addBytes(INFO_FILE, `${JSON.stringify(info, null, 2)}\n`, deflated);
    await zip.addStream(INDEX_FILE, indexOf(spool, signal), deflated);
    for (const name of [...COLLECTION_NAMES.map(collectionFile), LEDGER_FILE, NOTICES_FILE]) {
      const file = spool(name);
      if (file.bytes > 0) await zip.addStream(name, file.read(signal), { ...deflated, size: file.bytes });
    }
    await zip.finish();
  } catch (error) {
    await zip.abort(error);
    throw error;
  }
}

async function* indexOf(spool: Spools, signal: AbortSignal | undefined): AsyncGenerator<Uint8Array> {
  for (const name of COLLECTION_NAMES) yield* spool(indexSpool(name)).read(signal);
}
