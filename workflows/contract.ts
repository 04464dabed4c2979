/**
 * The contract between client, workflows and activities: inputs, results, records and message names. Everything here
 * is plain JSON; nothing is ever content, only references to it.
 */

export type JobKind = 'content_migration' | 'content_export';

/** What a job works on. */
export interface JobContext {
  readonly type: 'course' | 'group' | 'user';
  readonly id: string;
}

/** Who asked for what, fixed when the job is created. */
export interface JobIdentity {
  readonly kind: JobKind;
  /** Time-ordered, below 2^53. */
  readonly id: number;
  readonly tenant: string;
  readonly context: JobContext;
  readonly userId: number;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
}

/** An object in storage, in the state it was in. */
export interface StoredObject {
  readonly key: string;
  readonly etag: string;
  /** Bytes. */
  readonly size: number;
}

// ---------------------------------------------------------------------------------------------- content migrations

export const MIGRATION_TYPES = [
  'canvas_cartridge_importer',
  'common_cartridge_importer',
  'qti_converter',
] as const;
export type MigrationType = (typeof MIGRATION_TYPES)[number];

export type MigrationSource =
  | { readonly type: 'upload'; readonly key: string; readonly fileName: string }
  | { readonly type: 'export'; readonly exportId: number };

/** The `copy` parameters as the caller gave them, or where they lie when they are too many for a message. */
export type SelectionMessage =
  | { readonly copy: Readonly<Record<string, unknown>> }
  | { readonly selectionKey: string };

/** The largest selection a message may carry, in characters of JSON; larger ones go through storage. */
export const MAX_SELECTION_MESSAGE = 200_000;

export interface ContentMigrationInput {
  readonly job: JobIdentity & { readonly kind: 'content_migration' };
  readonly migrationType: MigrationType;
  readonly source: MigrationSource;
  /** Convert, then wait for a selection. */
  readonly selectiveImport: boolean;
  /** Given with the request: import these at once. */
  readonly selection?: SelectionMessage;
  /** The documented `settings[...]`, as given. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** Milliseconds to wait for the upload and for the selection. */
  readonly uploadTimeout: number;
  readonly selectTimeout: number;
}

/** Internal states; lifecycle.ts maps them to the documented ones. */
export type MigrationState =
  | 'waiting_for_upload'
  | 'uploaded'
  | 'converting'
  | 'waiting_for_select'
  | 'importing'
  | 'completed'
  | 'failed'
  | 'cancelled';

// ------------------------------------------------------------------------------------------------- content exports

export const EXPORT_TYPES = ['common_cartridge'] as const;
export type ExportType = (typeof EXPORT_TYPES)[number];

export interface ContentExportInput {
  readonly job: JobIdentity & { readonly kind: 'content_export' };
  readonly exportType: ExportType;
  /** The documented `select` parameter, as given. */
  readonly select?: Readonly<Record<string, unknown>>;
  /** Options of the format, for example `{ version: '1.3' }`. */
  readonly options: Readonly<Record<string, string>>;
}

export type ExportState = 'created' | 'exporting' | 'exported' | 'failed' | 'cancelled';

// --------------------------------------------------------------------------------------------------------- results

export type LedgerTotals = Readonly<Record<string, number>>;

export interface ConvertResult {
  readonly bundle: StoredObject;
  /** The package as it was uploaded, for as long as the course may need it. */
  readonly package: StoredObject & { readonly fileName: string };
  /** What the package turned out to be: `canvas_cartridge`, `common_cartridge`. */
  readonly format: string;
  readonly formatVersion?: string;
  readonly title?: string;
  /** Objects by kind. */
  readonly counts: Readonly<Record<string, number>>;
  readonly ledger: LedgerTotals;
  readonly issues: StoredObject & { readonly count: number };
  readonly seconds: number;
}

/** A line of a job's `issues.ndjson`: the ledger's readable face. */
export interface StoredIssue {
  /** 1, 2, 3 ... within the job. */
  readonly id: number;
  readonly severity: 'todo' | 'warning' | 'error';
  /** A short name of the reason, for grouping. */
  readonly code: string;
  /** A sentence for the user, with the path inside the package. */
  readonly message: string;
  readonly path?: string;
  readonly element?: string;
  /** The object it is about. */
  readonly target?: { readonly kind: string; readonly migrationId: string };
}

/** What an import did, by kind of object. */
export type ImportCounts = Readonly<
  Record<
    string,
    { found: number; selected: number; added: number; updated: number; unchanged: number; leftOut: number }
  >
>;

export interface ImportResult {
  /** The version of the course that the import made; the current one when nothing changed. */
  readonly version: number;
  readonly counts: ImportCounts;
  readonly ledger: LedgerTotals;
  readonly ledgerObject: StoredObject;
  readonly issues: StoredObject & { readonly count: number };
  readonly idMap: StoredObject;
  readonly seconds: number;
}

export interface ExportPlan {
  readonly version: number;
  readonly title: string;
  /** Objects that will be written, by kind. */
  readonly counts: Readonly<Record<string, number>>;
}

export interface ExportResult {
  readonly file: StoredObject & {
    readonly fileName: string;
    readonly mediaType: string;
  };
  readonly ledger: LedgerTotals;
  readonly ledgerObject: StoredObject;
  readonly issues: StoredObject & { readonly count: number };
  readonly seconds: number;
}

// --------------------------------------------------------------------------------------------------------- records

/** Why a job failed, in words for the user who asked for it. */
export interface JobFailure {
  /** `PackageError`, `UnsupportedError`, `UploadTimeout`, `SelectTimeout`, `Cancelled`, `InternalError`. */
  readonly code: string;
  readonly message: string;
}

/** What changes while a job runs. Small: it is kept in the workflow's memo. */
export interface JobStatus {
  readonly state: MigrationState | ExportState;
  /** 0 to 100, never lower than before. */
  readonly progress: number;
  readonly startedAt?: string;
  readonly finishedAt?: string;
  readonly updatedAt: string;
  readonly failure?: JobFailure;
}

/** What is fixed of a job, as its creator gave it. */
export type JobRequest = ContentMigrationInput | ContentExportInput;

/** The durable record of a job, at `jobs/<kind>/<id>/job.json`: it outlives the workflow's history. */
export interface JobRecord {
  readonly formatVersion: 1;
  readonly request: JobRequest;
  readonly status: JobStatus;
  readonly results: JobResults;
  readonly workflow: { readonly workflowId: string; readonly runId: string };
}

export interface JobResults {
  readonly upload?: StoredObject;
  readonly converted?: ConvertResult;
  readonly selection?: SelectionMessage;
  readonly imported?: ImportResult;
  readonly exported?: ExportResult;
  readonly plan?: ExportPlan;
}

// -------------------------------------------------------------------------------------------------------- messages

/** Signals, updates and queries by name. An operator can send each from the Temporal UI. */
export const MESSAGES = {
  /** Signal: the client has finished its upload. Without it the job notices by itself, later. */
  uploaded: 'uploaded',
  /** Signal: resume a job that waits for a selection. Works with every worker down. */
  select: 'select',
  /** Update: the same, with an immediate answer. */
  selectNow: 'selectNow',
  /** Signal: stop the job, `{ by, reason }`. */
  cancel: 'cancel',
  /** Query: the job's record as it is now. */
  record: 'record',
} as const;

export interface CancelMessage {
  readonly by?: string;
  readonly reason?: string;
}

/** The answer to `selectNow`. */
export interface SelectionAnswer {
  readonly state: MigrationState;
}

/** Type of the failure that rejects a selection; its message is for the caller. */
export const SELECTION_REJECTED = 'SelectionRejected';

/** Type of the failure a job ends with. */
export const JOB_FAILED = 'JobFailed';

/** Names of the workflows, as started by the client. */
export const WORKFLOWS = { content_migration: 'contentMigration', content_export: 'contentExport' } as const;

/** The workflow id of a job. */
export function workflowIdOf(kind: JobKind, id: number): string {
  return `${kind}:${id}`;
}

/** The memo of a job's workflow. */
export interface JobMemo {
  readonly request: JobRequest;
  readonly status: JobStatus;
  readonly results: JobResults;
}
