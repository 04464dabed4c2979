/** Reading stops at once when its signal aborts, wherever it is, and leaves nothing behind. */
import { describe, expect, it } from 'vitest';
import { memorySource, openEntry, openZip, readEntries } from '../../activities/archive/index.js';
import { type CraftedEntry, craft } from './hostile.js';
import { collect, hangingSource, noise, prose, type Request } from './memory.js';

const MEBIBYTE = 2 ** 20;

function pages(count: number, size = 2_000): CraftedEntry[] {
  return Array.from({ length: count }, (_, index) => ({
    name: `pages/${index}.html`,
    content: prose(size, index),
    method: 8,
  }));
}

const _bytesOf = (requests: readonly Request[]) => requests.reduce((total, { length }) => total + length, 0);

describe('aborting', () => {
  const archive = craft([
    ...pages(400, 20_000),
    { name: 'large', content: noise(6 * MEBIBYTE) },
    { name: 'text', content: noise(6 * MEBIBYTE), method: 8 },
  ]);
  const reason = new Error('given up');

  it.each([0, 1, 200, 400, 401])('rejects with the reason when aborted at entry %d', async (at) => {
    const controller = new AbortController();
    const directory = await openZip(memorySource(archive));
    const reading = async () => {
      let seen = 0;
      for await (const { content } of readEntries(directory, { signal: controller.signal })) {
        if (seen++ === at) controller.abort(reason);
        for await (const _ of content ?? []);
      }
    };
    await expect(reading()).rejects.toBe(reason);
  });

  it.each([0, 100, 3_000_000, 9_000_000, 14_000_000])(
    'rejects with the reason when the source hangs at byte %d',
    async (hangAt) => {
      const controller = new AbortController();
      const whole = await openZip(memorySource(archive));
      const directory = { ...whole, source: hangingSource(archive, hangAt) };
      const reading = async () => {
        for await (const { content } of readEntries(directory, { signal: controller.signal })) {
          for await (const _ of content ?? []);
        }
      };
      const read = reading();
      setTimeout(() => controller.abort(reason), 30);
      await expect(read).rejects.toBe(reason);
    },
  );

  it('rejects at once with a signal that has aborted before', async () => {
    const signal = AbortSignal.abort(reason);
    await expect(openZip(memorySource(archive), { signal })).rejects.toBe(reason);
    const directory = await openZip(memorySource(archive));
    await expect(readEntries(directory, { signal }).next()).rejects.toBe(reason);
    await expect(collect(openEntry(directory, directory.entries[0]!, { signal }))).rejects.toBe(reason);
  });

  it('leaves no listener on the signal', async () => {
    const { signal } = new AbortController();
    let listeners = 0;
    const add = signal.addEventListener.bind(signal);
    const remove = signal.removeEventListener.bind(signal);
    signal.addEventListener = (...all: Parameters<typeof add>) => {
      listeners += 1;
      add(...all);
    };
    signal.removeEventListener = (...all: Parameters<typeof remove>) => {
      listeners -= 1;
      remove(...all);
    };
    const directory = await openZip(memorySource(archive), { signal });
    for await (const { content } of readEntries(directory, { signal })) for await (const _ of content ?? []);
    expect(listeners).toBe(0);
  });
});
