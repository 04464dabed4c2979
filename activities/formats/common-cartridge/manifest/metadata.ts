/** The metadata of the manifest, an item or a resource: LOM, roles, curriculum standards, authorizations. */
import type { LearningObjectMetadata } from '../../../course/model/common.js';
import { attribute, children, childValue, elements, type XmlElement } from '../../xml/tree.js';
import { readCurriculumStandards } from '../descriptors/curriculum-standards.js';
import { joinMetadata, type Role, readLom } from '../descriptors/lom.js';
import type { Manifest, StandardAlignment } from '../manifest-types.js';

export interface Described {
  readonly metadata?: LearningObjectMetadata;
  readonly roles: readonly Role[];
  readonly alignments?: readonly StandardAlignment[];
}

const STANDARDS = 'curriculumStandardsMetadataSet';
/** Shared by all that say nothing of themselves. */
export const NOTHING: Described = { roles: [] };

/**
 * Reads `lom` and `curriculumStandardsMetadataSet` below `metadata`, or directly in it (seen in flat cartridges), and
 * adds them to what is `known`.
 */
export function readDescribed(owner: XmlElement, known: Described = NOTHING): Described {
  const parts = [owner, ...children(owner, 'metadata')]
    .flatMap((around) => elements(around))
    .filter(({ name }) => name === 'lom' || name === STANDARDS);
  return parts.reduce(addPart, known);
}

function addPart(known: Described, part: XmlElement): Described {
  if (part.name === STANDARDS)
    return joinDescribed(known, { roles: [], alignments: readCurriculumStandards(part) });
  return joinDescribed(known, readLom(part, known.metadata));
}

/** What two places say of one thing. */
export function joinDescribed(first: Described, second: Described): Described {
  const metadata = joinMetadata(first.metadata, second.metadata);
  const alignments = [...(first.alignments ?? []), ...(second.alignments ?? [])];
  return {
    roles: [...new Set([...first.roles, ...second.roles])],
    ...(metadata === undefined ? {} : { metadata }),
    ...(alignments.length === 0 ? {} : { alignments }),
  };
}

export type ManifestHead = Described & Pick<Manifest, 'schema' | 'schemaVersion'>;

/** Reads a `metadata` of the manifest, and adds it to what is `known`. */
export function readManifestMetadata(metadata: XmlElement, known: ManifestHead): ManifestHead {
  const schema = known.schema ?? childValue(metadata, 'schema');
  const schemaVersion = known.schemaVersion ?? childValue(metadata, 'schemaversion');
  return {
    ...readDescribed(metadata, known),
    ...(schema === undefined ? {} : { schema }),
    ...(schemaVersion === undefined ? {} : { schemaVersion }),
  };
}

/** As XML Schema writes a truth. */
export function isTrue(text: string | undefined): boolean {
  return /^(true|1)$/i.test(text?.trim() ?? '');
}

/** Reads `authorizations`: what a vendor asks to be checked before the cartridge may be used. */
export function readAuthorizations(around: XmlElement): NonNullable<Manifest['authorizations']> {
  const access = attribute(around, 'access');
  const mayImport = attribute(around, 'import');
  const common = {
    ...(access === undefined ? {} : { access }),
    ...(mayImport === undefined ? {} : { import: isTrue(mayImport) }),
  };
  const found = children(around, 'authorization').map((authorization) => {
    const cartridgeId = childValue(authorization, 'cartridgeId');
    const webService = childValue(authorization, 'webservice');
    return {
      ...common,
      ...(cartridgeId === undefined ? {} : { cartridgeId }),
      ...(webService === undefined ? {} : { webService }),
    };
  });
  return found.length === 0 ? [common] : found;
}
