/** Metadata in the manifest: LOM of the cartridge, its items and resources, and alignments to standards. */

import type { z } from 'zod';
import type { LearningObjectMetadata, standardAlignment } from '../../../course/model/common.js';
import { type Markup, optionalXml, xml } from '../../xml/write.js';
import { lomElement, type Role, VOCABULARIES } from './lom.js';
import type { CartridgeProfile } from './versions.js';

type StandardAlignment = z.infer<typeof standardAlignment>;

/** What the metadata of an object is made from. */
export interface DescribedObject {
  readonly audience?: readonly Role[] | undefined;
  readonly metadata?: LearningObjectMetadata | undefined;
  readonly alignments?: readonly StandardAlignment[] | undefined;
}

/** The LOM of the manifest, or of an item of the organisation. */
export function manifestLom(metadata: LearningObjectMetadata, profile: CartridgeProfile): Markup {
  return lomElement(metadata, [], {
    prefix: 'lomimscc',
    rolesSource: profile.rolesSource,
    anyValue: profile.version !== '1.1',
  });
}

/**
 * The `metadata` of a resource, as far as the version has a place for it; `undefined` when nothing is to be said.
 * CC 1.1 holds who the resource is for and nothing else (ccv1p1_lomresource), CC 1.3 any LOM and standards.
 */
export function resourceMetadata(object: DescribedObject, profile: CartridgeProfile): Markup | undefined {
  const metadata = (profile.fullResourceMetadata ? object.metadata : undefined) ?? {};
  const audience = object.audience ?? [];
  const alignments = profile.namespaces.standards === undefined ? [] : (object.alignments ?? []);
  const isDescribed = audience.length > 0 || Object.keys(metadata).length > 0;
  if (!isDescribed && alignments.length === 0) return undefined;
  const options = { prefix: 'lom', rolesSource: profile.rolesSource, anyValue: true };
  return xml(
    'metadata',
    {},
    isDescribed ? lomElement(metadata, audience, options) : undefined,
    alignments.length === 0 ? undefined : curriculumStandards(alignments),
  );
}

function curriculumStandards(alignments: readonly StandardAlignment[]): Markup {
  const standards = alignments.map(({ provider, region, version, label, guid }) => {
    const labelled = xml('csm:labelledGUID', {}, optionalXml('csm:label', label), xml('csm:GUID', {}, guid));
    const set = xml('csm:setOfGUIDs', { region, version }, labelled);
    return xml('csm:curriculumStandardsMetadata', { providerId: provider }, set);
  });
  return xml('csm:curriculumStandardsMetadataSet', {}, standards);
}

/** What the LOM of the manifest or an item loses to the fixed vocabularies of CC 1.1, one phrase each. */
export function lostManifestMetadata(
  metadata: LearningObjectMetadata | undefined,
  profile: CartridgeProfile,
): string[] {
  if (metadata === undefined || profile.version !== '1.1') return [];
  const words = [
    ...(metadata.contributions ?? []).map(({ role }) => ['contributorRole', role] as const),
    ...(metadata.relations ?? []).map(({ kind }) => ['relationKind', kind] as const),
    ['copyright', metadata.copyright] as const,
  ];
  return words
    .filter(([vocabulary, word]) => word !== undefined && !VOCABULARIES[vocabulary].has(word))
    .map(([, word]) => `metadata value "${word}"`);
}
