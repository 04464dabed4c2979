/** Jobs in every state, as their workflows leave them, and a client's settings over a store in memory. */
import { Client, Connection } from '@temporalio/client';
import { ndjsonLine } from '../../activities/course/ndjson.js';
import { createMemoryStore, type ObjectStore } from '../../activities/storage/index.js';
import type { Job } from '../../client/jobs.js';
import { type ClientSettings, DEFAULTS } from '../../client/settings.js';
import type {
  ContentExportInput,
  ContentMigrationInput,
  ExportState,
  JobRecord,
  JobResults,
  JobStatus,
  MigrationState,
  StoredIssue,
  StoredObject,
} from '../../workflows/contract.js';
import { advance } from '../../workflows/lifecycle.js';
import { contentExport, converted, exported, imported, migration, upload } from '../workflows/requests.js';

export const API = 'https://lms.example.edu/api/v1';

/** For functions that ask nothing of Temporal: the connection leads nowhere. */
export function settingsInMemory(changes: Partial<ClientSettings> = {}): ClientSettings {
  const connection = Connection.lazy({ address: '127.0.0.1:1' });
  return {
    ...DEFAULTS,
    temporal: new Client({ connection }),
    store: createMemoryStore(),
    apiUrl: API,
    ...changes,
  };
}

type State = MigrationState | ExportState;

const CONVERTED = ['uploaded', 'converting', 'waiting_for_select'] as const;

/** The states a job went through to its present one; it begins in the first of its kind. */
const MIGRATION_PATHS: Readonly<Record<MigrationState, readonly MigrationState[]>> = {
  waiting_for_upload: [],
  uploaded: ['uploaded'],
  converting: ['uploaded', 'converting'],
  waiting_for_select: CONVERTED,
  importing: [...CONVERTED, 'importing'],
  completed: [...CONVERTED, 'importing', 'completed'],
  failed: ['uploaded', 'converting', 'failed'],
  cancelled: [...CONVERTED, 'cancelled'],
};

const EXPORT_PATHS: Readonly<Record<ExportState, readonly ExportState[]>> = {
  created: [],
  exporting: ['exporting'],
  exported: ['exporting', 'exported'],
  failed: ['exporting', 'failed'],
  cancelled: ['cancelled'],
};

export const MIGRATION_STATES = Object.keys(MIGRATION_PATHS) as MigrationState[];
export const EXPORT_STATES = Object.keys(EXPORT_PATHS) as ExportState[];

const FAILURES: Partial<Record<State, JobStatus['failure']>> = {
  failed: { code: 'PackageError', message: 'imsmanifest.xml: the package has no such file.' },
  cancelled: { code: 'Cancelled', message: 'The job was cancelled by user 3.' },
};

/** One minute for each state; fractions of seconds, as clocks have them. */
const minute = (number: number) => `2026-03-01T10:0${number}:00.123Z`;

function statusOf(first: State, path: readonly State[]): JobStatus {
  const created: JobStatus = { state: first, progress: 0, updatedAt: minute(0) };
  const status = path.reduce((now, state, at) => advance(now, state, minute(at + 1)), created);
  const failure = FAILURES[status.state];
  return failure === undefined ? status : { ...status, failure };
}

const RESULTS: Partial<Record<State, JobResults>> = {
  uploaded: { upload },
  waiting_for_select: { converted },
  completed: { imported },
  exported: { exported },
};

const workflow = { workflowId: 'w', runId: 'r' };

/** A record of a migration in a state. Created at 2026-03-01T10:00:00.123Z, one more minute for each state after. */
export function migrationIn(
  state: MigrationState,
  changes: Partial<ContentMigrationInput> = {},
  results: JobResults = {},
): JobRecord {
  const request = migration(changes);
  const path = MIGRATION_PATHS[state];
  return {
    formatVersion: 1,
    request: { ...request, job: { ...request.job, createdAt: minute(0) } },
    status: statusOf('waiting_for_upload', path),
    results: { ...Object.assign({}, ...path.map((each) => RESULTS[each] ?? {})), ...results },
    workflow,
  };
}

/** A record of an export in a state, created at the moment given. */
export function exportIn(
  state: ExportState,
  {
    createdAt = new Date().toISOString(),
    ...changes
  }: { createdAt?: string } & Partial<ContentExportInput> = {},
): JobRecord {
  const request = { ...contentExport(), ...changes };
  return {
    formatVersion: 1,
    request: { ...request, job: { ...request.job, createdAt } },
    status: statusOf('created', EXPORT_PATHS[state]),
    results: state === 'exported' ? { exported } : {},
    workflow,
  };
}

/** Puts an issues file into the store, numbered from 1. */
export async function putIssues(
  store: ObjectStore,
  key: string,
  issues: readonly Omit<StoredIssue, 'id'>[],
): Promise<StoredObject & { readonly count: number }> {
  const text = issues.map((issue, at) => ndjsonLine({ id: at + 1, ...issue })).join('');
  const { etag, size } = await store.put(key, text);
  return { key, etag, size, count: issues.length };
}

/** As many issues, each of its own. */
export function someIssues(count: number, what = 'page'): Omit<StoredIssue, 'id'>[] {
  return Array.from({ length: count }, (_, at) => ({
    severity: (['todo', 'warning', 'error'] as const)[at % 3] ?? 'todo',
    code: 'missing_file',
    message: `${what} ${at + 1} names a file that the package does not contain.`,
    path: `${what}-${at + 1}.html`,
  }));
}

/** A job that waits for a selection, with issues of its conversion. */
export async function withIssues(
  settings: ClientSettings,
  count: number,
  changes: { readonly importedIssues?: number } = {},
): Promise<Job> {
  const { store } = settings;
  const issues = await putIssues(store, 'converted.ndjson', someIssues(count));
  const results: JobResults = { converted: { ...converted, issues } };
  if (changes.importedIssues === undefined) return migrationIn('waiting_for_select', {}, results);
  const more = await putIssues(store, 'imported.ndjson', someIssues(changes.importedIssues, 'imported page'));
  return migrationIn('completed', {}, { ...results, imported: { ...imported, issues: more } });
}
