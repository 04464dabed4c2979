/** Cartridges that Cartwright wrote: read again, their objects are those of the course they were written from. */
import type { CollectionName, CollectionRecord } from '../../course/collections.js';
import { COLLECTIONS } from '../../course/collections.js';
import type { Ledger } from '../../course/ledger.js';
import type { ObjectKind, Reference } from '../../course/model/common.js';
import { changeNested } from '../../course/nested.js';
import { repoint } from '../../course/repoint.js';
import { CANVAS_EXPORT_MARKER, CANVAS_PATHS } from '../canvas/paths.js';
import type { PackageSource, ReadContext } from '../types.js';
import { createRestoredIdentities } from './restored-identities.js';

/** The writer leaves a file that says so, in words no other program writes. */
export async function isOwnCartridge(source: PackageSource, signal?: AbortSignal): Promise<boolean> {
  const size = Buffer.byteLength(CANVAS_EXPORT_MARKER);
  if (source.entries.get(CANVAS_PATHS.marker)?.size !== size) return false;
  const bytes = await source.read(CANVAS_PATHS.marker, size, signal);
  return Buffer.from(bytes).toString('utf8') === CANVAS_EXPORT_MARKER;
}

/** The identifier of the course, which the writer makes that of the manifest from. */
export function courseIdentifier(ofManifest: string): string {
  return ofManifest.replace(/(?<=.)_manifest(_x_\d+)?$/, '');
}

/** Whether a resource is the address of an item that shows one: the writer names it after the item. */
export function isLinkOfItem(resource: string, item: string): boolean {
  return resource.startsWith(`${item}_link`) && /^(_x_\d+)?$/.test(resource.slice(`${item}_link`.length));
}

/** A context that takes records and ledger entries with identifiers of the package, and passes on migration ids. */
export function withRestoredIdentities(context: ReadContext, path: string): ReadContext {
  const identities = createRestoredIdentities(path);
  const nameOf = (target: Reference) => identities.nameOf(target);
  const flush = async () => {
    for (const notice of identities.takeNotices()) await context.ledger.notice(notice);
  };
  return {
    ...context,
    ledger: restoringLedger(context.ledger, nameOf, flush),
    emit: async (collection, record) => {
      await context.emit(collection, restoreRecord(collection, record, nameOf));
      await flush();
    },
  };
}

function restoringLedger(
  ledger: Ledger,
  nameOf: (target: Reference) => string,
  flush: () => Promise<void>,
): Ledger {
  const restore = <Told extends { readonly target?: Reference }>(told: Told): Told =>
    told.target === undefined
      ? told
      : { ...told, target: { kind: told.target.kind, migrationId: nameOf(told.target) } };
  return {
    found: (element) => ledger.found(element),
    settle: async (element, outcome) => {
      await ledger.settle(element, restore(outcome));
      await flush();
    },
    notice: async (notice) => {
      await ledger.notice(restore(notice));
      await flush();
    },
  };
}

function restoreRecord<Name extends CollectionName>(
  collection: Name,
  record: CollectionRecord<Name>,
  nameOf: (target: Reference) => string,
): CollectionRecord<Name> {
  const restore = <Model extends { readonly migrationId: string }>(
    kind: ObjectKind,
    object: Model,
  ): Model => ({
    ...object,
    migrationId: nameOf({ kind, migrationId: object.migrationId }),
  });
  const own = restore(COLLECTIONS[collection].kind, repoint(record, nameOf));
  return changeNested(collection, own, {
    item: (item) => restore('moduleItem', item),
    assignment: (assignment) => restore('assignment', assignment),
  });
}
