/** Starting jobs: each under a number of its own, and none twice for one idempotency key. */
import { createHash } from 'node:crypto';
import { WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import { markJob } from '../activities/jobs/record.js';
import { COURSE_ID, FORMAT, JOB_KIND, JOB_PROGRESS, JOB_STATE, TENANT } from '../workflows/attributes.js';
import {
  type JobIdentity,
  type JobKind,
  type JobMemo,
  type JobRequest,
  type JobStatus,
  WORKFLOWS,
  workflowIdOf,
} from '../workflows/contract.js';
import { ConflictError, InvalidRequestError } from './errors.js';
import { claimKey } from './idempotency.js';
import { newJobId } from './ids.js';
import { type Job, lookUpJob, temporalFailure } from './jobs.js';
import type { ClientSettings } from './settings.js';

export interface NewJob {
  readonly request: JobRequest;
  readonly format: string;
  /** One line for operators. */
  readonly summary: string;
  /** 1 (first) to 5 (last). */
  readonly priority: number;
}

export interface JobOrder {
  readonly base: Omit<JobIdentity, 'id' | 'createdAt'>;
  readonly idempotencyKey: string | undefined;
  /** What was asked for: the same key with anything else is refused. */
  readonly asked: unknown;
  /** The job under an identity. Called again when the number of the first one turns out to be taken. */
  prepare(identity: JobIdentity): Promise<NewJob>;
}

/**
 * Starts a job, or answers with the one that its idempotency key stands for. Durable when it returns, even with no
 * worker running. Throws `ConflictError` when the key belongs to another request.
 */
export function startJob(settings: ClientSettings, order: JobOrder): Promise<Job> {
  const { idempotencyKey } = order;
  return idempotencyKey === undefined
    ? startFresh(settings, order)
    : startOnce(settings, order, idempotencyKey);
}

/** Two processes may draw one number in the same millisecond; the second to start draws again. */
async function startFresh(settings: ClientSettings, order: JobOrder): Promise<Job> {
  for (;;) {
    const started = await tryStart(settings, await order.prepare(newIdentity(order)));
    if (started !== undefined) return started;
  }
}

/**
 * The claim comes before the start, so a caller that dies in between starts the same job next time. A claim that was
 * there may belong to a job whose history is gone: Temporal would start that one again.
 */
async function startOnce(settings: ClientSettings, order: JobOrder, key: string): Promise<Job> {
  const claim = await claimKey(settings.store, newIdentity(order), key, order.asked);
  const identity = claim.job;
  const job =
    (claim.isNew ? undefined : await lookUpJob(settings, identity)) ??
    (await tryStart(settings, await order.prepare(identity))) ??
    (await lookUpJob(settings, identity));
  if (job !== undefined && isSame(job.request.job, identity)) return job;
  throw new ConflictError(
    'Another job was started at the same moment under the number this one had drawn. Send the request again with a new idempotency key.',
  );
}

function newIdentity({ base }: JobOrder): JobIdentity {
  return { ...base, id: newJobId(), createdAt: new Date().toISOString() };
}

function isSame(one: JobIdentity, other: JobIdentity): boolean {
  const told = ({ kind, id, tenant, context, userId, createdAt }: JobIdentity) =>
    JSON.stringify([kind, id, tenant, context.type, context.id, userId, createdAt]);
  return told(one) === told(other);
}

/** `undefined` when its number is taken. The mark comes first: a job that runs is in its list whatever happens here. */
async function tryStart(settings: ClientSettings, { request, ...job }: NewJob): Promise<Job | undefined> {
  checkLength(request);
  const { kind, id, createdAt } = request.job;
  const status: JobStatus = { state: firstState(kind), progress: 0, updatedAt: createdAt };
  const memo: JobMemo = { request, status, results: {} };
  await markJob(settings.store, request.job);
  try {
    await settings.temporal.workflow.start(WORKFLOWS[kind], {
      workflowId: workflowIdOf(kind, id),
      taskQueue: settings.taskQueue,
      args: [request],
      workflowIdReusePolicy: 'REJECT_DUPLICATE',
      memo: { ...memo },
      ...forOperators(request, status, job),
    });
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return undefined;
    throw temporalFailure(error, 'start the job');
  }
  return memo;
}

function forOperators(
  { job: { kind, tenant, context } }: JobRequest,
  status: JobStatus,
  { format, summary, priority }: Omit<NewJob, 'request'>,
) {
  return {
    staticSummary: summary.slice(0, 200),
    priority: { priorityKey: priority, fairnessKey: fairnessKey(tenant) },
    typedSearchAttributes: [
      { key: JOB_KIND, value: kind },
      { key: JOB_STATE, value: status.state },
      { key: TENANT, value: tenant },
      { key: COURSE_ID, value: context.id },
      { key: FORMAT, value: format },
      { key: JOB_PROGRESS, value: 0 },
    ],
  };
}

function firstState(kind: JobKind): JobStatus['state'] {
  return kind === 'content_migration' ? 'waiting_for_upload' : 'created';
}

/** Bytes Temporal takes. */
const LONGEST_FAIRNESS_KEY = 64;

function fairnessKey(tenant: string): string {
  if (Buffer.byteLength(tenant) <= LONGEST_FAIRNESS_KEY) return tenant;
  return createHash('sha256').update(tenant).digest('hex').slice(0, LONGEST_FAIRNESS_KEY);
}

/** Bytes. A request travels twice in one message, as input and as memo; Temporal takes 4 MiB. */
const LONGEST_REQUEST = 1_500_000;

function checkLength(request: JobRequest): void {
  const length = Buffer.byteLength(JSON.stringify(request));
  if (length <= LONGEST_REQUEST) return;
  throw new InvalidRequestError(
    `The request is too long: ${length} bytes of JSON, of at most ${LONGEST_REQUEST}. Select whole types where single items are too many.`,
  );
}
