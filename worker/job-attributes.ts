/** Says in every log line and metric of an activity which job it works for. */
import type { ActivityInterceptors } from '@temporalio/worker';
import type { JobIdentity } from '../workflows/contract.js';

/** Activities take one input; the job is in it, or the input is about no job. */
function jobOf(input: unknown): JobIdentity | undefined {
  if (typeof input !== 'object' || input === null || !('job' in input)) return undefined;
  return input.job as JobIdentity;
}

/** Interceptors for one execution of an activity. */
export function jobAttributes(): ActivityInterceptors {
  let job: JobIdentity | undefined;
  return {
    inbound: {
      execute: (input, next) => {
        job = jobOf(input.args[0]);
        return next(input);
      },
    },
    outbound: {
      getLogAttributes: (attributes, next) =>
        next({ ...attributes, ...(job && { jobKind: job.kind, jobId: job.id, tenant: job.tenant }) }),
      getMetricTags: (tags, next) => next({ ...tags, ...(job && { job_kind: job.kind }) }),
    },
  };
}
