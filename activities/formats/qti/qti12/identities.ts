/** Names and ids of what a file holds: unique in the ledger, unique in the course, and the same on every reading. */
import type { Ledger } from '../../../course/ledger.js';
import { createUniqueNames, type UniqueNames } from '../../../course/unique-names.js';

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

export function createIdentities(ids: UniqueNames): Identities {
  const names = createUniqueNames();
  const counts = new Map<string, number>();
  const doubles = new Set<string>();
  let doubled = 0;
  let count = 0;

  return {
    get count() {
      return count;
    },
    item(ident) {
      count += 1;
      const migrationId = ids.claim(ident);
      if (migrationId !== ident) {
        doubled += 1;
        if (doubles.size < NAMED) doubles.add(`"${ident}"`);
      }
      return { migrationId, name: names.claim(`item "${migrationId}"`) };
    },
    container: (type, ident, line) =>
      names.claim(ident === undefined || ident === '' ? `${type} in line ${line}` : `${type} "${ident}"`),
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
