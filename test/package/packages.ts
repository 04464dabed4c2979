/** Small ZIP packages in storage, for tests. */
import { createZipWriter } from '../../activities/archive/index.js';
import type { ObjectStore } from '../../activities/storage/index.js';
import type { StoredObject } from '../../workflows/contract.js';

export type Files = Readonly<Record<string, string | Uint8Array>>;

export async function zipOf(files: Files): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  const write = async (chunk: Uint8Array) => void chunks.push(Uint8Array.from(chunk));
  const writer = createZipWriter({ write }, { threads: 0 });
  for (const [path, content] of Object.entries(files)) await writer.addBytes(path, content);
  await writer.finish();
  return Buffer.concat(chunks);
}

export async function putObject(store: ObjectStore, key: string, bytes: Uint8Array): Promise<StoredObject> {
  const { etag, size } = await store.put(key, bytes);
  return { key, etag, size };
}
