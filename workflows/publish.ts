/** Shows a job to the world on every change of state: search attributes, memo, current details and the durable record. */
import {
  CancellationScope,
  setCurrentDetails,
  upsertMemo,
  upsertSearchAttributes,
  workflowInfo,
} from '@temporalio/workflow';
import { metaActivities } from './activities.js';
import { JOB_PROGRESS, JOB_STATE } from './attributes.js';
import type { JobRecord, JobRequest, JobResults, JobStatus } from './contract.js';
import { currentDetails } from './details.js';

/** The mutable state of one job's workflow. */
export interface JobState {
  readonly request: JobRequest;
  status: JobStatus;
  results: JobResults;
}

export function recordOf(job: JobState): JobRecord {
  const { workflowId, runId } = workflowInfo();
  return {
    formatVersion: 1,
    request: job.request,
    status: job.status,
    results: job.results,
    workflow: { workflowId, runId },
  };
}

/**
 * Writes the state everywhere, the memo last: who reads there that a job is done finds its record complete. Runs to its
 * end even when the job is being cancelled.
 */
export async function publish(job: JobState): Promise<void> {
  upsertSearchAttributes([
    { key: JOB_STATE, value: job.status.state },
    { key: JOB_PROGRESS, value: job.status.progress },
  ]);
  setCurrentDetails(currentDetails(job));
  await CancellationScope.nonCancellable(() => metaActivities().saveRecord(recordOf(job)));
  upsertMemo({ status: job.status, results: memoResults(job.results) });
}

/** The selection may be long; the record has it. */
function memoResults(results: JobResults): JobResults {
  const { selection: _, ...small } = results;
  return small;
}
