/**
 * The worker process. Reads its configuration from the environment, works until it is told to stop (SIGTERM, SIGINT),
 * and ends with exit code 0; with 1 and a message when it cannot start or go on.
 */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Logger } from '@temporalio/worker';
import { activitiesFor } from './activities.js';
import { type Config, ConfigError, readConfig, unknownVariables } from './config.js';
import { connectStorage, connectTemporal } from './connect.js';
import { createWorkers } from './create.js';
import { createLogger } from './logger.js';
import { runWorkers } from './run.js';
import { installRuntime } from './runtime.js';

const BUNDLE = fileURLToPath(new URL('../workflow-bundle.js', import.meta.url));

/** Aborted when the process is told to stop. Once workers run, Temporal's runtime hears of it by itself. */
function stopSignal(): AbortSignal {
  const stopping = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGQUIT'] as const) {
    process.once(signal, () => stopping.abort(new Error(`told to stop by ${signal}`)));
  }
  return stopping.signal;
}

function warnOfUnknown(logger: Logger): void {
  for (const name of unknownVariables()) {
    logger.warn(
      `${name} is not a setting of Cartwright and has no effect; docs/configuration.md lists them all.`,
    );
  }
}

/** Says what this process works on, to people and to a parent process that waits for it. */
function announce(config: Config, logger: Logger): void {
  logger.info('Cartwright works.', {
    temporal: config.temporal.connection.address,
    namespace: config.temporal.namespace,
    storage: config.storage.endpoint,
    bucket: config.storage.bucket,
    taskQueue: config.taskQueues.jobs,
    role: config.role,
  });
  process.send?.('ready');
}

async function work(config: Config, logger: Logger, signal: AbortSignal): Promise<void> {
  if (!existsSync(BUNDLE)) throw new Error(`${BUNDLE} is missing: run "npm run build".`);
  const store = await connectStorage(config, { logger, signal });
  const connection = await connectTemporal(config.temporal, { logger, signal });
  try {
    const activities = activitiesFor(config, store);
    const workers = await createWorkers({ config, connection, activities, bundle: BUNDLE });
    const run = runWorkers(workers);
    announce(config, logger);
    await run;
  } finally {
    await connection.close();
  }
}

async function main(): Promise<void> {
  const config = readConfig();
  const logger = createLogger(config.log);
  installRuntime(config, logger);
  warnOfUnknown(logger);
  const signal = stopSignal();
  try {
    await work(config, logger, signal);
  } catch (error) {
    if (!signal.aborted) throw error;
    logger.info('Cartwright stopped before it began to work.', { reason: signal.reason });
  }
}

try {
  await main();
  process.exit(0);
} catch (error) {
  // A wrong setting is for whoever set it: no stack.
  console.error(error instanceof ConfigError ? error.message : error);
  process.exit(1);
}
