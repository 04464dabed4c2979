/** Streams of bytes cut in other places than they came. */

const SLICE = 2 ** 20;

export interface Front {
  /** The first bytes, one more than asked for when there are more. */
  readonly bytes: Buffer;
  /** Whether `bytes` is all there is. */
  readonly complete: boolean;
  /** All bytes, the first ones included. */
  readonly all: AsyncGenerator<Uint8Array>;
}

/**
 * Reads up to `length` bytes of a source ahead and tells whether that was all of it. What is read ahead is copied, so
 * that the source may use the memory of its chunks again.
 */
export async function readFront(source: AsyncIterable<Uint8Array>, length: number): Promise<Front> {
  const iterator = source[Symbol.asyncIterator]();
  const chunks: Uint8Array[] = [];
  let size = 0;
  while (size <= length) {
    const item = await iterator.next();
    if (item.done) return { bytes: Buffer.concat(chunks), complete: true, all: replay(chunks, undefined) };
    chunks.push(Uint8Array.from(item.value));
    size += item.value.length;
  }
  return { bytes: Buffer.concat(chunks), complete: false, all: replay(chunks, iterator) };
}

async function* replay(
  chunks: readonly Uint8Array[],
  rest: AsyncIterator<Uint8Array> | undefined,
): AsyncGenerator<Uint8Array> {
  try {
    yield* chunks;
    for (let item = await rest?.next(); item && !item.done; item = await rest?.next()) yield item.value;
  } finally {
    await rest?.return?.();
  }
}

/** Views of bytes in memory, none of them so long that handling it would hold the event loop. */
export async function* slices(bytes: Uint8Array, size = SLICE): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

/** The same for every chunk of a stream. */
export async function* slicesOf(source: AsyncIterable<Uint8Array>, size: number): AsyncGenerator<Uint8Array> {
  for await (const chunk of source) yield* slices(chunk, size);
}
