/** Takes the pieces of a manifest as they stream by and puts them together. */
import type { Notice } from '../../../course/ledger.js';
import { PackageError } from '../../../errors.js';
import type { PackageSource } from '../../types.js';
import type { XmlEvent } from '../../xml/parse.js';
import { attribute, type XmlElement, type XmlNode } from '../../xml/tree.js';
import type { Manifest, ManifestResource } from '../manifest-types.js';
import { joinBase } from '../package-path.js';
import { createIdentities } from './identifiers.js';
import { lostAttributes, lostOf, lostTexts } from './lost.js';
import {
  type Described,
  joinDescribed,
  type ManifestHead,
  NOTHING,
  readAuthorizations,
  readDescribed,
  readManifestMetadata,
} from './metadata.js';
import { oddities } from './oddities.js';
import { createOrganizationReader, titleText } from './organization.js';
import { readResource } from './resource.js';

export interface ManifestReading {
  readonly path: string;
  readonly organization: ReturnType<typeof createOrganizationReader>;
  readonly lost: string[];
  identifier: string;
  head: ManifestHead;
  /** Of the organisations: what is known of the course when the manifest has no metadata. */
  readonly titles: string[];
  described: Described;
  organizations: number;
  authorizations: Manifest['authorizations'];
  /** The folders that xml:base makes, outermost first. */
  base: string;
  addResource(element: XmlElement): void;
  finish(): Manifest;
}

export function beginManifest(source: PackageSource, path: string): ManifestReading {
  const notices: Notice[] = [];
  const resources = new Map<string, ManifestResource>();
  const { identify } = createIdentities('resource', path, notices);
  const types = new Map<string, string>();
  const reading: ManifestReading = {
    path,
    organization: createOrganizationReader(),
    lost: [],
    identifier: '',
    head: { roles: [] },
    titles: [],
    described: NOTHING,
    organizations: 0,
    authorizations: undefined,
    base: '',
    addResource: (element) => {
      const resource = readResource(element, { source, base: reading.base, types, identify });
      resources.set(resource.identifier, resource);
    },
    finish: () => finishManifest(reading, resources, notices),
  };
  return reading;
}

function finishManifest(
  reading: ManifestReading,
  resources: ReadonlyMap<string, ManifestResource>,
  notices: Notice[],
): Manifest {
  const { path, head } = reading;
  const { items, ...root } = reading.organization.finish(createIdentities('item', path, notices));
  const described = [reading.described, root.described].reduce(joinDescribed, head);
  const titles = (described.metadata?.titles ?? []).map(({ text }) => text);
  const title = titles[0] ?? reading.titles[0];
  const unused = reading.titles.filter((one) => one !== title && !titles.includes(one));
  notices.push(...oddities({ path, items, organizations: reading.organizations, ...head }));
  return {
    path,
    identifier: reading.identifier === '' ? 'manifest' : reading.identifier,
    ...head,
    ...described,
    ...metadataOf(described, title),
    ...(reading.authorizations === undefined ? {} : { authorizations: reading.authorizations }),
    items,
    resources,
    lost: [
      ...reading.lost,
      ...unused.map((one) => `organization/title "${one}"`),
      ...root.lost.map((lost) => `organization/item/${lost}`),
    ],
    notices,
  };
}

function metadataOf({ metadata }: Described, title: string | undefined): Pick<Manifest, 'metadata'> {
  if (metadata?.titles !== undefined || title === undefined)
    return metadata === undefined ? {} : { metadata };
  return { metadata: { ...metadata, titles: [{ text: title }] } };
}

export function takeEvent({ type, element, ancestors }: XmlEvent, reading: ManifestReading): void {
  if (type === 'record') takeRecord(element, ancestors.at(-1)?.name ?? '', reading);
  else if (type === 'close') takeClose(element, ancestors, reading);
  else if (ancestors.length === 0) openManifest(element, reading);
  else if (element.name === 'item') reading.organization.openItem(element);
  else openContainer(element, reading);
}

/** `organizations`, `organization` or `resources`. */
function openContainer(element: XmlElement, reading: ManifestReading): void {
  if (element.name === 'resources') reading.base = baseOf(element, reading.base);
  if (element.name === 'organization') reading.organizations += 1;
  for (const name of IDLE_ATTRIBUTES) attribute(element, name);
  reading.lost.push(...lostAttributes(element).map((lost) => `${element.name}/${lost}`));
}

/** Of the containers: nothing is told apart by them. */
const IDLE_ATTRIBUTES = ['identifier', 'structure', 'default'];

function openManifest(element: XmlElement, reading: ManifestReading): void {
  if (element.name !== 'manifest') {
    throw new PackageError(
      `${reading.path}: the root element is "${element.name}", which is no manifest of a package.`,
      { path: reading.path },
    );
  }
  reading.identifier = attribute(element, 'identifier')?.trim() ?? '';
  reading.base = baseOf(element, '');
  reading.lost.push(...lostAttributes(element));
}

function takeRecord(element: XmlElement, parent: string, reading: ManifestReading): void {
  const take = RECORDS.get(`${parent}/${element.name}`);
  if (take !== undefined) take(element, reading);
  else if (parent === 'item') reading.organization.itemChild(element);
  else reading.lost.push(parent === 'manifest' ? element.name : `${parent}/${element.name}`);
}

const RECORDS = new Map<string, (element: XmlElement, reading: ManifestReading) => void>([
  ['resources/resource', (element, reading) => reading.addResource(element)],
  [
    'manifest/metadata',
    (element, reading) => {
      reading.head = readManifestMetadata(element, reading.head);
      reading.lost.push(...lostOf(element));
    },
  ],
  [
    'manifest/authorizations',
    (element, reading) => {
      reading.authorizations = [...(reading.authorizations ?? []), ...readAuthorizations(element)];
      reading.lost.push(...lostOf(element).map((lost) => `authorizations/${lost}`));
    },
  ],
  [
    'organization/title',
    (element, reading) => {
      const title = titleText(element);
      if (title !== undefined) reading.titles.push(title);
      reading.lost.push(...lostOf(element).map((lost) => `organization/title/${lost}`));
    },
  ],
  [
    'organization/metadata',
    (element, reading) => {
      reading.described = readDescribed(element, reading.described);
      reading.lost.push(...lostOf(element).map((lost) => `organization/metadata/${lost}`));
    },
  ],
]);

function takeClose(element: XmlElement, ancestors: readonly XmlElement[], reading: ManifestReading): void {
  tellTexts(element, reading);
  if (element.name === 'item') reading.organization.closeItem();
  const around = ancestors.at(-1);
  if (around === undefined) return;
  tellTexts(around, reading);
  forgetChildren(around);
}

/** Manifests hold elements only: text between them belongs to nothing. */
function tellTexts(element: XmlElement, { organization, lost }: ManifestReading): void {
  const texts = lostTexts(element);
  if (element.name === 'item') organization.itemTexts(texts);
  else lost.push(...texts.map((text) => (element.name === 'manifest' ? text : `${element.name}/${text}`)));
}

/** What is closed was read: letting it go keeps a long organisation from being held as a tree. */
function forgetChildren(element: XmlElement): void {
  (element.children as XmlNode[]).length = 0;
}

function baseOf(element: XmlElement, outer: string): string {
  return joinBase(outer, attribute(element, 'base') ?? '');
}
