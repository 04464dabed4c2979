/** The hash of a record's content: equal content gives equal hashes, whatever ids it was given. */
import { createHash } from 'node:crypto';

/** First 128 bits of the SHA-256 of the record as JSON with sorted keys and without `id` fields, as hex. */
export function contentHash(record: unknown): string {
  return createHash('sha256').update(canonicalJson(record)).digest('hex').slice(0, 32);
}

/** JSON with sorted keys, without the numeric ids a course gives to its objects. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, member: unknown) => sorted(member));
}

/** Only what has a migration id is an object of the course; other ids, of navigation tabs or answers, are content. */
function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  if (!('migrationId' in value)) return Object.fromEntries(entries);
  return Object.fromEntries(entries.filter(([key, member]) => key !== 'id' || typeof member !== 'number'));
}
