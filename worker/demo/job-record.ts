/** The records of the demo's jobs, read from storage as an operator's tool would. */
import { readRecord } from '../../activities/jobs/record.js';
import { createMinioStore, type MinioStoreOptions } from '../../activities/storage/index.js';
import type { JobKind, JobRecord } from '../../workflows/contract.js';

export async function recordOf(storage: MinioStoreOptions, kind: JobKind, id: number): Promise<JobRecord> {
  const record = await readRecord(createMinioStore(storage), { kind, id });
  if (record === undefined) throw new Error(`Job ${id} has no record.`);
  return record;
}
