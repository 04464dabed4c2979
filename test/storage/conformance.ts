/** What every implementation of the object storage port must do. */

import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  MissingObjectError,
  type ObjectStore,
  PreconditionFailedError,
  StorageError,
} from '../../activities/storage/index.js';
import { chunksOf, content, digest, gather, listAll, MIB } from './content.js';

/** Runs the suite against the store that `open` gives; each test writes below a prefix of its own. */
export function describeObjectStore(name: string, open: () => ObjectStore): void {
  let store: ObjectStore;
  let prefix: string;
  beforeEach(() => {
    store = open();
    prefix = `conformance/${randomUUID()}/`;
  });

  /** Writes bytes through an upload in chunks. */
  async function uploaded(key: string, bytes: Uint8Array, chunkSize = 64 * 1024) {
    const upload = await store.upload(key);
    for (const chunk of chunksOf(bytes, chunkSize)) await upload.write(chunk);
    return upload.complete();
  }

  const wholeOf = async (key: string, size: number) => gather(store.read({ key, offset: 0, length: size }));

  describe(`${name}: small objects`, () => {
    it('gives back what was put', async () => {
      const info = await store.put(`${prefix}a.txt`, 'grün', { contentType: 'text/plain' });
      const { bytes, info: found } = await store.get(`${prefix}a.txt`);
      expect(Buffer.from(bytes).toString()).toBe('grün');
      expect(found).toMatchObject({
        key: `${prefix}a.txt`,
        size: 5,
        etag: info.etag,
        contentType: 'text/plain',
      });
    });

    it('keeps an empty object', async () => {
      await store.put(`${prefix}empty`, new Uint8Array());
      const { bytes, info } = await store.get(`${prefix}empty`);
      expect(bytes.byteLength).toBe(0);
      expect(info.size).toBe(0);
      expect(await store.stat(`${prefix}empty`)).toMatchObject({ size: 0, etag: info.etag });
    });

    it('takes keys with spaces, plus signs, percent signs, quotes and letters of any script', async () => {
      const key = `${prefix}a b+c%20d&'e"(é)*!~,日本.txt`;
      await store.put(key, 'x');
      expect((await store.stat(key))?.size).toBe(1);
      expect((await listAll(store.list(prefix))).map((info) => info.key)).toEqual([key]);
      expect((await gather(store.read({ key, offset: 0, length: 1 }))).toString()).toBe('x');
      await store.remove([key]);
      expect(await store.stat(key)).toBeUndefined();
    });

    it('replaces an object and gives it another ETag', async () => {
      const first = await store.put(`${prefix}a`, 'one');
      const second = await store.put(`${prefix}a`, 'two');
      expect(second.etag).not.toBe(first.etag);
      expect((await store.stat(`${prefix}a`))?.etag).toBe(second.etag);
    });

    it('answers undefined to stat, and an error to everything else, when there is no object', async () => {
      const key = `${prefix}missing`;
      expect(await store.stat(key)).toBeUndefined();
      await expect(store.get(key)).rejects.toBeInstanceOf(MissingObjectError);
      await expect(gather(store.read({ key, offset: 0, length: 1 }))).rejects.toBeInstanceOf(
        MissingObjectError,
      );
      await expect(store.copy({ key, etag: 'abc' }, `${prefix}to`)).rejects.toBeInstanceOf(
        MissingObjectError,
      );
    });

    it('says in the error what was tried and on which key', async () => {
      const error = await store.get(`${prefix}missing`).catch((reason: unknown) => reason);
      expect(error).toMatchObject({ operation: 'get', key: `${prefix}missing`, code: 'NoSuchKey' });
      expect((error as Error).message).toContain(`"${prefix}missing"`);
    });

    it('refuses to get what is above the limit', async () => {
      await store.put(`${prefix}a`, content(1000));
      await expect(store.get(`${prefix}a`, { maxBytes: 999 })).rejects.toMatchObject({
        code: 'EntityTooLarge',
      });
      expect((await store.get(`${prefix}a`, { maxBytes: 1000 })).bytes.byteLength).toBe(1000);
    });

    it('binds get to an ETag', async () => {
      const { etag } = await store.put(`${prefix}a`, 'one');
      expect((await store.get(`${prefix}a`, { etag })).info.etag).toBe(etag);
      await store.put(`${prefix}a`, 'two');
      await expect(store.get(`${prefix}a`, { etag })).rejects.toBeInstanceOf(PreconditionFailedError);
    });
  });

  describe(`${name}: conditional writes`, () => {
    it('creates an object only once', async () => {
      await store.put(`${prefix}head`, 'mine', { ifNoneMatch: '*' });
      await expect(store.put(`${prefix}head`, 'yours', { ifNoneMatch: '*' })).rejects.toBeInstanceOf(
        PreconditionFailedError,
      );
      expect(Buffer.from((await store.get(`${prefix}head`)).bytes).toString()).toBe('mine');
    });

    it('replaces an object only in the state that was read', async () => {
      const first = await store.put(`${prefix}head`, 'one');
      const second = await store.put(`${prefix}head`, 'two', { ifMatch: first.etag });
      await expect(store.put(`${prefix}head`, 'lost', { ifMatch: first.etag })).rejects.toBeInstanceOf(
        PreconditionFailedError,
      );
      expect((await store.stat(`${prefix}head`))?.etag).toBe(second.etag);
    });

    it('does not create an object where a state was expected', async () => {
      await expect(store.put(`${prefix}head`, 'x', { ifMatch: 'abc' })).rejects.toBeInstanceOf(
        PreconditionFailedError,
      );
      expect(await store.stat(`${prefix}head`)).toBeUndefined();
    });

    it('lets one of many writers win', async () => {
      const writers = Array.from({ length: 8 }, (_, index) => `writer ${index}`);
      const outcomes = await Promise.allSettled(
        writers.map((writer) => store.put(`${prefix}head`, writer, { ifNoneMatch: '*' })),
      );
      const winners = writers.filter((_, index) => outcomes[index]?.status === 'fulfilled');
      expect(winners).toEqual([Buffer.from((await store.get(`${prefix}head`)).bytes).toString()]);
    });
  });

  describe(`${name}: reading ranges`, () => {
    it('streams exactly the bytes asked for', async () => {
      const bytes = content(3 * MIB);
      const { etag } = await store.put(`${prefix}a`, bytes);
      for (const [offset, length] of [
        [0, 1],
        [0, bytes.length],
        [12_345, 1_700_000],
        [bytes.length - 1, 1],
      ] as const) {
        const read = await gather(store.read({ key: `${prefix}a`, etag, offset, length }));
        expect(digest(read)).toBe(digest(bytes.subarray(offset, offset + length)));
      }
    });

    it('fails when the object has been replaced since', async () => {
      const { etag } = await store.put(`${prefix}a`, 'one');
      await store.put(`${prefix}a`, 'two');
      const reading = gather(store.read({ key: `${prefix}a`, etag, offset: 0, length: 3 }));
      await expect(reading).rejects.toBeInstanceOf(PreconditionFailedError);
    });

    it('refuses ranges that are empty or go past the end', async () => {
      await store.put(`${prefix}a`, 'abc');
      for (const [offset, length] of [
        [0, 0],
        [0, 4],
        [2, 2],
        [3, 1],
        [-1, 2],
      ] as const) {
        const reading = gather(store.read({ key: `${prefix}a`, offset, length }));
        await expect(reading, `${length} bytes from ${offset}`).rejects.toMatchObject({
          code: 'InvalidRange',
        });
      }
    });

    it('may be left early', async () => {
      await store.put(`${prefix}a`, content(2 * MIB));
      for await (const chunk of store.read({ key: `${prefix}a`, offset: 0, length: 2 * MIB })) {
        expect(chunk.byteLength).toBeGreaterThan(0);
        break;
      }
    });
  });

  describe(`${name}: uploads`, () => {
    it.each([0, 1, 100_000, 8 * MIB - 1, 8 * MIB, 8 * MIB + 1, 21 * MIB])(
      'keeps all of %i bytes',
      async (size) => {
        const bytes = content(size);
        const info = await uploaded(`${prefix}a`, bytes);
        expect(info).toMatchObject({ key: `${prefix}a`, size });
        expect(await store.stat(`${prefix}a`)).toMatchObject({ size, etag: info.etag });
        if (size > 0) expect(digest(await wholeOf(`${prefix}a`, size))).toBe(digest(bytes));
      },
    );

    it('takes chunks of any size in order', async () => {
      const bytes = content(12 * MIB);
      const upload = await store.upload(`${prefix}a`);
      let start = 0;
      for (const size of [1, 30, 5000, 16_384, 70_000, 9 * MIB, 0, 3, 12 * MIB]) {
        await upload.write(bytes.subarray(start, start + size));
        start = Math.min(start + size, bytes.length);
        expect(upload.bytes).toBe(start);
      }
      await upload.complete();
      expect(digest(await wholeOf(`${prefix}a`, bytes.length))).toBe(digest(bytes));
    });

    it('keeps the order of writes that are not waited for', async () => {
      const bytes = content(20 * MIB);
      const upload = await store.upload(`${prefix}a`);
      await Promise.all([...chunksOf(bytes, MIB)].map((chunk) => upload.write(chunk)));
      await upload.complete();
      expect(digest(await wholeOf(`${prefix}a`, bytes.length))).toBe(digest(bytes));
    });

    it('keeps the content type', async () => {
      for (const size of [10, 9 * MIB]) {
        const upload = await store.upload(`${prefix}a`, { contentType: 'application/zip' });
        await upload.write(content(size));
        await upload.complete();
        expect((await store.stat(`${prefix}a`))?.contentType).toBe('application/zip');
      }
    });

    it('shows nothing before it is complete', async () => {
      const upload = await store.upload(`${prefix}a`);
      await upload.write(content(9 * MIB));
      expect(await store.stat(`${prefix}a`)).toBeUndefined();
      await upload.complete();
      expect(await store.stat(`${prefix}a`)).toBeDefined();
    });

    it('shows nothing after it is aborted, and leaves what was there before', async () => {
      const before = await store.put(`${prefix}a`, 'before');
      const upload = await store.upload(`${prefix}a`);
      await upload.write(content(9 * MIB));
      await upload.abort();
      await upload.abort();
      expect((await store.stat(`${prefix}a`))?.etag).toBe(before.etag);
      expect(await listAll(store.list(prefix))).toHaveLength(1);
    });

    it('does nothing when it is aborted after it is complete', async () => {
      const upload = await store.upload(`${prefix}a`);
      await upload.write(content(9 * MIB));
      await upload.complete();
      await upload.abort();
      expect((await store.stat(`${prefix}a`))?.size).toBe(9 * MIB);
    });

    it('takes nothing more once it has ended', async () => {
      const completed = await store.upload(`${prefix}a`);
      await completed.complete();
      const aborted = await store.upload(`${prefix}b`);
      await aborted.abort();
      for (const upload of [completed, aborted]) {
        await expect(upload.write(content(1))).rejects.toMatchObject({ code: 'UploadEnded' });
        await expect(upload.complete()).rejects.toMatchObject({ code: 'UploadEnded' });
      }
    });

    it('keeps two uploads to one key apart', async () => {
      const [one, other] = [content(17 * MIB, 'one'), content(18 * MIB, 'other')];
      const [first, second] = [await store.upload(`${prefix}a`), await store.upload(`${prefix}a`)];
      for (let start = 0; start < 18 * MIB; start += MIB) {
        if (start < one.length) await first.write(one.subarray(start, start + MIB));
        await second.write(other.subarray(start, start + MIB));
      }
      const firstInfo = await first.complete();
      expect(digest(await wholeOf(`${prefix}a`, one.length))).toBe(digest(one));
      const secondInfo = await second.complete();
      expect(digest(await wholeOf(`${prefix}a`, other.length))).toBe(digest(other));
      expect(firstInfo.size).toBe(one.length);
      expect(firstInfo.etag).not.toBe(secondInfo.etag);
    });
  });

  describe(`${name}: copying ranges into uploads`, () => {
    const source = content(26 * MIB, 'source');

    /** Builds an object of local bytes and ranges of the source, and what it should be. */
    async function composed(steps: readonly (number | readonly [offset: number, length: number])[]) {
      const { etag } = await uploaded(`${prefix}source`, source, MIB);
      const upload = await store.upload(`${prefix}target`);
      const expected: Uint8Array[] = [];
      for (const step of steps) {
        if (typeof step === 'number') {
          expected.push(content(step, 'local'));
          await upload.write(content(step, 'local'));
        } else {
          const [offset, length] = step;
          expected.push(source.subarray(offset, offset + length));
          await upload.copy({ key: `${prefix}source`, etag, offset, length });
        }
      }
      const whole = Buffer.concat(expected);
      expect(upload.bytes).toBe(whole.length);
      const info = await upload.complete();
      expect(info.size).toBe(whole.length);
      expect(digest(await wholeOf(`${prefix}target`, whole.length))).toBe(digest(whole));
    }

    it('copies a short range', () => composed([100, [5, 1000], 100]));
    it('copies a long range alone', () => composed([[0, 26 * MIB]]));
    it('copies a long range after a few bytes', () => composed([50, [7, 20 * MIB], 60]));
    it('copies many ranges with a few bytes between them, as a ZIP does', () =>
      composed([30, [0, 6 * MIB], 46, [6 * MIB, 12 * MIB], 30, [100, 5], 46, [18 * MIB, 8 * MIB], 22]));
    it('copies a range that is short at the end', () =>
      composed([
        [0, 6 * MIB],
        [0, 3 * MIB],
      ]));
    it('copies long ranges one after the other', () =>
      composed([
        [0, 5 * MIB],
        [5 * MIB, 5 * MIB],
        [10 * MIB, 11 * MIB],
      ]));

    it('fails when the source has been replaced since', async () => {
      for (const size of [1000, 12 * MIB]) {
        const { etag } = await uploaded(`${prefix}source`, content(size, 'before'), MIB);
        await uploaded(`${prefix}source`, content(size, 'after'), MIB);
        const upload = await store.upload(`${prefix}target`);
        const copying = upload.copy({ key: `${prefix}source`, etag, offset: 0, length: size });
        await expect(copying.then(() => upload.complete())).rejects.toBeInstanceOf(PreconditionFailedError);
        await upload.abort();
        expect(await store.stat(`${prefix}target`)).toBeUndefined();
      }
    });

    it('fails when the range goes past the end of the source', async () => {
      const { etag } = await uploaded(`${prefix}source`, content(12 * MIB), MIB);
      const upload = await store.upload(`${prefix}target`);
      const copying = upload.copy({ key: `${prefix}source`, etag, offset: 0, length: 13 * MIB });
      await expect(copying.then(() => upload.complete())).rejects.toBeInstanceOf(StorageError);
      await upload.abort();
      expect(await store.stat(`${prefix}target`)).toBeUndefined();
    });
  });

  describe(`${name}: copying objects`, () => {
    it('copies the bytes and the content type', async () => {
      const bytes = content(3 * MIB);
      const { etag } = await store.put(`${prefix}from`, bytes, { contentType: 'image/png' });
      const info = await store.copy({ key: `${prefix}from`, etag }, `${prefix}to`);
      expect(await store.stat(`${prefix}to`)).toMatchObject({
        size: bytes.length,
        etag: info.etag,
        contentType: 'image/png',
      });
      expect(digest(await wholeOf(`${prefix}to`, bytes.length))).toBe(digest(bytes));
    });

    it('fails, and writes nothing, when the source has been replaced since', async () => {
      const { etag } = await store.put(`${prefix}from`, 'one');
      await store.put(`${prefix}from`, 'two');
      await expect(store.copy({ key: `${prefix}from`, etag }, `${prefix}to`)).rejects.toBeInstanceOf(
        PreconditionFailedError,
      );
      expect(await store.stat(`${prefix}to`)).toBeUndefined();
    });
  });

  describe(`${name}: listing and removing`, () => {
    const names = ['a', 'a-1', 'a.txt', 'b/1', 'b/10', 'b/2', 'c d', 'é', '\u{ffee}', '\u{1f600}'];
    const putAll = () => Promise.all(names.map((each) => store.put(prefix + each, each)));
    const listed = async (...rest: [string?, Parameters<ObjectStore['list']>[1]?]) =>
      (await listAll(store.list(prefix + (rest[0] ?? ''), rest[1]))).map(({ key }) =>
        key.slice(prefix.length),
      );

    it('lists in byte order of the keys', async () => {
      await putAll();
      expect(await listed()).toEqual(names);
    });

    it('lists sizes and ETags', async () => {
      const { etag } = await store.put(`${prefix}a`, 'abc');
      const [info] = await listAll(store.list(prefix));
      expect(info).toMatchObject({ key: `${prefix}a`, size: 3, etag });
      expect(info?.modifiedAt.getTime()).not.toBeNaN();
    });

    it('lists below a prefix, after a key, and up to a limit', async () => {
      await putAll();
      expect(await listed('b/')).toEqual(['b/1', 'b/10', 'b/2']);
      expect(await listed('', { startAfter: `${prefix}b/10` })).toEqual(names.slice(5));
      expect(await listed('', { startAfter: `${prefix}b`, limit: 2 })).toEqual(['b/1', 'b/10']);
      expect(await listed('', { limit: 0 })).toEqual([]);
      expect(await listed('nothing/')).toEqual([]);
    });

    it('removes many objects, and does not mind those that do not exist', async () => {
      await putAll();
      await store.remove([`${prefix}b/1`, `${prefix}missing`, `${prefix}a`]);
      expect(await listed()).toEqual(names.filter((each) => each !== 'b/1' && each !== 'a'));
      await store.remove([]);
    });
  });

  describe(`${name}: cancelling`, () => {
    const reason = new Error('cancelled by the test');

    it('does nothing when the signal has already aborted', async () => {
      const { etag } = await store.put(`${prefix}a`, 'abc');
      const signal = AbortSignal.abort(reason);
      const calls: Record<string, () => Promise<unknown>> = {
        stat: () => store.stat(`${prefix}a`, { signal }),
        get: () => store.get(`${prefix}a`, { signal }),
        put: () => store.put(`${prefix}b`, 'x', { signal }),
        read: () => gather(store.read({ key: `${prefix}a`, offset: 0, length: 3 }, { signal })),
        upload: () => store.upload(`${prefix}b`, { signal }),
        copy: () => store.copy({ key: `${prefix}a`, etag }, `${prefix}b`, { signal }),
        remove: () => store.remove([`${prefix}a`], { signal }),
        list: () => listAll(store.list(prefix, { signal })),
      };
      for (const [call, begin] of Object.entries(calls)) await expect(begin(), call).rejects.toBe(reason);
      expect((await listAll(store.list(prefix))).map(({ key }) => key)).toEqual([`${prefix}a`]);
    });

    it('ends a read', async () => {
      await store.put(`${prefix}a`, content(4 * MIB));
      const cancel = new AbortController();
      const reading = async () => {
        for await (const _ of store.read(
          { key: `${prefix}a`, offset: 0, length: 4 * MIB },
          { signal: cancel.signal },
        )) {
          cancel.abort(reason);
        }
      };
      await expect(reading()).rejects.toBe(reason);
    });

    it('ends an upload', async () => {
      const cancel = new AbortController();
      const upload = await store.upload(`${prefix}a`, { signal: cancel.signal });
      await upload.write(content(9 * MIB));
      cancel.abort(reason);
      await expect(upload.write(content(1))).rejects.toBe(reason);
      await expect(upload.complete()).rejects.toBe(reason);
      await upload.abort();
      expect(await store.stat(`${prefix}a`)).toBeUndefined();
    });
  });
}
