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
const NOTHING: Described = { roles: [] };

/** Reads `lom` and `curriculumStandardsMetadataSet` below `metadata`, or directly in it (seen in flat cartridges). */
export function readDescribed(owner: XmlElement): Described {
  const parts = [owner, ...children(owner, 'metadata')]
    .flatMap((around) => elements(around))
    .filter(({ name }) => name === 'lom' || name === STANDARDS);
  if (parts.length === 0) return NOTHING;
  const loms = parts.filter(({ name }) => name === 'lom').map(readLom);
  const metadata = loms.reduce<LearningObjectMetadata | undefined>(
    (joined, lom) => joinMetadata(joined, lom.metadata),
    undefined,
  );
  const alignments = parts.filter(({ name }) => name === STANDARDS).flatMap(readCurriculumStandards);
  return {
    roles: [...new Set(loms.flatMap(({ roles }) => roles))],
    ...(metadata === undefined ? {} : { metadata }),
    ...(alignments.length === 0 ? {} : { alignments }),
  };
}

export type ManifestHead = Described & Pick<Manifest, 'schema' | 'schemaVersion'>;

/** Reads the `metadata` of the manifest. */
export function readManifestMetadata(metadata: XmlElement): ManifestHead {
  const schema = childValue(metadata, 'schema');
  const schemaVersion = childValue(metadata, 'schemaversion');
  return {
    ...readDescribed(metadata),
    ...(schema === undefined ? {} : { schema }),
    ...(schemaVersion === undefined ? {} : { schemaVersion }),
  };
}

/** Reads `authorizations`: what a vendor asks to be checked before the cartridge may be used. */
export function readAuthorizations(around: XmlElement): NonNullable<Manifest['authorizations']> {
  const access = attribute(around, 'access');
  const mayImport = attribute(around, 'import');
  const common = {
    ...(access === undefined ? {} : { access }),
    ...(mayImport === undefined ? {} : { import: /^(true|1)$/i.test(mayImport.trim()) }),
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
