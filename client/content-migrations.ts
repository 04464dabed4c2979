/** Content migrations: create, upload, select, follow, cancel. */
import { uploadKey } from '../activities/storage/keys.js';
import {
  type ContentMigrationInput,
  type JobIdentity,
  MESSAGES,
  SELECTION_REJECTED,
} from '../workflows/contract.js';
import { lifecycleOf } from '../workflows/lifecycle.js';
import { checkExport } from './earlier-export.js';
import { ConflictError, InvalidRequestError } from './errors.js';
import { getIssue, listIssues, setIssueState } from './issues.js';
import { listJobs } from './job-list.js';
import { cancelJob, findJob, type Job, resumeJob, signalJob } from './jobs.js';
import { migrationObject } from './migration-object.js';
import {
  type CheckedMigration,
  type CreateContentMigration,
  checkMigration,
  MIGRATORS,
} from './migration-request.js';
import { checkHash, selectionMessage } from './selection-message.js';
import { selectiveData } from './selective-data.js';
import { type ClientSettings, jobContext } from './settings.js';
import { startJob } from './start-job.js';
import type {
  Caller,
  ContentMigration,
  Context,
  MigrationIssue,
  Migrator,
  Page,
  PageRequest,
  SelectiveNode,
} from './types.js';
import { postFile } from './upload.js';
import { tellUploaded, uploadTarget } from './upload-target.js';

type Tenant = Pick<Caller, 'tenant'>;

export class ContentMigrationsApi {
  readonly #settings: ClientSettings;

  constructor(settings: ClientSettings) {
    this.#settings = settings;
  }

  /** The kinds of migration there are. */
  migrators(): readonly Migrator[] {
    return MIGRATORS.map(({ title: _, ...migrator }) => migrator);
  }

  /**
   * Starts a migration. With `pre_attachment` the answer says where to post the package. Throws `InvalidRequestError`
   * with the documented messages.
   */
  async create(
    context: Context,
    parameters: CreateContentMigration,
    caller: Caller,
  ): Promise<ContentMigration> {
    const settings = this.#settings;
    const checked = checkMigration(context, parameters, settings.maxUploadBytes);
    const owner = { tenant: this.#tenant(caller), context: jobContext(context) };
    if (checked.exportId !== undefined) await checkExport(settings, checked.exportId, owner.tenant);
    const job = await startJob(settings, {
      base: { kind: 'content_migration', ...owner, userId: caller.userId },
      idempotencyKey: caller.idempotencyKey,
      asked: [owner.context, parameters],
      prepare: async (identity) => ({
        request: await this.#input(identity, parameters, checked),
        format: checked.migrationType,
        summary: `Import ${checked.fileName} into ${context.type} ${context.id}`,
        priority: 2,
      }),
    });
    return { ...(await migrationObject(settings, job)), ...(await uploadTarget(settings, job)) };
  }

  /**
   * Posts a package to where `create` said. `size` is the number of bytes; the stream is read once. Throws
   * `InvalidRequestError` when storage refuses the file or it has another size, `ConflictError` when the migration has
   * ended meanwhile, and what the stream itself fails with.
   */
  async upload(
    migration: ContentMigration,
    content: AsyncIterable<Uint8Array>,
    size: number,
    onProgress?: (bytes: number) => void,
    signal?: AbortSignal,
  ): Promise<void> {
    if (migration.pre_attachment === undefined)
      throw new InvalidRequestError('This migration does not wait for an upload.');
    if (size > this.#settings.maxUploadBytes) throw new InvalidRequestError('file size exceeds quota');
    await postFile(migration.pre_attachment, content, size, { onProgress, signal });
    await tellUploaded(this.#settings, migration.id);
  }

  /** Tells a migration that its package was posted by other means (a browser). Without it the job looks by itself, later. */
  async uploaded(context: Context, id: number, caller: Tenant = {}): Promise<ContentMigration> {
    const job = await this.#find(context, id, caller);
    await tellUploaded(this.#settings, id);
    return migrationObject(this.#settings, job);
  }

  /** Throws `NotFoundError`. */
  async get(context: Context, id: number, caller: Tenant = {}): Promise<ContentMigration> {
    return migrationObject(this.#settings, await this.#find(context, id, caller));
  }

  /** Newest first. */
  async list(
    context: Context,
    request: PageRequest = {},
    caller: Tenant = {},
  ): Promise<Page<ContentMigration>> {
    const owner = { tenant: this.#tenant(caller), context: jobContext(context) };
    const page = await listJobs(this.#settings, 'content_migration', owner, request);
    return {
      ...page,
      items: await Promise.all(page.items.map((job) => migrationObject(this.#settings, job))),
    };
  }

  /**
   * Resumes a migration that waits for a selection. `wait: true` asks the job for an immediate answer (needs a running
   * worker); otherwise the selection is sent and the job takes it up when a worker runs. Throws `ConflictError` when
   * the migration does not wait for one.
   */
  async update(
    context: Context,
    id: number,
    parameters: { readonly copy?: Readonly<Record<string, unknown>> },
    caller: Tenant & { readonly wait?: boolean } = {},
  ): Promise<ContentMigration> {
    const settings = this.#settings;
    checkHash('copy', parameters.copy);
    const job = await this.#find(context, id, caller);
    if (parameters.copy === undefined) return migrationObject(settings, job);
    if (job.status.state !== 'waiting_for_select') {
      throw new ConflictError(
        `The migration does not wait for a selection; it is ${lifecycleOf(job.status.state).wire}.`,
      );
    }
    const message = await selectionMessage(settings, id, parameters.copy);
    if (message === undefined)
      throw new InvalidRequestError('The selection is empty. Choose at least one item.');
    if (caller.wait === true) await resumeJob(settings, job.request.job, message, SELECTION_REJECTED);
    else await signalJob(settings, job.request.job, MESSAGES.select, message);
    return { ...(await migrationObject(settings, job)), workflow_state: 'running' };
  }

  /** Asks the migration to stop; the course stays as it was, and the job ends as `failed` with a message that names the caller. */
  async cancel(context: Context, id: number, caller: Caller, reason?: string): Promise<void> {
    const job = await this.#find(context, id, caller);
    await cancelJob(this.#settings, job, {
      by: `user ${caller.userId}`,
      ...(reason === undefined ? {} : { reason }),
    });
  }

  /**
   * What can be selected: without `type` the top level, else the nodes of that type. Throws `ConflictError` before the
   * package was converted, `InvalidRequestError` for a type that does not exist.
   */
  async selectiveData(
    context: Context,
    id: number,
    type?: string,
    caller: Tenant = {},
  ): Promise<readonly SelectiveNode[]> {
    return selectiveData(this.#settings, await this.#find(context, id, caller), type);
  }

  /** Oldest first. */
  async issues(
    context: Context,
    id: number,
    request: PageRequest = {},
    caller: Tenant = {},
  ): Promise<Page<MigrationIssue>> {
    return listIssues(this.#settings, await this.#find(context, id, caller), request);
  }

  async issue(context: Context, id: number, issueId: number, caller: Tenant = {}): Promise<MigrationIssue> {
    return getIssue(this.#settings, await this.#find(context, id, caller), issueId);
  }

  /** `workflow_state` is `active` or `resolved`. */
  async updateIssue(
    context: Context,
    id: number,
    issueId: number,
    change: { readonly workflow_state: string },
    caller: Tenant = {},
  ): Promise<MigrationIssue> {
    const job = await this.#find(context, id, caller);
    return setIssueState(this.#settings, job, issueId, change.workflow_state);
  }

  #find(context: Context, id: number, caller: Tenant): Promise<Job> {
    const owner = { tenant: this.#tenant(caller), context: jobContext(context) };
    return findJob(this.#settings, { kind: 'content_migration', id }, owner);
  }

  #tenant({ tenant = this.#settings.tenant }: Tenant): string {
    return tenant;
  }

  async #input(
    identity: JobIdentity,
    { copy, settings }: CreateContentMigration,
    { migrationType, selectiveImport, fileName, exportId }: CheckedMigration,
  ): Promise<ContentMigrationInput> {
    const { uploadTimeout, selectTimeout } = this.#settings;
    const selection = await selectionMessage(this.#settings, identity.id, copy);
    return {
      job: { ...identity, kind: 'content_migration' },
      migrationType,
      source:
        exportId === undefined
          ? { type: 'upload', key: uploadKey(identity.id), fileName }
          : { type: 'export', exportId },
      selectiveImport,
      settings: settings ?? {},
      uploadTimeout,
      selectTimeout,
      ...(selection === undefined ? {} : { selection }),
    };
  }
}
