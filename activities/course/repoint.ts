/** Points the references of a record at other migration ids. */
import { isReference } from './index-lines.js';
import { changeLinks } from './links.js';
import type { Reference } from './model/common.js';

/** The migration id an object has in the course, where it is another one; else `undefined`. */
export type NameInCourse = (target: Reference) => string | undefined;

/** A copy of the value with every reference changed, in structure and in the links of its texts. */
export function repoint<Value>(value: Value, nameOf: NameInCourse): Value {
  return repointed(value, nameOf) as Value;
}

function repointed(value: unknown, nameOf: NameInCourse): unknown {
  if (typeof value === 'string') return changeLinks(value, (link) => otherwise(link, nameOf));
  if (Array.isArray(value)) return value.map((member) => repointed(member, nameOf));
  if (typeof value !== 'object' || value === null) return value;
  if (isReference(value)) return otherwise(value, nameOf) ?? value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key, memberOf(key, member, nameOf)]),
  );
}

/** `bankQuestion` is a bare migration id; it names a question. */
function memberOf(key: string, member: unknown, nameOf: NameInCourse): unknown {
  if (key === 'bankQuestion' && typeof member === 'string') {
    return nameOf({ kind: 'question', migrationId: member }) ?? member;
  }
  return repointed(member, nameOf);
}

function otherwise({ kind, migrationId }: Reference, nameOf: NameInCourse): Reference | undefined {
  const name = nameOf({ kind, migrationId });
  return name === undefined ? undefined : { kind, migrationId: name };
}
