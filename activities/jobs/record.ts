/** The durable record of a job, and the list of a context's jobs, newest first. */
import type { JobContext, JobIdentity, JobKind, JobRecord } from '../../workflows/contract.js';
import { contextPrefix, jobKey } from '../storage/keys.js';
import type { CallOptions, ObjectStore } from '../storage/port.js';

const LARGEST_ID = Number.MAX_SAFE_INTEGER;

export function recordKey(job: Pick<JobIdentity, 'kind' | 'id'>): string {
  return jobKey(job, 'job.json');
}

/** Where the marks of a context's jobs lie. */
export function jobListPrefix(context: JobContext, kind: JobKind): string {
  return `${contextPrefix(context)}jobs/${kind}/`;
}

/** A job's mark. Object storage lists keys upwards, so the key counts down: the newest job comes first. */
export function jobListKey({ context, kind, id }: Pick<JobIdentity, 'context' | 'kind' | 'id'>): string {
  return `${jobListPrefix(context, kind)}${String(LARGEST_ID - id).padStart(16, '0')}`;
}

/** The job's id of a mark's key. */
export function jobIdOfListKey(key: string): number {
  return LARGEST_ID - Number(key.slice(key.lastIndexOf('/') + 1));
}

/** Writes the mark; doing so again changes nothing. */
export async function markJob(
  store: ObjectStore,
  job: JobIdentity,
  options: CallOptions = {},
): Promise<void> {
  await store.put(jobListKey(job), String(job.id), { ...options, contentType: 'text/plain' });
}

export async function writeRecord(
  store: ObjectStore,
  record: JobRecord,
  options: CallOptions = {},
): Promise<void> {
  const body = JSON.stringify(record, undefined, 1);
  await store.put(recordKey(record.request.job), body, { ...options, contentType: 'application/json' });
}

/** `undefined` when there is no such job, or its record was removed. */
export async function readRecord(
  store: ObjectStore,
  job: Pick<JobIdentity, 'kind' | 'id'>,
  options: CallOptions = {},
): Promise<JobRecord | undefined> {
  if ((await store.stat(recordKey(job), options)) === undefined) return undefined;
  const { bytes } = await store.get(recordKey(job), options);
  return JSON.parse(new TextDecoder().decode(bytes)) as JobRecord;
}
