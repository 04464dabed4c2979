/** Checks that what a ledger calls imported is really there. */
import { describe, LedgerError } from './create-ledger.js';
import type { LedgerEntry } from './ledger.js';
import type { Reference } from './model/common.js';
import { referenceKey } from './reference-key.js';

export interface TargetCheck {
  note(entry: LedgerEntry): void;
  /** Throws `LedgerError` when an element was settled as part of the result, but its target is not there. */
  check(): void;
}

/** `has` tells which objects are there by now; an element may be settled before its object comes. */
export function createTargetCheck(has: (target: Reference) => boolean): TargetCheck {
  const awaited = new Map<string, LedgerEntry>();
  return {
    note(entry) {
      const { target } = entry;
      if (target === undefined || !isInResult(entry) || has(target)) return;
      const key = referenceKey(target);
      if (!awaited.has(key)) awaited.set(key, entry);
    },
    check() {
      for (const entry of awaited.values()) {
        if (entry.target === undefined || has(entry.target)) continue;
        const { kind, migrationId } = entry.target;
        throw new LedgerError(
          `${describe(entry)} was settled as ${entry.state} into ${kind} "${migrationId}", which is not there.`,
        );
      }
    },
  };
}

/** True for an element that the result holds, in whatever form. */
export function isInResult({ state }: Pick<LedgerEntry, 'state'>): boolean {
  return state === 'imported' || state === 'merged' || state === 'changed';
}
