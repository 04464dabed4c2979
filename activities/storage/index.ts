/** Object storage: the port, its MinIO and in-memory implementations, and the layout of keys. */

export * from './errors.js';
export * from './keys.js';
export { createMemoryStore } from './memory.js';
export { type BucketRules, type PreparedBucket, prepareBucket } from './minio/bucket.js';
export type { MinioStoreOptions } from './minio/options.js';
export { createMinioStore } from './minio/store.js';
export type * from './port.js';
