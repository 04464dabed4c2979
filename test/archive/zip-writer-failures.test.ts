/** Writing archives: whatever fails, the caller hears of it and no thread stays. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createZipWriter } from '../../activities/archive/index.js';
import { memorySink, noise, prose, repeated, streamed } from './memory.js';
import { type ThreadWatch, watchThreads } from './threads.js';

const MEBIBYTE = 2 ** 20;

describe('when something fails', () => {
  let threads: ThreadWatch;
  beforeEach(() => {
    threads = watchThreads();
  });
  afterEach(() => {
    threads.stop();
    expect(threads.running).toBe(0);
  });

  const broken = new Error('connection reset');
  async function* breaking(after: number) {
    yield* repeated(prose(65_536), after);
    throw broken;
  }
  async function* hanging(after: number) {
    yield* repeated(prose(65_536), after);
    await new Promise(() => undefined);
  }

  it.each([0, 1, 20, 100])(
    'rejects with the error of a source that breaks after %d chunks',
    async (after) => {
      for (const method of ['stored', 'deflated'] as const) {
        const zip = createZipWriter(memorySink());
        await zip.addBytes('a.txt', prose(600_000));
        await zip.addBytes('b.txt', prose(600_000));
        await expect(zip.addStream('c.txt', breaking(after), { method })).rejects.toBe(broken);
        await expect(zip.addBytes('d.txt', 'later')).rejects.toBe(broken);
        await expect(zip.finish()).rejects.toBe(broken);
      }
      expect(threads.started).toBeGreaterThan(0);
    },
  );

  it.each([0, 3, 7])('rejects with the error of a sink that breaks at write %d', async (at) => {
    let writes = 0;
    const zip = createZipWriter({
      async write() {
        if (writes++ >= at) throw broken;
      },
    });
    const writing = async () => {
      for (let index = 0; index < 40; index++) await zip.addBytes(`${index}.txt`, prose(300_000, index));
      await zip.finish();
    };
    await expect(writing()).rejects.toBe(broken);
  });

  it('rejects with the error of a copy that fails', async () => {
    const zip = createZipWriter(memorySink());
    const raw = { method: 'stored', size: 1, storedSize: 1, crc32: 0 } as const;
    await expect(zip.addRaw('a', raw, () => Promise.reject(broken))).rejects.toBe(broken);
    await expect(zip.finish()).rejects.toBe(broken);
  });

  it('rejects when a deflate thread dies', async () => {
    const zip = createZipWriter(memorySink(), { level: 42 });
    const writing = async () => {
      for (let index = 0; index < 40; index++) await zip.addBytes(`${index}.txt`, prose(300_000, index));
      await zip.finish();
    };
    await expect(writing()).rejects.toThrow('A deflate thread failed.');
  });

  it('rejects when a source gives other content than announced', async () => {
    const bytes = noise(2 * MEBIBYTE);
    for (const known of [
      { size: 100 },
      { size: 2 * MEBIBYTE + 1 },
      { crc32: 1 },
      { size: 2 * MEBIBYTE, crc32: 1 },
    ]) {
      for (const content of [bytes, bytes.subarray(0, 99)]) {
        const zip = createZipWriter(memorySink());
        await expect(zip.addStream('a.bin', streamed(content), known)).rejects.toThrow(
          'a.bin: the source gave',
        );
      }
    }
  });

  it.each([0, 1, 30, 200])(
    'rejects with the reason when aborted while a source hangs after %d chunks',
    async (after) => {
      const controller = new AbortController();
      const reason = new Error('cancelled');
      const zip = createZipWriter(memorySink(), { signal: controller.signal });
      for (let index = 0; index < 10; index++) await zip.addBytes(`${index}.txt`, prose(300_000, index));
      const adding = zip.addStream('hanging.txt', hanging(after), { method: 'deflated' });
      setTimeout(() => controller.abort(reason), 20);
      await expect(adding).rejects.toBe(reason);
      await expect(zip.finish()).rejects.toBe(reason);
    },
  );

  it.each([0, 1, 5, 12])(
    'rejects with the reason when aborted at write %d, though the sink never answers',
    async (at) => {
      const controller = new AbortController();
      const reason = new Error('cancelled');
      let writes = 0;
      const zip = createZipWriter(
        {
          async write() {
            if (writes++ < at) return;
            controller.abort(reason);
            await new Promise(() => undefined);
          },
        },
        { signal: controller.signal },
      );
      const writing = async () => {
        for (let index = 0; index < 60; index++) await zip.addBytes(`${index}.txt`, prose(300_000, index));
        await zip.finish();
      };
      await expect(writing()).rejects.toBe(reason);
    },
  );

  it('ends its threads when the signal aborts between two calls', async () => {
    const controller = new AbortController();
    const zip = createZipWriter(memorySink(), { signal: controller.signal });
    for (let index = 0; index < 10; index++) await zip.addBytes(`${index}.txt`, prose(300_000, index));
    expect(threads.running).toBe(2);
    controller.abort();
    await expect(zip.addBytes('next', 'x')).rejects.toBe(controller.signal.reason);
  });

  it('writes nothing more once abort has resolved', async () => {
    const sink = memorySink();
    const zip = createZipWriter(sink);
    const adding = Array.from({ length: 40 }, (_, index) =>
      zip.addBytes(`${index}.txt`, prose(300_000, index)),
    );
    const settled = Promise.allSettled(adding);
    const reason = new Error('enough');
    await zip.abort(reason);
    const chunks = sink.chunks.length;
    await expect(zip.finish()).rejects.toBe(reason);
    await settled;
    expect(sink.chunks.length).toBe(chunks);
  });

  it('rejects with the reason when aborted while stored bytes hang', async () => {
    const controller = new AbortController();
    const reason = new Error('cancelled');
    const zip = createZipWriter(memorySink(), { signal: controller.signal });
    const raw = { method: 'stored', size: 1e6, storedSize: 1e6, crc32: 0 } as const;
    for (const data of [hanging(3), () => new Promise<void>(() => undefined)]) {
      const adding = zip.addRaw(`hanging-${typeof data}`, raw, data);
      setTimeout(() => controller.abort(reason), 20);
      await expect(adding).rejects.toBe(reason);
    }
  });

  it('refuses entries after finish', async () => {
    const zip = createZipWriter(memorySink());
    await zip.finish();
    await expect(zip.addBytes('late', 'late')).rejects.toThrow('The archive is finished');
    await expect(zip.finish()).rejects.toThrow('The archive is finished');
  });

  it('forgives an abort after finish', async () => {
    const zip = createZipWriter(memorySink());
    await zip.addBytes('a', 'a');
    await zip.finish();
    await zip.abort();
  });
});
