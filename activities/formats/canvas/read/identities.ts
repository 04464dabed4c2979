/** Keeps the identifiers of objects unique in a package, and says so where they are not. */
import { kindInWords } from '../../../course/in-words.js';
import type { Ledger } from '../../../course/ledger.js';
import type { ObjectKind } from '../../../course/model/common.js';
import { createUniqueNames } from '../../../course/unique-names.js';

export interface Identities {
  /** The identifier an object goes by: as written, or with `-2` behind it for the second of that name. */
  identify(kind: ObjectKind, wanted: string, path: string): Promise<string>;
}

export function createIdentities(ledger: Ledger): Identities {
  const names = createUniqueNames();
  return {
    async identify(kind, wanted, path) {
      const identifier = names.claim(`${kind}/${wanted}`).slice(kind.length + 1);
      if (identifier !== wanted) {
        const message = `${path}: another object of this kind (${kindInWords(kind)}) is called "${wanted}" already; this one goes by "${identifier}".`;
        await ledger.notice({ severity: 'warning', code: 'duplicate_identifier', message, path });
      }
      return identifier;
    },
  };
}
