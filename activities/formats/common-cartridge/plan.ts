/**
 * What is decided before the first file is read, from the manifest and the list of files alone: what each resource
 * will be, which object each file belongs to, and so where every link leads.
 *
 * Ids: an object has the identifier of its resource. The first file of a resource of files (its href, if it has one)
 * has it too; every further file is `<identifier>_<hash>`, a file the manifest does not name `file_<hash>`: the first
 * 16 digits of the SHA-256 of its path.
 */
import { createHash } from 'node:crypto';
import type { ObjectKind, Reference } from '../../course/model/common.js';
import { isHtmlPath } from '../media-type.js';
import type { PackageSource } from '../types.js';
import type { Manifest, ManifestResource, ResourceKind } from './manifest-types.js';
import { isExternal } from './package-path.js';
import { chooseVariants } from './variants.js';

/** HTML files above this size (bytes) stay files. */
export const LARGEST_PAGE = 10 * 2 ** 20;

/** The object a file is, or is part of, and the resource that brings it. */
export interface Claim {
  readonly target: Reference;
  readonly by: string;
}

export interface CartridgePlan {
  /** The resource that is imported in place of another: itself, if it has no better variant. */
  standIn(identifier: string): string;
  /** The resources that items show, with the title of the first item. */
  readonly shown: ReadonlyMap<string, string | undefined>;
  /** What a resource will be; `undefined` when it can become nothing. */
  target(identifier: string): Reference | undefined;
  /** By path: every file that the manifest names and the package contains. */
  readonly claims: ReadonlyMap<string, Claim>;
  /** The object that the files of associated content are private to. */
  owner(identifier: string): Reference | undefined;
}

/** What resources of a kind become; content is a page where the organisation shows its HTML, else a file. */
const OBJECTS: Readonly<Record<ResourceKind, ObjectKind | 'content' | 'package'>> = {
  webcontent: 'content',
  associatedcontent: 'content',
  discussionTopic: 'discussionTopic',
  webLink: 'webLink',
  assessment: 'quiz',
  questionBank: 'questionBank',
  basicLti: 'externalTool',
  assignment: 'assignment',
  epub: 'package',
  apip: 'package',
  iwb: 'package',
  openVideo: 'package',
  qti3: 'package',
  unknown: 'package',
};

/** Plans the import of a cartridge. Holds one small object per file and resource. */
export function planCartridge(manifest: Manifest, source: Pick<PackageSource, 'entries'>): CartridgePlan {
  const { resources } = manifest;
  const hasContent = (resource: ManifestResource) =>
    resource.inline !== undefined || isLink(resource) || source.entries.has(mainFile(resource) ?? '');
  const replacedBy = chooseVariants(
    manifest,
    (resource) => OBJECTS[resource.kind] !== 'package' && hasContent(resource),
  );
  const standIn = (identifier: string) => replacedBy.get(identifier) ?? identifier;
  const shown = shownResources(manifest, standIn);
  const kindOf = (resource: ManifestResource): ObjectKind | undefined => {
    if (!hasContent(resource)) return undefined;
    const object = OBJECTS[resource.kind];
    if (object === 'package') return 'file';
    if (object !== 'content') return object;
    if (isLink(resource)) return 'webLink';
    return shown.has(resource.identifier) && isPage(resource, source) ? 'page' : 'file';
  };
  const claims = claimFiles(manifest, source, standIn, kindOf);
  const target = (identifier: string): Reference | undefined => {
    const resource = resources.get(standIn(identifier));
    const kind = resource === undefined ? undefined : kindOf(resource);
    if (resource === undefined || kind === undefined) return undefined;
    if (kind === 'file') return claims.get(mainFile(resource) ?? '')?.target;
    return { kind, migrationId: resource.identifier };
  };
  const owners = findOwners(manifest, standIn, target);
  return { standIn, shown, target, claims, owner: (identifier) => owners.get(identifier) };
}

const XML = /\.(xml|qti)$/i;

/**
 * The file that stands for a resource: its href; else its descriptor or first page; else its first file. An href that
 * leads out of the package leaves a resource with a descriptor its files, and any other without one.
 */
export function mainFile({ kind, href, files }: ManifestResource): string | undefined {
  const leadsOut = href !== undefined && isExternal(href);
  if (href !== undefined && !leadsOut) return href;
  const object = OBJECTS[kind];
  if (object === 'content' || object === 'package') {
    if (leadsOut) return undefined;
    return (object === 'content' ? files.find(isHtmlPath) : undefined) ?? files[0];
  }
  const inside = files.filter((path) => !isExternal(path));
  return inside.find((path) => XML.test(path)) ?? inside[0];
}

/** Whether the href itself is the link: real cartridges have addresses of the web there, for web links too. */
export function isLink({ kind, href, files, inline }: ManifestResource): boolean {
  if (href === undefined || !isExternal(href)) return false;
  const isBare = inline === undefined && files.every(isExternal);
  return OBJECTS[kind] === 'content' || (kind === 'webLink' && isBare);
}

/** Whether the href leads past the object. Of a web link with a descriptor its reader says it. */
export function isHrefLost(resource: ManifestResource): boolean {
  const { kind, href } = resource;
  return href !== undefined && isExternal(href) && kind !== 'webLink' && !isLink(resource);
}

function isPage(resource: ManifestResource, { entries }: Pick<PackageSource, 'entries'>): boolean {
  const path = mainFile(resource) ?? '';
  return isHtmlPath(path) && (entries.get(path)?.size ?? 0) <= LARGEST_PAGE;
}

function shownResources(
  { items, resources }: Manifest,
  standIn: (identifier: string) => string,
): ReadonlyMap<string, string | undefined> {
  const shown = new Map<string, string | undefined>();
  for (const { identifierref, title } of items) {
    const identifier = identifierref === undefined ? '' : standIn(identifierref);
    if (resources.has(identifier) && shown.get(identifier) === undefined) shown.set(identifier, title);
  }
  return shown;
}

/**
 * Objects claim their files before plain files are claimed, and those that stand for a resource before further ones,
 * so that a file listed by several resources belongs to the one that is made of it.
 */
function claimFiles(
  manifest: Manifest,
  { entries }: Pick<PackageSource, 'entries'>,
  standIn: (identifier: string) => string,
  kindOf: (resource: ManifestResource) => ObjectKind | undefined,
): ReadonlyMap<string, Claim> {
  const course: Reference = { kind: 'course', migrationId: manifest.identifier };
  const claims = new Map<string, Claim>([[manifest.path, { target: course, by: '' }]]);
  const claim = (path: string | undefined, target: Reference, by: string) => {
    if (path !== undefined && entries.has(path) && !claims.has(path)) claims.set(path, { target, by });
  };
  const taken = [...manifest.resources.values()].filter(
    ({ identifier }) => standIn(identifier) === identifier,
  );
  for (const resource of taken) {
    const kind = kindOf(resource);
    if (kind !== undefined && kind !== 'file' && resource.inline === undefined)
      claim(mainFile(resource), { kind, migrationId: resource.identifier }, resource.identifier);
  }
  for (const resource of taken) {
    const { identifier } = resource;
    claim(mainFile(resource), { kind: 'file', migrationId: identifier }, identifier);
  }
  for (const resource of manifest.resources.values()) {
    const { identifier } = resource;
    const chosen = manifest.resources.get(standIn(identifier));
    const kind = chosen === undefined || chosen === resource ? undefined : kindOf(chosen);
    if (chosen !== undefined && kind !== undefined && kind !== 'file')
      claim(mainFile(resource), { kind, migrationId: chosen.identifier }, identifier);
    for (const path of resource.files) {
      if (!claims.has(path))
        claim(path, { kind: 'file', migrationId: `${identifier}_${pathHash(path)}` }, identifier);
    }
  }
  return claims;
}

/** The object that a file of the package becomes, or is part of; one the manifest does not name is a file of the course. */
export function objectOfFile({ claims }: Pick<CartridgePlan, 'claims'>, path: string): Reference {
  return claims.get(path)?.target ?? fileByPath(path);
}

/** A file of the course that no resource stands for. */
export function fileByPath(path: string): Reference {
  return { kind: 'file', migrationId: `file_${pathHash(path)}` };
}

function pathHash(path: string): string {
  return createHash('sha256').update(path).digest('hex').slice(0, 16);
}

/** Associated content belongs to the one object that depends on it; content several depend on is the course's. */
function findOwners(
  { resources }: Manifest,
  standIn: (identifier: string) => string,
  target: (identifier: string) => Reference | undefined,
): ReadonlyMap<string, Reference> {
  const dependers = new Map<string, Set<string>>();
  for (const { identifier, dependencies } of resources.values()) {
    for (const dependency of dependencies) {
      if (resources.get(dependency)?.kind !== 'associatedcontent') continue;
      const known = dependers.get(dependency) ?? new Set();
      dependers.set(dependency, known.add(standIn(identifier)));
    }
  }
  const owners = new Map<string, Reference>();
  for (const [identifier, [first, ...others]] of dependers) {
    const owner = first === undefined || others.length > 0 ? undefined : target(first);
    if (owner !== undefined && owner.kind !== 'file') owners.set(identifier, owner);
  }
  return owners;
}
