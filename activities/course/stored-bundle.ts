/** Bundles in object storage: written as one object, read in ranges. */

import { openZip } from '../archive/open-zip.js';
import { problemOf } from '../archive/problem.js';
import { openEntry } from '../archive/read-entry.js';
import type { RandomAccess, ZipDirectory } from '../archive/types.js';
import { MissingObjectError } from '../storage/errors.js';
import type { CallOptions, ObjectInfo, ObjectStore } from '../storage/port.js';
import {
  BUNDLE_FORMAT,
  BUNDLE_VERSION,
  BundleError,
  type BundleInfo,
  collectionFile,
  INDEX_FILE,
  INFO_FILE,
  LEDGER_FILE,
  NOTICES_FILE,
} from './bundle-format.js';
import type { BundleWriter, FinishOptions } from './bundle-writer.js';
import type { CollectionName, CollectionRecord } from './collections.js';
import { type CourseIndex, createCourseIndex, type IndexLine } from './course-index.js';
import { createLineInterner } from './intern.js';
import type { LedgerEntry, Notice } from './ledger.js';
import { readNdjson } from './ndjson.js';

/** A bundle, open for reading; it reads the same until it is removed. */
export interface Bundle {
  readonly info: BundleInfo;
  /** Reads the whole index: the only part of a bundle that is ever held in memory. */
  index(signal?: AbortSignal): Promise<CourseIndex>;
  records<Name extends CollectionName>(
    collection: Name,
    signal?: AbortSignal,
  ): AsyncGenerator<CollectionRecord<Name>, void, void>;
  /** Empty for the bundle of a course version. */
  ledger(signal?: AbortSignal): AsyncGenerator<LedgerEntry, void, void>;
  notices(signal?: AbortSignal): AsyncGenerator<Notice, void, void>;
}

/** Names a stored bundle. Without an ETag and a size the object is taken as it is now. */
export interface BundleLocation {
  readonly key: string;
  readonly etag?: string;
  /** Bytes; saves a request together with the ETag. */
  readonly size?: number;
}

/** Opens a stored bundle. Throws `MissingObjectError` or `BundleError` when there is none. */
export async function openBundle(
  store: ObjectStore,
  location: BundleLocation,
  signal?: AbortSignal,
): Promise<Bundle> {
  const options = signal === undefined ? {} : { signal };
  const object = await locate(store, location, options);
  const zip = await openZip(bundleAccess(store, object), { limits: NO_LIMITS, ...options }).catch(
    damaged(location.key),
  );
  const archive = { zip, key: location.key };
  return { info: await readInfo(archive, signal), ...createReaders(archive) };
}

async function locate(
  store: ObjectStore,
  { key, etag, size }: BundleLocation,
  options: CallOptions,
): Promise<Required<BundleLocation>> {
  if (etag !== undefined && size !== undefined) return { key, etag, size };
  const found = await store.stat(key, options);
  if (found !== undefined) return { key, etag: etag ?? found.etag, size: found.size };
  const failure = { operation: 'open bundle', key, code: 'NoSuchKey', status: 404 };
  throw new MissingObjectError(`There is no bundle "${key}" in object storage.`, failure);
}

interface OpenArchive {
  readonly zip: ZipDirectory;
  readonly key: string;
}

/** Our own files are no attack. */
const NO_LIMITS = {
  maxTotalSize: Number.POSITIVE_INFINITY,
  maxEntrySize: Number.POSITIVE_INFINITY,
  maxRatio: Number.POSITIVE_INFINITY,
};

function bundleAccess(store: ObjectStore, { key, etag, size }: Required<BundleLocation>): RandomAccess {
  return {
    size,
    read: (offset, length, signal) =>
      store.read({ key, etag, offset, length }, signal === undefined ? {} : { signal }),
  };
}

function createReaders(archive: OpenArchive): Omit<Bundle, 'info'> {
  const read = <Value>(name: string, signal?: AbortSignal) =>
    readNdjson<Value>(openFile(archive, name, signal), `${archive.key}: ${name}`, signal);
  return {
    async index(signal) {
      const lines: IndexLine[] = [];
      const intern = createLineInterner();
      for await (const line of read<IndexLine>(INDEX_FILE, signal)) lines.push(intern(line));
      return createCourseIndex(lines);
    },
    records: (collection, signal) => read(collectionFile(collection), signal),
    ledger: (signal) => read(LEDGER_FILE, signal),
    notices: (signal) => read(NOTICES_FILE, signal),
  };
}

async function* openFile(
  { zip, key }: OpenArchive,
  name: string,
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array, void, void> {
  const entry = zip.byPath(name);
  if (entry === undefined) return;
  try {
    yield* openEntry(zip, entry, signal === undefined ? {} : { signal });
  } catch (error) {
    damaged(key)(error);
  }
}

/** A damaged archive is a fault of a package, but a damaged bundle is one of ours. */
function damaged(key: string): (error: unknown) => never {
  return (error) => {
    if (problemOf(error) === undefined) throw error;
    throw new BundleError(`The bundle ${key} is damaged: ${(error as Error).message}`, { cause: error });
  };
}

async function readInfo(archive: OpenArchive, signal: AbortSignal | undefined): Promise<BundleInfo> {
  const { key } = archive;
  const parts: Uint8Array[] = [];
  for await (const part of openFile(archive, INFO_FILE, signal)) parts.push(part);
  if (parts.length === 0) throw new BundleError(`${key} is no bundle: it holds no ${INFO_FILE}.`);
  const info = JSON.parse(Buffer.concat(parts).toString()) as BundleInfo;
  if (info.format === BUNDLE_FORMAT && info.version === BUNDLE_VERSION) return info;
  throw new BundleError(
    `${key} is a bundle of format ${info.format} ${info.version}; this engine reads ${BUNDLE_FORMAT} ${BUNDLE_VERSION}.`,
  );
}

/** A bundle that was stored: where it lies and what is in it. */
export interface StoredBundle {
  readonly object: ObjectInfo;
  readonly info: BundleInfo;
}

/** Finishes a bundle into one object. The upload is all or nothing; the writer is the caller's to dispose of. */
export async function storeBundle(
  store: ObjectStore,
  key: string,
  writer: BundleWriter,
  options: FinishOptions = {},
): Promise<StoredBundle> {
  const { signal } = options;
  const upload = await store.upload(key, { contentType: 'application/zip', ...(signal && { signal }) });
  try {
    const info = await writer.finish(upload, options);
    return { info, object: await upload.complete() };
  } catch (error) {
    await upload.abort().catch(() => undefined);
    throw error;
  }
}
