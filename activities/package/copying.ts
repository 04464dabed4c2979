/**
 * Copies files of the course into a package as they lie in their packs: runs of files and large files by the server
 * itself, other neighbours in one range.
 */
import type { ByteSink, RawEntry, ZipWriter } from '../archive/index.js';
import { packKey } from '../storage/keys.js';
import type { ObjectStore, Upload } from '../storage/port.js';
import { type CopySpan, type PendingCopy, planCopies } from './copy-plan.js';
import { SERVER_COPY } from './run-plan.js';
import { type CopyRun, findRuns } from './runs.js';

export type UploadSink = ByteSink & Pick<Upload, 'copy'>;

/** Files outside of runs whose neighbours are looked for at a time: what bounds the bytes that are held. */
const WINDOW = { files: 512, bytes: 8 * 2 ** 20 };

/**
 * The files are written in the order they are given, but for those of a run: they follow its first one, in the order
 * they lie in the pack.
 */
export function createCopying(
  store: ObjectStore,
  writer: ZipWriter<UploadSink>,
  signal: AbortSignal,
): (copies: readonly PendingCopy[]) => Promise<void> {
  async function writeCopy(copy: PendingCopy, span: CopySpan | undefined): Promise<void> {
    const { pack, offset, storedSize } = copy.location;
    const range = { key: packKey(pack), offset, length: storedSize };
    const raw = rawOf(copy);
    if (storedSize === 0) return writer.addRaw(copy.path, raw, none());
    if (storedSize >= SERVER_COPY) return writer.addRaw(copy.path, raw, (into) => into.copy(range));
    if (span === undefined) return writer.addRaw(copy.path, raw, store.read(range, { signal }));
    const bytes = await span.bytes((from) =>
      collect(store.read({ ...from, key: packKey(pack) }, { signal }), from.length),
    );
    const start = offset - span.offset;
    return writer.addRaw(copy.path, raw, one(bytes.subarray(start, start + storedSize)));
  }

  async function writeSingles(copies: readonly PendingCopy[]): Promise<void> {
    const spans = planCopies(copies);
    for (const copy of copies) await writeCopy(copy, spans.get(copy));
  }

  function writeRun({ first, following, range }: CopyRun): Promise<void> {
    const entries = following.map(({ copy, header }) => ({ path: copy.path, raw: rawOf(copy), header }));
    return writer.addRun(first.path, rawOf(first), entries, (into) => into.copy(range));
  }

  return async (copies) => {
    for (const unit of unitsOf(copies, await findRuns(store, copies, signal))) {
      await ('range' in unit ? writeRun(unit) : writeSingles(unit));
    }
  };
}

/** Runs, and files of no run by the window. */
function* unitsOf(
  copies: readonly PendingCopy[],
  runs: ReadonlyMap<PendingCopy, CopyRun>,
): Generator<CopyRun | readonly PendingCopy[]> {
  let singles: PendingCopy[] = [];
  let bytes = 0;
  for (const copy of copies) {
    const run = runs.get(copy);
    if (run !== undefined && run.first !== copy) continue;
    if (run !== undefined || singles.length >= WINDOW.files || bytes >= WINDOW.bytes) {
      yield singles;
      singles = [];
      bytes = 0;
    }
    if (run !== undefined) {
      yield run;
      continue;
    }
    singles.push(copy);
    bytes += copy.location.storedSize;
  }
  yield singles;
}

function rawOf({ location: { storedSize, method, crc32 }, size }: PendingCopy): RawEntry {
  return { storedSize, size, method, crc32 };
}

async function collect(chunks: AsyncIterable<Uint8Array>, size: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(size);
  let at = 0;
  for await (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

async function* none(): AsyncGenerator<Uint8Array> {}

async function* one(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
