/** The hash of a record's content: equal content gives equal hashes, whatever ids it was given. */
import { hash } from 'node:crypto';

/** First 128 bits of the SHA-256 of the record as JSON with sorted keys and without `id` fields, as hex. */
export function contentHash(record: unknown): string {
  return hash('sha256', canonicalJson(record), 'hex').slice(0, 32);
}

/** JSON with sorted keys, without the numeric ids a course gives to its objects. */
export function canonicalJson(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const members = value as Readonly<Record<string, unknown>>;
  let text = '';
  for (const key of inOrder(Object.keys(members))) {
    const member = members[key];
    if (member === undefined || isGivenId(key, member, members)) continue;
    text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${canonicalJson(member)}`;
  }
  return `{${text}}`;
}

/** Sorts in place; the engine's own sort allocates more than the keys of a record take. */
function inOrder(keys: string[]): string[] {
  for (let at = 1; at < keys.length; at += 1) {
    const key = keys[at] as string;
    let to = at;
    for (; to > 0 && (keys[to - 1] as string) > key; to -= 1) keys[to] = keys[to - 1] as string;
    keys[to] = key;
  }
  return keys;
}

/** Only what has a migration id is an object of the course; other ids, of navigation tabs or answers, are content. */
function isGivenId(key: string, member: unknown, members: object): boolean {
  return key === 'id' && typeof member === 'number' && 'migrationId' in members;
}
