/**
 * A spool for the text files of a package: they are read once from storage, in the order of the archive, and then as
 * often as a reader likes from one temporary file. No path of a package becomes a path on the disk.
 */
import { readSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';

const WRITE_AT = 2 ** 20;
const READ_SIZE = 2 ** 18;
/** Up to this size a text is read at once: it was just written, and waiting for a thread takes longer than reading it. */
const AT_ONCE = 2 ** 16;

export interface Spool {
  /** Appends a file while passing its bytes on. It counts only when the iteration ends without an error. */
  keep(path: string, content: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array>;
  has(path: string): boolean;
  /** Streams a kept file. */
  read(path: string): AsyncIterable<Uint8Array>;
  close(): Promise<void>;
}

/** A spool in a folder that its owner removes. */
export async function createSpool(folder: string): Promise<Spool> {
  const file = await open(join(folder, 'texts'), 'w+');
  const places = new Map<string, { offset: number; size: number }>();
  const pending: Uint8Array[] = [];
  let pendingSize = 0;
  let size = 0;

  async function append(chunk: Uint8Array): Promise<void> {
    pending.push(Uint8Array.from(chunk));
    pendingSize += chunk.length;
    if (pendingSize >= WRITE_AT) await flush();
  }

  async function flush(): Promise<void> {
    if (pendingSize === 0) return;
    const buffers = pending.splice(0);
    const at = size;
    size += pendingSize;
    pendingSize = 0;
    await writeAll(file, buffers, at);
  }

  return {
    async *keep(path, content) {
      const offset = size + pendingSize;
      for await (const chunk of content) {
        await append(chunk);
        yield chunk;
      }
      places.set(path, { offset, size: size + pendingSize - offset });
    },
    has: (path) => places.has(path),
    async *read(path) {
      const place = places.get(path);
      if (place === undefined) throw new Error(`The spool holds no ${JSON.stringify(path)}.`);
      await flush();
      yield* readRange(file, place.offset, place.size);
    },
    close: () => file.close(),
  };
}

async function writeAll(file: FileHandle, buffers: Uint8Array[], at: number): Promise<void> {
  const all = Buffer.concat(buffers);
  for (let written = 0; written < all.length; ) {
    const { bytesWritten } = await file.write(all, written, all.length - written, at + written);
    written += bytesWritten;
  }
}

async function* readRange(file: FileHandle, offset: number, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < size; ) {
    const buffer = Buffer.allocUnsafe(Math.min(READ_SIZE, size - at));
    const bytesRead =
      size <= AT_ONCE
        ? readSync(file.fd, buffer, 0, buffer.length, offset + at)
        : (await file.read(buffer, 0, buffer.length, offset + at)).bytesRead;
    if (bytesRead === 0) throw new Error('The spool file is shorter than what was written to it.');
    at += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}
