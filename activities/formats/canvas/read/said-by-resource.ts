/** What a resource says of itself that its object does not keep: phrases for the ledger. */
import { isDeepStrictEqual } from 'node:util';
import type { ObjectKind } from '../../../course/model/common.js';
import type { ManifestResource } from '../../common-cartridge/manifest-types.js';
import { isHrefLost } from '../../common-cartridge/plan.js';

/** Kinds whose objects keep what they are meant for. */
const KEEPS_USE: ReadonlySet<ObjectKind> = new Set(['page', 'file', 'course']);

/** Of the resource that is the object. */
export function lostOfResource(resource: ManifestResource, kind: ObjectKind): string[] {
  return [...(KEEPS_USE.has(kind) ? [] : useOf(resource)), ...neverKept(resource)];
}

/** Of a resource that is a part or a copy of the object: what the object's own resource does not say as well. */
export function lostOfPart(part: ManifestResource, owner: ManifestResource | undefined): string[] {
  const { metadata, roles, alignments, intendedUse } = part;
  const isSaid = (value: unknown, own: unknown) => value === undefined || isDeepStrictEqual(value, own);
  const areRolesSaid = roles.length === 0 || isSaid(roles, owner?.roles);
  return [
    ...(isSaid(metadata, owner?.metadata)
      ? []
      : [`metadata/lom "${Object.keys(metadata ?? {}).join(', ')}"`]),
    ...(areRolesSaid ? [] : [`metadata/lom/educational/intendedEndUserRole "${roles.join(', ')}"`]),
    ...(isSaid(alignments, owner?.alignments) ? [] : ['metadata/curriculumStandardsMetadataSet']),
    ...(isSaid(intendedUse, owner?.intendedUse) ? [] : useOf(part)),
    ...neverKept(part),
  ];
}

function useOf({ intendedUse = 'unspecified' }: ManifestResource): string[] {
  return intendedUse === 'unspecified' ? [] : [`intended use "${intendedUse}"`];
}

function neverKept(resource: ManifestResource): string[] {
  return [
    ...(resource.lost ?? []),
    ...(isHrefLost(resource) ? [`@href "${resource.href}"`] : []),
    ...(resource.protected === true ? ['the authorization it asks for'] : []),
  ];
}
