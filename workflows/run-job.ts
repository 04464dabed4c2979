/** What every job does around its work: show itself, end in one of its final states, and clean up whatever happens. */
import {
  ApplicationFailure,
  CancellationScope,
  defineQuery,
  defineSignal,
  isCancellation,
  log,
  setHandler,
} from '@temporalio/workflow';
import { cleanupActivities } from './activities.js';
import { type CancelMessage, JOB_FAILED, type JobRecord, type JobRequest, MESSAGES } from './contract.js';
import { describeFailure } from './failures.js';
import { advance } from './lifecycle.js';
import { type JobState, publish, recordOf } from './publish.js';

const cancelSignal = defineSignal<[CancelMessage?]>(MESSAGES.cancel);
const recordQuery = defineQuery<JobRecord>(MESSAGES.record);

export interface RunningJob extends JobState {
  /** Moves to a state and shows it. */
  enter(state: JobState['status']['state'], results?: Partial<JobState['results']>): Promise<void>;
}

export function startJob(request: JobRequest, state: JobState['status']['state']): RunningJob {
  const job: RunningJob = {
    request,
    status: { state, progress: 0, updatedAt: now() },
    results: {},
    enter: async (next, results = {}) => {
      job.status = advance(job.status, next, now());
      job.results = { ...job.results, ...results };
      await publish(job);
    },
  };
  return job;
}

/** Runs a job's work to one of its ends. Throws `JobFailed` when it does not succeed; by then everything is in place. */
export async function runJob(job: RunningJob, work: () => Promise<void>): Promise<JobRecord> {
  const scope = new CancellationScope();
  let cancelled: CancelMessage | undefined;
  setHandler(recordQuery, () => recordOf(job), { description: 'The job as it is now.' });
  setHandler(
    cancelSignal,
    (message) => {
      cancelled = cancelMessage(message);
      scope.cancel();
    },
    { description: 'Stop the job and remove what it wrote. Input: { "by": "name", "reason": "..." }.' },
  );
  try {
    await publish(job);
    await scope.run(work);
  } catch (error) {
    await CancellationScope.nonCancellable(() => fail(job, error, cancelled));
    throw endFailure(job, error, cancelled);
  }
  await CancellationScope.nonCancellable(() => removeLeftovers(job));
  return recordOf(job);
}

async function fail(job: RunningJob, error: unknown, cancelled: CancelMessage | undefined): Promise<void> {
  const failure = describeFailure(error, cancelled);
  job.status = { ...job.status, failure };
  await removeLeftovers(job);
  await job.enter(failure.code === 'Cancelled' ? 'cancelled' : 'failed');
}

/** Cleaning up is no reason to fail: what stays lies under the job's own prefix. */
async function removeLeftovers(job: RunningJob): Promise<void> {
  const { request } = job;
  const upload =
    'source' in request && request.source.type === 'upload' ? { upload: request.source.key } : {};
  try {
    await cleanupActivities().removeLeftovers({ job: request.job, keep: keptObjects(job), ...upload });
  } catch (error) {
    log.warn('Could not remove leftovers; they stay under the prefix of the job.', { error });
  }
}

function keptObjects({ results }: RunningJob): string[] {
  const { converted, imported, exported } = results;
  const kept = [
    converted?.bundle,
    converted?.issues,
    imported?.ledgerObject,
    imported?.issues,
    imported?.idMap,
    exported?.file,
    exported?.ledgerObject,
    exported?.issues,
  ];
  return kept.flatMap((object) => (object === undefined ? [] : [object.key]));
}

/** A native cancellation ends the workflow as cancelled, everything else as failed with the user's sentence. */
function endFailure(job: RunningJob, error: unknown, cancelled: CancelMessage | undefined): unknown {
  if (cancelled === undefined && isCancellation(error)) return error;
  const { failure } = job.status;
  return ApplicationFailure.create({
    type: JOB_FAILED,
    message: failure?.message ?? 'The job failed.',
    nonRetryable: true,
    details: [failure],
    ...(error instanceof Error ? { cause: error } : {}),
  });
}

function cancelMessage(message: unknown): CancelMessage {
  const { by, reason } = typeof message === 'object' && message !== null ? (message as CancelMessage) : {};
  return {
    by: typeof by === 'string' ? by.slice(0, 200) : 'an operator',
    ...(typeof reason === 'string' ? { reason: reason.slice(0, 1000) } : {}),
  };
}

function now(): string {
  return new Date().toISOString();
}
