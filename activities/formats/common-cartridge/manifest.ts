/** Reads imsmanifest.xml as a stream: one small plain object per resource and item, whatever version wrote it. */
import { createPace } from '../../archive/pace.js';
import { PackageError } from '../../errors.js';
import type { PackageSource } from '../types.js';
import { streamXml } from '../xml/parse.js';
import type { XmlElement } from '../xml/tree.js';
import { beginManifest, takeEvent } from './manifest/reading.js';
import { fromWindows1252, isWronglyEncoded, wronglyEncoded } from './manifest/wrong-encoding.js';
import type { Manifest } from './manifest-types.js';

export const MANIFEST_PATH = 'imsmanifest.xml';

export interface ReadManifestOptions {
  readonly signal?: AbortSignal;
  /** Where the manifest lies in the package. */
  readonly path?: string;
}

/**
 * Reads the manifest of a package. Throws `PackageError` when there is none, it is not well-formed, or its root is
 * no `manifest`. Nothing of it is settled in a ledger: what was not understood stands in `lost` of the manifest,
 * its items and resources, what is odd in `notices`.
 */
export async function readManifest(
  source: PackageSource,
  { signal, path: wanted = MANIFEST_PATH }: ReadManifestOptions = {},
): Promise<Manifest> {
  const path = source.find(wanted)?.path;
  if (path === undefined) {
    const problem = 'the package does not contain this file, so nothing in it can be found';
    throw new PackageError(`${wanted}: ${problem}.`, { path: wanted });
  }
  const open = () => source.open(path, signal);
  try {
    return await takeManifest(open(), source, path, signal);
  } catch (error) {
    if (!isWronglyEncoded(error)) throw error;
    const manifest = await takeManifest(fromWindows1252(open()), source, path, signal).catch(() => {
      throw error;
    });
    return { ...manifest, notices: [...manifest.notices, wronglyEncoded(path)] };
  }
}

async function takeManifest(
  chunks: AsyncIterable<Uint8Array>,
  source: PackageSource,
  path: string,
  signal: AbortSignal | undefined,
): Promise<Manifest> {
  const reading = beginManifest(source, path);
  const pace = createPace();
  for await (const events of streamXml(chunks, path, isRecord)) {
    for (const event of events) {
      signal?.throwIfAborted();
      takeEvent(event, reading);
      const turn = pace();
      if (turn !== undefined) await turn;
    }
  }
  return reading.finish();
}

/** Elements that are read whole: all but those that may hold thousands of others. */
function isRecord({ name }: XmlElement, ancestors: readonly XmlElement[]): boolean {
  const parent = ancestors.at(-1)?.name;
  switch (parent) {
    case undefined:
      return false;
    case 'manifest':
      return name !== 'organizations' && name !== 'resources';
    case 'organizations':
      return name !== 'organization';
    case 'organization':
    case 'item':
      return name !== 'item';
    default:
      return true;
  }
}
