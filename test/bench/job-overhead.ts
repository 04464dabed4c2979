/**
 * What a job takes beside its work: jobs on a course of one page, against a bare workflow with as many activities that
 * do nothing, on the same server, in a worker with the same options. Both in turns.
 */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client, Connection } from '@temporalio/client';
import { DEFAULTS } from '../../client/settings.js';
import { startWorkerProcess } from '../../worker/dev/worker-process.js';
import { writeWorkflowBundle } from '../../worker/workflow-bundle.js';
import { type JobKind, workflowIdOf } from '../../workflows/contract.js';
import { generateCartridgeFile } from '../support/generated-cartridge.js';
import type { BareStep } from './bare-workflow.js';
import type { Bench } from './job-bench.js';
import { type HistoryFigures, readHistory } from './job-history.js';

/** One workflow; its seconds are from the call that starts it to the moment the client hears that it is closed. */
export interface TimedWorkflow extends HistoryFigures {
  readonly seconds: number;
}

export interface OverheadRun {
  readonly job: string;
  /** In the order of the rounds. */
  readonly jobs: readonly TimedWorkflow[];
  readonly bares: readonly TimedWorkflow[];
}

/** At least: a round takes two seconds, and one alone says little. */
const LEAST_ROUNDS = 15;
const JOBS_QUEUE = DEFAULTS.taskQueue;
const BARE_QUEUE = 'bare';

/** Starts a workflow and answers with its id. */
type Start = () => Promise<string>;

async function time(temporal: Client, queue: string, start: Start): Promise<TimedWorkflow> {
  const started = performance.now();
  const handle = temporal.workflow.getHandle(await start());
  await handle.result();
  const seconds = (performance.now() - started) / 1_000;
  return { seconds, ...readHistory(await handle.fetchHistory(), queue) };
}

/** The two kinds of job. Importing from an export needs no upload, and no signal: nothing in it waits for a client. */
async function startsOf(
  { cartwright, run }: Bench,
  folder: string,
): Promise<Readonly<Record<string, Start>>> {
  const path = join(folder, 'one-page.imscc');
  await generateCartridgeFile(path, { items: 1, mediaFiles: 0, mediaBytes: 0 });
  const { exported } = await run(path);
  if (exported === undefined) throw new Error('The cartridge of one page was not exported.');
  const { id, context } = exported.record.request.job;
  const caller = { userId: 1 };
  const started = (kind: JobKind) => (job: { readonly id: number }) => workflowIdOf(kind, job.id);
  let imports = 0;
  const exportAgain = () =>
    cartwright.contentExports
      .create({ type: 'course', id: context.id }, { export_type: 'common_cartridge' }, caller)
      .then(started('content_export'));
  const importAgain = () => {
    imports += 1;
    const parameters = {
      migration_type: 'common_cartridge_importer',
      settings: { content_export_id: id },
    };
    return cartwright.contentMigrations
      .create({ type: 'course', id: `overhead-${imports}` }, parameters, caller)
      .then(started('content_migration'));
  };
  return { export: exportAgain, 'import of an export': importAgain };
}

function startBare(temporal: Client, steps: readonly BareStep[]): Start {
  return async () => {
    const workflowId = `bare:${process.hrtime.bigint()}`;
    await temporal.workflow.start('bare', { workflowId, taskQueue: BARE_QUEUE, args: [steps] });
    return workflowId;
  };
}

/** In turns; the first of each warms up and is not counted. */
async function compare(temporal: Client, job: string, start: Start, rounds: number): Promise<OverheadRun> {
  const jobs: TimedWorkflow[] = [];
  const bares: TimedWorkflow[] = [];
  const { steps } = await time(temporal, JOBS_QUEUE, start);
  await time(temporal, BARE_QUEUE, startBare(temporal, steps));
  for (let round = 0; round < rounds; round += 1) {
    const timed = await time(temporal, JOBS_QUEUE, start);
    jobs.push(timed);
    bares.push(await time(temporal, BARE_QUEUE, startBare(temporal, timed.steps)));
  }
  return { job, jobs, bares };
}

async function startBareWorker({ stack }: Bench, folder: string) {
  const bundle = join(folder, 'bare-bundle.js');
  await writeWorkflowBundle(fileURLToPath(new URL('bare-workflow.ts', import.meta.url)), bundle);
  const script = fileURLToPath(new URL('bare-worker.ts', import.meta.url));
  return startWorkerProcess(stack, {
    log: join(folder, 'bare-worker.log'),
    settings: { CARTWRIGHT_TASK_QUEUE: BARE_QUEUE },
    program: ['--import', import.meta.resolve('tsx'), script, bundle],
  });
}

/** Takes each kind of job, on a course of one page, `rounds` times, but 15 times at least. */
export async function measureOverhead(bench: Bench, folder: string, rounds: number): Promise<OverheadRun[]> {
  const { address, namespace } = bench.stack.temporal;
  const connection = await Connection.connect({ address });
  const temporal = new Client({ connection, namespace });
  const worker = await startBareWorker(bench, folder);
  try {
    const runs: OverheadRun[] = [];
    for (const [job, start] of Object.entries(await startsOf(bench, folder)))
      runs.push(await compare(temporal, job, start, Math.max(rounds, LEAST_ROUNDS)));
    return runs;
  } finally {
    await worker.stop();
    await connection.close();
  }
}
