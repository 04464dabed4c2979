/** What a handler answers, and what all objects take over from their resource. */
import type { LedgerOutcome } from '../../../course/ledger.js';
import { type Described, joinDescribed } from '../manifest/metadata.js';
import type { ManifestResource, StandardAlignment } from '../manifest-types.js';
import { stemOf } from '../package-path.js';
import { mainFile } from '../plan.js';
import type { Reading, ReadObject } from '../reading.js';

/** Without a state it is imported, or changed when something was lost. */
export interface ResourceOutcome extends Partial<LedgerOutcome> {
  /** What the items that show the resource lead to; `undefined` when it became nothing. */
  readonly object?: ReadObject;
}

/**
 * Reads one resource and emits what it is. Files it lists are seen to afterwards. Throws `PackageError` when it is
 * broken; the resource then fails alone.
 */
export type ReadResource = (resource: ManifestResource, reading: Reading) => Promise<ResourceOutcome>;

/** Identity, audience, metadata and alignments, with what the object's own file says of them. */
export function commonFields(resource: ManifestResource, own: Partial<Described> = {}) {
  const { metadata, roles, alignments } = joinDescribed(resource, { roles: [], ...own });
  return {
    migrationId: resource.identifier,
    ...(roles.length === 0 ? {} : { audience: [...roles] }),
    ...(metadata === undefined ? {} : { metadata }),
    ...(alignments === undefined
      ? {}
      : { alignments: alignments.map((one): StandardAlignment => ({ ...one })) }),
  };
}

/** A resource for instructors or mentors alone is hidden from learners. */
export function isForLearners({ roles }: Pick<ManifestResource, 'roles'>): boolean {
  return roles.length === 0 || roles.includes('Learner');
}

/** The title of an object: its own; else that of the item that shows it, of its metadata, or its file's name. */
export function titleOf(own: string | undefined, resource: ManifestResource, { plan }: Reading): string {
  const { identifier, metadata } = resource;
  return (
    [own, plan.shown.get(identifier), metadata?.titles?.[0]?.text].find((title) => title?.trim()) ??
    stemOf(mainFile(resource) ?? identifier)
  );
}
