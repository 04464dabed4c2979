/** Keeps the migration ids of a bundle unique. */
import type { CollectionName, CollectionRecord } from './collections.js';
import type { IndexLine } from './course-index.js';
import type { ObjectKind, Reference } from './model/common.js';
import { changeNested } from './nested.js';

/** An object inside a record that got another migration id because its own was taken. */
export interface Renaming {
  readonly from: Reference;
  readonly to: string;
}

export interface TakenNames {
  has(target: Reference): boolean;
  take(target: Reference): void;
  /** A name like this one that is free, also among `others`. */
  freeLike(target: Reference, others: ReadonlySet<string>): string;
}

export function createTakenNames(): TakenNames {
  const byKind = new Map<ObjectKind, Set<string>>();
  const has = ({ kind, migrationId }: Reference) => byKind.get(kind)?.has(migrationId) === true;
  return {
    has,
    take({ kind, migrationId }) {
      const names = byKind.get(kind) ?? new Set();
      byKind.set(kind, names.add(migrationId));
    },
    freeLike({ kind, migrationId }, others) {
      for (let number = 2; ; number += 1) {
        const name = `${migrationId}~${number}`;
        if (!has({ kind, migrationId: name }) && !others.has(name)) return name;
      }
    },
  };
}

/**
 * Which objects inside a record need another name: those whose own is taken, by another record or by an earlier
 * object of this one. By their place in `nested`.
 */
export function renamingsOf(nested: readonly IndexLine[], taken: TakenNames): ReadonlyMap<number, Renaming> {
  if (nested.length === 0) return NONE;
  const renamings = new Map<number, Renaming>();
  const own = new Set(nested.map(({ migrationId }) => migrationId));
  const seen = new Set<string>();
  for (const [at, { kind, migrationId }] of nested.entries()) {
    if (!seen.has(migrationId) && !taken.has({ kind, migrationId })) {
      seen.add(migrationId);
      continue;
    }
    const to = taken.freeLike({ kind, migrationId }, own);
    own.add(to);
    seen.add(to);
    renamings.set(at, { from: { kind, migrationId }, to });
  }
  return renamings;
}

const NONE: ReadonlyMap<number, Renaming> = new Map();

/** The record with the objects inside it renamed. */
export function withRenamed<Name extends CollectionName>(
  collection: Name,
  record: CollectionRecord<Name>,
  renamings: ReadonlyMap<number, Renaming>,
): CollectionRecord<Name> {
  return changeNested(collection, record, {
    item: (item, at) => renamed(item, renamings.get(at)),
    assignment: (assignment) => renamed(assignment, renamings.get(0)),
  });
}

function renamed<Item extends { migrationId: string }>(item: Item, renaming: Renaming | undefined): Item {
  return renaming === undefined ? item : { ...item, migrationId: renaming.to };
}
