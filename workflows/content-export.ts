/** Content export: a version of a course becomes a package. */
import { convertActivities, metaActivities } from './activities.js';
import type { ContentExportInput, JobRecord } from './contract.js';
import { runJob, startJob } from './run-job.js';

export async function contentExport(input: ContentExportInput): Promise<JobRecord> {
  const job = startJob(input, 'created');
  return runJob(job, async () => {
    const plan = await metaActivities().planExport(input);
    await job.enter('exporting', { plan });
    const summary = `Write ${plan.title} (version ${plan.version}) as ${input.exportType}`;
    const exported = await convertActivities(summary.slice(0, 200)).exportCourse({
      ...input,
      version: plan.version,
    });
    await job.enter('exported', { exported });
  });
}
