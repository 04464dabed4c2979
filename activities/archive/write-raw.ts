/** Writes entries whose stored bytes are copied as they lie in another archive. */
import { interruptible } from './interrupt.js';
import { MAX_32_BIT, METHOD } from './signatures.js';
import type { ByteSink, StoredEntry } from './types.js';
import { addLine, type EntryLabel, type WriterContext, writeHeader, wrongContent } from './writer-context.js';

/** Stored bytes and what they become; where they lie now does not matter. */
export type RawEntry = Omit<StoredEntry, 'offset'>;

/**
 * Copies stored bytes as they lie. `data` is either those bytes, or a function that puts exactly `storedSize`
 * bytes into the sink by means of its own, such as a copy made by the server.
 *
 * @throws Error when the bytes are more or fewer than `storedSize`
 */
export async function writeRaw<S extends ByteSink>(
  context: WriterContext<S>,
  label: EntryLabel,
  raw: RawEntry,
  data: AsyncIterable<Uint8Array> | ((sink: S) => Promise<void>),
): Promise<void> {
  const { output } = context;
  const { crc32: checksum, size, storedSize, method } = raw;
  if (method === 'stored' && size !== storedSize) throw wrongContent(label, 'two sizes for stored content');
  const zip64 = size >= MAX_32_BIT || storedSize >= MAX_32_BIT;
  const headerOffset = output.position;
  await writeHeader(output, {
    name: label.name,
    method: METHOD[method],
    crc32: checksum,
    size,
    storedSize,
    zip64,
  });
  const offset = output.position;
  if (typeof data === 'function') await putBySink(context, label, raw, data);
  else await copyBytes(context, label, raw, data);
  addLine(context, label, headerOffset, { offset, storedSize, size, method, crc32: checksum }, false);
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
  { storedSize }: RawEntry,
  put: (sink: S) => Promise<void>,
): Promise<void> {
  await output.flush();
  const before = sink.bytes;
  await interrupt.guard(put(sink));
  const given = before === undefined || sink.bytes === undefined ? storedSize : sink.bytes - before;
  checkGiven(label, given, storedSize);
  output.skip(storedSize);
}

function checkGiven(label: EntryLabel, given: number, storedSize: number): void {
  if (given !== storedSize) throw wrongContent(label, `${given} stored bytes, not ${storedSize}`);
}
