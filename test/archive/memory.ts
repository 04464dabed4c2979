/** Sinks and sources in memory for archive tests, and short ways to write and read whole archives. */
import { createCipheriv } from 'node:crypto';
import {
  type ByteSink,
  createZipWriter,
  memorySource,
  type OpenZipOptions,
  openZip,
  problemOf,
  type RandomAccess,
  readEntries,
  type ZipDirectory,
  type ZipProblemCode,
  type ZipWriter,
  type ZipWriterOptions,
} from '../../activities/archive/index.js';

export interface MemorySink extends ByteSink {
  readonly chunks: Uint8Array[];
  readonly bytes: number;
  result(): Buffer;
}

/** Counts what it takes, as an upload does. */
export function memorySink(): MemorySink {
  const chunks: Uint8Array[] = [];
  return {
    chunks,
    write: async (chunk) => void chunks.push(chunk),
    get bytes() {
      return chunks.reduce((total, { length }) => total + length, 0);
    },
    result: () => Buffer.concat(chunks),
  };
}

/** The archive that `fill` writes. */
export async function written(
  fill: (writer: ZipWriter<MemorySink>) => Promise<unknown>,
  options?: ZipWriterOptions,
): Promise<Buffer> {
  const sink = memorySink();
  const writer = createZipWriter(sink, options);
  await fill(writer);
  await writer.finish();
  return sink.result();
}

export async function collect(content: AsyncIterable<Uint8Array> | undefined): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of content ?? []) chunks.push(Uint8Array.from(chunk));
  return Buffer.concat(chunks);
}

/** Bytes in pieces, as a stream that fails if it is read twice. */
export async function* streamed(bytes: Uint8Array, size = 65_536): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

/** The same piece again and again. */
export async function* repeated(piece: Uint8Array, times: number): AsyncGenerator<Uint8Array> {
  for (let time = 0; time < times; time++) yield piece;
}

/** What became of an entry: its content as text, or the code of its problem in brackets. */
export type Outcome = string | `[${ZipProblemCode}]`;

export async function outcomes(directory: ZipDirectory): Promise<[path: string, outcome: Outcome][]> {
  const found: [string, Outcome][] = [];
  for await (const read of readEntries(directory)) {
    const outcome = read.problem ? `[${read.problem.code}]` : await contentOrProblem(read.content);
    found.push([read.entry.path, outcome]);
  }
  return found;
}

async function contentOrProblem(content: AsyncIterable<Uint8Array>): Promise<Outcome> {
  try {
    return (await collect(content)).toString();
  } catch (error) {
    const problem = problemOf(error);
    if (!problem) throw error;
    return `[${problem.code}]`;
  }
}

/** Opens an archive in memory and reads all of it. */
export async function readWhole(archive: Uint8Array, options?: OpenZipOptions) {
  const directory = await openZip(memorySource(archive), options);
  return {
    directory,
    problems: directory.problems.map(({ code }) => code),
    outcomes: await outcomes(directory),
  };
}

/** The code under which an archive as a whole is refused, or `opened`. */
export async function refusal(
  archive: Uint8Array,
  options?: OpenZipOptions,
): Promise<ZipProblemCode | 'opened'> {
  try {
    await openZip(memorySource(archive), options);
    return 'opened';
  } catch (error) {
    const problem = problemOf(error);
    if (!problem) throw error;
    return problem.code;
  }
}

export interface Request {
  readonly offset: number;
  readonly length: number;
}

/** A source that notes what it is asked for and delivers in pieces of 64 KiB. */
export function recordingSource(archive: Uint8Array): RandomAccess & { readonly requests: Request[] } {
  const requests: Request[] = [];
  return {
    size: archive.length,
    requests,
    read(offset, length) {
      requests.push({ offset, length });
      return streamed(archive.subarray(offset, offset + length));
    },
  };
}

/** A source that delivers some bytes and then fails, as a reset connection does. */
export function failingSource(archive: Uint8Array, failAt: number, error: Error): RandomAccess {
  return {
    size: archive.length,
    async *read(offset, length) {
      yield* streamed(archive.subarray(offset, Math.min(offset + length, failAt)), 1_000);
      if (offset + length > failAt) throw error;
    },
  };
}

/** A source that never answers after so many bytes, and takes no notice of signals. */
export function hangingSource(archive: Uint8Array, hangAt: number): RandomAccess {
  return {
    size: archive.length,
    async *read(offset, length) {
      yield* streamed(archive.subarray(offset, Math.min(offset + length, hangAt)), 1_000);
      if (offset + length > hangAt) await new Promise(() => undefined);
    },
  };
}

/** Bytes that no compressor makes smaller, the same on every run. */
export function noise(size: number, seed = 1): Buffer {
  return createCipheriv('aes-128-ctr', Buffer.alloc(16, seed), Buffer.alloc(16)).update(Buffer.alloc(size));
}

/** Text of about this size that compresses as prose does. */
export function prose(size: number, seed = 1): Buffer {
  const words = 'the course of a tide follows moon and sun while water finds its level again slowly'.split(
    ' ',
  );
  const order = noise(Math.ceil(size / 4), seed);
  let text = '';
  for (let at = 0; text.length < size; at++)
    text += `${words[(order[at % order.length] ?? 0) % words.length]} `;
  return Buffer.from(text.slice(0, size));
}
