/** Cancelling in the middle of requests to MinIO: calls end with the signal's reason and leave nothing behind. */

import { beforeEach, describe, expect, it } from 'vitest';
import type { SeenRequest } from '../support/fault-proxy.js';
import { useFaultyMinio } from '../support/faulty-minio.js';
import { content, gather, listAll, MIB } from './content.js';
import { unfinishedUploads } from './raw.js';

const minio = useFaultyMinio();
const reason = new Error('cancelled by the test');

const isPart = ({ method, url }: SeenRequest) => method === 'PUT' && url.includes('partNumber=');
const isCreate = ({ method, url }: SeenRequest) => method === 'POST' && url.includes('uploads=');
const isComplete = ({ method, url }: SeenRequest) => method === 'POST' && url.includes('uploadId=');
const isAbort = ({ method, url }: SeenRequest) => method === 'DELETE' && url.includes('uploadId=');
const always = () => true;

let cancel: AbortController;
let key: string;
let count = 0;
beforeEach(() => {
  cancel = new AbortController();
  count += 1;
  key = `cancelling/${count}`;
});

describe('a request that is not answered', () => {
  it.each(['stat', 'get', 'put', 'read', 'copy', 'remove', 'list'] as const)(
    'is given up by %s',
    async (call) => {
      const { proxy, store: open } = minio();
      const store = open();
      const { signal } = cancel;
      const calls = {
        stat: () => store.stat(key, { signal }),
        get: () => store.get(key, { signal }),
        put: () => store.put(key, 'x', { signal }),
        read: () => gather(store.read({ key, offset: 0, length: 1 }, { signal })),
        copy: () => store.copy({ key, etag: 'abc' }, `${key}-copy`, { signal }),
        remove: () => store.remove([key], { signal }),
        list: () => listAll(store.list(key, { signal })),
      };
      proxy.rule({ when: always, fault: { kind: 'stall request' } });
      const calling = calls[call]();
      proxy.sees(always).then(() => cancel.abort(reason));
      await expect(calling).rejects.toBe(reason);
      expect(proxy.seen).toHaveLength(1);
    },
  );

  it('is given up while it waits for another try', async () => {
    const store = minio().store({ retries: { attempts: 5, baseDelay: 3_600_000, maxDelay: 3_600_000 } });
    minio().proxy.rule({ when: always, fault: { kind: 'answer', status: 503 } });
    const calling = store.put(key, 'x', { signal: cancel.signal });
    minio()
      .proxy.sees(always)
      .then(() => setTimeout(() => cancel.abort(reason), 50));
    await expect(calling).rejects.toBe(reason);
  });

  it('is given up in the middle of an answer', async () => {
    const store = minio().store();
    await store.put(key, content(2 * MIB));
    minio().proxy.rule({
      when: ({ method }) => method === 'GET',
      fault: { kind: 'stall answer', bytes: MIB },
    });
    const { signal } = cancel;
    const stop = cancel.abort.bind(cancel, reason); // This test's own, also when it is called after its end.
    const reading = async () => {
      for await (const _ of store.read({ key, offset: 0, length: 2 * MIB }, { signal })) setTimeout(stop, 50);
    };
    await expect(reading()).rejects.toBe(reason);
  });
});

describe('an upload', () => {
  const begin = async () => {
    const upload = await minio().store().upload(key, { signal: cancel.signal });
    const writing = async () => {
      for (let index = 0; index < 50; index += 1) await upload.write(content(MIB));
      await upload.complete();
    };
    return { upload, writing };
  };
  const expectNothingLeft = async () => {
    expect(await unfinishedUploads(minio().direct, key)).toEqual([]);
    expect(await minio().store().stat(key)).toBeUndefined();
  };

  it('is removed when it is cancelled while parts are in flight', async () => {
    minio().proxy.rule({ when: isPart, times: 99, fault: { kind: 'stall request' } });
    const { upload, writing } = await begin();
    minio()
      .proxy.sees((request) => request.url.includes('partNumber=3'))
      .then(() => cancel.abort(reason));
    await expect(writing()).rejects.toBe(reason);
    await upload.abort();
    await expectNothingLeft();
  });

  it('is removed by itself when nobody calls abort', async () => {
    minio().proxy.rule({ when: isPart, times: 99, fault: { kind: 'stall request' } });
    const { writing } = await begin();
    minio()
      .proxy.sees(isPart)
      .then(() => cancel.abort(reason));
    await expect(writing()).rejects.toBe(reason);
    await minio().proxy.sees(isAbort);
  });

  it('is removed when it is cancelled before its id is known', async () => {
    let answer = () => {};
    const until = new Promise<void>((resolve) => {
      answer = resolve;
    });
    minio().proxy.rule({ when: isCreate, fault: { kind: 'wait', until } });
    const { upload, writing } = await begin();
    minio()
      .proxy.sees(isCreate)
      .then(() => cancel.abort(reason));
    await expect(writing()).rejects.toBe(reason);
    const aborting = upload.abort();
    answer();
    await aborting;
    expect(minio().proxy.seen.filter(isAbort)).toHaveLength(1);
    await expectNothingLeft();
  });

  it('is removed when it is cancelled while it is being completed', async () => {
    minio().proxy.rule({ when: isComplete, fault: { kind: 'stall request' } });
    const { upload, writing } = await begin();
    minio()
      .proxy.sees(isComplete)
      .then(() => cancel.abort(reason));
    await expect(writing()).rejects.toBe(reason);
    await upload.abort();
    await expectNothingLeft();
  });

  it('is removed when it is aborted in the middle', async () => {
    minio().proxy.rule({ when: isPart, times: 99, fault: { kind: 'stall request' } });
    const { upload, writing } = await begin();
    const failing = expect(writing()).rejects.toMatchObject({ code: 'UploadEnded' });
    await minio().proxy.sees(isPart);
    await upload.abort();
    await failing;
    await expectNothingLeft();
  });

  it('asks nothing of the server when it is aborted before the first part', async () => {
    const upload = await minio().store().upload(key);
    await upload.write(content(MIB));
    await upload.abort();
    expect(minio().proxy.seen).toEqual([]);
  });
});
