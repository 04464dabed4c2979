/** What the manifest says of any object that is a resource. */

import type { Page } from '../../../course/model/content.js';
import type { Described } from '../../common-cartridge/manifest/metadata.js';

export type SharedFields = Pick<Page, 'metadata' | 'audience' | 'alignments'>;

/** Metadata, audience and alignments of a resource, as fields of its object. */
export function sharedFields(resource: Described | undefined): SharedFields {
  if (resource === undefined) return {};
  const { metadata, roles, alignments } = resource;
  return {
    ...(metadata === undefined ? {} : { metadata }),
    ...(roles.length === 0 ? {} : { audience: [...roles] }),
    ...(alignments === undefined ? {} : { alignments: [...alignments] }),
  };
}
