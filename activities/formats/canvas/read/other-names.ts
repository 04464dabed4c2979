/** What files call the objects they are of, where that is not the identifier the object goes by: others may use it. */
import type { Reference } from '../../../course/model/common.js';
import type { PackageSource } from '../../types.js';
import type { Catalogue } from './catalogue-types.js';
import { nameInPage, nameInXml } from './names-in-files.js';

/** What a file calls the object `id`. */
export interface Name {
  readonly id: string;
  readonly name: string;
  /** Nothing else names the object: it goes by this. */
  readonly isIdentity?: boolean;
}

const SETTINGS = { elements: ['assignment'], attribute: 'identifier' };
const QTI = { elements: ['assessment', 'objectbank'], attribute: 'ident' };

/** Reads the heads of pages, assignments and QTI files: each part's names, one part at a time. */
export async function* namesInHeads(
  source: PackageSource,
  { pages, assignments, quizzes, banks }: Catalogue,
  signal: AbortSignal,
): AsyncGenerator<readonly Name[]> {
  for (const { id, path, resource } of pages) {
    const name = await nameInPage(source, path, signal);
    yield otherNames(id, [name]).map((one) => (resource === undefined ? { ...one, isIdentity: true } : one));
  }
  for (const { id, settings, descriptor } of assignments) {
    const paths = [settings, descriptor].filter((path) => path !== undefined);
    for (const path of paths) yield otherNames(id, [await nameInXml(source, path, SETTINGS, signal)]);
  }
  for (const { id, qti, commonQti } of quizzes)
    yield otherNames(id, [await nameInXml(source, qti ?? commonQti, QTI, signal)]);
  for (const { id, path } of banks) yield otherNames(id, [await nameInXml(source, path, QTI, signal)]);
}

export function otherNames(id: string, names: readonly (string | undefined)[]): Name[] {
  return names.flatMap((name) => (name === undefined || name === id ? [] : [{ id, name }]));
}

/** Adds the names that no other object has; comes back with those that are not the identity of their object. */
export function addNames(
  names: readonly Name[],
  objects: Map<string, Reference>,
): ReadonlyMap<string, Reference> {
  const added = new Map<string, Reference>();
  for (const { id, name, isIdentity = false } of names) {
    const target = objects.get(id);
    if (target === undefined || objects.has(name)) continue;
    objects.set(name, isIdentity ? { ...target, migrationId: name } : target);
    if (isIdentity) objects.set(id, { ...target, migrationId: name });
    else added.set(name, target);
  }
  return added;
}
