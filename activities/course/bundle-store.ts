/**
 * The embedded course store: versions are bundles in object storage, and one small object, moved by a conditional
 * write, names the current one. A version is there whole or not at all, whatever fails at whatever moment.
 */
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { MissingObjectError } from '../storage/errors.js';
import { versionKey } from '../storage/keys.js';
import type { ObjectStore } from '../storage/port.js';
import { BundleError } from './bundle-format.js';
import { entriesOf, type Head, moveHead, readHead, requireBase, type VersionEntry } from './bundle-head.js';
import { type BundleWriter, createBundleWriter } from './bundle-writer.js';
import {
  type CourseContext,
  type CourseDraft,
  type CourseSnapshot,
  type CourseStore,
  type CourseVersion,
  MissingVersionError,
  type WriteOptions,
} from './store.js';
import { type Bundle, openBundle, storeBundle } from './stored-bundle.js';

export interface BundleCourseStoreOptions {
  /** For the temporary files of a version in the making; by default the system's folder. */
  readonly temporaryFolder?: string;
}

export function createBundleCourseStore(
  objects: ObjectStore,
  { temporaryFolder = tmpdir() }: BundleCourseStoreOptions = {},
): CourseStore {
  return {
    async head(context, signal) {
      const head = await readHead(objects, context, signal);
      return head === undefined ? undefined : versionOf(head.current, head.current);
    },
    async open(context, version, signal) {
      const { entry, bundle } = await openVersion(objects, context, version, signal);
      return snapshotOf(entry, bundle, signal);
    },
    write: (context, options, fill) => write(objects, temporaryFolder, context, options, fill),
    versions: (context, signal) => versions(objects, context, signal),
    restore: (context, version, base, signal) => restore(objects, context, version, base, signal),
  };
}

/** The keys of the bundles that versions of a course lie in: whoever removes old bundles keeps these. */
export async function versionKeys(
  objects: ObjectStore,
  context: CourseContext,
  signal?: AbortSignal,
): Promise<string[]> {
  const head = await readHead(objects, context, signal);
  return head === undefined ? [] : [...new Set(entriesOf(head).map(({ bundle }) => bundle.key))];
}

function versionOf(
  { number, createdAt, origin, nextId }: VersionEntry,
  { counts, packs }: Pick<CourseVersion, 'counts' | 'packs'>,
): CourseVersion {
  return { number, createdAt, origin, counts, packs, nextId };
}

async function openVersion(
  objects: ObjectStore,
  context: CourseContext,
  number: number | undefined,
  signal: AbortSignal | undefined,
): Promise<{ entry: VersionEntry; bundle: Bundle }> {
  const head = await readHead(objects, context, signal);
  const entries = head === undefined ? [] : entriesOf(head);
  const entry = number === undefined ? entries[0] : entries.find((each) => each.number === number);
  if (entry === undefined) throw missing(context, number);
  try {
    return { entry, bundle: await openBundle(objects, entry.bundle, signal) };
  } catch (error) {
    if (error instanceof MissingObjectError) throw missing(context, entry.number, error);
    throw error;
  }
}

function missing(
  { type, id }: CourseContext,
  number: number | undefined,
  cause?: unknown,
): MissingVersionError {
  const text =
    number === undefined
      ? `There is no version of ${type} ${id}.`
      : `There is no version ${number} of ${type} ${id}.`;
  return new MissingVersionError(text, cause === undefined ? {} : { cause });
}

async function snapshotOf(
  entry: VersionEntry,
  bundle: Bundle,
  signal: AbortSignal | undefined,
): Promise<CourseSnapshot> {
  return {
    version: versionOf(entry, bundle.info),
    index: await bundle.index(signal),
    records: (collection, reading) => bundle.records(collection, reading),
  };
}

async function write(
  objects: ObjectStore,
  spoolFolder: string,
  context: CourseContext,
  options: WriteOptions,
  fill: (draft: CourseDraft) => Promise<void>,
): Promise<CourseVersion> {
  const { base, attempt, nextId, signal } = options;
  const head = await readHead(objects, context, signal);
  const done = head === undefined ? undefined : entriesOf(head).find((entry) => entry.attempt === attempt);
  if (done !== undefined) return versionOf(done, await contentOf(objects, done, signal));
  requireBase(context, head, base);
  if (nextId < (head?.current.nextId ?? 1)) throw new RangeError(`The next id ${nextId} was given before.`);
  const writer = createBundleWriter({ spoolFolder, withIds: true });
  try {
    await fill(draftOf(writer));
    return await commit(objects, context, head, writer, options);
  } finally {
    await writer.dispose();
  }
}

async function contentOf(objects: ObjectStore, { bundle }: VersionEntry, signal?: AbortSignal) {
  return (await openBundle(objects, bundle, signal)).info;
}

/** In a version every object has its own name; what the draft gives is written as it is or not at all. */
function draftOf(writer: BundleWriter): CourseDraft {
  return {
    async write(collection, record, known) {
      const { written, renamed } = await writer.write(collection, record, known);
      const [double] = renamed;
      if (written && double === undefined) return;
      const name =
        double === undefined
          ? `${collection} "${record.migrationId}"`
          : `${double.from.kind} "${double.from.migrationId}"`;
      throw new BundleError(`${name} was written twice into one version of a course.`);
    },
  };
}

async function commit(
  objects: ObjectStore,
  context: CourseContext,
  head: Awaited<ReturnType<typeof readHead>>,
  writer: BundleWriter,
  { base, attempt, origin, nextId, signal }: WriteOptions,
): Promise<CourseVersion> {
  const number = base + 1;
  const token = randomBytes(8).toString('hex');
  const key = versionKey(context, number, `${attempt}-${token}`);
  const remove = () => objects.remove([key]).catch(() => undefined);
  const { object, info } = await storeBundle(objects, key, writer, { signal }).catch(async (error) => {
    await remove();
    throw error;
  });
  const { counts, packs } = info;
  const bundle = { key, etag: object.etag, size: object.size };
  const current = { number, createdAt: now(), origin, nextId, attempt, token, bundle, counts, packs };
  const outcome = await moveHead(objects, context, head, current, signal);
  if (outcome.state === 'moved') return versionOf(current, info);
  if (outcome.state === 'lost') await remove();
  throw outcome.error;
}

function now(): string {
  return new Date().toISOString();
}

async function* versions(
  objects: ObjectStore,
  context: CourseContext,
  signal: AbortSignal | undefined,
): AsyncGenerator<CourseVersion, void, void> {
  const head = await readHead(objects, context, signal);
  if (head === undefined) return;
  yield versionOf(head.current, head.current);
  for (const entry of head.earlier.toReversed()) {
    const content = await contentOf(objects, entry, signal).catch(whenMissing);
    // A version that was swept away cannot come back, and is no version any more.
    if (content !== undefined) yield versionOf(entry, content);
  }
}

function whenMissing(error: unknown): undefined {
  if (!(error instanceof MissingObjectError)) throw error;
}

/** The content is the earlier version's very bundle; nothing is copied. */
async function restore(
  objects: ObjectStore,
  context: CourseContext,
  version: number,
  base: number,
  signal: AbortSignal | undefined,
): Promise<CourseVersion> {
  const head = await readHead(objects, context, signal);
  requireBase(context, head, base);
  const { entry, bundle } = await openVersion(objects, context, version, signal);
  const token = randomBytes(8).toString('hex');
  const current: Head['current'] = {
    number: base + 1,
    createdAt: now(),
    origin: `restored from version ${version}`,
    nextId: head?.current.nextId ?? entry.nextId,
    attempt: `restore-${token}`,
    token,
    bundle: entry.bundle,
    counts: bundle.info.counts,
    packs: bundle.info.packs,
  };
  const outcome = await moveHead(objects, context, head, current, signal);
  if (outcome.state === 'moved') return versionOf(current, current);
  throw outcome.error;
}
