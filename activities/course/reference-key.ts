/** References as strings, for maps and sets: `kind/migration id`. */
import type { ObjectKind, Reference } from './model/common.js';

/** A key of a reference, for maps and sets. */
export function referenceKey(target: Reference): string {
  return `${target.kind}/${target.migrationId}`;
}

/** The reference of a key. */
export function parseReferenceKey(key: string): Reference {
  const slash = key.indexOf('/');
  return { kind: key.slice(0, slash) as ObjectKind, migrationId: key.slice(slash + 1) };
}

/** The kind a key names. */
export function kindOfKey(key: string): ObjectKind {
  return key.slice(0, key.indexOf('/')) as ObjectKind;
}
