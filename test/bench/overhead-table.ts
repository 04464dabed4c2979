/** The table of what jobs take beside their work, and of what a bare workflow takes. */
import type { OverheadRun, TimedWorkflow } from './job-overhead.js';
import { quantile, type Table } from './table.js';

type Measure = (workflow: TimedWorkflow) => number;

const overheadOf: Measure = ({ seconds, secondsInActivities }) => seconds - secondsInActivities;

const MEASURES: readonly Measure[] = [
  ({ seconds }) => seconds,
  ({ secondsInActivities }) => secondsInActivities,
  overheadOf,
];

function medians(workflows: readonly TimedWorkflow[]): string[] {
  return MEASURES.map((measure) => quantile(workflows.map(measure), 0.5).toFixed(3));
}

/** Of each round by itself: what else the machine does weighs on both alike. */
function ratios({ jobs, bares }: OverheadRun): number[] {
  return jobs.map((job, round) => overheadOf(job) / overheadOf(bares[round] as TimedWorkflow));
}

/** Overhead is all the time that no activity worked. */
export const overheadTable: Table<OverheadRun> = {
  header: [
    ...['job', 'activities', 'workflow tasks', 's', 'in activities', 'overhead'],
    ...['bare workflow tasks', 's', 'in activities', 'overhead', 'overhead to bare', 'middle half', ''],
  ],
  rows: (runs) =>
    runs.map((run) => [
      ...[run.job, run.jobs[0]?.steps.length ?? 0, run.jobs[0]?.workflowTasks ?? 0, ...medians(run.jobs)],
      ...[run.bares[0]?.workflowTasks ?? 0, ...medians(run.bares)],
      quantile(ratios(run), 0.5).toFixed(2),
      [0.25, 0.75].map((share) => quantile(ratios(run), share).toFixed(2)).join(' to '),
      '',
    ]),
};
