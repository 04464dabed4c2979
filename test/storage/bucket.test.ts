/** Setting up the bucket of a real MinIO. */

import { createHash, randomUUID } from 'node:crypto';
import { afterAll, describe, expect, it } from 'vitest';
import { prepareBucket } from '../../activities/storage/index.js';
import { textOf } from '../../activities/storage/minio/xml.js';
import { useBucket } from '../support/minio.js';
import { lifecycleRules, rawRequest } from './raw.js';

const existing = useBucket();
const fresh = () => ({ ...existing(), bucket });
const bucket = `test-fresh-${randomUUID()}`;
const rules = async () => (await lifecycleRules(fresh())).map((rule) => textOf(rule, 'ID'));

describe('preparing a bucket', () => {
  afterAll(() => rawRequest(fresh(), { method: 'DELETE' }));

  it('creates it once, also when many processes do so together', async () => {
    const prepared = await Promise.all(
      Array.from({ length: 4 }, () => prepareBucket(fresh(), { uploadsExpireAfterDays: 3 })),
    );
    expect(prepared.filter(({ created }) => created)).toHaveLength(1);
    expect((await prepareBucket(fresh(), { uploadsExpireAfterDays: 3 })).created).toBe(false);
  });

  it('lets uploads expire, and nothing else', async () => {
    await prepareBucket(fresh(), { uploadsExpireAfterDays: 5 });
    const rules = await lifecycleRules(fresh());
    expect(rules).toHaveLength(1);
    const [filter, expiration] = ['Filter', 'Expiration'].map((name) =>
      rules[0]?.children.find((child) => child.name === name),
    );
    expect(filter && textOf(filter, 'Prefix')).toBe('uploads/');
    expect(expiration && textOf(expiration, 'Days')).toBe('5');
  });

  it('says that MinIO itself removes unfinished uploads: it takes no rule for them', async () => {
    const { unfinishedUploads } = await prepareBucket(fresh(), { uploadsExpireAfterDays: 5 });
    expect(unfinishedUploads).toBe('server');
  });

  it("keeps rules that are somebody else's", async () => {
    const other =
      '<LifecycleConfiguration><Rule><ID>007</ID><Status>Enabled</Status>' +
      '<Filter><Prefix>logs &amp; more/</Prefix></Filter><Expiration><Days>9</Days></Expiration></Rule>' +
      '</LifecycleConfiguration>';
    const body = Buffer.from(other);
    const headers = { 'content-md5': createHash('md5').update(body).digest('base64') };
    await rawRequest(fresh(), { method: 'PUT', query: { lifecycle: '' }, headers, body: [body] });
    await prepareBucket(fresh(), { uploadsExpireAfterDays: 5 });
    await prepareBucket(fresh(), { uploadsExpireAfterDays: 6 });
    expect((await rules()).sort()).toEqual(['007', 'cartwright-uploads']);
  });
});
