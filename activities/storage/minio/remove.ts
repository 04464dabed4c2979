/** Removes objects, a thousand in a request. */

import { createHash } from 'node:crypto';
import { StorageError } from '../errors.js';
import type { CallOptions } from '../port.js';
import { type Connection, sendForDocument } from './request.js';
import { childrenOf, element, textOf } from './xml.js';

/** S3's limit for one DeleteObjects request. */
const BATCH = 1_000;

interface Refused {
  readonly key: string;
  readonly code: string;
}

/**
 * Tries all keys, then reports those the server would not remove, all in one error. Keys that do not exist are none.
 */
export async function remove(
  connection: Connection,
  keys: readonly string[],
  options: CallOptions = {},
): Promise<void> {
  const refused: Refused[] = [];
  for (let start = 0; start < keys.length; start += BATCH) {
    refused.push(...(await removeBatch(connection, keys.slice(start, start + BATCH), options)));
  }
  const [first] = refused;
  if (first) throw refusal(first, refused);
}

async function removeBatch(
  connection: Connection,
  keys: readonly string[],
  { signal }: CallOptions,
): Promise<Refused[]> {
  const objects = keys.map((key) => element('Object', [element('Key', key)]));
  const body = Buffer.from(element('Delete', [element('Quiet', 'true'), ...objects]));
  const headers = { 'content-md5': createHash('md5').update(body).digest('base64') };
  const deed = { operation: 'remove', key: keys[0] ?? '' };
  const request = { ...deed, method: 'POST', query: { delete: '' }, headers, body: [body], signal };
  return childrenOf(await sendForDocument(connection, request), 'Error')
    .map((error) => ({ key: textOf(error, 'Key') ?? '', code: textOf(error, 'Code') ?? 'Unknown' }))
    .filter(({ code }) => code !== 'NoSuchKey');
}

function refusal(first: Refused, all: readonly Refused[]): StorageError {
  const named = all.slice(0, 3).map(({ key, code }) => `"${key}" (${code})`);
  const more = all.length > named.length ? ` and ${all.length - named.length} more` : '';
  const message = `Cannot remove ${named.join(', ')}${more} from object storage: the server refused.`;
  return new StorageError(message, { operation: 'remove', ...first });
}
