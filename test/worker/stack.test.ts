/** The dev stack with real servers: side by side, again on the same data, and gone when its process is. */
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, inject, it, vi } from 'vitest';
import { createMinioStore } from '../../activities/storage/index.js';
import { type Stack, startStack } from '../../worker/dev/stack.js';
import { processesNaming, startProgram, untilGone } from '../support/processes.js';
import { freshBucket, workerSettings } from '../support/stack.js';

/** Servers of the environment are for the other tests; here we start our own. */
const { TEMPORAL_ADDRESS: _, CARTWRIGHT_S3_ENDPOINT: __, ...environment } = process.env;

const startedPorts = ({ temporal, minio }: Stack) => [
  temporal.address,
  temporal.uiUrl,
  minio.endpoint,
  minio.consoleUrl,
];

it('runs beside another, keeps data and credentials between starts, and refuses a folder in use', async () => {
  const data = mkdtempSync(join(tmpdir(), 'cartwright-data-'));
  const lasting = await startStack({ data, environment });
  const throwaway = await startStack({ environment });
  try {
    expect(new Set([...startedPorts(lasting), ...startedPorts(throwaway)]).size).toBe(8);
    await expect(startStack({ data, environment })).rejects.toThrow(
      `${data} is in use by process ${process.pid}`,
    );
    await createMinioStore(lasting.minio).put('kept', 'text');
    expect(await createMinioStore(throwaway.minio).stat('kept')).toBeUndefined();
  } finally {
    await throwaway.stop();
    await lasting.stop();
  }
  expect(existsSync(throwaway.data)).toBe(false);

  const again = await startStack({ data, environment, ports: 'usual' });
  try {
    expect(again.minio.secretKey).toBe(lasting.minio.secretKey);
    expect(await createMinioStore(again.minio).stat('kept')).toMatchObject({ size: 4 });
    for (const page of [again.temporal.uiUrl, again.minio.consoleUrl]) {
      expect(await (await fetch(page!)).text()).toContain('<html');
    }
  } finally {
    await again.stop();
  }
  expect(processesNaming(data)).toEqual([]);
});

it('attaches to servers that the environment names, and leaves them running', async () => {
  const settings = workerSettings(await freshBucket(), 'attached');
  const lines: string[] = [];
  const attached = await startStack({
    environment: { ...environment, ...settings },
    report: (line) => void lines.push(line),
  });
  await attached.stop();
  expect(attached.settings).toMatchObject({ TEMPORAL_ADDRESS: settings.TEMPORAL_ADDRESS });
  expect(lines.slice(0, 2)).toEqual([
    `Temporal: environment: ${settings.TEMPORAL_ADDRESS}, namespace default, nothing to register`,
    `MinIO: environment: ${settings.CARTWRIGHT_S3_ENDPOINT}, bucket ${settings.CARTWRIGHT_S3_BUCKET}`,
  ]);
  expect(await createMinioStore(attached.minio).stat('nothing')).toBeUndefined();
});

it('says which server of the environment cannot be used', async () => {
  await expect(startStack({ environment: { TEMPORAL_ADDRESS: '127.0.0.1:1' } })).rejects.toThrow(
    'TEMPORAL_ADDRESS is 127.0.0.1:1, which cannot be used: ',
  );
});

it('starts on no other port than one that was asked for', async () => {
  const [, port] = inject('temporal').address.split(':');
  await expect(startStack({ environment, ports: { temporal: Number(port) } })).rejects.toThrow(
    `Port ${port} is taken.`,
  );
});

it('leaves no process and no folder behind when its process is killed', async () => {
  const parent = await startProgram<{ data: string }>('worker/parent-process.ts', ['stack', 'stay']);
  const { data } = parent.line;
  const pids = processesNaming(data);
  expect(pids.length).toBeGreaterThanOrEqual(2);
  parent.kill();
  await untilGone(pids);
  await vi.waitFor(() => expect(existsSync(data)).toBe(false), { timeout: 120_000 });
});

it('reports a server that ends by itself, with the place of its log', async () => {
  const stack = await startStack({ environment });
  const failure = stack.failed.catch((error: Error) => error.message);
  const [minio] = processesNaming(join(stack.data, 'minio'));
  process.kill(minio ?? 0, 'SIGKILL');
  const log = join(stack.data, 'minio', 'server.log');
  expect(await failure).toBe(`MinIO stopped: it was ended by SIGKILL. Its log is ${log}.`);
  expect(existsSync(log)).toBe(true);
  await stack.stop();
});
