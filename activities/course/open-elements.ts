/** Elements of a ledger that were found and are not settled yet: each is remembered, a few of them by name. */
import { createCompactSet } from './compact-set.js';
import type { LedgerElement } from './ledger.js';

export interface OpenElements {
  readonly size: number;
  /** False when it was announced before. */
  add(key: string, element: LedgerElement): boolean;
  /** False when it was never announced. To be called once for each. */
  settle(key: string): boolean;
  /** One that is open; `undefined` when none of those is that are known by name. */
  example(): LedgerElement | undefined;
}

/** A large package announces a hundred thousand elements at once; to name a forgotten one, some suffice. */
const NAMED = 1_000;

export function createOpenElements(): OpenElements {
  const announced = createCompactSet();
  const named = new Map<string, LedgerElement>();
  let size = 0;
  return {
    get size() {
      return size;
    },
    add(key, element) {
      if (!announced.add(key)) return false;
      size += 1;
      if (named.size < NAMED) named.set(key, element);
      return true;
    },
    settle(key) {
      if (!announced.has(key)) return false;
      named.delete(key);
      size -= 1;
      return true;
    },
    example: () => named.values().next().value,
  };
}
