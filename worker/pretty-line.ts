/** One line of the log, for people: time, level, message, and what belongs to it. */

interface LoggedError {
  readonly message?: string;
  readonly stack?: string;
}

/** Shown in front, or known to every message of one process. */
const NOT_REPEATED = new Set(['time', 'level', 'msg', 'error', 'sdkComponent', 'workerId', 'workerIdentity']);

function shownValue(value: unknown): string {
  if (typeof value === 'string' && /^[^\s"=]+$/.test(value)) return value;
  return JSON.stringify(value) ?? 'undefined';
}

function shownError(error: LoggedError): string {
  return `\n    ${(error.stack ?? error.message ?? JSON.stringify(error)).replaceAll('\n', '\n    ')}`;
}

/**
 * Rewrites a JSON line of the log as `15:04:05.123 INFO  message key=value`, an error's stack below it.
 * A line that is no JSON object is passed on as it is.
 */
export function prettyLine(line: string): string {
  const entry = parsed(line);
  if (entry === undefined) return line;
  const details = Object.entries(entry)
    .filter(([key]) => !NOT_REPEATED.has(key))
    .map(([key, value]) => ` ${key}=${shownValue(value)}`);
  const time = String(entry.time).slice(11, 23);
  const level = String(entry.level).toUpperCase().padEnd(5);
  const error = entry.error ? shownError(entry.error as LoggedError) : '';
  return `${time} ${level} ${entry.msg ?? ''}${details.join('')}${error}\n`;
}

function parsed(line: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
