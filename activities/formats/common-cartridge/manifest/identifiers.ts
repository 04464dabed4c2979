/** Keeps identifiers of one kind unique, and says so where a manifest does not. */
import type { Notice } from '../../../course/ledger.js';
import { createUniqueNames } from '../../../course/unique-names.js';

export interface Identities {
  /** The identifier to go by: as written, `<identifier>-2` for the second of one name, `<kind>-<n>` for none. */
  identify(written: string | undefined, line: number): string;
}

export function createIdentities(kind: 'item' | 'resource', path: string, notices: Notice[]): Identities {
  const names = createUniqueNames();
  let count = 0;
  const identify = (written: string | undefined, line: number): string => {
    count += 1;
    const wanted = written?.trim() ?? '';
    const identifier = names.claim(wanted === '' ? `${kind}-${count}` : wanted);
    if (identifier !== wanted) notices.push(renamed(kind, path, line, wanted, identifier));
    return identifier;
  };
  return { identify };
}

function renamed(kind: string, path: string, line: number, wanted: string, identifier: string): Notice {
  const place = `${path}: line ${line}:`;
  const [code, problem] =
    wanted === ''
      ? ['missing_identifier', `a ${kind} has no identifier`]
      : ['duplicate_identifier', `another ${kind} is called "${wanted}" already`];
  return {
    severity: 'warning',
    code,
    message: `${place} ${problem}; this one goes by "${identifier}".`,
    path,
    element: `${kind} "${identifier}"`,
  };
}
