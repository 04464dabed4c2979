/** Checks that what a ledger calls imported is really there. */
import { describe, LedgerError } from './create-ledger.js';
import type { LedgerEntry } from './ledger.js';
import type { ObjectKind, Reference } from './model/common.js';
import { referenceKey } from './reference-key.js';

export interface TargetCheck {
  note(entry: LedgerEntry): void;
  /** Throws `LedgerError` when an element was settled as part of the result, but its target is not there. */
  check(): void;
}

/** A large package settles a hundred thousand items before their objects come; to name a wrong one, some suffice. */
const NAMED = 1_000;

/** `has` tells which objects are there by now; an element may be settled before its object comes. */
export function createTargetCheck(has: (target: Reference) => boolean): TargetCheck {
  const named = new Map<string, LedgerEntry>();
  const others = new Map<ObjectKind, Set<string>>();
  const awaitQuietly = ({ kind, migrationId }: Reference) => {
    const ids = others.get(kind) ?? new Set();
    others.set(kind, ids.add(migrationId));
  };
  return {
    note(entry) {
      const { target } = entry;
      if (target === undefined || !isInResult(entry) || has(target)) return;
      const key = referenceKey(target);
      if (named.size >= NAMED) awaitQuietly(target);
      else if (!named.has(key)) named.set(key, entry);
    },
    check() {
      for (const entry of named.values())
        if (entry.target !== undefined && !has(entry.target))
          fail(`${describe(entry)} was settled as ${entry.state}`, entry.target);
      for (const [kind, ids] of others)
        for (const migrationId of ids)
          if (!has({ kind, migrationId })) fail('An element was settled', { kind, migrationId });
    },
  };
}

function fail(settled: string, { kind, migrationId }: Reference): never {
  throw new LedgerError(`${settled} into ${kind} "${migrationId}", which is not there.`);
}

/** True for an element that the result holds, in whatever form. */
export function isInResult({ state }: Pick<LedgerEntry, 'state'>): boolean {
  return state === 'imported' || state === 'merged' || state === 'changed';
}
