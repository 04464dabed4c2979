/** Resources that share files: those that are part of another's object come after it, and share its fate. */
import type { LedgerOutcome } from '../../../course/ledger.js';
import type { Reference } from '../../../course/model/common.js';
import type { ManifestResource } from '../manifest-types.js';
import { mainFile } from '../plan.js';
import type { Reading } from '../reading.js';

/** Resources in the order in which they are read: their own objects, parts of others, other forms of others. */
export function inReadingOrder({ manifest, plan }: Reading): ManifestResource[] {
  const resources = [...manifest.resources.values()];
  const rank = (resource: ManifestResource): number => {
    if (plan.standIn(resource.identifier) !== resource.identifier) return 2;
    const by = plan.claims.get(mainFile(resource) ?? '')?.by;
    return by === undefined || by === resource.identifier ? 0 : 1;
  };
  return [0, 1, 2].flatMap((wanted) => resources.filter((resource) => rank(resource) === wanted));
}

/** The outcome of what is part of an object; it fails with the object. Asked once the object's resource was read. */
export function mergedInto(
  target: Reference,
  resource: ManifestResource,
  { objects, faults, manifest }: Reading,
): LedgerOutcome {
  const { kind, migrationId } = target;
  if (kind === 'file' || kind === 'course') return { state: 'merged', target };
  // A file of questions says itself whether it is a quiz or a bank.
  const object = objects.get(migrationId);
  if (object !== undefined) return { state: 'merged', target: object.target };
  const message = `${manifest.path}: resource "${resource.identifier}" is part of resource "${migrationId}", which could not be read.`;
  const because = faults.get(migrationId);
  return { state: 'failed', code: 'broken_file', message, ...(because === undefined ? {} : { because }) };
}

/** Settles the references to files that belong to other resources. */
export async function settleSharedFiles(reading: Reading): Promise<void> {
  const { manifest, plan, context } = reading;
  for (const resource of manifest.resources.values()) {
    for (const path of resource.files) {
      const claim = plan.claims.get(path);
      if (claim === undefined || claim.by === resource.identifier) continue;
      await context.ledger.settle(
        fileReference(reading, resource, path),
        mergedInto(claim.target, resource, reading),
      );
    }
  }
}

/** The ledger's name of a file that a resource names. */
export function fileReference(
  { manifest }: Pick<Reading, 'manifest'>,
  { identifier }: ManifestResource,
  path: string,
) {
  const element = `resource "${identifier}", file "${path}"`;
  return { type: 'file reference', path: manifest.path, element };
}
