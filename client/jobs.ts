/** Finding, resuming and cancelling jobs of any kind. With start-job.ts the only file that talks to Temporal. */
import {
  ApplicationFailure,
  isGrpcDeadlineError,
  isGrpcServiceError,
  NamespaceNotFoundError,
  ServiceError,
  WorkflowNotFoundError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
} from '@temporalio/client';
import { readRecord } from '../activities/jobs/record.js';
import {
  type CancelMessage,
  type JobContext,
  type JobIdentity,
  type JobMemo,
  type JobRecord,
  MESSAGES,
  type SelectionAnswer,
  type SelectionMessage,
  workflowIdOf,
} from '../workflows/contract.js';
import { isFinal, lifecycleOf } from '../workflows/lifecycle.js';
import { ConflictError, InvalidRequestError, NotFoundError, UnavailableError } from './errors.js';
import { describedStatus, recordedStatus } from './job-status.js';
import type { ClientSettings } from './settings.js';

/** A job as it is now, from Temporal while it is known there, else from its record. */
export type Job = Pick<JobRecord, 'request' | 'status' | 'results'>;

export type JobName = Pick<JobIdentity, 'kind' | 'id'>;

/** Throws `NotFoundError` when there is no such job, or it is not the caller's. */
export async function findJob(
  settings: ClientSettings,
  name: JobName,
  owner: { readonly tenant?: string; readonly context?: JobContext } = {},
): Promise<Job> {
  const job = Number.isSafeInteger(name.id) ? await lookUpJob(settings, name) : undefined;
  if (job === undefined || !isOwned(job, owner)) {
    throw new NotFoundError(`There is no ${name.kind.replace('_', ' ')} ${name.id} here.`);
  }
  return job;
}

/** Whosoever it is; `undefined` when there is none. */
export async function lookUpJob(settings: ClientSettings, name: JobName): Promise<Job | undefined> {
  const described = await describeJob(settings, name);
  if (described !== undefined) return described;
  const record = await readRecord(settings.store, name);
  return record && { ...record, status: recordedStatus(record.status) };
}

function isOwned({ request }: Job, owner: { tenant?: string; context?: JobContext }): boolean {
  const { tenant, context } = request.job;
  if (owner.tenant !== undefined && owner.tenant !== tenant) return false;
  return (
    owner.context === undefined || (owner.context.type === context.type && owner.context.id === context.id)
  );
}

/** From Temporal; needs no worker. `undefined` when its history is gone, or the workflow is none of this client's. */
async function describeJob(settings: ClientSettings, { kind, id }: JobName): Promise<Job | undefined> {
  try {
    const description = await settings.temporal.workflow.getHandle(workflowIdOf(kind, id)).describe();
    const { request, status, results } = (description.memo ?? {}) as unknown as Partial<JobMemo>;
    if (request === undefined || status === undefined || results === undefined) return undefined;
    return { request, results, status: describedStatus(description, status) };
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return undefined;
    throw temporalFailure(error, 'look the job up');
  }
}

/** Throws `ConflictError` when the job has ended. */
export async function signalJob(
  settings: ClientSettings,
  { kind, id }: JobName,
  signal: string,
  ...args: unknown[]
): Promise<void> {
  try {
    await settings.temporal.workflow.getHandle(workflowIdOf(kind, id)).signal(signal, ...args);
  } catch (error) {
    throw endedFailure(error) ?? temporalFailure(error, 'reach the job');
  }
}

/**
 * Resumes a job with a selection and waits for its answer. Throws `ConflictError` with the reason of a refusal, and
 * `UnavailableError` when no worker answers in time.
 */
export async function resumeJob(
  { temporal, answerTimeout }: ClientSettings,
  { kind, id }: JobName,
  message: SelectionMessage,
  rejected: string,
): Promise<void> {
  const handle = temporal.workflow.getHandle(workflowIdOf(kind, id));
  try {
    await temporal.withDeadline(Date.now() + answerTimeout, () =>
      handle.executeUpdate<SelectionAnswer, [SelectionMessage]>(MESSAGES.selectNow, { args: [message] }),
    );
  } catch (error) {
    const { cause } = error as Error;
    if (cause instanceof ApplicationFailure && cause.type === rejected)
      throw new ConflictError(cause.message, { cause: error });
    if (isTimeout(error)) {
      throw new UnavailableError(
        'No worker answered in time. The selection may still be taken up: look at the state of the migration.',
        { cause: error },
      );
    }
    throw endedFailure(error) ?? temporalFailure(error, 'resume the job');
  }
}

function isTimeout(error: unknown): boolean {
  return error instanceof WorkflowUpdateRPCTimeoutOrCancelledError || isGrpcDeadlineError(error);
}

/** Asks a job to stop. Throws `ConflictError` when it has ended already. */
export async function cancelJob(settings: ClientSettings, job: Job, message: CancelMessage): Promise<void> {
  if (isFinal(job.status.state)) {
    throw new ConflictError(
      `The job has already ended: ${lifecycleOf(job.status.state).title.toLowerCase()}.`,
    );
  }
  await signalJob(settings, job.request.job, MESSAGES.cancel, message);
}

function endedFailure(error: unknown): ConflictError | undefined {
  if (!(error instanceof WorkflowNotFoundError)) return undefined;
  return new ConflictError('The job has ended.', { cause: error });
}

/** gRPC's code of a request that no repetition makes right. */
const INVALID_ARGUMENT = 3;

/** What Temporal failed with, as an error of this client; errors that are not Temporal's stay as they are. */
export function temporalFailure(error: unknown, what: string): unknown {
  if (error instanceof NamespaceNotFoundError) {
    return new UnavailableError(`Could not ${what}: Temporal has no namespace ${error.namespace}.`, {
      cause: error,
    });
  }
  const cause = error instanceof ServiceError ? error.cause : error;
  if (isGrpcServiceError(cause)) {
    const message = `Could not ${what}: Temporal answered "${cause.details}".`;
    return cause.code === INVALID_ARGUMENT
      ? new InvalidRequestError(message, { cause: error })
      : new UnavailableError(message, { cause: error });
  }
  if (!(error instanceof ServiceError)) return error;
  const reason = cause instanceof Error ? cause.message : error.message;
  return new UnavailableError(`Could not ${what}: Temporal did not answer (${reason}).`, { cause: error });
}
