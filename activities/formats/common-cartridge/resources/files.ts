/** The files of a cartridge: each is emitted once, by the resource that claims it, and settled by every one that names it. */
import type { LedgerOutcome } from '../../../course/ledger.js';
import type { CourseFile } from '../../../course/model/content.js';
import { mediaTypeOf } from '../../media-type.js';
import type { PackageEntry } from '../../types.js';
import type { ManifestResource } from '../manifest-types.js';
import { mainFile, objectOfFile } from '../plan.js';
import type { Reading } from '../reading.js';
import { missingFile } from './descriptor.js';
import { commonFields, isForLearners } from './outcome.js';
import { fileReference } from './shared.js';

/** Emits the files a resource claims and settles all that it names. `outcome` is what became of the resource. */
export async function settleFiles(
  resource: ManifestResource,
  outcome: LedgerOutcome,
  reading: Reading,
): Promise<void> {
  for (const path of resource.files) {
    const settled = await settleFile(path, resource, outcome, reading);
    if (settled === undefined) continue;
    await reading.context.ledger.settle(fileReference(reading, resource, path), settled);
  }
}

/** `undefined` for a file of another resource: what became of it is known when all were read. */
async function settleFile(
  path: string,
  resource: ManifestResource,
  outcome: LedgerOutcome,
  reading: Reading,
): Promise<LedgerOutcome | undefined> {
  const { source, plan, context } = reading;
  const entry = source.entries.get(path);
  const claim = plan.claims.get(path);
  if (entry === undefined || claim === undefined) {
    const { message, location } = missingFile(resource, path, reading);
    return { state: 'failed', code: 'missing_file', message, because: location };
  }
  const { target, by } = claim;
  if (by !== resource.identifier) return undefined;
  const settled: LedgerOutcome =
    target.kind === 'file' ? { state: 'imported', target } : partOf(path, resource, outcome);
  if (settled.state === 'imported') await emitFile(entry, target.migrationId, resource, reading);
  await context.ledger.settle({ type: 'zip entry', path }, settled);
  return settled;
}

/** A file that an object was read from shares the fate of its resource. */
function partOf(
  path: string,
  resource: ManifestResource,
  { target, lost: _, ...outcome }: LedgerOutcome,
): LedgerOutcome {
  const isBroken = outcome.state === 'failed' && path === mainFile(resource);
  return !isBroken && target !== undefined ? { state: 'merged', target } : outcome;
}

async function emitFile(
  entry: PackageEntry,
  migrationId: string,
  resource: ManifestResource,
  { plan, context }: Reading,
): Promise<void> {
  const { identifier, intendedUse } = resource;
  const owner = ownerOf(resource, plan);
  const isMain = migrationId === identifier;
  const { audience, ...described } = commonFields(resource);
  await context.emit('files', {
    ...(isMain ? described : {}),
    ...fileFields(entry, migrationId),
    ...(audience === undefined ? {} : { audience }),
    ...(isForLearners(resource) ? {} : { hidden: true }),
    ...(owner === undefined ? {} : { owner }),
    ...(isMain && intendedUse !== undefined ? { intendedUse } : {}),
  });
}

/** Associated content belongs to the object that depends on it, or that is made of its own first file. */
function ownerOf(resource: ManifestResource, plan: Reading['plan']): CourseFile['owner'] {
  if (resource.kind !== 'associatedcontent') return undefined;
  const own = plan.target(resource.identifier);
  return own?.kind === 'page' ? own : plan.owner(resource.identifier);
}

/** Files of the package that the manifest does not name are files of the course all the same. */
export async function readUnnamedFiles(reading: Reading): Promise<void> {
  const { source, plan, manifest, context } = reading;
  for (const entry of source.entries.values()) {
    const { path } = entry;
    if (plan.claims.has(path)) continue;
    await reading.step();
    const target = objectOfFile(plan, path);
    await context.emit('files', fileFields(entry, target.migrationId));
    await context.ledger.settle(
      { type: 'zip entry', path },
      {
        state: 'changed',
        target,
        code: 'not_in_manifest',
        message: `${path}: ${manifest.path} does not name this file; it was imported as a file of the course.`,
      },
    );
  }
}

/** What a file of the package says of itself. */
export function fileFields({ path, size, sha256, location }: PackageEntry, migrationId: string): CourseFile {
  return { migrationId, path, mediaType: mediaTypeOf(path), size, sha256, location };
}
