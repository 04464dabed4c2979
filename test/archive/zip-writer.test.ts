/** Writing archives: layout, order, methods, and that equal input gives equal bytes. */
import { crc32 } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { memorySource, openZip, readStored, type StoredEntry } from '../../activities/archive/index.js';
import { collect, noise, prose, readWhole, streamed, written } from './memory.js';

const MEBIBYTE = 2 ** 20;

describe('layout', () => {
  it('writes an ePub mimetype as the standard wants it: first, stored, sizes in front, no extra field', async () => {
    const archive = await written((zip) =>
      zip.addBytes('mimetype', 'application/epub+zip', { method: 'stored' }),
    );
    expect(archive.subarray(30, 38).toString()).toBe('mimetype');
    expect(archive.subarray(38, 58).toString()).toBe('application/epub+zip');
    expect(archive.readUInt16LE(6)).toBe(0x0800);
    expect(archive.readUInt16LE(8)).toBe(0);
    expect(archive.readUInt32LE(18)).toBe(20);
    expect(archive.readUInt16LE(28)).toBe(0);
  });

  it('is this, byte for byte', async () => {
    const archive = await written((zip) => zip.addBytes('a.txt', 'content', { method: 'stored' }));
    const name = Buffer.from('a.txt').toString('hex');
    const content = Buffer.from('content').toString('hex');
    const sizes = 'a930c5fe0700000007000000';
    expect(archive.toString('hex')).toBe(
      [
        `504b0304 1400 0008 0000 0000 2100 ${sizes} 0500 0000 ${name} ${content}`,
        `504b0102 1403 1400 0008 0000 0000 2100 ${sizes} 0500 0000 0000 0000 0000 0000a481 00000000 ${name}`,
        '504b0506 0000 0000 0100 0100 33000000 2a000000 0000',
      ]
        .join('')
        .replaceAll(' ', ''),
    );
  });

  it('keeps sizes and CRC in front of the data wherever they are known', async () => {
    const bytes = noise(2 * MEBIBYTE);
    const known = { method: 'stored', size: bytes.length, crc32: crc32(bytes) } as const;
    const archive = await written(async (zip) => {
      await zip.addStream('known.bin', streamed(bytes), known);
      await zip.addBytes('bytes.bin', bytes);
      await zip.addBytes('text.txt', prose(1_000));
    });
    for (const name of ['known.bin', 'bytes.bin', 'text.txt']) {
      const header = archive.indexOf(name) - 30;
      expect(archive.readUInt16LE(header + 6)).toBe(0x0800);
      expect(archive.readUInt32LE(header + 22)).toBeGreaterThan(0);
    }
  });

  it('uses no zip64 form where none is needed', async () => {
    const archive = await written(async (zip) => {
      await zip.addStream('sized.txt', streamed(prose(2 * MEBIBYTE)), { size: 2 * MEBIBYTE });
      await zip.addStream('small.txt', streamed(prose(1_000)));
    });
    expect(archive.includes('PK\x06\x06')).toBe(false);
    expect(archive.readUInt16LE(4)).toBe(20);
  });

  it('tells where every entry lies, in order', async () => {
    const places: [string, StoredEntry][] = [];
    const text = prose(3 * MEBIBYTE);
    const archive = await written(
      async (zip) => {
        await zip.addBytes('a.html', '<p>a</p>');
        await zip.addStream('b.txt', streamed(text));
        await zip.addBytes('c.html', '<p>c</p>');
        await zip.addRaw(
          'd.bin',
          { method: 'stored', size: 3, storedSize: 3, crc32: crc32('raw') },
          streamed(Buffer.from('raw')),
        );
        await zip.addBytes('e.jpg', noise(MEBIBYTE + 1));
      },
      { onEntry: (path, stored) => places.push([path, stored]) },
    );
    expect(places.map(([path, { method }]) => [path, method])).toEqual([
      ['a.html', 'stored'],
      ['b.txt', 'deflated'],
      ['c.html', 'stored'],
      ['d.bin', 'stored'],
      ['e.jpg', 'stored'],
    ]);
    const contents = await Promise.all(
      places.map(async ([, stored]) => collect(readStored(memorySource(archive), stored))),
    );
    expect(contents[1]?.equals(text)).toBe(true);
    expect(contents[3]?.toString()).toBe('raw');
  });

  it('writes an archive without entries', async () => {
    expect(await readWhole(await written(async () => undefined))).toMatchObject({
      outcomes: [],
      problems: [],
    });
  });
});

describe('methods', () => {
  const methodOf = async (path: string, content: Uint8Array, method?: 'auto' | 'stored' | 'deflated') => {
    const archive = await written((zip) => zip.addBytes(path, content, method ? { method } : {}));
    return (await openZip(memorySource(archive))).entries[0]?.method;
  };
  const text = prose(5_000);

  it('deflates text and stores media, whatever the size', async () => {
    expect(await methodOf('page.html', text)).toBe('deflated');
    expect(await methodOf('page.html', prose(2 * MEBIBYTE))).toBe('deflated');
    expect(await methodOf('photo.jpg', text)).toBe('stored');
    expect(await methodOf('video.mp4', prose(2 * MEBIBYTE))).toBe('stored');
  });

  it('tries what it does not know', async () => {
    expect(await methodOf('unknown', text)).toBe('deflated');
    expect(await methodOf('unknown', noise(5_000))).toBe('stored');
    expect(await methodOf('unknown', noise(500_000))).toBe('stored');
    expect(await methodOf('unknown', noise(2 * MEBIBYTE))).toBe('stored');
    expect(await methodOf('unknown', prose(2 * MEBIBYTE))).toBe('deflated');
  });

  it('does as it is told, but never makes a small entry longer', async () => {
    expect(await methodOf('page.html', text, 'stored')).toBe('stored');
    expect(await methodOf('photo.jpg', text, 'deflated')).toBe('deflated');
    expect(await methodOf('photo.jpg', noise(5_000), 'deflated')).toBe('stored');
    expect(await methodOf('empty.html', Buffer.alloc(0), 'deflated')).toBe('stored');
  });
});

describe('equal bytes', () => {
  const entries = Array.from(
    { length: 700 },
    (_, index) => [`p/${index}.html`, prose(3_000, index)] as const,
  );
  const large = prose(3 * MEBIBYTE);
  const make = (threads: 0 | 1 | 2, piece: number) =>
    written(
      async (zip) => {
        for (const [path, content] of entries) {
          if (piece % 2) await zip.addBytes(path, content);
          else await zip.addStream(path, streamed(content, piece));
        }
        await zip.addStream('large.txt', streamed(large, piece));
      },
      { threads },
    );

  it('come from any number of threads, any chunking and any time zone', async () => {
    const expected = await make(0, 65_536);
    const zone = process.env.TZ;
    try {
      for (const [threads, piece, TZ] of [
        [1, 1_001, 'Asia/Tokyo'],
        [2, 700_000, 'America/Lima'],
        [2, 65_537, 'UTC'],
      ] as const) {
        process.env.TZ = TZ;
        expect((await make(threads, piece)).equals(expected)).toBe(true);
      }
    } finally {
      process.env.TZ = zone;
    }
  });
});
