/** A package becomes a bundle: every byte verified, every element in the ledger, every object in the canonical model. */
import type {
  ContentMigrationInput,
  ConvertResult,
  JobIdentity,
  StoredObject,
} from '../../workflows/contract.js';
import { collectGarbage } from '../collect-garbage.js';
import { type BundleWriter, createBundleWriter } from '../course/bundle-writer.js';
import type { CollectionName, CollectionRecord } from '../course/collections.js';
import { COLLECTIONS } from '../course/collections.js';
import {
  createLedger,
  type LedgerBook,
  type LedgerReport,
  type LedgerSink,
} from '../course/create-ledger.js';
import { kindInWords } from '../course/in-words.js';
import { storeBundle } from '../course/stored-bundle.js';
import type { ActivityEnvironment } from '../dependencies.js';
import { readerOf } from '../formats/registry.js';
import type { FormatId, ReadContext } from '../formats/types.js';
import { openPackage } from '../package/open-package.js';
import type { OpenedPackage } from '../package/opened.js';
import { createSpool } from '../package/spool.js';
import { roomInBoth } from '../room.js';
import { attemptKey } from '../storage/keys.js';
import { type IssuesFile, startIssuesFile } from './report-files.js';
import type { Running } from './running.js';

export interface ConvertPackageInput {
  readonly job: JobIdentity;
  readonly upload: StoredObject;
  readonly fileName: string;
  readonly migrationType: ContentMigrationInput['migrationType'];
}

/** Verifying is most of the time a package takes; reading it is the rest. Percent. */
const VERIFIED = 60;

export async function convertPackage(
  environment: ActivityEnvironment,
  input: ConvertPackageInput,
  running: Running,
): Promise<ConvertResult> {
  const { store } = environment;
  const started = Date.now();
  const { signal, attempt } = running;
  const keyOf = (name: string) => attemptKey(input.job, attempt, name);
  const folder = await running.folder();
  const bundle = createBundleWriter({ spoolFolder: folder });
  try {
    const issues = await startIssuesFile(store, keyOf('issues.ndjson'), { signal });
    try {
      const to = { folder, bundle, issues };
      const { ledger, kept, source } = await readUpload(environment, input, running, to);
      collectGarbage();
      const stored = await storeBundle(store, keyOf('bundle.zip'), bundle, { source, ledger, signal });
      return {
        bundle: { key: stored.object.key, etag: stored.object.etag, size: stored.object.size },
        package: { ...kept, fileName: input.fileName },
        format: source.format,
        ...(source.version === undefined ? {} : { formatVersion: source.version }),
        counts: stored.info.counts,
        ledger: ledger.totals,
        issues: await issues.complete(),
        seconds: (Date.now() - started) / 1000,
      };
    } catch (error) {
      await issues.abort();
      throw error;
    }
  } finally {
    await bundle.dispose();
  }
}

/** What is left of a package once it was read. */
interface ReadUpload {
  readonly source: { readonly format: FormatId; readonly version?: string };
  readonly kept: StoredObject;
  readonly ledger: LedgerReport;
}

/** Ends before the bundle is packed, so that what is known of the package's files is not held meanwhile. */
async function readUpload(
  { store, limits }: ActivityEnvironment,
  { upload, fileName }: ConvertPackageInput,
  running: Running,
  to: { readonly folder: string; readonly bundle: BundleWriter; readonly issues: IssuesFile },
): Promise<ReadUpload> {
  const { signal } = running;
  const spool = await createSpool(to.folder);
  try {
    const opened = await openPackage(store, upload, fileName, {
      limits,
      spool,
      signal,
      progress: (done, total) => running.progress('verify', (done / Math.max(1, total)) * VERIFIED, 100),
    });
    const ledger = createLedger(both(to.bundle.ledger, to.issues.sink));
    await readPackage(opened, to.bundle, ledger, running);
    const source = { format: opened.detected.format, ...versionOf(opened) };
    return { source, kept: opened.kept, ledger: ledger.close() };
  } finally {
    await spool.close();
  }
}

function versionOf({ detected }: OpenedPackage): { version?: string } {
  return detected.version === undefined ? {} : { version: detected.version };
}

/** What goes to the bundle's ledger is told to the user as well. */
function both(bundle: LedgerSink, issues: IssuesFile['sink']): LedgerSink {
  return {
    entry: (entry) => roomInBoth(bundle.entry(entry), issues.entry(entry)),
    notice: (notice) => roomInBoth(bundle.notice(notice), issues.notice(notice)),
  };
}

async function readPackage(
  opened: OpenedPackage,
  bundle: BundleWriter,
  ledger: LedgerBook,
  running: Running,
): Promise<void> {
  const { signal } = running;
  const context: ReadContext = {
    ledger,
    signal,
    emit: (collection, record) => emit(bundle, ledger, collection, record),
    progress: (done, total) =>
      running.progress('read', VERIFIED + (done / Math.max(1, total)) * (100 - VERIFIED), 100),
  };
  await opened.settleRest(ledger);
  await readerOf(opened.detected, opened.source.name).read(opened.source, context);
}

/** Two objects of one kind with one identifier: the first is taken, and the user is told of the second. */
async function emit<Name extends CollectionName>(
  bundle: BundleWriter,
  ledger: LedgerBook,
  collection: Name,
  record: CollectionRecord<Name>,
): Promise<void> {
  const { written, renamed } = await bundle.write(collection, record);
  const { kind } = COLLECTIONS[collection];
  if (!written) {
    const message = `The package has two objects of the kind ${kindInWords(kind)} with the identifier ${JSON.stringify(record.migrationId)}; the second was not taken over.`;
    await ledger.notice({
      severity: 'error',
      code: 'duplicate_identifier',
      message,
      target: { kind, migrationId: record.migrationId },
    });
  }
  for (const { from, to } of renamed) {
    const message = `The package uses the identifier ${JSON.stringify(from.migrationId)} for two objects of the kind ${kindInWords(from.kind)}; the second is now ${JSON.stringify(to)}.`;
    await ledger.notice({
      severity: 'warning',
      code: 'duplicate_identifier',
      message,
      target: { kind: from.kind, migrationId: to },
    });
  }
}
