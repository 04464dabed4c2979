/** One `resource` element as plain data, its references turned into paths of the package. */
import type { PackageSource } from '../../types.js';
import { attribute, children, elements, type XmlElement } from '../../xml/tree.js';
import type { ManifestResource } from '../manifest-types.js';
import { decodePercent, findFile, isExternal, joinAddress, joinBase, resolvePath } from '../package-path.js';
import { lostOf } from './lost.js';
import { isTrue, readDescribed } from './metadata.js';
import { descriptorForm, resourceKindOf } from './resource-kind.js';

export interface ResourceScope {
  readonly source: Pick<PackageSource, 'find'>;
  /** The folder that xml:base of the manifest and of `resources` make. */
  readonly base: string;
  /** Types by themselves: thousands of resources have the same one, and share its text. */
  readonly types: Map<string, string>;
  /** Gives the identifier a resource goes by. */
  identify(written: string | undefined, line: number): string;
}

function shared(texts: Map<string, string>, text: string): string {
  const known = texts.get(text);
  if (known === undefined) texts.set(text, text);
  return known ?? text;
}

/** Reads a `resource`. Nothing of its XML is kept but an inline descriptor. */
export function readResource(element: XmlElement, scope: ResourceScope): ManifestResource {
  element.taken.self = true;
  const type = shared(scope.types, attribute(element, 'type') ?? '');
  const kind = resourceKindOf(type);
  const base = joinBase(scope.base, attribute(element, 'base') ?? '');
  const locate = (address: string) => locateFile(scope.source, base, address);
  const href = attribute(element, 'href')?.trim() || undefined;
  const main = href === undefined ? undefined : locate(href);
  const listed = children(element, 'file').flatMap((file) => attribute(file, 'href')?.trim() || []);
  const blackboard = readBlackboard(element, type, scope.source);
  const files = [...listed.map(locate), ...blackboard.files];
  const inline = elements(element).find(({ name }) => descriptorForm(kind, name) !== undefined);
  const intendedUse = attribute(element, 'intendeduse')?.trim();
  return {
    identifier: scope.identify(attribute(element, 'identifier'), element.line),
    kind,
    type,
    ...readDescribed(element),
    ...(main === undefined ? {} : { href: main.path }),
    ...(intendedUse === undefined || intendedUse === '' ? {} : { intendedUse }),
    files: [
      ...new Set(
        [...(main === undefined || isExternal(main.path) ? [] : [main]), ...files].map(({ path }) => path),
      ),
    ],
    dependencies: references(element, 'dependency'),
    ...(isTrue(attribute(element, 'protected')) ? { protected: true } : {}),
    variants: readVariants(element),
    ...(blackboard.title === undefined ? {} : { title: blackboard.title }),
    ...(inline === undefined ? {} : { inline }),
    ...lostFields(element, inline, [
      ...lostSuffix('@href', main),
      ...files.flatMap((file) => lostSuffix('file/@href', file)),
    ]),
    line: element.line,
  };
}

/** Blackboard has the file and the name in attributes, the file from the root of the package: its base is for others. */
function readBlackboard(
  element: XmlElement,
  type: string,
  source: Pick<PackageSource, 'find'>,
): { readonly files: readonly Located[]; readonly title?: string } {
  if (!/\/x-bb-/i.test(type)) return { files: NONE };
  const file = attribute(element, 'file')?.trim();
  const title = attribute(element, 'title');
  return {
    files: file === undefined || file === '' ? NONE : [locateFile(source, '', file)],
    ...(title === undefined ? {} : { title }),
  };
}

interface Located {
  /** Of the file an address names, as near as can be said when the package does not contain it; or the address. */
  readonly path: string;
  /** Its query and fragment, which no file has. */
  readonly suffix: string;
}

function locateFile(source: Pick<PackageSource, 'find'>, base: string, address: string): Located {
  if (isExternal(address)) return { path: address, suffix: '' };
  if (isExternal(base)) return { path: joinAddress(base, address), suffix: '' };
  const found = findFile(source, [base], address);
  if (found !== undefined) return { path: found.entry.path, suffix: found.suffix };
  return { path: resolvePath(base, decodePercent(address)), suffix: '' };
}

function lostSuffix(place: string, located: Located | undefined): string[] {
  return located === undefined || located.suffix === '' ? [] : [`${place} "…${located.suffix}"`];
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

/** An inline descriptor is read by the handler of the resource, which tells what was lost of it. */
function lostFields(
  element: XmlElement,
  inline: XmlElement | undefined,
  suffixes: readonly string[],
): Pick<ManifestResource, 'lost'> {
  const without = { ...element, children: element.children.filter((node) => node !== inline) };
  const lost = [...suffixes, ...lostOf(without)];
  return lost.length === 0 ? {} : { lost };
}
