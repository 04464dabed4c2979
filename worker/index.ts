/** The worker as a library, for a process that brings its own activities, connection or runtime. */
export {
  type Config,
  ConfigError,
  type Role,
  readConfig,
  type StorageConfig,
  type TemporalConfig,
  taskQueues,
} from './config.js';
export { type ConnectOptions, connectStorage, connectTemporal } from './connect.js';
export { createWorkers, type WorkerParts } from './create.js';
export { createLogger } from './logger.js';
export { runWorkers } from './run.js';
export { installRuntime } from './runtime.js';
