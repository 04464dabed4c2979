/** Selections on their way to a job: checked, and put into storage when they are too long for a message. */
import { createHash } from 'node:crypto';
import { jobKey } from '../activities/storage/keys.js';
import { MAX_SELECTION_MESSAGE, type SelectionMessage } from '../workflows/contract.js';
import { InvalidRequestError } from './errors.js';
import type { ClientSettings } from './settings.js';

type Copy = Readonly<Record<string, unknown>>;

/** A selection that is no hash would be noticed only by the job. Throws `InvalidRequestError`. */
export function checkHash(name: 'copy' | 'select', selection: unknown): void {
  if (selection === undefined || selection === null) return;
  if (typeof selection === 'object' && !Array.isArray(selection)) return;
  throw new InvalidRequestError(`${name} is not understood: a hash of types is expected`);
}

/**
 * `undefined` when nothing is selected. A stored selection lies under a key of its content: a later one never takes the
 * place of one that a job was told of.
 */
export async function selectionMessage(
  { store }: ClientSettings,
  migrationId: number,
  copy: Copy | null | undefined,
): Promise<SelectionMessage | undefined> {
  if (copy === undefined || copy === null || Object.keys(copy).length === 0) return undefined;
  const text = JSON.stringify(copy);
  if (text.length <= MAX_SELECTION_MESSAGE) return { copy };
  const name = `selection-${createHash('sha256').update(text).digest('hex').slice(0, 40)}.json`;
  const selectionKey = jobKey({ kind: 'content_migration', id: migrationId }, name);
  await store.put(selectionKey, text, { contentType: 'application/json' });
  return { selectionKey };
}
