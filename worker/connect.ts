/** Connects a worker to what it works with: Temporal and object storage. */
import { type Logger, NativeConnection } from '@temporalio/worker';
import {
  createMinioStore,
  type ObjectStore,
  prepareBucket,
  StorageError,
} from '../activities/storage/index.js';
import type { Config } from './config.js';
import { type Patience, patiently } from './patience.js';
import { reasonOf } from './reason.js';

export interface ConnectOptions extends Pick<Patience, 'patience' | 'signal'> {
  readonly logger: Logger;
}

/**
 * Connects to Temporal, trying again for a minute while it does not answer.
 *
 * @throws Error that names the address, the last reason and what to check.
 */
export async function connectTemporal(
  { connection }: Config['temporal'],
  { logger, ...patience }: ConnectOptions,
): Promise<NativeConnection> {
  const { address } = connection;
  const onFailure = (error: unknown) =>
    logger.warn(`Temporal at ${address} does not answer yet.`, { reason: reasonOf(error) });
  try {
    return await patiently(() => NativeConnection.connect(connection), { ...patience, onFailure });
  } catch (cause) {
    if (patience.signal?.aborted) throw cause;
    const advice = 'Check that it runs, and TEMPORAL_ADDRESS, TEMPORAL_TLS and TEMPORAL_API_KEY.';
    throw new Error(`Temporal at ${address} does not answer: ${reasonOf(cause)}. ${advice}`, { cause });
  }
}

/** Refusals do not pass by waiting; a server that is not there, or not ready, may come. */
function mayPass(error: unknown): boolean {
  return !(error instanceof StorageError) || error.status === undefined || error.status >= 500;
}

/** Object storage that lets us read and write may still not let us set up buckets: then someone else has to have. */
async function prepare(
  config: Config,
  store: ObjectStore,
  logger: Logger,
  signal?: AbortSignal,
): Promise<void> {
  try {
    await prepareBucket(config.storage, { uploadsExpireAfterDays: config.uploadsExpireDays, signal });
  } catch (error) {
    if (!(error instanceof StorageError && error.status === 403)) throw error;
    for await (const _ of store.list('', { limit: 1, signal })) break;
    const { bucket } = config.storage;
    logger.warn(`The bucket ${bucket} is used as it is: this worker may not set it up.`, {
      reason: error.message,
    });
  }
}

/** Two parts of an upload on their way and one being filled: 15 MiB, whatever the size of the object. */
export const SMALL_UPLOADS = { parallelParts: 2, partSize: 5 * 2 ** 20 };

/**
 * Opens object storage: makes sure that the bucket is there, with rules that remove old uploads.
 *
 * @throws Error that names the endpoint, the reason and what to check.
 */
export async function connectStorage(
  config: Config,
  { logger, ...patience }: ConnectOptions,
): Promise<ObjectStore> {
  const { storage } = config;
  const onFailure = (error: unknown) =>
    logger.warn(`Object storage at ${storage.endpoint} does not answer yet.`, { reason: reasonOf(error) });
  const store = createMinioStore({ ...storage, ...SMALL_UPLOADS });
  try {
    await patiently(() => prepare(config, store, logger, patience.signal), {
      ...patience,
      passes: mayPass,
      onFailure,
    });
    return store;
  } catch (cause) {
    if (patience.signal?.aborted) throw cause;
    const advice = 'Check CARTWRIGHT_S3_ENDPOINT, CARTWRIGHT_S3_BUCKET and the two keys.';
    throw new Error(`Object storage at ${storage.endpoint} cannot be used: ${reasonOf(cause)} ${advice}`, {
      cause,
    });
  }
}
