/**
 * Spools: text that is written now and read later, in any amount. Short ones stay in memory, longer ones go to
 * temporary files with names of our own.
 */
import { type FileHandle, mkdir, mkdtemp, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Room } from '../room.js';

export interface Spool {
  /** Bytes written so far. */
  readonly bytes: number;
  append(text: string): Room;
  /** Streams everything written so far. The memory of a chunk is used again once the next one is asked for. */
  read(signal?: AbortSignal): AsyncIterable<Uint8Array>;
  /** The bytes of one range. Ranges read in ascending order are read in blocks. */
  readAt(offset: number, length: number): Promise<Buffer>;
}

/** Spools that live and die together. */
export interface SpoolFolder {
  open(): Spool;
  /** Removes everything. Safe to call at any time, more than once. */
  dispose(): Promise<void>;
}

/** Bytes held before they go to the file. A bundle has some fifty spools. */
const HELD = 64 * 1024;
/** Bytes read at once. */
const BLOCK = 256 * 1024;

/** Spools under a fresh folder inside `parent`, which is made when needed. */
export function createSpoolFolder(parent: string): SpoolFolder {
  const files: Promise<FileHandle>[] = [];
  let folder: Promise<string> | undefined;
  let disposed = false;

  const openFile = async (): Promise<FileHandle> => {
    if (disposed) throw new Error('A spool was used after it was disposed of.');
    folder ??= makeFolder(parent);
    const file = openIn(folder, `${files.length}.ndjson`);
    files.push(file);
    return file;
  };
  return {
    open: () => createSpool(openFile),
    async dispose() {
      disposed = true;
      for (const file of await Promise.allSettled(files.splice(0))) {
        if (file.status === 'fulfilled') await file.value.close();
      }
      const path = await folder?.catch(() => undefined);
      if (path !== undefined) await rm(path, { recursive: true, force: true });
    },
  };
}

async function makeFolder(parent: string): Promise<string> {
  await mkdir(parent, { recursive: true });
  return mkdtemp(join(parent, 'spool-'));
}

async function openIn(folder: Promise<string>, name: string): Promise<FileHandle> {
  return open(join(await folder, name), 'wx+', 0o600);
}

function createSpool(openFile: () => Promise<FileHandle>): Spool {
  let file: FileHandle | undefined;
  let held: string[] = [];
  let heldBytes = 0;
  /** Bytes in the file, and in what is being written to it. */
  let filed = 0;
  let flushing: Promise<void> | undefined;
  let block: { offset: number; bytes: Buffer } = { offset: 0, bytes: Buffer.alloc(0) };

  /** A failure stays: what the file holds is not known any more. */
  const flush = async () => {
    file ??= await openFile();
    while (heldBytes >= HELD) {
      const bytes = Buffer.from(held.join(''));
      held = [];
      heldBytes = 0;
      filed += bytes.length;
      await file.appendFile(bytes);
    }
    flushing = undefined;
  };
  const readBlock = async (offset: number, length: number, memory?: Buffer): Promise<Buffer> => {
    await flushing;
    if (file === undefined || offset >= filed) return Buffer.from(held.join('')).subarray(offset - filed);
    const size = Math.min(length, filed - offset);
    return readFully(file, offset, memory?.subarray(0, size) ?? Buffer.allocUnsafe(size));
  };

  return {
    get bytes() {
      return filed + heldBytes;
    },
    append(text) {
      held.push(text);
      heldBytes += Buffer.byteLength(text);
      if (heldBytes >= HELD) flushing ??= flush();
      return flushing;
    },
    async *read(signal) {
      const end = filed + heldBytes;
      const memory = Buffer.allocUnsafeSlow(Math.min(BLOCK, end));
      for (let offset = 0; offset < end; ) {
        signal?.throwIfAborted();
        const bytes = await readBlock(offset, memory.length, memory);
        offset += bytes.length;
        yield bytes;
      }
    },
    async readAt(offset, length) {
      if (offset < block.offset || offset + length > block.offset + block.bytes.length) {
        block = { offset, bytes: await readBlock(offset, Math.max(BLOCK, length)) };
      }
      return block.bytes.subarray(offset - block.offset, offset - block.offset + length);
    },
  };
}

async function readFully(file: FileHandle, offset: number, bytes: Buffer): Promise<Buffer> {
  for (let filled = 0; filled < bytes.length; ) {
    const { bytesRead } = await file.read(bytes, filled, bytes.length - filled, offset + filled);
    if (bytesRead === 0) throw new Error('A temporary file is shorter than what was written to it.');
    filled += bytesRead;
  }
  return bytes;
}
