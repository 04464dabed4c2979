/**
 * Starts what the whole test run shares: a throwaway Temporal and MinIO, and the workflow bundle.
 * `CARTWRIGHT_TEST_SERVERS=off` leaves the servers out, for tests that need none.
 */
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';
import { startStack } from '../../worker/dev/stack.js';
import { writeWorkflowBundle } from '../../worker/workflow-bundle.js';
import type {} from './stack.js';

const WORKFLOWS = fileURLToPath(new URL('../../workflows/index.ts', import.meta.url));

async function provideBundle(project: TestProject): Promise<() => Promise<void>> {
  const bundle = join(tmpdir(), `cartwright-test-bundle-${process.pid}.js`);
  await writeWorkflowBundle(WORKFLOWS, bundle);
  project.provide('workflowBundle', bundle);
  return () => rm(bundle, { force: true });
}

async function provideServers(project: TestProject): Promise<() => Promise<void>> {
  const stack = await startStack({ report: (line) => process.stderr.write(`${line}\n`) });
  const { address, namespace, uiUrl = '' } = stack.temporal;
  const { endpoint, accessKey, secretKey } = stack.minio;
  project.provide('temporal', { address, namespace, uiUrl });
  project.provide('minio', { endpoint, accessKey, secretKey });
  return () => stack.stop();
}

export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const removeBundle = await provideBundle(project);
  const off = process.env.CARTWRIGHT_TEST_SERVERS === 'off';
  const stopServers = off ? async () => undefined : await provideServers(project);
  return async () => {
    await stopServers();
    await removeBundle();
  };
}
