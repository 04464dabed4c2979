/** How the MinIO store reads when the connection or the server misbehaves. */

import { beforeEach, describe, expect, it } from 'vitest';
import { type ObjectStore, PreconditionFailedError } from '../../activities/storage/index.js';
import type { SeenRequest } from '../support/fault-proxy.js';
import { useFaultyMinio } from '../support/faulty-minio.js';
import { content, digest, gather, MIB } from './content.js';

const minio = useFaultyMinio();

/** Milliseconds of silence after which a store takes the server for stalled: far more than a busy one is silent. */
const IDLE = 3_000;

const isGet = ({ method }: SeenRequest) => method === 'GET';
const ranges = () =>
  minio()
    .proxy.seen.filter(isGet)
    .map(({ headers }) => headers.range);

describe('reading an object of 4 MiB', () => {
  const key = 'reading/a';
  const bytes = content(4 * MIB);
  const range = { key, offset: 0, length: bytes.length };
  let store: ObjectStore;
  let etag: string;

  beforeEach(async () => {
    store = minio().store();
    ({ etag } = await store.put(key, bytes));
  });

  it('goes on from the byte reached when the connection is cut', async () => {
    minio().proxy.rule({ when: isGet, fault: { kind: 'cut answer', bytes: MIB } });
    expect(digest(await gather(store.read({ ...range, etag })))).toBe(digest(bytes));
    expect(ranges()).toEqual([`bytes=0-${4 * MIB - 1}`, `bytes=${MIB}-${4 * MIB - 1}`]);
  });

  it('binds what it goes on with to the first answer, also when no ETag was given', async () => {
    minio().proxy.rule({ when: isGet, fault: { kind: 'cut answer', bytes: MIB } });
    await gather(store.read(range));
    const conditions = minio()
      .proxy.seen.filter(isGet)
      .map(({ headers }) => headers['if-match']);
    expect(conditions).toEqual([undefined, `"${etag}"`]);
  });

  it('never mixes bytes of two objects', async () => {
    minio().proxy.rule({ when: isGet, fault: { kind: 'cut answer', bytes: MIB } });
    const replaceThenRead = async () => {
      let replaced = false;
      for await (const _ of store.read(range)) {
        if (!replaced) await store.put(key, content(4 * MIB, 'another'));
        replaced = true;
      }
    };
    await expect(replaceThenRead()).rejects.toBeInstanceOf(PreconditionFailedError);
  });

  it('goes on when the server stops sending', async () => {
    const impatient = minio().store({ timeouts: { idle: IDLE } });
    minio().proxy.rule({ when: isGet, fault: { kind: 'stall answer', bytes: MIB } });
    expect(digest(await gather(impatient.read({ ...range, etag })))).toBe(digest(bytes));
    expect(ranges().slice(0, 2)).toEqual([`bytes=0-${4 * MIB - 1}`, `bytes=${MIB}-${4 * MIB - 1}`]);
  });

  it('tries again when the server never answers', async () => {
    const impatient = minio().store({ timeouts: { idle: IDLE } });
    minio().proxy.rule({ when: isGet, fault: { kind: 'stall request' } });
    expect(digest(await gather(impatient.read({ ...range, etag })))).toBe(digest(bytes));
  });

  it('does not take a slow consumer for a stalled server', async () => {
    const impatient = minio().store({ timeouts: { idle: IDLE } });
    let read = 0;
    for await (const chunk of impatient.read({ ...range, etag })) {
      if (read === 0) await new Promise((resolve) => setTimeout(resolve, IDLE + 1_500));
      read += chunk.byteLength;
    }
    expect(read).toBe(bytes.length);
    expect(ranges()).toHaveLength(1);
  });

  it('goes on when the answer is shorter than it should be and says so nowhere', async () => {
    minio().proxy.rule({ when: isGet, fault: { kind: 'truncate', bytes: MIB } });
    expect(digest(await gather(store.read({ ...range, etag })))).toBe(digest(bytes));
  });

  it('gives up after some tries without a byte, and says why', async () => {
    minio().proxy.rule({ when: isGet, times: 99, fault: { kind: 'cut answer', bytes: 0 } });
    await expect(gather(store.read({ ...range, etag }))).rejects.toMatchObject({
      name: 'StorageError',
      code: 'ConnectionReset',
      message: `Cannot read "${key}" in object storage: the connection was cut.`,
    });
    expect(ranges()).toHaveLength(4);
  });

  it('gives up when every answer is whole but empty', async () => {
    minio().proxy.rule({ when: isGet, times: 99, fault: { kind: 'truncate', bytes: 0 } });
    await expect(gather(store.read({ ...range, etag }))).rejects.toMatchObject({ code: 'ShortAnswer' });
    expect(ranges()).toHaveLength(4);
  });

  it('does not count tries that brought something', async () => {
    minio().proxy.rule({ when: isGet, times: 12, fault: { kind: 'cut answer', bytes: 100_000 } });
    expect(digest(await gather(store.read({ ...range, etag })))).toBe(digest(bytes));
    expect(ranges()).toHaveLength(13);
  });

  it('refuses a whole object where a range was asked for', async () => {
    const headers = { etag: `"${etag}"`, 'content-length': String(bytes.length) };
    const body = bytes.toString('latin1');
    minio().proxy.rule({ when: isGet, fault: { kind: 'answer', status: 200, headers, body } });
    const reading = gather(store.read({ key, etag, offset: 100, length: 50 }));
    await expect(reading).rejects.toMatchObject({ code: 'WrongRange' });
  });

  it('refuses an answer whose ETag is not the one asked for', async () => {
    const headers = { etag: '"other"', 'content-range': 'bytes 0-2/3', 'content-length': '3' };
    minio().proxy.rule({ when: isGet, fault: { kind: 'answer', status: 206, headers, body: 'abc' } });
    const reading = gather(store.read({ key, etag, offset: 0, length: 3 }));
    await expect(reading).rejects.toBeInstanceOf(PreconditionFailedError);
  });

  it('notices that a small object came in part', async () => {
    minio().proxy.rule({ when: isGet, fault: { kind: 'truncate', bytes: 1000 } });
    const { bytes: got } = await store.get(key);
    expect(digest(got)).toBe(digest(bytes));
  });

  it('does not read ahead of its consumer without bound', async () => {
    const large = content(64 * MIB);
    await store.put('reading/large', large);
    const { proxy } = minio();
    for await (const chunk of store.read({ key: 'reading/large', offset: 0, length: large.length })) {
      expect(chunk.byteLength).toBeGreaterThan(0);
      await new Promise((resolve) => setTimeout(resolve, 500));
      break;
    }
    const passed = proxy.seen.find(
      ({ method, url }) => method === 'GET' && url.includes('large'),
    )?.passedBack;
    expect(passed).toBeGreaterThan(0);
    expect(passed).toBeLessThan(32 * MIB);
  });
});
