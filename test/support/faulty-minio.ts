/** A MinIO bucket behind a proxy that misbehaves on request, for tests of what the store makes of it. */

import { afterAll, beforeAll, beforeEach } from 'vitest';
import {
  createMinioStore,
  type MinioStoreOptions,
  type ObjectStore,
} from '../../activities/storage/index.js';
import { type FaultProxy, startFaultProxy } from './fault-proxy.js';
import { useBucket } from './minio.js';

export interface FaultyMinio {
  readonly proxy: FaultProxy;
  /** Settings that lead straight to the server. */
  readonly direct: MinioStoreOptions;
  /** Settings that lead through the proxy, with little patience. */
  readonly faulty: MinioStoreOptions;
  /** A store through the proxy. */
  store(changes?: Partial<MinioStoreOptions>): ObjectStore;
}

/** Registers hooks for a bucket and a proxy; the proxy forgets its rules before each test. */
export function useFaultyMinio(): () => FaultyMinio {
  const bucket = useBucket();
  let proxy: FaultProxy | undefined;
  beforeAll(async () => {
    proxy = await startFaultProxy(bucket().endpoint);
  });
  beforeEach(() => proxy?.reset());
  afterAll(() => proxy?.close());
  return () => {
    if (!proxy) throw new Error('The proxy is there once the hooks have run, not before.');
    const retries = { attempts: 4, baseDelay: 2, maxDelay: 20 };
    const faulty = { ...bucket(), endpoint: proxy.endpoint, retries };
    const store = (changes = {}) => createMinioStore({ ...faulty, ...changes });
    return { proxy, direct: bucket(), faulty, store };
  };
}
