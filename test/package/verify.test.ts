/** Verifying and keeping an uploaded package: one read, each file checked, the rest named. */
import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../../activities/archive/index.js';
import { objectSource } from '../../activities/package/object-source.js';
import { keepPack, packIdentity } from '../../activities/package/pack.js';
import { createSpool, type Spool } from '../../activities/package/spool.js';
import { verifyPackage } from '../../activities/package/verify.js';
import { createMemoryStore, packKey } from '../../activities/storage/index.js';
import { type Files, putObject, zipOf } from './packages.js';

let folder: string;
let spool: Spool;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cartwright-test-'));
  spool = await createSpool(folder);
});
afterEach(async () => {
  await spool.close();
  await rm(folder, { recursive: true });
});

const signal = new AbortController().signal;
const text = async (chunks: AsyncIterable<Uint8Array>) => {
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  return Buffer.concat(parts).toString();
};

async function verify(files: Files, change: (zip: Buffer) => Buffer = (zip) => zip) {
  const store = createMemoryStore();
  const upload = await putObject(store, 'uploads/1', change(await zipOf(files)));
  const progress: [number, number][] = [];
  const verified = await verifyPackage(objectSource(store, upload), {
    limits: DEFAULT_LIMITS,
    spool,
    signal,
    progress: (done, total) => progress.push([done, total]),
  });
  return { store, upload, verified, progress };
}

describe('verifying a package', () => {
  it('notes of every file where it lies and what it is', async () => {
    const { verified, store, upload } = await verify({ 'a.html': '<p>a</p>', 'b/c.bin': 'bytes' });
    expect(verified.entries.map(({ path, sha256 }) => [path, sha256])).toEqual([
      ['a.html', createHash('sha256').update('<p>a</p>').digest('hex')],
      ['b/c.bin', createHash('sha256').update('bytes').digest('hex')],
    ]);
    const { offset, storedSize } = verified.entries[1]!.stored;
    expect(await text(store.read({ key: upload.key, offset, length: storedSize }))).toBe('bytes');
  });

  it('keeps texts for the reader, and nothing else', async () => {
    await verify({ 'a.html': '<p>a</p>', 'b.XML': '<b/>', 'c.mp4': 'movie' });
    expect(['a.html', 'b.XML', 'c.mp4'].map((path) => spool.has(path))).toEqual([true, true, false]);
    expect(await text(spool.read('a.html'))).toBe('<p>a</p>');
  });

  it('refuses a damaged file by name and takes the others', async () => {
    const damage = (zip: Buffer) => {
      zip[zip.indexOf('damaged content')] = 0x44;
      return zip;
    };
    const { verified } = await verify({ 'a.txt': 'damaged content', 'b.txt': 'sound' }, damage);
    expect(verified.entries.map(({ path }) => path)).toEqual(['b.txt']);
    expect(verified.refused).toEqual([expect.objectContaining({ code: 'crc_mismatch', path: 'a.txt' })]);
    expect(spool.has('a.txt')).toBe(false);
  });

  it('sets aside what operating systems leave', async () => {
    const { verified } = await verify({ '__MACOSX/._a.html': 'x', 'b/.DS_Store': 'x', 'c.txt': 'x' });
    expect(verified.junk).toEqual(['__MACOSX/._a.html', 'b/.DS_Store']);
    expect(verified.entries.map(({ path }) => path)).toEqual(['c.txt']);
  });

  it('says how far it is', async () => {
    const { progress } = await verify({ 'a.txt': 'x'.repeat(1000), 'b.txt': 'y' });
    expect(progress).toHaveLength(2);
    expect(progress.every(([done, total]) => done <= total)).toBe(true);
  });

  it('fails as a whole when it is no archive', async () => {
    await expect(verify({}, () => Buffer.from('no archive'))).rejects.toMatchObject({ name: 'PackageError' });
  });
});

describe('keeping a package', () => {
  it('copies the bytes that were read, once', async () => {
    const { store, upload, verified } = await verify({ 'a.txt': 'x' });
    const pack = packIdentity(upload.size, verified.entries);
    await keepPack(store, upload, pack, {});
    const kept = await store.stat(packKey(pack));
    expect(kept?.size).toBe(upload.size);
    await keepPack(store, { ...upload, etag: 'gone' }, pack, {});
    expect(await store.stat(packKey(pack))).toEqual(kept);
  });

  it('does not keep an upload that was replaced in the meantime', async () => {
    const { store, upload, verified } = await verify({ 'a.txt': 'x' });
    await putObject(store, upload.key, Buffer.from('something else'));
    const pack = packIdentity(upload.size, verified.entries);
    await expect(keepPack(store, upload, pack, {})).rejects.toMatchObject({
      name: 'PreconditionFailedError',
    });
    expect(await store.stat(packKey(pack))).toBeUndefined();
  });

  it('tells packages apart by content and place', async () => {
    const [one, same, other] = [
      await verify({ 'a.txt': 'x' }),
      await verify({ 'a.txt': 'x' }),
      await verify({ 'a.txt': 'y' }),
    ].map(({ upload, verified }) => packIdentity(upload.size, verified.entries));
    expect(one).toBe(same);
    expect(one).not.toBe(other);
  });
});
