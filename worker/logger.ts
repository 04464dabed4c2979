/** The log of a worker: one pino logger for the process, handed to Temporal as well. */
import { DefaultLogger, type LogEntry, type Logger, type LogLevel } from '@temporalio/worker';
import { type DestinationStream, pino, stdSerializers } from 'pino';
import type { Config } from './config.js';
import { prettyLine } from './pretty-line.js';

/** Turns pino's JSON lines into lines for people. */
function prettyStream(target: DestinationStream): DestinationStream {
  return { write: (line) => target.write(prettyLine(line)) };
}

/**
 * A logger that prints to `target`. Times are those of the event, not of the printing: Temporal's runtime sorts
 * messages of its native part in before it hands them over.
 */
export function createLogger(log: Config['log'], target: DestinationStream = pino.destination(1)): Logger {
  const printer = pino(
    {
      level: log.level,
      base: null,
      timestamp: false,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { error: stdSerializers.err },
    },
    log.format === 'pretty' ? prettyStream(target) : target,
  );
  const level = log.level.toUpperCase() as LogLevel;
  return new DefaultLogger(level, ({ level: at, message, meta, timestampNanos }: LogEntry) => {
    const time = new Date(Number(timestampNanos / 1_000_000n)).toISOString();
    printer[at.toLowerCase() as Lowercase<LogLevel>]({ time, ...meta }, message);
  });
}
