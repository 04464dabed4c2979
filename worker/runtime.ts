/** Installs Temporal's runtime for the process: where its log goes and where metrics can be read. */
import { type Logger, Runtime, type TelemetryOptions } from '@temporalio/worker';
import type { Config } from './config.js';

/** Below warnings the native part reports every poll; that is of use only to someone who asked for all of it. */
const NATIVE_LEVEL = { trace: 'DEBUG', debug: 'INFO', info: 'WARN', warn: 'WARN', error: 'ERROR' } as const;

function telemetry({ log, metricsAddress }: Config): TelemetryOptions {
  const logging = { filter: { core: NATIVE_LEVEL[log.level], other: 'ERROR' as const }, forward: {} };
  if (metricsAddress === undefined) return { logging };
  const prometheus = {
    bindAddress: metricsAddress,
    countersTotalSuffix: true,
    unitSuffix: true,
    useSecondsForDurations: true,
  };
  return { logging, metrics: { prometheus } };
}

/**
 * Installs the runtime. Call once, before any connection or worker is made.
 *
 * @throws Error when the metrics address cannot be bound.
 */
export function installRuntime(config: Config, logger: Logger): Runtime {
  try {
    return Runtime.install({ logger, telemetryOptions: telemetry(config) });
  } catch (error) {
    if (config.metricsAddress === undefined) throw error;
    throw new Error(`Metrics cannot be served on ${config.metricsAddress} (CARTWRIGHT_METRICS_ADDRESS).`, {
      cause: error,
    });
  }
}
