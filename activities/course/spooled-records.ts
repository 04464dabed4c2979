/** Records put aside on disk and taken back by key, in any order: memory holds where each lies, never the records. */
import { ndjsonLine } from './ndjson.js';
import type { Spool } from './spool.js';

export interface SpooledRecords<Value> {
  put(key: string, record: Value): Promise<void>;
  /** `undefined` when none was put under the key. */
  take(key: string): Promise<Value | undefined>;
}

export function createSpooledRecords<Value>(spool: Spool): SpooledRecords<Value> {
  const places = new Map<string, { readonly offset: number; readonly length: number }>();
  return {
    async put(key, record) {
      const line = ndjsonLine(record);
      places.set(key, { offset: spool.bytes, length: Buffer.byteLength(line) });
      await spool.append(line);
    },
    async take(key) {
      const place = places.get(key);
      if (place === undefined) return undefined;
      const bytes = await spool.readAt(place.offset, place.length);
      return JSON.parse(bytes.toString()) as Value;
    },
  };
}
