/** Reads the manifest for the validator: its shape is checked on the way, what the rules need is kept. */
import type { PackageSource } from '../../types.js';
import { streamXml } from '../../xml/parse.js';
import { elements, plainText, type XmlElement } from '../../xml/tree.js';
import { resolvePath } from '../package-path.js';
import { itemShape, manifestShape, resourceShape, rootItemShape } from './manifest-shapes.js';
import { complainAbout, type ReportProblem } from './problem.js';
import { checkShape, expectNamespace } from './shape.js';
import {
  contentOfType,
  type ResourceRole,
  type TypedContent,
  VERSIONS,
  type VersionRules,
} from './versions.js';

export const MANIFEST_PATH = 'imsmanifest.xml';

export interface CheckedResource {
  readonly identifier: string;
  readonly role: ResourceRole | undefined;
  /** What its type says its files are, by the rules of which version; Canvas writes types of 1.1 in every version. */
  readonly content: TypedContent | undefined;
  /** What xml:base says its addresses start from. */
  readonly folder: string;
  /** As written. */
  readonly href: string | undefined;
  readonly hrefs: readonly string[];
  readonly dependencies: readonly string[];
  /** The resources it is a variant of. */
  readonly variants: readonly string[];
}

export interface CheckedItem {
  readonly identifier: string;
  readonly identifierref: string | undefined;
  readonly hasTitle: boolean;
  readonly hasChildren: boolean;
}

export interface CheckedManifest {
  readonly version: VersionRules;
  /** Every identifier of manifest, organisations, items and resources, doubles included. */
  readonly identifiers: readonly string[];
  readonly items: readonly CheckedItem[];
  readonly resources: ReadonlyMap<string, CheckedResource>;
}

/**
 * Reads and checks the shape of the manifest; `undefined` when it is of a version that is not known. Throws
 * `PackageError` when it is not well-formed.
 */
export async function readManifest(
  source: PackageSource,
  report: ReportProblem,
  signal?: AbortSignal,
): Promise<CheckedManifest | undefined> {
  const identifiers: string[] = [];
  const items: CheckedItem[] = [];
  const resources = new Map<string, CheckedResource>();
  let version: VersionRules | undefined;
  const bytes = source.open(MANIFEST_PATH, signal);
  for await (const events of streamXml(bytes, MANIFEST_PATH, isResource, isItem)) {
    for (const event of events) {
      const { element } = event;
      if (event.type === 'open' && event.ancestors.length === 0) {
        version = versionOf(element, report);
        if (version === undefined) return undefined;
      }
      if (version === undefined || event.type === 'open') continue;
      if (event.type === 'record') {
        const folder = [...event.ancestors, element].reduce(folderIn, '');
        noteResource(element, { version, folder, report }, resources);
        identifiers.push(...variantsOf(element));
      }
      if (element.namespace === version.namespace && IDENTIFIED.has(element.name))
        identifiers.push(element.attributes.get('identifier') ?? '');
      if (event.type === 'close' && isItem(element, event.ancestors)) {
        const isRoot = event.ancestors.length === ROOT_ITEM_DEPTH;
        const shape = isRoot ? rootItemShape(version) : itemShape(version);
        checkShape(element, shape, { report, path: MANIFEST_PATH });
        if (!isRoot) items.push(itemOf(element));
      }
      if (event.ancestors.length === 0)
        checkShape(element, manifestShape(version), { report, path: MANIFEST_PATH });
    }
  }
  return version === undefined ? undefined : { version, identifiers, items, resources };
}

const IDENTIFIED = new Set(['manifest', 'organization', 'item', 'resource']);

function isResource(element: XmlElement, ancestors: readonly XmlElement[]): boolean {
  return element.name === 'resource' && ancestors.length === 2 && ancestors[1]?.name === 'resources';
}

const ROOT_ITEM_DEPTH = 3;

/** Items are checked one by one: a course may have a hundred thousand, one inside the other. */
function isItem(element: XmlElement, ancestors: readonly XmlElement[]): boolean {
  return (
    element.name === 'item' &&
    ancestors[2]?.name === 'organization' &&
    ancestors.slice(ROOT_ITEM_DEPTH).every(({ name }) => name === 'item')
  );
}

function versionOf(root: XmlElement, report: ReportProblem): VersionRules | undefined {
  const version = root.name === 'manifest' ? VERSIONS.get(root.namespace) : undefined;
  if (version === undefined)
    complainAbout(report, MANIFEST_PATH)(
      'unknown_version',
      `the root is <${root.name}> of "${root.namespace}"; <manifest> of Common Cartridge 1.0 to 1.4 is expected.`,
    );
  return version;
}

function folderIn(folder: string, { attributes }: XmlElement): string {
  return resolvePath(folder, attributes.get('base') ?? '');
}

interface ResourceContext {
  readonly version: VersionRules;
  readonly folder: string;
  readonly report: ReportProblem;
}

function noteResource(
  element: XmlElement,
  { version, folder, report }: ResourceContext,
  resources: Map<string, CheckedResource>,
): void {
  const identifier = element.attributes.get('identifier') ?? '';
  const owner = `resource "${identifier}"`;
  expectNamespace(element, version.namespace, complainAbout(report, MANIFEST_PATH, '<resources>'));
  checkShape(element, resourceShape(version), { report, path: MANIFEST_PATH, owner });
  resources.set(identifier, {
    identifier,
    folder,
    role: version.roles.get(element.attributes.get('type') ?? ''),
    content: contentOfType(element.attributes.get('type') ?? '', version),
    href: element.attributes.get('href'),
    hrefs: elements(element, 'file').map((file) => file.attributes.get('href') ?? ''),
    dependencies: referencesOf(element, 'dependency'),
    variants: referencesOf(element, 'variant'),
  });
}

/** Variants are named among the identifiers of the manifest. */
function variantsOf(resource: XmlElement): string[] {
  return elements(resource, 'variant').map((variant) => variant.attributes.get('identifier') ?? '');
}

function referencesOf(element: XmlElement, name: string): string[] {
  return elements(element, name).map((child) => child.attributes.get('identifierref') ?? '');
}

function itemOf(element: XmlElement): CheckedItem {
  const [title] = elements(element, 'title');
  return {
    identifier: element.attributes.get('identifier') ?? '',
    identifierref: element.attributes.get('identifierref'),
    hasTitle: title !== undefined && plainText(title).trim() !== '',
    hasChildren: elements(element, 'item').length > 0,
  };
}
