/** How the MinIO store writes when the connection or the server misbehaves. */

import { beforeEach, describe, expect, it } from 'vitest';
import { type ObjectStore, PreconditionFailedError } from '../../activities/storage/index.js';
import type { SeenRequest } from '../support/fault-proxy.js';
import { useFaultyMinio } from '../support/faulty-minio.js';
import { content, digest, MIB } from './content.js';
import { unfinishedUploads } from './raw.js';

const minio = useFaultyMinio();

const isPut = ({ method }: SeenRequest) => method === 'PUT';
const isPart = ({ method, url }: SeenRequest) => method === 'PUT' && url.includes('partNumber=');
const isComplete = ({ method, url }: SeenRequest) => method === 'POST' && url.includes('uploadId=');
const isAbort = ({ method, url }: SeenRequest) => method === 'DELETE' && url.includes('uploadId=');

const errorDocument = (code: string) =>
  `<?xml version="1.0"?><Error><Code>${code}</Code><Message>No.</Message></Error>`;

let store: ObjectStore;
let count = 0;
let key: string;
beforeEach(() => {
  store = minio().store();
  count += 1;
  key = `writing/${count}`;
});

const textOf = async (name: string) => Buffer.from((await store.get(name)).bytes).toString();

describe('a conditional put whose answer is lost', () => {
  it('is written, when it creates', async () => {
    minio().proxy.rule({ when: isPut, fault: { kind: 'lose answer' } });
    const { etag } = await store.put(key, 'mine', { ifNoneMatch: '*' });
    expect(await store.stat(key)).toMatchObject({ etag, size: 4 });
    expect(minio().proxy.seen.filter(isPut)).toHaveLength(2);
  });

  it('is written, when it replaces', async () => {
    const { etag: before } = await store.put(key, 'one');
    minio().proxy.rule({ when: isPut, fault: { kind: 'lose answer' } });
    const { etag } = await store.put(key, 'two', { ifMatch: before });
    expect((await store.stat(key))?.etag).toBe(etag);
  });

  it('is refused, when somebody else has written something of the same size', async () => {
    await store.put(key, 'yours');
    minio().proxy.rule({ when: isPut, fault: { kind: 'lose answer' } });
    await expect(store.put(key, 'mine!', { ifNoneMatch: '*' })).rejects.toBeInstanceOf(
      PreconditionFailedError,
    );
    expect(await textOf(key)).toBe('yours');
  });

  it('is refused at once, when it was not tried before', async () => {
    await store.put(key, 'same');
    await expect(store.put(key, 'same', { ifNoneMatch: '*' })).rejects.toBeInstanceOf(
      PreconditionFailedError,
    );
  });
});

describe('completing an upload', () => {
  const bytes = content(9 * MIB);
  const written = async () => {
    const upload = await store.upload(key);
    await upload.write(bytes);
    return upload;
  };

  it('succeeds when the server has done it and the answer is lost', async () => {
    minio().proxy.rule({ when: isComplete, fault: { kind: 'lose answer' } });
    const info = await (await written()).complete();
    expect(await store.stat(key)).toMatchObject({ size: bytes.length, etag: info.etag });
    expect(minio().proxy.seen.filter(isComplete)).toHaveLength(2);
  });

  it('tries again when a 200 holds a passing error', async () => {
    const fault = { kind: 'answer', status: 200, body: errorDocument('InternalError') } as const;
    minio().proxy.rule({ when: isComplete, times: 2, fault });
    await (await written()).complete();
    expect(digest((await store.get(key)).bytes)).toBe(digest(bytes));
  });

  it('fails when a 200 holds an error, and leaves nothing behind', async () => {
    const fault = { kind: 'answer', status: 200, body: errorDocument('AccessDenied') } as const;
    minio().proxy.rule({ when: isComplete, fault });
    const upload = await written();
    await expect(upload.complete()).rejects.toMatchObject({ code: 'AccessDenied', operation: 'upload', key });
    await upload.abort();
    expect(await unfinishedUploads(minio().direct, key)).toEqual([]);
    expect(await store.stat(key)).toBeUndefined();
  });

  it('fails when what is stored has another size', async () => {
    const upload = await written();
    const twin = await store.upload(`${key}-twin`);
    await twin.write(bytes);
    // The same bytes have the same ETag under another key.
    const headers = { etag: `"${(await twin.complete()).etag}"`, 'content-length': '5' };
    minio().proxy.rule({
      when: ({ method }) => method === 'HEAD',
      fault: { kind: 'answer', status: 200, headers },
    });
    await expect(upload.complete()).rejects.toMatchObject({ code: 'SizeMismatch' });
  });
});

describe('parts of an upload', () => {
  it('are sent again when they are refused, cut or not answered', async () => {
    const impatient = minio().store({ timeouts: { idle: 2_000 } });
    const bytes = content(34 * MIB);
    const part = (number: number) => (request: SeenRequest) => request.url.includes(`partNumber=${number}&`);
    minio().proxy.rule({ when: part(1), times: 2, fault: { kind: 'answer', status: 503 } });
    minio().proxy.rule({ when: part(2), fault: { kind: 'cut request', bytes: MIB } });
    minio().proxy.rule({ when: part(3), fault: { kind: 'stall request' } });
    minio().proxy.rule({ when: part(4), fault: { kind: 'lose answer' } });
    const upload = await impatient.upload(key);
    await upload.write(bytes);
    const { etag } = await upload.complete();
    expect(etag).toMatch(/-5$/);
    const { bytes: stored } = await store.get(key, { maxBytes: 64 * MIB });
    expect(digest(stored)).toBe(digest(bytes));
  });

  it('fail the upload when the server will not have them, and are removed without being asked', async () => {
    minio().proxy.rule({
      when: isPart,
      fault: { kind: 'answer', status: 403, body: errorDocument('AccessDenied') },
    });
    const upload = await store.upload(key);
    const writing = async () => {
      for (let index = 0; index < 40; index += 1) await upload.write(content(MIB));
      await upload.complete();
    };
    await expect(writing()).rejects.toMatchObject({ code: 'AccessDenied' });
    await minio().proxy.sees(isAbort);
    await upload.abort();
    expect(await unfinishedUploads(minio().direct, key)).toEqual([]);
  });

  it('fail every later call with the first failure', async () => {
    const source = { key: 'writing/missing', offset: 0, length: 10 };
    const upload = await store.upload(key);
    await expect(upload.copy(source)).rejects.toMatchObject({ code: 'NoSuchKey', key: 'writing/missing' });
    await expect(upload.write(content(1))).rejects.toMatchObject({ code: 'NoSuchKey' });
    await expect(upload.complete()).rejects.toMatchObject({ code: 'NoSuchKey' });
  });

  it('are at least 5 MiB but for the last, whatever is copied and written', async () => {
    const { etag } = await store.put('writing/source', content(16 * MIB));
    const upload = await store.upload(key);
    for (const length of [6 * MIB, 5 * MIB, 12 * MIB, 100, 11 * MIB, 5 * MIB - 1, 16 * MIB]) {
      await upload.write(content(60));
      await upload.copy({ key: 'writing/source', etag, offset: 0, length });
    }
    await upload.complete();
    const parts = minio()
      .proxy.seen.filter(isPart)
      .sort((one, other) => partNumber(one) - partNumber(other));
    const sizes = parts.map((part) => [
      part.headers['x-amz-copy-source'] ? 'copied' : 'sent',
      partSize(part),
    ]);
    expect(sizes).toEqual([
      ['sent', 60 + 6 * MIB + 60],
      ['copied', 5 * MIB],
      ['sent', 5 * MIB],
      ['copied', 7 * MIB + 60],
      ['sent', 5 * MIB],
      ['copied', 6 * MIB + 60 + 100 + 60],
      ['sent', 60 + (5 * MIB - 1) + 60],
      ['copied', 16 * MIB],
    ]);
  });

  it('are bound to the state of the source they were taken from', async () => {
    const { etag } = await store.put('writing/source', content(16 * MIB));
    const upload = await store.upload(key);
    await upload.copy({ key: 'writing/source', offset: 0, length: 16 * MIB });
    await upload.complete();
    const [copied] = minio().proxy.seen.filter(isPart);
    expect(copied?.headers['x-amz-copy-source-if-match']).toBe(`"${etag}"`);
  });
});

function partNumber({ url }: SeenRequest): number {
  return Number(/partNumber=(\d+)/.exec(url)?.[1]);
}

function partSize({ headers }: SeenRequest): number {
  const [, first, last] = /bytes=(\d+)-(\d+)/.exec(String(headers['x-amz-copy-source-range'])) ?? [];
  return first && last ? Number(last) - Number(first) + 1 : Number(headers['content-length']);
}
