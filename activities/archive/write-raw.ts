/** Writes entries whose stored bytes are copied as they lie in another archive. */
import { type CopiedHeader, readCopiedHeader } from './copied-header.js';
import { interruptible } from './interrupt.js';
import { MAX_32_BIT, METHOD } from './signatures.js';
import type { ByteSink, StoredEntry } from './types.js';
import { addLine, type EntryLabel, type WriterContext, writeHeader, wrongContent } from './writer-context.js';

/** Stored bytes and what they become; where they lie now does not matter. */
export type RawEntry = Omit<StoredEntry, 'offset'>;

/** An entry that lies right behind another one, with its local header. */
export interface FollowingEntry {
  readonly raw: RawEntry;
  /** The whole local header as it lies before the entry's data. */
  readonly header: Uint8Array;
}

/** Copies stored bytes as they lie. Throws when they are more or fewer than `storedSize`. */
export async function writeRaw(
  context: WriterContext,
  label: EntryLabel,
  raw: RawEntry,
  data: AsyncIterable<Uint8Array>,
): Promise<void> {
  const headerOffset = await writeRawHeader(context, label, raw);
  const offset = context.output.position;
  await copyBytes(context, label, raw, data);
  addLine(context, label, { headerOffset, stored: { ...raw, offset }, descriptor: false });
}

/**
 * Has the sink put the stored bytes of an entry, and of those that follow it, by means of its own, such as a copy made
 * by the server: the data of the first, and then the local header and the data of each other one.
 *
 * @throws Error when a header is not exactly what its entry needs, or when the sink takes more or fewer bytes
 */
export async function writeRun<S extends ByteSink>(
  context: WriterContext<S>,
  label: EntryLabel,
  raw: RawEntry,
  following: readonly (EntryLabel & FollowingEntry)[],
  put: (sink: S) => Promise<void>,
): Promise<void> {
  const behind = following.map((entry) => ({ ...entry, copied: checkedHeader(entry) }));
  const length = following.reduce((sum, entry) => sum + entry.header.length + entry.raw.storedSize, 0);
  const headerOffset = await writeRawHeader(context, label, raw);
  const offset = context.output.position;
  await putBySink(context, label, raw.storedSize + length, put);
  addLine(context, label, { headerOffset, stored: { ...raw, offset }, descriptor: false });
  let end = offset + raw.storedSize;
  for (const { path, name, raw: next, header, copied } of behind) {
    const stored = { ...next, offset: end + header.length };
    addLine(context, { path, name }, { headerOffset: end, stored, descriptor: false, copied });
    end = stored.offset + next.storedSize;
  }
}

function checkedHeader({ path, name, raw, header }: EntryLabel & FollowingEntry): CopiedHeader {
  const copied = readCopiedHeader(header, name, raw);
  if (copied === undefined) throw wrongContent({ path, name }, 'a local header that does not fit the entry');
  return copied;
}

async function writeRawHeader({ output }: WriterContext, label: EntryLabel, raw: RawEntry): Promise<number> {
  const { crc32, size, storedSize, method } = raw;
  if (method === 'stored' && size !== storedSize) throw wrongContent(label, 'two sizes for stored content');
  const zip64 = size >= MAX_32_BIT || storedSize >= MAX_32_BIT;
  const headerOffset = output.position;
  await writeHeader(output, { name: label.name, method: METHOD[method], crc32, size, storedSize, zip64 });
  return headerOffset;
}

async function copyBytes(
  { output, interrupt }: WriterContext,
  label: EntryLabel,
  { storedSize }: RawEntry,
  data: AsyncIterable<Uint8Array>,
): Promise<void> {
  let given = 0;
  for await (const chunk of interruptible(data, interrupt)) {
    given += chunk.length;
    if (given > storedSize) break;
    await output.write(chunk);
  }
  checkGiven(label, given, storedSize);
}

async function putBySink<S extends ByteSink>(
  { sink, output, interrupt }: WriterContext<S>,
  label: EntryLabel,
  length: number,
  put: (sink: S) => Promise<void>,
): Promise<void> {
  await output.flush();
  const before = sink.bytes;
  await interrupt.guard(put(sink));
  const given = before === undefined || sink.bytes === undefined ? length : sink.bytes - before;
  checkGiven(label, given, length);
  output.skip(length);
}

function checkGiven(label: EntryLabel, given: number, expected: number): void {
  if (given !== expected) throw wrongContent(label, `${given} stored bytes, not ${expected}`);
}
