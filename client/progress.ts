/** Progress objects: one per job, under the job's id. */
import { isFinal, lifecycleOf } from '../workflows/lifecycle.js';
import { NotFoundError } from './errors.js';
import { wireTime } from './files.js';
import { cancelJob, findJob, type Job } from './jobs.js';
import { type ClientSettings, progressAddress } from './settings.js';
import type { Caller, Progress } from './types.js';

const KINDS = ['content_migration', 'content_export'] as const;
const CONTEXT_TYPES = { content_migration: 'ContentMigration', content_export: 'ContentExport' } as const;

export class ProgressApi {
  readonly #settings: ClientSettings;

  constructor(settings: ClientSettings) {
    this.#settings = settings;
  }

  /** Throws `NotFoundError`. */
  async get(id: number, caller: Pick<Caller, 'tenant'> = {}): Promise<Progress> {
    return progressObject(this.#settings, await this.#find(id, caller));
  }

  /** Stops the job behind it. Throws `ConflictError` when it has ended. */
  async cancel(id: number, caller: Caller, message?: string): Promise<Progress> {
    const job = await this.#find(id, caller);
    await cancelJob(this.#settings, job, {
      by: `user ${caller.userId}`,
      ...(message === undefined ? {} : { reason: message }),
    });
    return progressObject(this.#settings, job);
  }

  async #find(id: number, { tenant = this.#settings.tenant }: Pick<Caller, 'tenant'>): Promise<Job> {
    for (const kind of KINDS) {
      const job = await findJob(this.#settings, { kind, id }, { tenant }).catch((error: unknown) => {
        if (!(error instanceof NotFoundError)) throw error;
      });
      if (job !== undefined) return job;
    }
    throw new NotFoundError(`There is no progress ${id} here.`);
  }
}

/** Monotonic: a job that waits for a selection stays `running` at 50 percent until it resumes. */
export function progressObject(settings: ClientSettings, { request, status }: Job): Progress {
  const { kind, id, userId, createdAt } = request.job;
  return {
    id,
    context_id: id,
    context_type: CONTEXT_TYPES[kind],
    user_id: userId,
    tag: kind,
    completion: status.progress,
    workflow_state: progressState(status.state),
    created_at: wireTime(createdAt),
    updated_at: wireTime(status.updatedAt),
    message: status.failure?.message ?? null,
    url: progressAddress(settings, id),
  };
}

function progressState(state: Job['status']['state']): Progress['workflow_state'] {
  if (state === 'waiting_for_upload' || state === 'created') return 'queued';
  if (!isFinal(state)) return 'running';
  return lifecycleOf(state).wire === 'failed' ? 'failed' : 'completed';
}
