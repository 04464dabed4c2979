/** The worker as a process, as it runs in production: how it starts, stops, and says why it cannot. */
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Connection } from '@temporalio/client';
import { describe, expect, inject, it, vi } from 'vitest';
import { startGuarded } from '../../worker/dev/guarded.js';
import { startWorkerProcess } from '../../worker/dev/worker-process.js';
import { untilGone } from '../support/processes.js';
import { freshBucket, workerSettings } from '../support/stack.js';

const MAIN = fileURLToPath(new URL('../../dist/worker/main.js', import.meta.url));

interface Ended {
  readonly code: number | string | null | undefined;
  readonly output: string;
}

function runWorker(env: Record<string, string>): Promise<Ended> {
  return new Promise((resolve) => {
    execFile(process.execPath, [MAIN], { env }, (error, stdout, stderr) =>
      resolve({ code: error ? error.code : 0, output: stdout + stderr }),
    );
  });
}

async function settings(): Promise<Record<string, string>> {
  return workerSettings(await freshBucket(), `main-${randomUUID()}`);
}

/** The messages a worker logged, as far as it got. */
function messages(log: string): string[] {
  const lines = readFileSync(log, 'utf8').trimEnd().split('\n');
  return lines.map((line) => (JSON.parse(line) as { msg: string }).msg);
}

async function pollersOf(taskQueue: string): Promise<number> {
  const { address, namespace } = inject('temporal');
  const connection = await Connection.connect({ address });
  const request = { namespace, taskQueue: { name: taskQueue }, taskQueueType: 2 };
  const { pollers } = await connection.workflowService.describeTaskQueue(request);
  await connection.close();
  return pollers?.length ?? 0;
}

describe('a worker process', () => {
  it('works until SIGTERM, then ends with exit code 0', async () => {
    const own = await settings();
    const log = join(mkdtempSync(join(tmpdir(), 'cartwright-main-')), 'log');
    const worker = await startWorkerProcess({ settings: own }, { log });
    const polled = `${own.CARTWRIGHT_TASK_QUEUE}-convert`;
    await vi.waitFor(async () => expect(await pollersOf(polled)).toBeGreaterThan(0), 120_000);
    worker.kill('SIGTERM');
    expect(await worker.ended).toEqual({ code: 0, signal: null });
    expect(messages(log)).toContain('Cartwright works.');
  });

  it('dies by SIGKILL like a machine does', async () => {
    const worker = await startWorkerProcess(
      { settings: await settings() },
      { settings: { CARTWRIGHT_ROLE: 'jobs' } },
    );
    worker.kill('SIGKILL');
    expect(await worker.ended).toEqual({ code: null, signal: 'SIGKILL' });
    await untilGone([worker.pid]);
  });

  it('warns of settings that are none', async () => {
    const log = join(mkdtempSync(join(tmpdir(), 'cartwright-main-')), 'log');
    const extra = { CARTWRIGHT_BUKET: 'a', CARTWRIGHT_ROLE: 'convert' };
    const worker = await startWorkerProcess({ settings: await settings() }, { log, settings: extra });
    await worker.stop();
    expect(messages(log)).toContain(
      'CARTWRIGHT_BUKET is not a setting of Cartwright and has no effect; docs/configuration.md lists them all.',
    );
  });
});

describe('a worker that cannot start', () => {
  it('lists wrong settings, without a stack, and ends with exit code 1', async () => {
    expect(await runWorker({ ...(await settings()), CARTWRIGHT_ROLE: 'both' })).toEqual({
      code: 1,
      output: [
        'The configuration cannot be used: 1 setting is wrong.',
        '  CARTWRIGHT_ROLE="both": expected one of all, jobs, convert.',
        '',
      ].join('\n'),
    });
  });

  it('names the object storage that refuses it', async () => {
    const { code, output } = await runWorker({
      ...(await settings()),
      CARTWRIGHT_S3_SECRET_KEY: 'wrong key',
    });
    expect(code).toBe(1);
    expect(output).toContain('Check CARTWRIGHT_S3_ENDPOINT, CARTWRIGHT_S3_BUCKET and the two keys.');
  });

  it('names the metrics address that is taken', async () => {
    const taken = inject('temporal').address;
    const { code, output } = await runWorker({ ...(await settings()), CARTWRIGHT_METRICS_ADDRESS: taken });
    expect(code).toBe(1);
    expect(output).toContain(`Metrics cannot be served on ${taken} (CARTWRIGHT_METRICS_ADDRESS).`);
  });

  it('stops at once when told to while it waits for Temporal', async () => {
    const log = join(mkdtempSync(join(tmpdir(), 'cartwright-main-')), 'log');
    const nowhere = { ...(await settings()), TEMPORAL_ADDRESS: '127.0.0.1:1' };
    const worker = await startGuarded({
      command: process.execPath,
      args: [MAIN],
      env: nowhere,
      log,
      grace: 45_000,
    });
    const waiting = () => expect(messages(log)).toContain('Temporal at 127.0.0.1:1 does not answer yet.');
    await vi.waitFor(waiting, { timeout: 120_000 });
    expect(await worker.stop()).toEqual({ code: 0, signal: null });
    expect(messages(log)).toContain('Cartwright stopped before it began to work.');
  });
});
