/** Runs of files on a real MinIO: what goes through the worker, what other programs say, and how a copy is cancelled. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPackageSink } from '../../activities/package/sink.js';
import { createMinioStore, type ObjectStore, packKey } from '../../activities/storage/index.js';
import { noise, readWhole } from '../archive/memory.js';
import { ORACLES } from '../archive/oracles.js';
import { unfinishedUploads } from '../storage/raw.js';
import type { SeenRequest } from '../support/fault-proxy.js';
import { useFaultyMinio } from '../support/faulty-minio.js';
import { mediaFiles, packMedia } from './handmade-pack.js';

const MEBIBYTE = 2 ** 20;
const KIBIBYTE = 1024;
const FILES = mediaFiles(40, MEBIBYTE);
const PACK = packMedia('media', FILES);

const minio = useFaultyMinio();
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'runs-'));
  await createMinioStore(minio().direct).put(packKey('media'), PACK.bytes);
});
afterAll(() => rm(folder, { recursive: true }));

/** Bodies of the requests and answers that went through the proxy. */
function traffic(seen: readonly SeenRequest[]) {
  const sent = seen.reduce((sum, { headers }) => sum + Number(headers['content-length'] ?? 0), 0);
  const received = seen.reduce((sum, { passedBack }) => sum + passedBack, 0);
  return { sent, received };
}

async function exportMedia(store: ObjectStore, key: string, signal = new AbortController().signal) {
  const upload = await store.upload(key, { signal });
  const sink = createPackageSink(store, upload, signal);
  try {
    await sink.add('generated.bin', noise(200 * KIBIBYTE));
    for (const file of FILES) await sink.copy(file.path, PACK.place(file));
    await sink.add('imsmanifest.xml', '<manifest/>');
    await sink.finish();
    return await upload.complete();
  } catch (error) {
    await sink.abort(error);
    await upload.abort();
    throw error;
  }
}

describe('40 media of 1 MiB', () => {
  it('go through the worker only as far as S3 needs a part of 5 MiB before them', async () => {
    const { size } = await exportMedia(minio().store(), 'exported');
    expect(size).toBeGreaterThan(40 * MEBIBYTE);
    const { sent, received } = traffic(minio().proxy.seen);
    expect(received).toBeLessThan(5 * MEBIBYTE + 100 * KIBIBYTE);
    expect(sent).toBeLessThan(5 * MEBIBYTE + 100 * KIBIBYTE);
  });

  it('are an archive that every reader finds sound, and that we find whole', async () => {
    const { bytes } = await minio()
      .store()
      .get('exported', { maxBytes: 2 ** 30 });
    const file = join(folder, 'exported.zip');
    await writeFile(file, bytes);
    const paths = ['generated.bin', ...FILES.map(({ path }) => path), 'imsmanifest.xml'];
    for (const reads of Object.values(ORACLES)) expect(await reads(file)).toEqual(paths);
    const { problems, outcomes } = await readWhole(bytes);
    expect(problems).toEqual([]);
    const broken = FILES.filter(({ content }, at) => outcomes[at + 1]?.[1] !== content.toString());
    expect(broken).toEqual([]);
  });

  it('give the same bytes when the export is repeated', async () => {
    await exportMedia(minio().store(), 'again');
    const [first, second] = await Promise.all(
      ['exported', 'again'].map((key) =>
        minio()
          .store()
          .get(key, { maxBytes: 2 ** 30 }),
      ),
    );
    expect(Buffer.compare(first!.bytes, second!.bytes)).toBe(0);
  });
});

describe('a long run', () => {
  const isCopy = ({ headers }: SeenRequest) => headers['x-amz-copy-source-range'] !== undefined;

  it('is given up at the piece that is being copied when the export is cancelled', async () => {
    const files = mediaFiles(140, MEBIBYTE);
    const long = packMedia('long', files);
    await createMinioStore(minio().direct).put(packKey('long'), long.bytes);
    const cancel = new AbortController();
    const { signal } = cancel;
    const store = minio().store({ parallelParts: 1 });
    const upload = await store.upload('cancelled', { signal });
    const sink = createPackageSink(store, upload, signal);
    for (const file of files) await sink.copy(file.path, long.place(file));
    minio().proxy.rule({ when: isCopy, times: 99, fault: { kind: 'stall request' } });
    const reason = new Error('cancelled by the test');
    minio()
      .proxy.sees(isCopy)
      .then(() => cancel.abort(reason));
    await expect(sink.finish()).rejects.toBe(reason);
    await sink.abort(reason);
    await upload.abort();
    expect(minio().proxy.seen.filter(isCopy)).toHaveLength(1);
    expect(await unfinishedUploads(minio().direct, 'cancelled')).toEqual([]);
  });
});
