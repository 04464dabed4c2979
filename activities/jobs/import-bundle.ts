/** A bundle becomes part of a course: plan and apply, then the final ledger, the issues and the id map. */
import type {
  ContentMigrationInput,
  ImportResult,
  JobIdentity,
  SelectionMessage,
  StoredObject,
} from '../../workflows/contract.js';
import { importCourse } from '../course/apply.js';
import { idMap, settleImport } from '../course/import-outcome.js';
import type { ImportPlan } from '../course/plan-types.js';
import { type ParsedSelection, parseSelection } from '../course/selection.js';
import { openBundle } from '../course/stored-bundle.js';
import type { ActivityEnvironment } from '../dependencies.js';
import { attemptKey } from '../storage/keys.js';
import type { ObjectStore } from '../storage/port.js';
import { importSettings } from './import-settings.js';
import { startNdjsonUpload } from './ndjson-upload.js';
import { startReportFiles } from './report-files.js';
import type { Running } from './running.js';

export interface ImportBundleInput {
  readonly job: JobIdentity;
  readonly bundle: StoredObject;
  readonly migrationType: ContentMigrationInput['migrationType'];
  readonly selection?: SelectionMessage;
  readonly settings: ContentMigrationInput['settings'];
}

/** The course changes whole or not at all; repeating an import whose answer was lost changes nothing. */
export async function importBundle(
  { store, courses }: ActivityEnvironment,
  input: ImportBundleInput,
  running: Running,
): Promise<ImportResult> {
  const started = Date.now();
  const { signal, attempt } = running;
  const keyOf = (name: string) => attemptKey(input.job, attempt, name);
  const files = await startReportFiles(store, keyOf, { signal });
  try {
    const bundle = await openBundle(store, input.bundle, signal);
    const selection = await readSelection(store, input.selection, signal);
    const settings = importSettings(input.settings, input.migrationType, input.job.id);
    const { version, plan } = await importCourse({
      store: courses,
      context: input.job.context,
      source: { index: await bundle.index(signal), records: bundle.records },
      selection: selection.selection,
      settings: settings.settings,
      attempt: `content_migration-${input.job.id}`,
      origin: `content_migration ${input.job.id}`,
      spoolFolder: await running.folder(),
      signal,
      progress: (done, total) => running.progress('import', done, total),
    });
    for (const issue of settings.issues) await files.issue(issue);
    for (const { code, message } of selection.problems) {
      await files.issue({ severity: 'warning', code, message });
    }
    const { totals } = await settleImport(plan, bundle, files.sink, signal);
    const idMap = await writeIdMap(store, keyOf('id-map.ndjson'), plan, signal);
    const stored = await files.complete();
    return {
      version: version.number,
      counts: plan.counts as ImportResult['counts'],
      ledger: totals,
      ledgerObject: stored.ledger,
      issues: stored.issues,
      idMap,
      seconds: (Date.now() - started) / 1000,
    };
  } catch (error) {
    await files.abort();
    throw error;
  }
}

async function readSelection(
  store: ObjectStore,
  message: SelectionMessage | undefined,
  signal: AbortSignal,
): Promise<ParsedSelection> {
  if (message === undefined) return parseSelection(undefined, 'copy');
  if ('copy' in message) return parseSelection(message.copy, 'copy');
  const { bytes } = await store.get(message.selectionKey, { signal, maxBytes: 256 * 2 ** 20 });
  return parseSelection(JSON.parse(new TextDecoder().decode(bytes)), 'copy');
}

/** Where every object went: a line for each, with its migration id and the id the course gave it. */
async function writeIdMap(
  store: ObjectStore,
  key: string,
  plan: ImportPlan,
  signal: AbortSignal,
): Promise<StoredObject> {
  const lines = await startNdjsonUpload(store, key, { signal });
  try {
    for (const entry of idMap(plan)) {
      const room = lines.line(entry);
      if (room !== undefined) await room;
    }
    const { count: _, ...stored } = await lines.complete();
    return stored;
  } catch (error) {
    await lines.abort();
    throw error;
  }
}
