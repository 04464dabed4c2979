/** The bytes of the part being filled: kept as they came, with small chunks gathered. */

/** Chunks below this many bytes are copied together; larger ones are kept as they are, without copying. */
const SMALL = 16 * 1024;
const SLAB = 256 * 1024;

export interface PartBuffer {
  readonly size: number;
  add(chunk: Uint8Array): void;
  /** The bytes so far, in order; the buffer is empty afterwards. */
  take(): readonly Uint8Array[];
}

export function createPartBuffer(): PartBuffer {
  let chunks: Uint8Array[] = [];
  let size = 0;
  let slab = Buffer.alloc(0);
  let used = 0;
  let sealed = 0;
  const seal = () => {
    if (used > sealed) chunks.push(slab.subarray(sealed, used));
    sealed = used;
  };
  const gather = (chunk: Uint8Array) => {
    if (used + chunk.byteLength > slab.byteLength) {
      seal();
      slab = Buffer.allocUnsafeSlow(SLAB);
      used = 0;
      sealed = 0;
    }
    slab.set(chunk, used);
    used += chunk.byteLength;
  };
  return {
    get size() {
      return size;
    },
    add(chunk) {
      size += chunk.byteLength;
      if (chunk.byteLength < SMALL) return gather(chunk);
      seal();
      chunks.push(isSparse(chunk) ? Buffer.from(chunk) : chunk);
    },
    take() {
      seal();
      const taken = chunks;
      chunks = [];
      size = 0;
      return taken;
    },
  };
}

/** A short view of a long buffer would keep the whole of it in memory. */
function isSparse(chunk: Uint8Array): boolean {
  return chunk.buffer.byteLength > 4 * chunk.byteLength;
}
