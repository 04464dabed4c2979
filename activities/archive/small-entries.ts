/** Sends small entries through the deflate threads in batches and writes the results in the order they came. */
import { createBatch, type FullBatch } from './batch.js';
import { DEFLATE, type DeflateResult, RESULT, RESULT_FIELDS, SAMPLE, STORE } from './deflate-work.js';
import { localHeaderSize } from './local-header.js';
import { methodByType } from './media.js';
import { METHOD } from './signatures.js';
import type { CompressionMethod, StoredEntry } from './types.js';
import { addLine, type EntryLabel, type WriterContext } from './writer-context.js';

/** Larger entries are streamed. */
export const LARGEST_IN_BATCH = 2 ** 20;

/** Batches sent off and not yet written: what bounds the writer's memory. */
const IN_FLIGHT = 4;

/** `auto` goes by the content's type, and by a try where the type is unknown. */
export type MethodChoice = 'auto' | CompressionMethod;

export interface SmallEntries {
  /** Copies the content; resolves when there is room for more. */
  add(label: EntryLabel, content: Uint8Array, method: MethodChoice): Promise<void>;
  /** Resolves when everything added so far is written. */
  drain(): Promise<void>;
}

interface SentBatch {
  readonly batch: FullBatch;
  readonly result: Promise<DeflateResult>;
}

export function createSmallEntries(context: WriterContext): SmallEntries {
  const batch = createBatch();
  const inFlight: SentBatch[] = [];

  const writeOldest = async () => {
    const sent = inFlight.shift();
    if (sent) await writeBatch(context, sent.batch, await sent.result);
  };
  const send = (deflate: WriterContext['deflate']) => {
    const full = batch.take(context.level);
    const result = deflate(full.request);
    // It may fail while an earlier batch is waited for; it is asked for in its turn.
    result.catch(() => undefined);
    inFlight.push({ batch: full, result });
  };
  return {
    async add({ path, name }, content, method) {
      if (!batch.hasRoomFor(name, content)) {
        send(context.deflate);
        while (inFlight.length >= IN_FLIGHT) await writeOldest();
      }
      batch.add(path, name, content, howToStore(path, content, method));
    },
    async drain() {
      if (batch.bytes > 0) send(context.deflateRest);
      while (inFlight.length > 0) await writeOldest();
    },
  };
}

const HOW: Readonly<Record<CompressionMethod, number>> = { stored: STORE, deflated: DEFLATE };

function howToStore(path: string, content: Uint8Array, choice: MethodChoice): number {
  const method = choice === 'auto' ? methodByType(path, content) : choice;
  return method ? HOW[method] : SAMPLE;
}

/** One write for the whole batch: the thread has laid down headers and data already. */
async function writeBatch(
  context: WriterContext,
  { entries }: FullBatch,
  result: DeflateResult,
): Promise<void> {
  const start = context.output.position;
  for (const [index, entry] of entries.entries()) {
    const field = (at: number) => result.layout[index * RESULT_FIELDS + at] ?? 0;
    const headerOffset = start + field(RESULT.header);
    const stored: StoredEntry = {
      offset: headerOffset + localHeaderSize(entry),
      storedSize: field(RESULT.storedSize),
      size: entry.size,
      method: field(RESULT.method) === METHOD.stored ? 'stored' : 'deflated',
      crc32: field(RESULT.crc32),
    };
    addLine(context, entry, { headerOffset, stored, descriptor: false });
  }
  await context.output.write(new Uint8Array(result.bytes));
}
