/**
 * Identifiers of a cartridge: xs:ID, unique over manifest, organisation, items and resources. What already is one
 * stays as it is, so that the package updates in place what it came from; the rest is written so that it can be read
 * back.
 */
import { referenceKey } from '../../../course/course-index.js';
import type { Reference } from '../../../course/model/common.js';
import {
  ENCODED_PREFIX,
  encodeIdentifier,
  isXmlIdentifier,
  LONGEST_IDENTIFIER,
} from '../encoded-identifiers.js';

export interface Identifiers {
  /** The identifier of an object; always the same for the same object. */
  of(target: Reference): string;
  /** An identifier for a part of an object that has none in the model: its settings, its fallback. */
  derived(target: Reference, part: string): string;
}

/**
 * Allots identifiers. `claimed` are the objects that stand in the manifest, the most lasting first: where two have
 * the same migration id, the first keeps it. Objects that stand elsewhere only need to be unique in their kind.
 */
export function createIdentifiers(claimed: Iterable<Reference>, reserved: Iterable<string>): Identifiers {
  const names = new Set<string>();
  const changed = new Map<string, string>();
  const derived = new Map<string, string>();
  const take = (identifier: string): boolean => {
    const name = identifier.normalize('NFC').toLowerCase();
    if (names.has(name)) return false;
    names.add(name);
    return true;
  };
  for (const name of reserved) take(name);
  for (const target of claimed) {
    if (isKept(target.migrationId) && take(target.migrationId)) continue;
    changed.set(referenceKey(target), claim(encodeIdentifier(target), take));
  }
  const of = (target: Reference): string =>
    changed.get(referenceKey(target)) ??
    (isKept(target.migrationId) ? target.migrationId : encodeIdentifier(target));
  const derive = (target: Reference, part: string): string => {
    const key = `${referenceKey(target)}#${part}`;
    const identifier = derived.get(key) ?? claim(`${of(target)}_${part}`, take);
    derived.set(key, identifier);
    return identifier;
  };
  return { of, derived: derive };
}

/** Names are compared without case: identifiers name files, and some systems do not tell `A.xml` from `a.xml`. */
function isKept(migrationId: string): boolean {
  return (
    migrationId.length <= LONGEST_IDENTIFIER &&
    !migrationId.startsWith(ENCODED_PREFIX) &&
    isXmlIdentifier(migrationId)
  );
}

function claim(wanted: string, take: (identifier: string) => boolean): string {
  let identifier = wanted;
  for (let number = 2; !take(identifier); number++) identifier = `${wanted}_x_${number}`;
  return identifier;
}
