/** Content exports: create, get, list, cancel, download. */

import { readNdjson } from '../activities/course/ndjson.js';
import {
  type ContentExportInput,
  EXPORT_TYPES,
  type ExportType,
  type StoredIssue,
} from '../workflows/contract.js';
import { lifecycleOf } from '../workflows/lifecycle.js';
import { ConflictError, InvalidRequestError } from './errors.js';
import { exportObject } from './export-object.js';
import { openStored } from './files.js';
import { listJobs } from './job-list.js';
import { cancelJob, findJob, type Job } from './jobs.js';
import { checkHash } from './selection-message.js';
import { type ClientSettings, jobContext } from './settings.js';
import { startJob } from './start-job.js';
import type { Caller, ContentExport, Context, Page, PageRequest } from './types.js';

/** The documented parameters. */
export interface CreateContentExport {
  readonly export_type: string;
  /** What to export, by type: lists of ids, or hashes of asset strings; absent means everything. */
  readonly select?: Readonly<Record<string, unknown>>;
  /** `1.1` (default) or `1.3`. */
  readonly version?: string;
  /**
   * Beside the documented parameters: `standard` (default), valid by the schemas of the version, or `canvas`, with the
   * type names and plain paths that Canvas's importer looks for.
   */
  readonly dialect?: string;
}

const VERSIONS = ['1.1', '1.3'];
const DIALECTS = ['standard', 'canvas'];

export class ContentExportsApi {
  readonly #settings: ClientSettings;

  constructor(settings: ClientSettings) {
    this.#settings = settings;
  }

  /** Starts an export. Throws `InvalidRequestError` with the documented messages. */
  async create(context: Context, parameters: CreateContentExport, caller: Caller): Promise<ContentExport> {
    const exportType = checkType(context, parameters);
    const { select, version, dialect } = parameters;
    const owner = { tenant: this.#tenant(caller), context: jobContext(context) };
    const job = await startJob(this.#settings, {
      base: { kind: 'content_export', ...owner, userId: caller.userId },
      idempotencyKey: caller.idempotencyKey,
      asked: [owner.context, parameters],
      prepare: async (identity) => {
        const request: ContentExportInput = {
          job: { ...identity, kind: 'content_export' },
          exportType,
          options: {
            ...(version === undefined ? {} : { version }),
            ...(dialect === undefined ? {} : { dialect }),
          },
          ...(select === undefined ? {} : { select }),
        };
        const summary = `Export ${context.type} ${context.id} as Common Cartridge ${version ?? '1.1'}`;
        return { request, format: exportType, summary, priority: 2 };
      },
    });
    return exportObject(this.#settings, job);
  }

  /** Throws `NotFoundError`. */
  async get(context: Context, id: number, caller: Pick<Caller, 'tenant'> = {}): Promise<ContentExport> {
    return exportObject(this.#settings, await this.#find(context, id, caller));
  }

  /** Newest first. */
  async list(
    context: Context,
    request: PageRequest = {},
    caller: Pick<Caller, 'tenant'> = {},
  ): Promise<Page<ContentExport>> {
    const owner = { tenant: this.#tenant(caller), context: jobContext(context) };
    const page = await listJobs(this.#settings, 'content_export', owner, request);
    return { ...page, items: await Promise.all(page.items.map((job) => exportObject(this.#settings, job))) };
  }

  /** Asks the export to stop; it ends as `failed` with a message that names the caller. */
  async cancel(context: Context, id: number, caller: Caller, reason?: string): Promise<void> {
    const job = await this.#find(context, id, caller);
    await cancelJob(this.#settings, job, {
      by: `user ${caller.userId}`,
      ...(reason === undefined ? {} : { reason }),
    });
  }

  /** Streams the package. Throws `ConflictError` while there is none, and `NotFoundError` when it has been removed. */
  async download(
    context: Context,
    id: number,
    caller: Pick<Caller, 'tenant'> = {},
    signal?: AbortSignal,
  ): Promise<AsyncIterable<Uint8Array>> {
    const { status, results } = await this.#find(context, id, caller);
    if (results.exported === undefined) {
      throw new ConflictError(
        `Content export ${id} has no file: its state is ${lifecycleOf(status.state).wire}.`,
      );
    }
    return openStored(this.#settings, results.exported.file, signal);
  }

  /** What the format could not hold, object by object. */
  async *issues(
    context: Context,
    id: number,
    caller: Pick<Caller, 'tenant'> = {},
  ): AsyncGenerator<StoredIssue> {
    const { results } = await this.#find(context, id, caller);
    const object = results.exported?.issues;
    if (object !== undefined) yield* readNdjson<StoredIssue>(openStored(this.#settings, object), object.key);
  }

  #find(context: Context, id: number, caller: Pick<Caller, 'tenant'>): Promise<Job> {
    const owner = { tenant: this.#tenant(caller), context: jobContext(context) };
    return findJob(this.#settings, { kind: 'content_export', id }, owner);
  }

  #tenant({ tenant = this.#settings.tenant }: Pick<Caller, 'tenant'>): string {
    return tenant;
  }
}

function checkType(
  context: Context,
  { export_type: type, version, dialect, select }: CreateContentExport,
): ExportType {
  const known = EXPORT_TYPES.find((exportType) => exportType === type);
  if (known === undefined || context.type !== 'course') throw new InvalidRequestError('invalid export_type');
  if (version !== undefined && !VERSIONS.includes(version)) {
    throw new InvalidRequestError(`invalid version: Common Cartridge is written as ${VERSIONS.join(' or ')}`);
  }
  if (dialect !== undefined && !DIALECTS.includes(dialect)) {
    throw new InvalidRequestError(`invalid dialect: cartridges are written as ${DIALECTS.join(' or ')}`);
  }
  checkHash('select', select);
  return known;
}
