/** A package being written: generated files are compressed, files of the course are copied as they lie in their packs. */
import { createZipWriter } from '../archive/index.js';
import type { PackageSink } from '../formats/types.js';
import type { ObjectStore, Upload } from '../storage/port.js';
import type { PendingCopy } from './copy-plan.js';
import { createCopying, type UploadSink } from './copying.js';

/** Copies wait for each other, so that neighbours are copied together. They hold no bytes while they wait. */
const MOST_WAITING = 4096;

/** Generated content up to this size is handed over in one piece, so that it can share a batch with others. */
const ONE_PIECE = 2 ** 20;

export interface OpenPackageSink extends PackageSink {
  finish(): Promise<{ bytes: number; entries: number }>;
  abort(reason: unknown): Promise<void>;
}

/** Writes a package to an upload. The caller completes the upload after `finish`, or aborts both. */
export function createPackageSink(store: ObjectStore, upload: Upload, signal: AbortSignal): OpenPackageSink {
  const sink: UploadSink = {
    write: (chunk) => upload.write(chunk),
    copy: (range) => upload.copy(range),
    get bytes() {
      return upload.bytes;
    },
  };
  const writer = createZipWriter(sink, { signal });
  const copyAll = createCopying(store, writer, signal);
  const pending: PendingCopy[] = [];
  const flush = () => copyAll(pending.splice(0));

  return {
    add: async (path, content, options = {}) => {
      await flush();
      const whole = await inOnePiece(content);
      if (whole instanceof Uint8Array) await writer.addBytes(path, whole, options);
      else await writer.addStream(path, whole, { method: options.method ?? 'auto' });
    },
    copy: async (path, { location, size }) => {
      pending.push({ path, location, size });
      if (pending.length >= MOST_WAITING) await flush();
    },
    finish: async () => {
      await flush();
      return writer.finish();
    },
    abort: (reason) => writer.abort(reason),
  };
}

type Content = string | Uint8Array | AsyncIterable<string | Uint8Array>;

/** Small content whole, so that it is compressed in a batch; larger content as a stream. */
async function inOnePiece(content: Content): Promise<Uint8Array | AsyncIterable<Uint8Array>> {
  if (typeof content === 'string') return new TextEncoder().encode(content);
  if (content instanceof Uint8Array) return content;
  const iterator = encoded(content)[Symbol.asyncIterator]();
  const head: Uint8Array[] = [];
  for (let size = 0; size <= ONE_PIECE; ) {
    const { done, value } = await iterator.next();
    if (done === true) return Buffer.concat(head);
    head.push(value);
    size += value.length;
  }
  return resumed(head, iterator);
}

/** Texts are gathered, so that a writer may yield line by line. */
async function* encoded(content: AsyncIterable<string | Uint8Array>): AsyncGenerator<Uint8Array> {
  let text = '';
  for await (const part of content) {
    if (typeof part === 'string') {
      text += part;
      if (text.length < 65_536) continue;
    }
    if (text !== '') yield new TextEncoder().encode(text);
    text = '';
    if (typeof part !== 'string') yield part;
  }
  if (text !== '') yield new TextEncoder().encode(text);
}

async function* resumed(head: Uint8Array[], rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* head.splice(0);
    for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}
