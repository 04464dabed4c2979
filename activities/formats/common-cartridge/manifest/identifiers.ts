/** Keeps identifiers of one kind unique, and says so where a manifest does not. */
import type { Notice } from '../../../course/ledger.js';

export interface Identities {
  /** The identifier to go by: as written, `<identifier>-2` for the second of one name, `<kind>-<n>` for none. */
  identify(written: string | undefined, line: number): string;
}

export function createIdentities(kind: 'item' | 'resource', path: string, notices: Notice[]): Identities {
  const taken = new Set<string>();
  let count = 0;
  const identify = (written: string | undefined, line: number): string => {
    count += 1;
    const wanted = written?.trim() ?? '';
    const base = wanted === '' ? `${kind}-${count}` : wanted;
    const identifier = firstFree(base, taken);
    taken.add(identifier);
    if (identifier !== wanted) notices.push(renamed(kind, path, line, wanted, identifier));
    return identifier;
  };
  return { identify };
}

function firstFree(base: string, taken: ReadonlySet<string>): string {
  let identifier = base;
  for (let number = 2; taken.has(identifier); number++) identifier = `${base}-${number}`;
  return identifier;
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
