/** One `resource` element as plain data, its references turned into paths of the package. */
import type { PackageSource } from '../../types.js';
import { attribute, children, elements, type XmlElement } from '../../xml/tree.js';
import type { ManifestResource } from '../manifest-types.js';
import { decodePercent, findFile, isExternal, resolvePath } from '../package-path.js';
import { lostOf } from './lost.js';
import { readDescribed } from './metadata.js';
import { DESCRIPTOR_ELEMENTS, resourceKindOf } from './resource-kind.js';

export interface ResourceScope {
  readonly source: Pick<PackageSource, 'find'>;
  /** The folder that xml:base of the manifest and of `resources` make. */
  readonly base: string;
  /** Gives the identifier a resource goes by. */
  identify(written: string | undefined, line: number): string;
}

/** Reads a `resource`. Nothing of its XML is kept but an inline descriptor. */
export function readResource(element: XmlElement, scope: ResourceScope): ManifestResource {
  element.taken.self = true;
  const type = attribute(element, 'type') ?? '';
  const kind = resourceKindOf(type);
  const base = resolvePath(scope.base, attribute(element, 'base') ?? '');
  const toPath = (address: string) => packagePath(scope.source, base, address);
  const href = attribute(element, 'href')?.trim();
  const listed = children(element, 'file').flatMap((file) => attribute(file, 'href')?.trim() ?? []);
  const main = href === undefined || href === '' ? undefined : toPath(href);
  const inline = elements(element).find(({ name }) => name === DESCRIPTOR_ELEMENTS[kind]);
  const intendedUse = attribute(element, 'intendeduse')?.trim();
  return {
    identifier: scope.identify(attribute(element, 'identifier'), element.line),
    kind,
    type,
    ...readDescribed(element),
    ...(main === undefined ? {} : { href: main }),
    ...(intendedUse === undefined || intendedUse === '' ? {} : { intendedUse }),
    files: [...new Set([...(main === undefined || isExternal(main) ? [] : [main]), ...listed.map(toPath)])],
    dependencies: references(element, 'dependency'),
    ...(attribute(element, 'protected')?.trim() === 'true' ? { protected: true } : {}),
    variants: readVariants(element),
    ...(inline === undefined ? {} : { inline }),
    ...lostFields(element, inline),
    line: element.line,
  };
}

/** The path of the file an address names; as near as can be said when the package does not contain it. */
function packagePath(source: Pick<PackageSource, 'find'>, base: string, address: string): string {
  if (isExternal(address)) return address;
  return findFile(source, [base], address)?.entry.path ?? resolvePath(base, decodePercent(address));
}

/** Shared by all resources without: there may be a hundred thousand of them. */
const NONE: readonly never[] = [];

function references(element: XmlElement, name: string): readonly string[] {
  const all = children(element, name);
  if (all.length === 0) return NONE;
  const found = all.flatMap((one) => attribute(one, 'identifierref')?.trim() || []);
  return [...new Set(found)];
}

/** A variant's own metadata says for whom it is the better one; that choice is not made here. */
function readVariants(element: XmlElement): readonly string[] {
  for (const variant of children(element, 'variant')) attribute(variant, 'identifier');
  return references(element, 'variant');
}

function lostFields(element: XmlElement, inline: XmlElement | undefined): Pick<ManifestResource, 'lost'> {
  const lost = lostOf(
    element,
    ({ path }) => inline !== undefined && path.startsWith(`resource/${inline.name}`),
  );
  return lost.length === 0 ? {} : { lost };
}
