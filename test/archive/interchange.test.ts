/** What other programs make of our archives, and we of theirs. */
import { Buffer } from 'node:buffer';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateRawSync } from 'node:zlib';
import { ZipArchive } from 'archiver';
import unzipper from 'unzipper';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { collect, noise, prose, readWhole, streamed, written } from './memory.js';
import { MAKERS, NAMES, ORACLES } from './oracles.js';

const MEBIBYTE = 2 ** 20;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'archive-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('our archives', () => {
  const packed = deflateRawSync(prose(9_000));
  const raw = {
    method: 'deflated',
    size: 9_000,
    storedSize: packed.length,
    crc32: crc32(prose(9_000)),
  } as const;
  const contents: Record<string, Buffer> = {
    'index.html': prose(20_000),
    'empty.txt': Buffer.alloc(0),
    'Übung/日本 🎓.html': prose(500),
    'media/photo.jpg': noise(300_000),
    'media/unknown': noise(300_000, 2),
    'large/text.xml': prose(3 * MEBIBYTE),
    'large/video.mp4': noise(3 * MEBIBYTE),
    'large/streamed.txt': prose(3 * MEBIBYTE, 2),
    'large/streamed.bin': noise(3 * MEBIBYTE, 2),
    'large/sized.txt': prose(3 * MEBIBYTE, 3),
    'copied.html': prose(9_000),
  };
  let archive: Buffer;
  let file: string;
  beforeAll(async () => {
    archive = await written(async (zip) => {
      for (const [path, content] of Object.entries(contents)) {
        if (path === 'copied.html') await zip.addRaw(path, raw, streamed(packed));
        else if (path.includes('streamed')) await zip.addStream(path, streamed(content));
        else if (path.includes('sized'))
          await zip.addStream(path, streamed(content), { size: content.length });
        else await zip.addBytes(path, content);
      }
    });
    file = join(folder, 'ours.zip');
    await writeFile(file, archive);
  });

  it.each(Object.keys(ORACLES))('are sound to %s', async (program) => {
    expect(await ORACLES[program]?.(file)).toEqual(Object.keys(contents));
  });

  it('are read by unzipper', async () => {
    const { files } = await unzipper.Open.buffer(archive);
    const read = await Promise.all(files.map(async (entry) => [entry.path, crc32(await entry.buffer())]));
    expect(read).toEqual(Object.entries(contents).map(([path, content]) => [path, crc32(content)]));
  });

  it('are read by ourselves', async () => {
    const { outcomes, problems } = await readWhole(archive);
    expect(problems).toEqual([]);
    expect(outcomes).toEqual(Object.entries(contents).map(([path, content]) => [path, content.toString()]));
  });

  it.each(Object.keys(ORACLES))('are sound to %s when empty of content', async (program) => {
    const empty = join(folder, 'one.zip');
    await writeFile(empty, await written((zip) => zip.addBytes('mimetype', '', { method: 'stored' })));
    expect(await ORACLES[program]?.(empty)).toEqual(['mimetype']);
  });
});

describe('their archives', () => {
  const contents: Record<string, Buffer> = {
    'index.html': prose(20_000),
    'media/empty.txt': Buffer.alloc(0),
    'media/photo.jpg': noise(300_000),
    'Übung/日本.html': prose(500),
  };
  const expected = Object.entries(contents)
    .map(([path, content]) => [path, content.toString()])
    .sort();
  let source: string;
  beforeAll(async () => {
    source = join(folder, 'source');
    for (const name of NAMES.slice(1)) await mkdir(join(source, name), { recursive: true });
    for (const [path, content] of Object.entries(contents)) await writeFile(join(source, path), content);
  });

  it.each(Object.keys(MAKERS))('made by %s are read whole', async (program) => {
    const file = join(folder, `${program.replaceAll(' ', '-')}.zip`);
    await MAKERS[program]?.(source, file);
    const { outcomes, directory, problems } = await readWhole(await readFile(file));
    const files = outcomes.filter(([path]) => directory.byPath(path)?.isDirectory === false);
    expect([files.sort(), problems]).toEqual([expected, []]);
  });

  it.each([{ store: true }, { store: false }])('made by archiver (%o) are read whole', async (options) => {
    const archive = new ZipArchive({ zlib: { level: 6 } });
    for (const [path, content] of Object.entries(contents))
      archive.append(content, { name: path, ...options });
    const [bytes] = await Promise.all([collect(archive), archive.finalize()]);
    const { outcomes, problems } = await readWhole(bytes);
    expect([outcomes.sort(), problems]).toEqual([expected, []]);
  });
});
