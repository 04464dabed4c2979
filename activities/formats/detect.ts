/** Tells by content what a package is; names of files and their endings tell nothing. */
import { PackageError, UnsupportedError } from '../errors.js';
import { MANIFEST_PATH } from './common-cartridge/manifest.js';
import { detectBlackboardQuestions, detectByManifest } from './detect/by-manifest.js';
import { detectByRootElement } from './detect/by-root-element.js';
import { PRODUCT_FILES, READABLE, SIGNATURES } from './detect/signatures.js';
import type { DetectedPackage } from './detect/types.js';
import type { PackageSource } from './types.js';

export type { DetectedPackage } from './detect/types.js';

/**
 * What an opened archive holds. `source` is the whole archive; the package may lie in a folder of it.
 *
 * Throws `UnsupportedError` with a sentence that says what was found, when that is not read here, and `PackageError`
 * when the manifest cannot be read or there is nothing at all.
 */
export async function detectPackage(source: PackageSource, signal?: AbortSignal): Promise<DetectedPackage> {
  if (source.entries.size === 0) throw noFiles(source);
  const manifests = nearest(source, MANIFEST_PATH);
  const deepest = manifests[0] === undefined ? WRAPPED : depthOf(manifests[0]);
  for (const { name, ...found } of PRODUCT_FILES) {
    const path = onlyOne(
      nearest(source, name).filter((one) => depthOf(one) <= deepest),
      source,
    );
    if (path === undefined) continue;
    const root = path.slice(0, -name.length);
    if ('format' in found) return { ...found, root };
    const beside = manifests.find((one) => one.slice(0, -MANIFEST_PATH.length) === root);
    const questions =
      beside === undefined ? undefined : await detectBlackboardQuestions(source, beside, signal);
    if (questions !== undefined) return questions;
    throw new UnsupportedError(
      `${source.name}: this is ${found.product}, told by its file ${path}. ${READABLE}`,
      { path },
    );
  }
  const manifest = onlyOne(manifests, source);
  if (manifest !== undefined) return detectByManifest(source, manifest, signal);
  const found = await detectByRootElement(source, signal);
  if (found !== undefined) return found;
  throw new UnsupportedError(
    `${source.name}: the archive holds neither an imsmanifest.xml nor a Moodle backup nor QTI files. ${READABLE}`,
  );
}

function noFiles({ name, refused }: PackageSource): PackageError {
  const [reason = 'it is empty.'] = [...refused].flatMap(([path, why]) => (path.endsWith('/') ? [] : [why]));
  return new PackageError(`${name}: the package holds no file that can be read: ${reason}`);
}

/** A file in a folder of the archive; deeper ones are content, not marks of what the archive is. */
const WRAPPED = 2;

function depthOf(path: string): number {
  return path.split('/').length;
}

/** The paths of files of a name, in any case, that are nearest to the root. */
function nearest({ entries }: PackageSource, name: string): string[] {
  const paths = [...entries.keys()].filter(
    (path) => path.slice(path.lastIndexOf('/') + 1).toLowerCase() === name,
  );
  const least = Math.min(...paths.map(depthOf));
  return paths.filter((path) => depthOf(path) === least);
}

/** Two folders with one each are two packages in one archive. */
function onlyOne([first, second]: readonly string[], { name }: PackageSource): string | undefined {
  if (first === undefined || second === undefined) return first;
  throw new UnsupportedError(
    `${name}: the archive holds several packages, among them ${first} and ${second}; each must be imported by itself.`,
    { path: first },
  );
}

/**
 * What a file is that may be no archive, by its first bytes (some 4,000): `flat` is a cartridge that is one XML file,
 * to be read as a package with the one entry imsmanifest.xml; `undefined` may be a ZIP archive. `name` is for messages.
 *
 * Throws `UnsupportedError` for files that are surely something else.
 */
export function detectLoose(head: Uint8Array, name: string): 'flat' | undefined {
  const start = Buffer.from(head.buffer, head.byteOffset, head.byteLength);
  for (const { at, bytes, product } of SIGNATURES) {
    if (start.toString('latin1', at, at + bytes.length) === bytes)
      throw new UnsupportedError(`${name}: this is ${product}. ${READABLE}`);
  }
  // UTF-16 becomes readable without its zero bytes; a declared encoding may be wrong anyway.
  const text = start
    .toString('latin1')
    .replaceAll('\0', '')
    .replace(/^(\xef\xbb\xbf|\xff\xfe|\xfe\xff)/, '');
  if (!/^\s*</.test(text)) return undefined;
  const root = rootElement(text);
  if (root === undefined || root === 'manifest') return 'flat';
  throw new UnsupportedError(`${name}: this is an XML file with the root element "${root}". ${READABLE}`);
}

/** `undefined` when it does not stand in the text, as behind a very long comment. */
function rootElement(text: string): string | undefined {
  const content = text.replace(/<!--[\s\S]*?(-->|$)/g, '').replace(/<[?!][\s\S]*?>/g, '');
  return /^\s*<(?:[\w.-]+:)?([\w.-]+)/.exec(content)?.[1];
}
