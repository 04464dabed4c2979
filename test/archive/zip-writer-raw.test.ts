/** Writing archives: stored bytes copied as they lie, and paths no archive should hold. */
import { crc32, deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { createZipWriter } from '../../activities/archive/index.js';
import { memorySink, prose, readWhole, streamed, written } from './memory.js';

const _MEBIBYTE = 2 ** 20;

describe('raw entries', () => {
  const content = prose(200_000);
  const data = deflateRawSync(content);
  const raw = {
    method: 'deflated',
    size: content.length,
    storedSize: data.length,
    crc32: crc32(content),
  } as const;

  it('are copied as they lie', async () => {
    const archive = await written((zip) => zip.addRaw('copied.html', raw, streamed(data, 1_000)));
    expect(archive.includes(data)).toBe(true);
    expect((await readWhole(archive)).outcomes).toEqual([['copied.html', content.toString()]]);
  });

  it('can be put into the sink by the sink itself, between entries that are written', async () => {
    const chunks: Uint8Array[] = [];
    const sink = {
      bytes: 0,
      async write(chunk: Uint8Array) {
        chunks.push(chunk);
        sink.bytes += chunk.length;
      },
      copy: (from: Buffer) => sink.write(from),
    };
    const zip = createZipWriter(sink);
    await zip.addBytes('before.txt', 'before');
    await zip.addRaw('copied.html', raw, (into) => into.copy(data));
    await zip.addBytes('after.txt', 'after');
    expect(await zip.finish()).toEqual({ bytes: sink.bytes, entries: 3 });
    const { outcomes, problems } = await readWhole(Buffer.concat(chunks));
    expect(problems).toEqual([]);
    expect(outcomes).toEqual([
      ['before.txt', 'before'],
      ['copied.html', content.toString()],
      ['after.txt', 'after'],
    ]);
  });

  it.each([-1, 1])('are refused when their bytes are off by %d', async (off) => {
    const sized = { ...raw, storedSize: raw.storedSize + off };
    const zip = createZipWriter(memorySink());
    await expect(zip.addRaw('copied.html', sized, streamed(data))).rejects.toThrow(
      'copied.html: the source gave',
    );
    const copying = createZipWriter(memorySink());
    await expect(copying.addRaw('copied.html', sized, (sink) => sink.write(data))).rejects.toThrow(
      `copied.html: the source gave ${data.length} stored bytes, not ${sized.storedSize}.`,
    );
  });
});

describe('raw entries that contradict themselves', () => {
  it('are refused', async () => {
    const zip = createZipWriter(memorySink());
    const raw = { method: 'stored', size: 4, storedSize: 3, crc32: 0 } as const;
    await expect(zip.addRaw('a', raw, streamed(Buffer.from('raw')))).rejects.toThrow('two sizes');
  });
});

describe('refused paths', () => {
  it.each([
    '',
    '/a',
    'C:/a',
    '../a',
    'a/../b',
    'a//b',
    './a',
    'a/',
    'a\\b',
    'a\0b',
    '\ud800',
    'x'.repeat(65_536),
  ])('refuses %j and goes on', async (path) => {
    const archive = await written(async (zip) => {
      await zip.addBytes('good', 'good');
      await expect(zip.addBytes(path, 'bad')).rejects.toThrow('cannot be a path in an archive');
      await zip.addBytes('also good', 'good');
    });
    expect((await readWhole(archive)).outcomes.map(([name]) => name)).toEqual(['good', 'also good']);
  });

  it('refuses a path a second time, however it is added', async () => {
    await written(async (zip) => {
      await zip.addBytes('twice', '1');
      await expect(zip.addBytes('twice', '2')).rejects.toThrow('twice: the archive already holds');
      await expect(zip.addStream('twice', streamed(Buffer.from('3')))).rejects.toThrow('already holds');
    });
  });
});
