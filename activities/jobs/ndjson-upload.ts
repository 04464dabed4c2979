/** A stored file of one JSON value per line, written as the lines come and complete only when it is told so. */

import type { StoredObject } from '../../workflows/contract.js';
import { ndjsonLine } from '../course/ndjson.js';
import type { Room } from '../room.js';
import type { CallOptions, ObjectStore } from '../storage/port.js';

const WRITE_AT = 64 * 1024;

export interface NdjsonUpload {
  line(value: unknown): Room;
  /** The stored file and the number of its lines. */
  complete(): Promise<StoredObject & { readonly count: number }>;
  /** Does nothing after `complete`. */
  abort(): Promise<void>;
}

export async function startNdjsonUpload(
  store: ObjectStore,
  key: string,
  options: CallOptions,
): Promise<NdjsonUpload> {
  const upload = await store.upload(key, { ...options, contentType: 'application/x-ndjson' });
  let text = '';
  let count = 0;
  const flush = async () => {
    const bytes = new TextEncoder().encode(text);
    text = '';
    if (bytes.length > 0) await upload.write(bytes);
  };
  return {
    line: (value) => {
      text += ndjsonLine(value);
      count += 1;
      return text.length < WRITE_AT ? undefined : flush();
    },
    complete: async () => {
      await flush();
      const { etag, size } = await upload.complete();
      return { key, etag, size, count };
    },
    abort: () => upload.abort(),
  };
}
