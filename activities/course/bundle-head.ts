/** `head.json`: which version of a course is current, and which came before. The only object of a course that changes. */
import { MissingObjectError, PreconditionFailedError } from '../storage/errors.js';
import { headKey } from '../storage/keys.js';
import type { ObjectStore } from '../storage/port.js';
import { type CourseContext, type CourseVersion, VersionConflictError } from './store.js';

/** Where the bundle of a version lies. */
export interface VersionBundle {
  readonly key: string;
  readonly etag: string;
  /** Bytes. */
  readonly size: number;
}

/** One version as the head knows it. Its counts and packs stand in its bundle. */
export interface VersionEntry extends Pick<CourseVersion, 'number' | 'createdAt' | 'origin' | 'nextId'> {
  /** Names the import that made it: a repeated import finds itself here. */
  readonly attempt: string;
  /** Names the one call that made it: a call whose answer was lost finds itself here. */
  readonly token: string;
  readonly bundle: VersionBundle;
}

export interface Head {
  readonly format: 'cartwright-head';
  readonly version: 1;
  readonly current: VersionEntry & Pick<CourseVersion, 'counts' | 'packs'>;
  /** Earlier versions, oldest first. */
  readonly earlier: readonly VersionEntry[];
}

/** The head with the ETag it was read with. */
export interface ReadHead extends Head {
  readonly etag: string;
}

/** `undefined` for a course nothing was imported into. */
export async function readHead(
  objects: ObjectStore,
  context: CourseContext,
  signal?: AbortSignal,
): Promise<ReadHead | undefined> {
  try {
    const { bytes, info } = await objects.get(headKey(context), signal === undefined ? {} : { signal });
    return { ...(JSON.parse(Buffer.from(bytes).toString()) as Head), etag: info.etag };
  } catch (error) {
    if (error instanceof MissingObjectError) return undefined;
    throw error;
  }
}

/** All versions, newest first. */
export function entriesOf(head: Head): VersionEntry[] {
  return [head.current, ...head.earlier.toReversed()];
}

/** What became of a call that moves the head: it did, it certainly never will, or nobody knows. */
export type MoveOutcome =
  | { readonly state: 'moved' }
  | { readonly state: 'lost' | 'unknown'; readonly error: unknown };

/**
 * Makes a version current if `before` still is. Never throws: the caller has to clean up by the outcome. `unknown`
 * means that the write may still take effect, so what it names must stay.
 */
export async function moveHead(
  objects: ObjectStore,
  context: CourseContext,
  before: ReadHead | undefined,
  current: Head['current'],
  signal?: AbortSignal,
): Promise<MoveOutcome> {
  const options = {
    contentType: 'application/json',
    ...(before === undefined ? { ifNoneMatch: '*' as const } : { ifMatch: before.etag }),
    ...(signal === undefined ? {} : { signal }),
  };
  try {
    await objects.put(headKey(context), `${JSON.stringify(nextHead(before, current), null, 2)}\n`, options);
    return { state: 'moved' };
  } catch (error) {
    return outcomeOf(objects, context, before, current, error);
  }
}

function nextHead(before: ReadHead | undefined, current: Head['current']): Head {
  const earlier = before === undefined ? [] : [...before.earlier, withoutContent(before.current)];
  return { format: 'cartwright-head', version: 1, current, earlier };
}

function withoutContent({ counts: _, packs: __, ...entry }: Head['current']): VersionEntry {
  return entry;
}

/** The answer was an error; the head itself tells what happened. */
async function outcomeOf(
  objects: ObjectStore,
  context: CourseContext,
  before: ReadHead | undefined,
  { token }: Head['current'],
  error: unknown,
): Promise<MoveOutcome> {
  try {
    const now = await readHead(objects, context);
    if (now !== undefined && entriesOf(now).some((entry) => entry.token === token)) return { state: 'moved' };
    const isOver = error instanceof PreconditionFailedError || now?.etag !== before?.etag;
    return isOver ? { state: 'lost', error: conflict(context, error) } : { state: 'unknown', error };
  } catch {
    return { state: 'unknown', error };
  }
}

function conflict({ type, id }: CourseContext, cause?: unknown): VersionConflictError {
  return new VersionConflictError(
    `Another version of ${type} ${id} became current meanwhile.`,
    cause === undefined ? {} : { cause },
  );
}

/** Throws `VersionConflictError` unless this is the current version. */
export function requireBase(context: CourseContext, head: Head | undefined, base: number): void {
  if ((head?.current.number ?? 0) !== base) throw conflict(context);
}
