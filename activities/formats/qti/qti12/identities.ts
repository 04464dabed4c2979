/** Names and ids of what a file holds: unique in the ledger, unique in the course, and the same on every reading. */
import { type CompactSet, createCompactSet } from '../../../course/compact-set.js';
import type { Ledger } from '../../../course/ledger.js';

const NAMED = 3;

export interface Identities {
  /** How many items were named so far. */
  readonly count: number;
  /** An item's id in the course and its name in the ledger; a second item of the same ident gets a suffix. */
  item(ident: string): { readonly migrationId: string; readonly name: string };
  /** The ledger's name of anything else. */
  container(type: string, ident: string | undefined, line: number): string;
  /** 1, 2, 3 ... */
  next(kind: string): number;
  /** Says which idents were there twice. */
  tell(path: string, ledger: Ledger): Promise<void>;
}

export function createIdentities(taken: CompactSet): Identities {
  const names = createCompactSet();
  const counts = new Map<string, number>();
  const doubles = new Set<string>();
  let doubled = 0;
  let count = 0;

  const copies = new Map<string, number>();

  const unique = (wanted: string, set: CompactSet): string => {
    if (set.add(wanted)) return wanted;
    let copy = copies.get(wanted) ?? 2;
    while (!set.add(`${wanted}-${copy}`)) copy += 1;
    copies.set(wanted, copy + 1);
    return `${wanted}-${copy}`;
  };

  return {
    get count() {
      return count;
    },
    item(ident) {
      count += 1;
      const migrationId = unique(ident, taken);
      if (migrationId !== ident) {
        doubled += 1;
        if (doubles.size < NAMED) doubles.add(`"${ident}"`);
      }
      return { migrationId, name: unique(`item "${migrationId}"`, names) };
    },
    container: (type, ident, line) =>
      unique(ident === undefined || ident === '' ? `${type} in line ${line}` : `${type} "${ident}"`, names),
    next(kind) {
      const next = (counts.get(kind) ?? 0) + 1;
      counts.set(kind, next);
      return next;
    },
    async tell(path, ledger) {
      if (doubled === 0) return;
      const items = doubled === 1 ? '1 item has' : `${doubled} items have`;
      const message = `${path}: ${items} an ident that an earlier item has (${[...doubles].join(', ')}${doubled > NAMED ? ' ...' : ''}); nothing is left out, the later ones get new ids.`;
      await ledger.notice({ severity: 'warning', code: 'duplicate_identifier', message, path });
    },
  };
}
