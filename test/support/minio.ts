/** A real MinIO for tests: the one the test run provides, or one started from the binary CARTWRIGHT_TEST_MINIO names. */

import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, inject } from 'vitest';
import { createMinioStore, type MinioStoreOptions, prepareBucket } from '../../activities/storage/index.js';

export interface MinioAddress {
  readonly endpoint: string;
  readonly accessKey: string;
  readonly secretKey: string;
}

export interface RunningMinio extends MinioAddress {
  stop(): Promise<void>;
}

/**
 * Registers hooks that give the test file a bucket of its own and remove it afterwards. The returned function answers
 * its settings, and may be called in tests and in later hooks.
 */
export function useBucket(): () => MinioStoreOptions {
  let server: RunningMinio | undefined;
  let options: MinioStoreOptions | undefined;
  beforeAll(async () => {
    server = await minioServer();
    const { endpoint, accessKey, secretKey } = server;
    const bucket = `test-${randomBytes(8).toString('hex')}`;
    options = { endpoint, accessKey, secretKey, region: 'us-east-1', bucket };
    await prepareBucket(options, { uploadsExpireAfterDays: 1 });
  });
  afterAll(async () => {
    try {
      if (options) await emptyBucket(options);
    } finally {
      await server?.stop();
    }
  });
  return () => {
    if (!options) throw new Error('The bucket is there once the hooks have run, not before.');
    return options;
  };
}

async function minioServer(): Promise<RunningMinio> {
  const provided = inject('minio' as never) as MinioAddress | undefined;
  if (provided) return { ...provided, stop: async () => {} };
  const binary = process.env.CARTWRIGHT_TEST_MINIO;
  if (binary) return startMinio(binary);
  throw new Error(
    'No MinIO: run the tests with their global setup, or name a binary in CARTWRIGHT_TEST_MINIO.',
  );
}

/** Starts a server with an empty data folder, which `stop` removes. */
export async function startMinio(binary: string): Promise<RunningMinio> {
  const data = await mkdtemp(join(tmpdir(), 'cartwright-minio-'));
  const [port, consolePort] = await freePorts(2);
  const [accessKey, secretKey] = [randomBytes(8).toString('hex'), randomBytes(16).toString('hex')];
  const host = '127.0.0.1';
  const server = spawn(
    binary,
    ['server', data, '--address', `${host}:${port}`, '--console-address', `${host}:${consolePort}`],
    {
      env: {
        ...process.env,
        MINIO_ROOT_USER: accessKey,
        MINIO_ROOT_PASSWORD: secretKey,
        MINIO_BROWSER: 'off',
      },
      stdio: 'ignore',
    },
  );
  const endpoint = `http://${host}:${port}`;
  await untilReady(server, `${endpoint}/minio/health/cluster`);
  const stop = async () => {
    server.kill();
    if (server.exitCode === null && server.signalCode === null) await once(server, 'exit');
    await rm(data, { recursive: true, force: true });
  };
  return { endpoint, accessKey, secretKey, stop };
}

async function untilReady(server: ChildProcess, address: string): Promise<void> {
  let failure: unknown;
  server.once('error', (error) => {
    failure = error;
  });
  for (let tries = 0; tries < 300; tries += 1) {
    if (failure || server.exitCode !== null) break;
    const answer = await fetch(address).catch(() => undefined);
    if (answer?.ok) return;
    await pause(100);
  }
  server.kill();
  throw new Error(`MinIO did not start: nothing answered at ${address}.`, { cause: failure });
}

async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'));
  await Promise.all(servers.map((server) => once(server, 'listening')));
  const ports = servers.map((server) => (server.address() as { port: number }).port);
  await Promise.all(servers.map((server) => once(server.close(), 'close')));
  return ports;
}

async function emptyBucket(options: MinioStoreOptions): Promise<void> {
  const store = createMinioStore(options);
  const keys: string[] = [];
  for await (const { key } of store.list('')) keys.push(key);
  await store.remove(keys);
}
