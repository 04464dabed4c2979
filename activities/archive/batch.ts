/** Collects small entries until there are enough of them to be worth a trip to a deflate thread. */
import type { DeflateRequest } from './deflate-work.js';

const BATCH_BYTES = 512 * 1024;
const BATCH_ENTRIES = 256;

export interface BatchEntry {
  readonly path: string;
  /** The path in UTF-8. */
  readonly name: Buffer;
  readonly size: number;
}

export interface FullBatch {
  readonly request: DeflateRequest;
  readonly entries: readonly BatchEntry[];
}

export interface Batch {
  readonly bytes: number;
  /** False when it should be sent off first. An empty batch takes an entry of any size. */
  hasRoomFor(name: Buffer, content: Uint8Array): boolean;
  /** Copies the content. `how` is one of `STORE`, `DEFLATE` and `SAMPLE`. */
  add(path: string, name: Buffer, content: Uint8Array, how: number): void;
  /** What was collected; the batch is empty afterwards. */
  take(level: number): FullBatch;
}

export function createBatch(): Batch {
  let buffer = new Uint8Array(0);
  let used = 0;
  let entries: BatchEntry[] = [];
  let layout: number[] = [];

  const reserve = (bytes: number) => {
    if (entries.length === 0 && buffer.length < bytes) buffer = new Uint8Array(Math.max(BATCH_BYTES, bytes));
  };
  /** A well filled buffer is given away; of a nearly empty one the content is copied and the rest kept. */
  const takeBytes = () => {
    if (used < buffer.length / 2) return buffer.buffer.slice(0, used);
    const given = buffer.buffer;
    buffer = new Uint8Array(0);
    return given;
  };
  return {
    get bytes() {
      return used;
    },
    hasRoomFor: (name, content) =>
      entries.length === 0 ||
      (entries.length < BATCH_ENTRIES && used + name.length + content.length <= buffer.length),
    add(path, name, content, how) {
      reserve(name.length + content.length);
      buffer.set(name, used);
      buffer.set(content, used + name.length);
      used += name.length + content.length;
      entries.push({ path, name, size: content.length });
      layout.push(name.length, content.length, how);
    },
    take(level) {
      const full: FullBatch = {
        request: { kind: 'batch', level, bytes: takeBytes(), layout: Uint32Array.from(layout) },
        entries,
      };
      used = 0;
      entries = [];
      layout = [];
      return full;
    },
  };
}
