/** Reads ranges of a source: exactly the bytes asked for, or an error, or the signal's reason. */
import { createInterrupt, interruptible } from './interrupt.js';
import type { RandomAccess } from './types.js';

/**
 * Streams exactly `length` bytes from `offset`.
 *
 * @throws Error when the source delivers fewer or more bytes; the signal's reason once it aborts, even if the
 *   source itself never answers.
 */
export async function* readRange(
  source: RandomAccess,
  offset: number,
  length: number,
  signal?: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const interrupt = createInterrupt(signal);
  let received = 0;
  try {
    for await (const chunk of interruptible(source.read(offset, length, signal), interrupt)) {
      received += chunk.length;
      if (received > length) break;
      yield chunk;
    }
  } finally {
    interrupt.release();
  }
  if (received !== length) {
    throw new Error(
      `The source delivered ${received} bytes from ${offset} on where ${length} were asked for.`,
    );
  }
}

/** The bytes of a range small enough to hold. Throws as `readRange` does. */
export async function readBytes(
  source: RandomAccess,
  offset: number,
  length: number,
  signal?: AbortSignal,
): Promise<Buffer> {
  const bytes = Buffer.allocUnsafeSlow(length);
  let filled = 0;
  if (length === 0) return bytes;
  for await (const chunk of readRange(source, offset, length, signal)) {
    bytes.set(chunk, filled);
    filled += chunk.length;
  }
  return bytes;
}

/** The same bytes with a Buffer's methods, not copied. */
export function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
}

/** Random access to bytes in memory. */
export function memorySource(bytes: Uint8Array): RandomAccess {
  return {
    size: bytes.length,
    async *read(offset, length) {
      yield bytes.subarray(offset, offset + length);
    },
  };
}
