/** Migration ids that the writer had to encode, given back: two objects of a kind never end up with the same one. */
import { createCompactSet } from '../../course/compact-set.js';
import { kindInWords } from '../../course/in-words.js';
import type { Notice } from '../../course/ledger.js';
import type { Reference } from '../../course/model/common.js';
import { referenceKey } from '../../course/reference-key.js';
import { decodeIdentifier } from './encoded-identifiers.js';

export interface RestoredIdentities {
  /** The migration id of the object that an identifier of the package stands for; the same one every time. */
  nameOf(target: Reference): string;
  /** What there is to tell since this was last asked. */
  takeNotices(): Notice[];
}

/**
 * An identifier is decoded where it says the kind of the object that has it. Where what it says is another object's
 * migration id already, which the writer never does, it stays as it is. `path` is the manifest's, for notices.
 */
export function createRestoredIdentities(path: string): RestoredIdentities {
  const seen = createCompactSet();
  const taken = createCompactSet();
  /** Only those that go by neither of their two names, or by the second. */
  const exceptions = new Map<string, string>();
  const notices: Notice[] = [];
  const claim = (target: Reference, wanted: string): string => {
    for (const name of namesFor(target.migrationId, wanted))
      if (taken.add(referenceKey({ kind: target.kind, migrationId: name }))) return name;
    throw new Error(`The names of ${referenceKey(target)} have an end.`);
  };
  return {
    nameOf(target) {
      const key = referenceKey(target);
      const wanted = decodedName(target) ?? target.migrationId;
      if (!seen.add(key)) return exceptions.get(key) ?? wanted;
      const name = claim(target, wanted);
      if (name === wanted) return name;
      exceptions.set(key, name);
      notices.push(renamed(target, wanted, name, path));
      return name;
    },
    takeNotices: () => notices.splice(0),
  };
}

function decodedName({ kind, migrationId }: Reference): string | undefined {
  const decoded = decodeIdentifier(migrationId);
  return decoded?.kind === kind ? decoded.migrationId : undefined;
}

function* namesFor(identifier: string, wanted: string): Generator<string> {
  yield wanted;
  if (identifier !== wanted) yield identifier;
  for (let number = 2; ; number += 1) yield `${identifier}-${number}`;
}

function renamed({ kind, migrationId }: Reference, wanted: string, name: string, path: string): Notice {
  return {
    severity: 'warning',
    code: 'duplicate_identifier',
    message: `${path}: two identifiers stand for the ${kindInWords(kind)} "${wanted}"; the one of "${migrationId}" goes by "${name}".`,
    path,
    target: { kind, migrationId: name },
  };
}
