/** The ZIP writer: entries in, one stream of bytes out, the same bytes on every machine. */
import { crc32 } from 'node:zlib';
import { createCentralDirectory } from './central-directory.js';
import { readFront, slices } from './chunks.js';
import { createDeflatePool, type DeflatePool, deflateHere } from './deflate-pool.js';
import { isCompressible } from './deflate-work.js';
import { createClaims, labelOf } from './entry-path.js';
import { createInterrupt, type Interrupt, interruptible } from './interrupt.js';
import { methodByType } from './media.js';
import { createOutput } from './output.js';
import {
  createSmallEntries,
  LARGEST_IN_BATCH,
  type MethodChoice,
  type SmallEntries,
} from './small-entries.js';
import { createTurns } from './turns.js';
import type { ByteSink, CompressionMethod, StoredEntry } from './types.js';
import { type FollowingEntry, type RawEntry, writeRaw, writeRun } from './write-raw.js';
import { checkTally, writeStream } from './write-stream.js';
import type { EntryLabel, WriterContext } from './writer-context.js';

export interface ZipWriterOptions {
  /** Deflate threads, started when there is enough to deflate. With 0 the event loop does the work. Default 2. */
  readonly threads?: 0 | 1 | 2;
  /** zlib's compression level. Default 6: level 9 costs more and gains a thousandth. */
  readonly level?: number;
  readonly signal?: AbortSignal;
  /** Called for every entry in archive order, once its bytes are laid out; at the latest before `finish` resolves. */
  readonly onEntry?: (path: string, stored: StoredEntry) => void;
}

export interface AddOptions {
  /** By default `auto`: chosen by content type, or by a try. `deflated` small entries are stored if that is shorter. */
  readonly method?: MethodChoice;
}

export interface AddStreamOptions extends AddOptions {
  /** Bytes, if known: held against what comes, and saves the 64-bit form of unknown sizes. */
  readonly size?: number;
  /** CRC-32, if known. With `size` it goes before the data of a stored entry, where streaming readers need it. */
  readonly crc32?: number;
}

export interface WrittenArchive {
  readonly bytes: number;
  readonly entries: number;
}

/**
 * Entries are written in the order of the calls. Each call resolves when there is room for more, so awaiting it
 * bounds the memory. A refused path rejects its call and leaves the writer usable; after any other failure all
 * calls reject with it. Call `finish` or `abort`, or the threads stay.
 */
export interface ZipWriter<S extends ByteSink = ByteSink> {
  /** Adds content held in memory, which is copied before the call resolves. */
  addBytes(path: string, content: Uint8Array | string, options?: AddOptions): Promise<void>;
  /**
   * Adds content from a stream. The memory of its chunks may be used again where `method` is `deflated`, once the next
   * chunk is asked for; else it is the writer's.
   */
  addStream(path: string, content: AsyncIterable<Uint8Array>, options?: AddStreamOptions): Promise<void>;
  /**
   * Adds stored bytes as they lie in another archive: either the bytes, or a function that puts exactly
   * `storedSize` bytes into the sink by its own means.
   */
  addRaw(
    path: string,
    raw: RawEntry,
    data: AsyncIterable<Uint8Array> | ((sink: S) => Promise<void>),
  ): Promise<void>;
  /**
   * Adds entries that lie one behind the other in another archive, with the local headers between them: `put` brings
   * everything from the first one's data to the end of the last one's into the sink. The first one's header is written
   * anew. All paths are taken or none; a header that does not fit its entry is a failure.
   */
  addRun(
    path: string,
    raw: RawEntry,
    following: readonly (FollowingEntry & { readonly path: string })[],
    put: (sink: S) => Promise<void>,
  ): Promise<void>;
  /** Writes the list of contents. The sink itself is the caller's to complete. */
  finish(): Promise<WrittenArchive>;
  /** Ends everything; once it resolves nothing more is written. Does nothing after `finish`. */
  abort(reason?: unknown): Promise<void>;
}

export function createZipWriter<S extends ByteSink>(sink: S, options: ZipWriterOptions = {}): ZipWriter<S> {
  const pool = createDeflatePool(options.threads ?? 2);
  const interrupt = createInterrupt(options.signal, (reason) => void pool.end(reason));
  const context = createContext(sink, options, pool, interrupt);
  const small = createSmallEntries(context);
  const claims = createClaims();
  const claim = (path: string) => {
    const label = labelOf(path);
    claims(label);
    return label;
  };
  const { perform, settled } = createTurns(pool, interrupt);

  return {
    async addBytes(path, content, { method = 'auto' } = {}) {
      const label = claim(path);
      const bytes = typeof content === 'string' ? Buffer.from(content) : content;
      await perform(() => addBytes(context, small, label, bytes, method));
    },
    async addStream(path, content, known = {}) {
      const label = claim(path);
      await perform(() => addStream(context, small, label, content, known));
    },
    async addRaw(path, raw, data) {
      const label = claim(path);
      await perform(async () => {
        await small.drain();
        if (typeof data === 'function') await writeRun(context, label, raw, [], data);
        else await writeRaw(context, label, raw, data);
      });
    },
    async addRun(path, raw, following, put) {
      const label = labelOf(path);
      const behind = following.map((entry) => ({ ...entry, ...labelOf(entry.path) }));
      claims(label, ...behind);
      await perform(async () => {
        await small.drain();
        await writeRun(context, label, raw, behind, put);
      });
    },
    finish: () => perform(() => finish(context, small, pool)),
    async abort(reason = new Error('Writing the archive was given up.')) {
      interrupt.trigger(reason);
      await settled();
      await pool.end(reason);
    },
  };
}

function createContext<S extends ByteSink>(
  sink: S,
  { level = 6, onEntry }: ZipWriterOptions,
  pool: DeflatePool,
  interrupt: Interrupt,
): WriterContext<S> {
  return {
    sink,
    output: createOutput(sink, interrupt),
    directory: createCentralDirectory(),
    interrupt,
    level,
    deflate: (request) => interrupt.guard(pool.run(request)),
    // As long as no thread runs, starting one takes longer than deflating a single batch.
    deflateRest: (request) => interrupt.guard(pool.started ? pool.run(request) : deflateHere(request)),
    written: (path, stored) => onEntry?.(path, stored),
  };
}

async function addBytes(
  context: WriterContext,
  small: SmallEntries,
  label: EntryLabel,
  bytes: Uint8Array,
  choice: MethodChoice,
): Promise<void> {
  if (bytes.length <= LARGEST_IN_BATCH) return small.add(label, bytes, choice);
  await small.drain();
  let checksum = 0;
  for await (const slice of slices(bytes)) checksum = crc32(slice, checksum);
  const method = chooseMethod(label.path, bytes, choice);
  await writeStream(context, label, slices(bytes), { method, size: bytes.length, crc32: checksum });
}

/** What turns out to be small is written as if it had been given as bytes. */
async function addStream(
  context: WriterContext,
  small: SmallEntries,
  label: EntryLabel,
  content: AsyncIterable<Uint8Array>,
  { method: choice = 'auto', ...known }: AddStreamOptions,
): Promise<void> {
  const source = interruptible(content, context.interrupt);
  try {
    const { bytes, complete, all } = await readFront(source, LARGEST_IN_BATCH);
    if (complete) {
      checkTally({ size: bytes.length, crc32: crc32(bytes) }, label, known);
      return await small.add(label, bytes, choice);
    }
    await small.drain();
    const method = chooseMethod(label.path, bytes, choice);
    await writeStream(context, label, all, { ...known, method });
  } finally {
    await source.return(undefined);
  }
}

function chooseMethod(path: string, start: Uint8Array, choice: MethodChoice): CompressionMethod {
  if (choice !== 'auto') return choice;
  return methodByType(path, start) ?? (isCompressible(start) ? 'deflated' : 'stored');
}

async function finish(
  context: WriterContext,
  small: SmallEntries,
  pool: DeflatePool,
): Promise<WrittenArchive> {
  const { output, directory, interrupt } = context;
  await small.drain();
  for (const piece of directory.finish(output.position)) await output.write(piece);
  await output.flush();
  interrupt.trigger(new Error('The archive is finished; nothing can be added to it.'));
  interrupt.release();
  await pool.end(undefined);
  return { bytes: output.position, entries: directory.entries };
}
