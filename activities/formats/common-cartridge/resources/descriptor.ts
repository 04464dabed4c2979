/** Finds the descriptor of a resource: in its file, or inside the manifest (flat form). */
import { PackageError } from '../../../errors.js';
import { absenceOf } from '../../absence.js';
import { parseXml } from '../../xml/parse.js';
import type { XmlElement } from '../../xml/tree.js';
import { DESCRIPTOR_ELEMENTS, descriptorForm } from '../manifest/resource-kind.js';
import type { ManifestResource } from '../manifest-types.js';
import { mainFile } from '../plan.js';
import type { Reading } from '../reading.js';

/** Descriptors above this size (bytes) are refused; real ones have a few thousand. */
const LARGEST = 10 * 2 ** 20;

export interface Descriptor {
  readonly root: XmlElement;
  /** The file it stands in. */
  readonly path: string;
}

/** Throws `PackageError` when there is none, or it is not well-formed, or is of another kind. */
export async function readDescriptor(resource: ManifestResource, reading: Reading): Promise<Descriptor> {
  const { root, path } = await findDescriptor(resource, reading);
  const expected = DESCRIPTOR_ELEMENTS[resource.kind];
  const problem = `the root element is "${root.name}"; for resource "${resource.identifier}" of type "${resource.type}" it must be "${expected}"`;
  const place = { path, element: `resource "${resource.identifier}"` };
  const form = descriptorForm(resource.kind, root.name);
  if (form === undefined) throw new PackageError(`${path}: ${problem}.`, place);
  if (form === 'old') {
    const message = `${path}: ${problem}. It was read like one.`;
    await reading.context.ledger.notice({ severity: 'warning', code: 'old_descriptor', message, ...place });
  }
  return { root, path };
}

async function findDescriptor(resource: ManifestResource, reading: Reading): Promise<Descriptor> {
  const { source, context, manifest } = reading;
  if (resource.inline !== undefined) return { root: resource.inline, path: manifest.path };
  const path = descriptorPath(resource, reading);
  return { root: parseXml(await source.read(path, LARGEST, context.signal), path), path };
}

/** The path of the descriptor's file. Throws `PackageError` when the package does not contain it. */
export function descriptorPath(resource: ManifestResource, reading: Reading): string {
  const path = mainFile(resource);
  if (path !== undefined && reading.source.entries.has(path)) return path;
  throw missingFile(resource, path, reading);
}

/** The fault lies where the file should be; a resource that names none is at fault itself. */
export function missingFile(
  { identifier }: Pick<ManifestResource, 'identifier'>,
  path: string | undefined,
  { manifest, source }: Pick<Reading, 'manifest' | 'source'>,
): PackageError {
  const element = `resource "${identifier}"`;
  if (path === undefined)
    return new PackageError(`${manifest.path}: ${element} names no file.`, { path: manifest.path, element });
  const message = `${manifest.path}: ${element} names "${path}", ${absenceOf(path, source)}.`;
  return new PackageError(message, { path });
}
