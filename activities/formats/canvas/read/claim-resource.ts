/** Which object a resource of the manifest is, or is a part of: the first row that fits. */
import type { ManifestResource } from '../../common-cartridge/manifest-types.js';
import { isLink } from '../../common-cartridge/plan.js';
import { CANVAS_FOLDERS } from '../paths.js';
import type { CatalogueBuilder } from './catalogue-builder.js';
import type { FilePart } from './catalogue-types.js';
import { claimLooseMeta, claimQuiz, metaOf } from './claim-quiz.js';
import { firstPath, pathsOf } from './resource-paths.js';

interface Claim {
  is(resource: ManifestResource, builder: CatalogueBuilder): boolean;
  claim(resource: ManifestResource, builder: CatalogueBuilder): void;
}

const SETTINGS = `${CANVAS_FOLDERS.settings}/`;
const PAGES = `${CANVAS_FOLDERS.pages}/`;
const ASSESSMENTS = `${CANVAS_FOLDERS.assessments}/`;
const LINKS = `${CANVAS_FOLDERS.resourceLinks}/`;

const CLAIMS: readonly Claim[] = [
  { is: ({ kind }) => kind === 'discussionTopic', claim: claimTopic },
  { is: ({ kind }) => kind === 'assessment', claim: claimQuiz },
  // Settings are read with the object they are of, which has taken their file.
  { is: ({ identifier }, { metaOf }) => metaOf.has(identifier), claim: () => undefined },
  {
    is: isLink,
    claim: (resource, { webLinks }) =>
      void webLinks.push({ id: resource.identifier, resource, path: resource.href ?? '' }),
  },
  {
    is: ({ kind }) => kind === 'webLink',
    claim: (resource, builder) => claimFile(resource, builder, builder.webLinks),
  },
  { is: hasFileIn(LINKS), claim: (resource, builder) => claimFile(resource, builder, builder.resourceLinks) },
  {
    is: ({ kind }) => kind === 'basicLti',
    claim: (resource, builder) => claimFile(resource, builder, builder.tools),
  },
  { is: ({ kind }) => kind === 'assignment', claim: claimAssignment },
  { is: isFallback, claim: claimFallback },
  { is: hasFileIn(SETTINGS), claim: claimSettings },
  { is: hasFileNamed('assignment_settings.xml'), claim: claimAssignment },
  { is: hasFileNamed('assessment_meta.xml'), claim: claimLooseMeta },
  { is: ({ kind }) => kind === 'questionBank', claim: claimCommonBank },
  { is: isBank, claim: (resource, builder) => claimFile(resource, builder, builder.banks) },
  { is: isPage, claim: (resource, builder) => claimFile(resource, builder, builder.pages) },
  { is: ({ kind }) => kind === 'webcontent' || kind === 'associatedcontent', claim: claimFiles },
  { is: () => true, claim: claimUnknown },
];

/** Sorts a resource in. */
export function claimResource(resource: ManifestResource, builder: CatalogueBuilder): void {
  CLAIMS.find(({ is }) => is(resource, builder))?.claim(resource, builder);
}

function hasFileIn(folder: string): Claim['is'] {
  return ({ files }) => files.some((path) => path.startsWith(folder));
}

function hasFileNamed(name: string): Claim['is'] {
  return ({ files }) => files.some((path) => path.endsWith(`/${name}`));
}

function isPage(resource: ManifestResource, builder: CatalogueBuilder): boolean {
  return hasFileIn(PAGES)(resource, builder) && builder.isPage(firstPath(resource, builder));
}

function isBank({ files }: ManifestResource): boolean {
  return files.length > 0 && files.every((path) => path.startsWith(ASSESSMENTS));
}

/** CC 1.3: web content for systems that do not know assignments says which assignment it stands for. */
function isFallback({ kind, variants }: ManifestResource, { manifest }: CatalogueBuilder): boolean {
  return (
    kind === 'webcontent' &&
    variants.some((variant) => manifest.resources.get(variant)?.kind === 'assignment')
  );
}

function claimTopic(resource: ManifestResource, builder: CatalogueBuilder): void {
  const meta = metaOf(resource, builder);
  const path = firstPath(resource, builder);
  builder.topics.push({
    id: resource.identifier,
    resource,
    path,
    ...(meta === undefined ? {} : { metaResource: meta, meta: firstPath(meta, builder) }),
  });
  for (const part of meta === undefined ? [resource] : [resource, meta])
    builder.take(firstPath(part, builder), part.identifier);
}

function claimAssignment(resource: ManifestResource, builder: CatalogueBuilder): void {
  const id = resource.identifier;
  const paths = pathsOf(resource, builder);
  const settings = paths.find(isSettings);
  const descriptor = paths.find(isDescriptorOf(resource));
  const html = paths.find((path) => /\.x?html?$/i.test(path));
  for (const path of [settings, descriptor, html]) if (path !== undefined) builder.take(path, id);
  builder.assignments.set(id, {
    ...builder.assignments.get(id),
    id,
    resource,
    ...(settings === undefined ? {} : { settings }),
    ...(descriptor === undefined ? {} : { descriptor }),
    ...(html === undefined ? {} : { html }),
  });
}

function isSettings(path: string): boolean {
  return path.endsWith('/assignment_settings.xml');
}

/** Beside settings in associated content only the name tells a descriptor from other files. */
function isDescriptorOf({ kind }: ManifestResource): (path: string) => boolean {
  if (kind !== 'assignment') return (path) => path.endsWith('/assignment.xml');
  return (path) => path.endsWith('.xml') && !isSettings(path);
}

function claimFallback(resource: ManifestResource, builder: CatalogueBuilder): void {
  const html = pathsOf(resource, builder)[0];
  if (html !== undefined) builder.take(html, resource.identifier);
  const id = resource.variants.find(
    (variant) => builder.manifest.resources.get(variant)?.kind === 'assignment',
  );
  if (id === undefined) return;
  const known = builder.assignments.get(id) ?? { id };
  builder.assignments.set(id, { ...known, fallback: resource, ...(html === undefined ? {} : { html }) });
}

function claimSettings(resource: ManifestResource, builder: CatalogueBuilder): void {
  builder.settings.push(resource);
}

/** An object of one file. Some resources name a file that an earlier one has brought. */
function claimFile(resource: ManifestResource, builder: CatalogueBuilder, into: FilePart[]): void {
  const id = resource.identifier;
  const path = firstPath(resource, builder);
  const owner = builder.ownerOf(path);
  if (owner === undefined) into.push({ id, resource, path });
  else builder.twins.set(id, owner);
  builder.take(path, id);
}

/**
 * A bank of the standard. One that depends on banks in Canvas's dialect repeats them: Canvas writes no such resource,
 * Cartwright does for programs that do not know Canvas's files.
 */
function claimCommonBank(resource: ManifestResource, builder: CatalogueBuilder): void {
  const { resources } = builder.manifest;
  const of = resource.dependencies.filter((dependency) => {
    const bank = resources.get(dependency);
    return bank?.kind === 'associatedcontent' && isBank(bank);
  });
  const path = firstPath(resource, builder);
  if (of.length === 0 || builder.ownerOf(path) !== undefined) {
    claimFile(resource, builder, builder.banks);
    return;
  }
  builder.commonBanks.push({ id: resource.identifier, resource, path, of });
  builder.take(path, resource.identifier);
}

/** Web content may have several files; those that have no resource of their own are files as well. */
function claimFiles(resource: ManifestResource, builder: CatalogueBuilder): void {
  const id = resource.identifier;
  const path = firstPath(resource, builder);
  const owner = builder.ownerOf(path);
  if (builder.take(path, id)) builder.files.push({ id, resource, path });
  else if (owner !== undefined) builder.twins.set(id, owner);
}

/** Nothing of a type that is not handled is lost: its files become files of the course. */
function claimUnknown(resource: ManifestResource, builder: CatalogueBuilder): void {
  builder.unknown.push(resource);
}
