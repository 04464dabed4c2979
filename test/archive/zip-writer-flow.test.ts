/** Writing archives: threads only where they pay, and sources that wait for a slow sink. */
import { describe, expect, it } from 'vitest';
import { createZipWriter } from '../../activities/archive/index.js';
import { noise, prose, written } from './memory.js';
import { watchThreads } from './threads.js';

const _MEBIBYTE = 2 ** 20;

describe('threads', () => {
  it('are not started for a small archive, and ended with a large one', async () => {
    const threads = watchThreads();
    await written((zip) => zip.addBytes('a.txt', prose(100_000)));
    expect(threads.started).toBe(0);
    await written(async (zip) => {
      for (let index = 0; index < 10; index++) await zip.addBytes(`${index}.txt`, prose(300_000, index));
    });
    expect([threads.started, threads.running]).toEqual([2, 0]);
    threads.stop();
  });
});

describe('back-pressure', () => {
  const slowSink = (onWrite: (bytes: number) => void) => ({
    async write(chunk: Uint8Array) {
      await new Promise((resolve) => setTimeout(resolve, 2));
      onWrite(chunk.length);
    },
  });

  it('keeps a source of small entries close to a slow sink', async () => {
    let added = 0;
    let most = 0;
    let taken = 0;
    const zip = createZipWriter(
      slowSink((bytes) => {
        taken += bytes;
        most = Math.max(most, added - taken);
      }),
    );
    for (let index = 0; index < 1_500; index++) {
      await zip.addBytes(`${index}`, noise(10_000, index % 200), { method: 'stored' });
      added += 10_000;
    }
    await zip.finish();
    expect(most).toBeLessThan(5 * 512 * 1024);
  });

  it.each(['stored', 'deflated'] as const)('keeps a %s stream close to a slow sink', async (method) => {
    let pulled = 0;
    let most = 0;
    let taken = 0;
    async function* source() {
      for (let index = 0; index < 200; index++) {
        pulled += 65_536;
        yield noise(65_536, index);
      }
    }
    const zip = createZipWriter(
      slowSink((bytes) => {
        taken += bytes;
        most = Math.max(most, pulled - taken);
      }),
    );
    await zip.addStream('large', source(), { method });
    await zip.finish();
    expect(most).toBeLessThan(6 * 512 * 1024);
  });
});
