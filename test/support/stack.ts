/** The servers of the test run as tests see them: real ones, started once by global-setup.ts. */
import { randomBytes } from 'node:crypto';
import { inject } from 'vitest';
import { type MinioStoreOptions, prepareBucket } from '../../activities/storage/index.js';

declare module 'vitest' {
  interface ProvidedContext {
    readonly temporal: { readonly address: string; readonly namespace: string; readonly uiUrl: string };
    readonly minio: { readonly endpoint: string; readonly accessKey: string; readonly secretKey: string };
    /** Path of the workflow bundle, made from the sources. */
    readonly workflowBundle: string;
  }
}

/** A bucket of a test's own, with the lifecycle rules a real one has. */
export async function freshBucket(): Promise<MinioStoreOptions> {
  const bucket = `test-${randomBytes(6).toString('hex')}`;
  const options = { ...inject('minio'), region: 'us-east-1', bucket };
  await prepareBucket(options, { uploadsExpireAfterDays: 1 });
  return options;
}

/** Environment variables for a worker that works for one test: its own bucket and task queue. */
export function workerSettings(storage: MinioStoreOptions, taskQueue: string): Record<string, string> {
  const { address, namespace } = inject('temporal');
  return {
    TEMPORAL_ADDRESS: address,
    TEMPORAL_NAMESPACE: namespace,
    CARTWRIGHT_S3_ENDPOINT: storage.endpoint,
    CARTWRIGHT_S3_REGION: storage.region,
    CARTWRIGHT_S3_BUCKET: storage.bucket,
    CARTWRIGHT_S3_ACCESS_KEY: storage.accessKey,
    CARTWRIGHT_S3_SECRET_KEY: storage.secretKey,
    CARTWRIGHT_TASK_QUEUE: taskQueue,
  };
}
