/** Takes the pieces of a manifest as they stream by and puts them together. */
import type { Notice } from '../../../course/ledger.js';
import type { LearningObjectMetadata } from '../../../course/model/common.js';
import { PackageError } from '../../../errors.js';
import type { PackageSource } from '../../types.js';
import type { XmlEvent } from '../../xml/parse.js';
import { attribute, textOf, type XmlElement, type XmlNode } from '../../xml/tree.js';
import { joinMetadata } from '../descriptors/lom.js';
import type { Manifest, ManifestResource } from '../manifest-types.js';
import { resolvePath } from '../package-path.js';
import { createIdentities } from './identifiers.js';
import { lostOf } from './lost.js';
import { type ManifestHead, readAuthorizations, readDescribed, readManifestMetadata } from './metadata.js';
import { createOrganizationReader } from './organization.js';
import { readResource } from './resource.js';

export interface ManifestReading {
  readonly path: string;
  readonly organization: ReturnType<typeof createOrganizationReader>;
  readonly lost: string[];
  identifier: string;
  head: ManifestHead;
  /** Of the organisation: what is known of the course when the manifest has no metadata. */
  title: string | undefined;
  organizationMetadata: LearningObjectMetadata | undefined;
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
  const reading: ManifestReading = {
    path,
    organization: createOrganizationReader(),
    lost: [],
    identifier: '',
    head: { roles: [] },
    title: undefined,
    organizationMetadata: undefined,
    authorizations: undefined,
    base: '',
    addResource: (element) => {
      const resource = readResource(element, { source, base: reading.base, identify });
      resources.set(resource.identifier, resource);
    },
    finish: () => ({
      path,
      identifier: reading.identifier === '' ? 'manifest' : reading.identifier,
      ...reading.head,
      ...metadataOf(reading),
      ...(reading.authorizations === undefined ? {} : { authorizations: reading.authorizations }),
      items: reading.organization.finish(createIdentities('item', path, notices)),
      resources,
      lost: reading.lost,
      notices,
    }),
  };
  return reading;
}

function metadataOf({ head, title, organizationMetadata }: ManifestReading): Pick<Manifest, 'metadata'> {
  const described = joinMetadata(head.metadata, organizationMetadata);
  const titles = described?.titles ?? (title === undefined ? undefined : [{ text: title }]);
  if (described === undefined && titles === undefined) return {};
  return { metadata: { ...described, ...(titles === undefined ? {} : { titles }) } };
}

export function takeEvent({ type, element, ancestors }: XmlEvent, reading: ManifestReading): void {
  if (type === 'record') takeRecord(element, ancestors.at(-1)?.name ?? '', reading);
  else if (type === 'close') takeClose(element, ancestors, reading);
  else if (ancestors.length === 0) openManifest(element, reading);
  else if (element.name === 'item') reading.organization.openItem(element);
  else if (element.name === 'resources') reading.base = baseOf(element, reading.base);
}

function openManifest(element: XmlElement, reading: ManifestReading): void {
  if (element.name !== 'manifest') {
    throw new PackageError(
      `${reading.path}: the root element is "${element.name}", which is no manifest of a package.`,
      { path: reading.path },
    );
  }
  reading.identifier = attribute(element, 'identifier')?.trim() ?? '';
  reading.base = baseOf(element, '');
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
      reading.head = readManifestMetadata(element);
      reading.lost.push(...lostOf(element));
    },
  ],
  [
    'manifest/authorizations',
    (element, reading) => {
      reading.authorizations = readAuthorizations(element);
      reading.lost.push(...lostOf(element));
    },
  ],
  [
    'organization/title',
    (element, reading) => {
      reading.title ??= textOf(element).trim() || undefined;
    },
  ],
  [
    'organization/metadata',
    (element, reading) => {
      const { metadata } = readDescribed(element);
      reading.organizationMetadata = joinMetadata(reading.organizationMetadata, metadata);
      reading.lost.push(...lostOf(element));
    },
  ],
]);

function takeClose(element: XmlElement, ancestors: readonly XmlElement[], reading: ManifestReading): void {
  if (element.name === 'item') reading.organization.closeItem();
  const around = ancestors.at(-1);
  if (around !== undefined) forgetChildren(around);
}

/** What is closed was read: letting it go keeps a long organisation from being held as a tree. */
function forgetChildren(element: XmlElement): void {
  (element.children as XmlNode[]).length = 0;
}

function baseOf(element: XmlElement, outer: string): string {
  return resolvePath(outer, attribute(element, 'base') ?? '');
}
