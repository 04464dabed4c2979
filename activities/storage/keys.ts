/** Where everything lies in object storage: the one place that knows how keys are built. */

/** What a set of course versions belongs to. */
export interface KeyContext {
  readonly type: 'course' | 'group' | 'user';
  readonly id: string | number;
}

/** A job of one kind, for example `content_exports` 42. */
export interface KeyJob {
  readonly kind: string;
  readonly id: string | number;
}

/** One attempt of one activity of one workflow run. */
export interface KeyAttempt {
  readonly runId: string;
  readonly activityId: string;
  readonly attempt: number;
}

/** What clients post: untrusted, overwritable, expires. */
export const UPLOADS_PREFIX = 'uploads/';
/** File bytes, immutable. */
export const PACKS_PREFIX = 'packs/';
export const CONTEXTS_PREFIX = 'contexts/';
export const JOBS_PREFIX = 'jobs/';

export function uploadKey(migrationId: string | number): string {
  return UPLOADS_PREFIX + segment('migration id', migrationId);
}

export function packKey(packId: string): string {
  return `${PACKS_PREFIX}${segment('pack id', packId)}.zip`;
}

/** Ends in a slash, as every prefix here. */
export function contextPrefix({ type, id }: KeyContext): string {
  return `${CONTEXTS_PREFIX}${segment('context type', type)}/${segment(`${type} id`, id)}/`;
}

/** Names the current version; the only mutable object of a context. */
export function headKey(context: KeyContext): string {
  return `${contextPrefix(context)}head.json`;
}

export function versionsPrefix(context: KeyContext): string {
  return `${contextPrefix(context)}versions/`;
}

/** `attempt` keeps two writers of the same number apart; the head then says whose version it is. */
export function versionKey(context: KeyContext, number: number, attempt?: string): string {
  if (!Number.isSafeInteger(number) || number < 1)
    throw refused('version number', number, 'it must be 1 or more');
  const suffix = attempt === undefined ? '' : `-${segment('attempt', attempt)}`;
  return `${versionsPrefix(context)}${number}${suffix}.zip`;
}

export function jobPrefix({ kind, id }: KeyJob): string {
  return `${JOBS_PREFIX}${segment('job kind', kind)}/${segment('job id', id)}/`;
}

/** An object of a job, for example its record: `jobKey(job, 'record.json')`. */
export function jobKey(job: KeyJob, name: string, ...rest: readonly string[]): string {
  return jobPrefix(job) + [name, ...rest].map((part) => segment('name', part)).join('/');
}

/** What one attempt of an activity writes: no other attempt, of this run or another, writes there. */
export function attemptPrefix(job: KeyJob, { runId, activityId, attempt }: KeyAttempt): string {
  const run = [segment('run id', runId), segment('activity id', activityId), segment('attempt', attempt)];
  return `${jobPrefix(job)}runs/${run.join('/')}/`;
}

export function attemptKey(
  job: KeyJob,
  attempt: KeyAttempt,
  name: string,
  ...rest: readonly string[]
): string {
  return attemptPrefix(job, attempt) + [name, ...rest].map((part) => segment('name', part)).join('/');
}

/** The pack id of a key below `packs/`, or `undefined` when the key is not one of `packKey`. */
export function packIdOf(key: string): string | undefined {
  const [, encoded] = /^packs\/([^/]+)\.zip$/.exec(key) ?? [];
  return encoded === undefined ? undefined : decodeURIComponent(encoded);
}

/** The context a key below `contexts/` belongs to, or `undefined` when it is none of `contextPrefix`. */
export function contextOf(key: string): { type: KeyContext['type']; id: string } | undefined {
  const [, type, encoded] = /^contexts\/(course|group|user)\/([^/]+)\//.exec(key) ?? [];
  return type && encoded ? { type: type as KeyContext['type'], id: decodeURIComponent(encoded) } : undefined;
}

/** File systems under a storage server take names up to 255 bytes. */
const LONGEST_SEGMENT = 240;

/** One part of a key: no separators, nothing a path could be made of; what is not plain ASCII is percent-encoded. */
function segment(what: string, value: string | number): string {
  const text = String(value);
  if (/^\.{0,2}$/.test(text)) throw refused(what, value, 'it must not be empty or dots only');
  if (/[/\\\p{Cc}\p{Cs}]/u.test(text))
    throw refused(what, value, 'it must not hold slashes or control characters');
  const code = (character: string) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
  const encoded = encodeURIComponent(text).replace(/[!'()*]/g, code);
  if (encoded.length > LONGEST_SEGMENT)
    throw refused(what, value, `it is longer than ${LONGEST_SEGMENT} bytes`);
  return encoded;
}

function refused(what: string, value: string | number, why: string): TypeError {
  return new TypeError(`The ${what} ${JSON.stringify(value)} cannot be part of a storage key: ${why}.`);
}
