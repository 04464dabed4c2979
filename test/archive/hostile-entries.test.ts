/** What the reader makes of entries it cannot take, and of content that is not what the directory says. */
import { describe, expect, it } from 'vitest';
import { memorySource, openZip } from '../../activities/archive/index.js';
import { between } from './between.js';
import { craft, deflatedZeros } from './hostile.js';
import { failingSource, noise, outcomes, readWhole } from './memory.js';

describe('kinds of entries', () => {
  it.each([
    ['ZipCrypto', { flags: 0x0801 }],
    ['strong encryption', { flags: 0x0841 }],
    ['a masked directory', { flags: 0x2800 }],
    ['AES', { method: 99 }],
  ])('refuses %s as encrypted', async (_, entry) => {
    expect(await between({ name: 'secret.txt', content: 'x', ...entry })).toBe('[encrypted]');
  });

  it.each([
    ['Deflate64', 9],
    ['bzip2', 12],
    ['LZMA', 14],
    ['Zstandard', 93],
    ['PPMd', 98],
    ['method 77', 77],
  ])('refuses %s, naming it', async (name, method) => {
    const entry = { name: 'packed.txt', content: 'packed', method };
    expect(await between(entry)).toBe('[unsupported_method]');
    const { directory } = await readWhole(craft([entry]));
    expect(directory.entries[0]?.problem?.message).toBe(
      `packed.txt: the entry is compressed with ${name}; only Deflate and Store are read.`,
    );
  });

  it('refuses symbolic links and never follows them', async () => {
    const link = { name: 'link', content: '/etc/passwd', listed: { attributes: 0o120777 * 0x10000 } };
    expect(await between(link)).toBe('[symbolic_link]');
  });

  it('refuses pipes and devices', async () => {
    const pipe = { name: 'pipe', listed: { attributes: 0o010644 * 0x10000 } };
    expect(await between(pipe)).toBe('[special_file]');
  });

  it('takes the same attribute bits for nothing when the archive was not made on Unix', async () => {
    const file = { name: 'file', content: 'x', listed: { system: 0, attributes: 0o120777 * 0x10000 } };
    expect(await between(file)).toBe('x');
  });

  it.each(['stored', 'deflated'])('reads a %s entry whose sizes follow its data', async (method) => {
    const entry = { name: 'streamed.txt', content: 'sizes follow', descriptor: true };
    expect(await between({ ...entry, method: method === 'stored' ? 0 : 8 })).toBe('sizes follow');
  });

  it('tolerates malformed extra fields', async () => {
    const extra = Buffer.from([0x01, 0x00, 0xff, 0xff, 1, 2, 3]);
    expect(await between({ name: 'extra.txt', content: 'read', extra })).toBe('read');
  });
});

describe('content that is not what the directory says', () => {
  const content = 'twelve bytes';
  it.each([
    ['more data than declared', { method: 8, listed: { size: 5 } }, 'size_mismatch'],
    ['less data than declared', { method: 8, listed: { size: 50 } }, 'size_mismatch'],
    ['a stored size that contradicts itself', { method: 0, listed: { size: 50 } }, 'size_mismatch'],
    ['a wrong CRC, deflated', { method: 8, listed: { crc32: 1 } }, 'crc_mismatch'],
    ['a wrong CRC, stored', { method: 0, listed: { crc32: 1 } }, 'crc_mismatch'],
    ['bytes that are no deflate stream', { method: 8, data: Buffer.alloc(20, 0xff) }, 'damaged_data'],
    ['a deflate stream that breaks off', { method: 8, data: Buffer.from('4bcc4b', 'hex') }, 'damaged_data'],
    [
      'bytes behind its deflate stream',
      { method: 8, data: Buffer.concat([deflatedZeros(0), Buffer.from('hidden')]), content: '' },
      'size_mismatch',
    ],
    ['another name in its local header', { local: { name: 'other.txt' } }, 'local_header_mismatch'],
    ['another method in its local header', { local: { method: 8 } }, 'local_header_mismatch'],
    ['encryption in its local header', { local: { flags: 0x0801 } }, 'local_header_mismatch'],
  ])('refuses an entry with %s and reads the rest', async (_, lies, code) => {
    expect(await between({ name: 'odd.txt', content, ...lies })).toBe(`[${code}]`);
  });

  it('finds the same in entries large enough to stream', async () => {
    const large = noise(5 * 2 ** 20);
    const bad = { name: 'large.bin', content: large };
    expect(await between({ ...bad, listed: { crc32: 1 } })).toBe('[crc_mismatch]');
    expect(await between({ ...bad, method: 8, listed: { size: 100 } })).toBe('[size_mismatch]');
    expect(await between({ ...bad, method: 8, listed: { size: large.length + 1 } })).toBe('[size_mismatch]');
    expect(await between({ ...bad, method: 8, data: large })).toBe('[damaged_data]');
    expect(await between({ ...bad, local: { name: 'other' } })).toBe('[local_header_mismatch]');
  });

  it('goes by the directory where only the sizes of the local header are wrong', async () => {
    const entry = { name: 'odd.txt', content, local: { size: 3, storedSize: 9, crc32: 7 } };
    expect(await between(entry)).toBe(content);
  });
});

describe('a source that fails', () => {
  const archive = craft(
    Array.from({ length: 50 }, (_, index) => ({ name: `${index}`, content: noise(5_000) })),
  );

  it.each([0, 1_000, 120_000, archive.length - 10])('rejects when it breaks at byte %d', async (failAt) => {
    const reset = new Error('connection reset');
    const reading = async () => outcomes(await openZip(failingSource(archive, failAt, reset)));
    await expect(reading()).rejects.toBe(reset);
  });

  it('rejects when it breaks inside a large entry', async () => {
    const reset = new Error('connection reset');
    for (const method of [0, 8]) {
      const large = craft([{ name: 'large', content: noise(6 * 2 ** 20), method }]);
      const directory = { ...(await openZip(memorySource(large))), source: failingSource(large, 3e6, reset) };
      await expect(outcomes(directory)).rejects.toBe(reset);
    }
  });

  it('rejects when it delivers less than it should', async () => {
    const source = { size: archive.length, read: () => collectable(archive.subarray(0, 10)) };
    await expect(openZip(source)).rejects.toThrow('delivered 10 bytes');
  });

  async function* collectable(bytes: Uint8Array) {
    yield bytes;
  }
});
