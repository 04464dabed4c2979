/** The workers of a process: which role polls which queue, and how much it takes on. */
import { randomUUID } from 'node:crypto';
import { DefaultLogger, NativeConnection, Runtime } from '@temporalio/worker';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { readConfig } from '../../worker/config.js';
import { conversionSlots, createWorkers } from '../../worker/create.js';
import { runWorkers } from '../../worker/run.js';
import { workerSettings } from '../support/stack.js';

const storage = {
  endpoint: 'http://unused',
  region: 'us-east-1',
  bucket: 'unused',
  accessKey: 'unused',
  secretKey: 'unused-too',
};

let connection: NativeConnection;
beforeAll(async () => {
  Runtime.install({ logger: new DefaultLogger('WARN') });
  connection = await NativeConnection.connect({ address: inject('temporal').address });
});
afterAll(() => connection.close());

function workersOf(settings: Record<string, string>) {
  const config = readConfig({ ...workerSettings(storage, `create-${randomUUID()}`), ...settings });
  const activities = { greet: async () => 'hello' };
  return createWorkers({ config, connection, activities, bundle: inject('workflowBundle') });
}

describe('roles', () => {
  it.each([
    ['all', ['q', 'q-convert']],
    ['jobs', ['q']],
    ['convert', ['q-convert']],
  ])('%s polls %s', async (role, queues) => {
    const workers = await workersOf({ CARTWRIGHT_ROLE: role, CARTWRIGHT_TASK_QUEUE: 'q' });
    expect(workers.map(({ options }) => options.taskQueue)).toEqual(queues);
    const run = runWorkers(workers);
    for (const worker of workers) worker.shutdown();
    await run;
  });
});

describe('a stop', () => {
  it('of one worker stops the others', async () => {
    const workers = await workersOf({});
    const run = runWorkers(workers);
    workers[0]!.shutdown();
    await run;
    expect(workers.map((worker) => worker.getState())).toEqual(['STOPPED', 'STOPPED']);
  });

  it('gives activities 20 seconds, and ends after 40', async () => {
    const [jobs, convert] = await workersOf({});
    for (const worker of [jobs!, convert!]) {
      expect(worker.options).toMatchObject({ shutdownGraceTimeMs: 20_000, shutdownForceTimeMs: 40_000 });
    }
    await runWorkersBriefly([jobs!, convert!]);
  });
});

async function runWorkersBriefly(workers: Awaited<ReturnType<typeof createWorkers>>): Promise<void> {
  const run = runWorkers(workers);
  workers[0]!.shutdown();
  await run;
}

describe('conversions at once', () => {
  const MEBIBYTE = 1024 * 1024;

  it.each([
    [4, 1024, 4],
    [8, 1024, 4],
    [2, 1024, 2],
    [4, 128, 1],
  ])('of %i asked for, %i MiB allow %i', (maxConversions, budget, slots) => {
    expect(conversionSlots({ maxConversions, memoryBudget: budget * MEBIBYTE })).toBe(slots);
  });
});

it('takes part in worker versioning when configured', async () => {
  const workers = await workersOf({ TEMPORAL_DEPLOYMENT_NAME: 'courses', TEMPORAL_WORKER_BUILD_ID: '7' });
  expect(workers[0]!.options.workerDeploymentOptions).toEqual({
    version: { deploymentName: 'courses', buildId: '7' },
    useWorkerVersioning: true,
    defaultVersioningBehavior: 'PINNED',
  });
  await runWorkersBriefly(workers);
});
