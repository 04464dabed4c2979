/** Packs: a package that was read whole is kept by a server-side copy; the same bytes are kept once. */
import { createHash } from 'node:crypto';
import type { StoredObject } from '../../workflows/contract.js';
import { packKey } from '../storage/keys.js';
import type { CallOptions, ObjectStore } from '../storage/port.js';
import type { VerifiedEntry } from './verify.js';

/**
 * The identity of a pack: where every file lies in it and what its bytes are. Two packages with the same identity can
 * stand for each other. It comes from what was read, never from a client's word.
 */
export function packIdentity(size: number, entries: readonly VerifiedEntry[]): string {
  const hash = createHash('sha256').update(`${size}\n`);
  for (const { stored, sha256 } of entries) {
    hash.update(
      `${stored.offset} ${stored.storedSize} ${stored.method} ${stored.crc32} ${stored.size} ${sha256}\n`,
    );
  }
  return hash.digest('hex');
}

/** Keeps an upload as a pack, unless it is kept already. Bound to the bytes that were read. */
export async function keepPack(
  store: ObjectStore,
  upload: StoredObject,
  pack: string,
  options: CallOptions,
): Promise<void> {
  const key = packKey(pack);
  const kept = await store.stat(key, options);
  if (kept?.size === upload.size) return;
  await store.copy({ key: upload.key, etag: upload.etag }, key, options);
}
