/** More than one page, one batch, one request: listings, removals and copies on a real MinIO. */

import { beforeAll, describe, expect, it } from 'vitest';
import type { ObjectStore } from '../../activities/storage/index.js';
import type { SeenRequest } from '../support/fault-proxy.js';
import { useFaultyMinio } from '../support/faulty-minio.js';
import { content, digest, listAll, MIB } from './content.js';

const minio = useFaultyMinio();
const keys = Array.from({ length: 1_103 }, (_, index) => `many/${String(index).padStart(5, '0')}`);
let store: ObjectStore;

const isListing = ({ url }: SeenRequest) => url.includes('list-type=2');
const listed = async (...rest: Parameters<ObjectStore['list']>) =>
  (await listAll(store.list(...rest))).map(({ key }) => key);

beforeAll(async () => {
  store = minio().store();
  for (let start = 0; start < keys.length; start += 16) {
    await Promise.all(keys.slice(start, start + 16).map((key) => store.put(key, key)));
  }
});

describe('more objects than a page holds', () => {
  it('are all listed, in order', async () => {
    expect(await listed('many/')).toEqual(keys);
    expect(minio().proxy.seen.filter(isListing)).toHaveLength(2);
  });

  it('are listed up to a limit beyond the first page, and no further', async () => {
    expect(await listed('many/', { limit: 1_050 })).toEqual(keys.slice(0, 1_050));
    expect(await listed('many/', { limit: 1_000 })).toEqual(keys.slice(0, 1_000));
    expect(await listed('many/', { limit: 1_050, startAfter: 'many/00099' })).toEqual(keys.slice(100));
  });

  it('are asked for page by page, as they are needed', async () => {
    for await (const { key } of store.list('many/')) {
      expect(key).toBe(keys[0]);
      break;
    }
    expect(minio().proxy.seen.filter(isListing)).toHaveLength(1);
  });

  it('are listed once each when pages are cut', async () => {
    minio().proxy.rule({ when: isListing, times: 2, fault: { kind: 'cut answer', bytes: 5000 } });
    expect(await listed('many/')).toEqual(keys);
  });
});

describe('removing', () => {
  const isRemove = ({ method, url }: SeenRequest) => method === 'POST' && url.includes('delete=');

  it('reports every key the server would not remove', async () => {
    const refused = (key: string) =>
      `<Error><Key>${key}</Key><Code>AccessDenied</Code><Message>No.</Message></Error>`;
    const names = ['a/1', 'a/2', 'a/3', 'a/4'];
    const body = `<?xml version="1.0"?><DeleteResult>${names.map(refused).join('')}</DeleteResult>`;
    minio().proxy.rule({ when: isRemove, fault: { kind: 'answer', status: 200, body } });
    await expect(store.remove(names)).rejects.toMatchObject({
      operation: 'remove',
      key: 'a/1',
      code: 'AccessDenied',
      message:
        'Cannot remove "a/1" (AccessDenied), "a/2" (AccessDenied), "a/3" (AccessDenied) and 1 more ' +
        'from object storage: the server refused.',
    });
  });

  it('takes a thousand at once', async () => {
    await store.remove(keys);
    expect(minio().proxy.seen.filter(isRemove)).toHaveLength(2);
    expect(await listed('many/')).toEqual([]);
  });
});

describe('an object above the limit for one copy', () => {
  it('is copied in parts, with its content type', async () => {
    const bytes = content(14 * MIB);
    const small = minio().store({ singleCopyLimit: 6 * MIB });
    const { etag } = await small.put('copy/from', bytes, { contentType: 'application/zip' });
    const info = await small.copy({ key: 'copy/from', etag }, 'copy/to');
    expect(info).toMatchObject({ size: bytes.length, contentType: 'application/zip' });
    expect(info.etag).toMatch(/-1$/);
    expect(digest((await small.get('copy/to')).bytes)).toBe(digest(bytes));
  });
});
