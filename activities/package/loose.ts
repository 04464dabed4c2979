/** A package that is one XML file: the flat form of a cartridge. It is read as a package with one entry. */
import { createHash } from 'node:crypto';
import type { StoredObject } from '../../workflows/contract.js';
import { PackageError } from '../errors.js';
import { detectPackage } from '../formats/detect.js';
import type { ObjectStore } from '../storage/port.js';
import type { OpenedPackage, OpenOptions } from './opened.js';
import { createPackageSource } from './package-source.js';

const MANIFEST = 'imsmanifest.xml';

export async function openLoose(
  store: ObjectStore,
  upload: StoredObject,
  name: string,
  { limits, spool, signal, progress }: OpenOptions,
): Promise<OpenedPackage> {
  const { key, etag, size } = upload;
  if (size > limits.maxEntrySize) {
    throw new PackageError(`${name}: the file has ${size} bytes; the limit is ${limits.maxEntrySize}.`);
  }
  const hash = createHash('sha256');
  let done = 0;
  for await (const chunk of spool.keep(
    MANIFEST,
    store.read({ key, etag, offset: 0, length: size }, { signal }),
  )) {
    hash.update(chunk);
    done += chunk.length;
    progress(done, size);
  }
  const location = { pack: 'none', offset: 0, storedSize: size, method: 'stored', crc32: 0 } as const;
  const entry = { path: MANIFEST, size, sha256: hash.digest('hex'), location };
  const source = createPackageSource({ name, entries: [entry], root: '', open: (path) => spool.read(path) });
  return {
    source,
    detected: await detectPackage(source, signal),
    kept: upload,
    settleRest: async () => undefined,
  };
}
