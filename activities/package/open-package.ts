/** Opens an uploaded package: verifies it, tells its format, and keeps its bytes for the files of the course. */
import type { StoredObject } from '../../workflows/contract.js';
import { problemOf, readStored, type ZipProblemCode } from '../archive/index.js';
import type { Ledger } from '../course/ledger.js';
import { PackageError } from '../errors.js';
import { detectLoose, detectPackage } from '../formats/detect.js';
import type { PackageEntry } from '../formats/types.js';
import { packKey } from '../storage/keys.js';
import type { ObjectStore } from '../storage/port.js';
import { openLoose } from './loose.js';
import { objectSource } from './object-source.js';
import type { OpenedPackage, OpenOptions } from './opened.js';
import { keepPack, packIdentity } from './pack.js';
import { createPackageSource, type PackageContents } from './package-source.js';
import { type VerifiedPackage, verifyPackage } from './verify.js';

/** Bytes from the start that tell what a file is. */
const HEAD = 4096;

/** Throws `PackageError` or `UnsupportedError` when it cannot be read, with a sentence that says what it is. */
export async function openPackage(
  store: ObjectStore,
  upload: StoredObject,
  name: string,
  options: OpenOptions,
): Promise<OpenedPackage> {
  const head = await readHead(store, upload, options.signal);
  if (detectLoose(head, name) !== undefined) return openLoose(store, upload, name, options);
  const { entries: verified, ...findings } = await verify(store, upload, name, options);
  const pack = packIdentity(upload.size, verified);
  const entries = verified.map((entry) => packageEntry(entry, pack));
  const open = openFile(store, upload, options);
  const refused = new Map(findings.refused.map(({ path = '', message }) => [path, message]));
  const contents = { name, entries, refused, open };
  const whole = createPackageSource({ ...contents, root: '' });
  const detected = await detectPackage(whole, options.signal);
  await keepPack(store, upload, pack, { signal: options.signal });
  const kept = (await store.stat(packKey(pack), { signal: options.signal })) ?? upload;
  return {
    source: detected.root === '' ? whole : createPackageSource({ ...contents, root: detected.root }),
    detected,
    kept: { key: kept.key, etag: kept.etag, size: kept.size },
    settleRest: (ledger) => settleRest(ledger, findings, whole.entries, detected.root),
  };
}

const DAMAGED: ReadonlySet<ZipProblemCode> = new Set(['not_a_zip', 'truncated', 'directory_damaged']);

/** What is wrong with the archive as a whole is told by the name of its file. */
async function verify(
  store: ObjectStore,
  upload: StoredObject,
  name: string,
  options: OpenOptions,
): Promise<VerifiedPackage> {
  try {
    return await verifyPackage(objectSource(store, upload), options);
  } catch (error) {
    const problem = problemOf(error);
    if (problem === undefined || problem.path !== undefined) throw error;
    const sentence = `${name}: ${problem.message.replace(/^The /, 'the ')}`;
    const advice = DAMAGED.has(problem.code) ? ' Export the package again and upload the whole file.' : '';
    throw new PackageError(sentence + advice, {}, { cause: error });
  }
}

async function readHead(
  store: ObjectStore,
  { key, etag, size }: StoredObject,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  if (size === 0) return Buffer.alloc(0);
  for await (const part of store.read({ key, etag, offset: 0, length: Math.min(HEAD, size) }, { signal }))
    parts.push(part);
  return Buffer.concat(parts);
}

function packageEntry(
  { path, sha256, stored }: VerifiedPackage['entries'][number],
  pack: string,
): PackageEntry {
  const { size, ...location } = stored;
  return { path, size, sha256, location: { pack, ...location } };
}

/** Texts come from the spool, everything else from where it lies in the upload. */
function openFile(
  store: ObjectStore,
  upload: StoredObject,
  { spool, signal }: OpenOptions,
): PackageContents['open'] {
  const source = objectSource(store, upload);
  return (path, { location, size }, own = signal) => {
    if (spool.has(path)) return spool.read(path);
    return readStored(source, { ...location, size }, { path, signal: own });
  };
}

/** Readers settle files by their path below the root, so the types here are others: paths beside it may be the same. */
async function settleRest(
  ledger: Ledger,
  { refused, junk, problems }: Omit<VerifiedPackage, 'entries'>,
  entries: ReadonlyMap<string, PackageEntry>,
  root: string,
): Promise<void> {
  for (const { code, message } of problems) await ledger.notice({ severity: 'warning', code, message });
  const reasons = new Map<string, string>();
  for (const [at, { path = `entry ${at + 1}`, code, message }] of refused.entries()) {
    const first = entries.has(path) ? 'sound' : (reasons.get(path) ?? code);
    reasons.set(path, first);
    const place = path.startsWith(root) ? path.slice(root.length) : path;
    // What is wrong with a further entry of a path is a fault of its own.
    const because = code === first ? { path: place } : { path: place, element: code };
    await ledger.settle(
      { type: 'refused entry', path, element: `${code} ${at + 1}` },
      { state: 'failed', code, message, because },
    );
  }
  for (const path of new Set(junk)) {
    await ledger.settle(
      { type: 'zip entry', path },
      { state: 'merged', code: 'junk', message: `${path}: left by an operating system.` },
    );
  }
  for (const path of entries.keys()) {
    if (path.startsWith(root)) continue;
    const message = `${path}: the file lies beside the folder ${JSON.stringify(root)} that holds the manifest, and was not read.`;
    await ledger.settle(
      { type: 'outside entry', path },
      { state: 'unsupported', code: 'outside_root', message },
    );
  }
}
