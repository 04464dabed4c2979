/** Storage that fails or has dropped what was there: errors of the client like all others. */
import { describe, expect, it } from 'vitest';
import { MissingObjectError, PreconditionFailedError } from '../../activities/storage/index.js';
import { namingFailures } from '../../client/storage-failures.js';
import type { JobRecord } from '../../workflows/contract.js';
import { failing } from '../support/failing-store.js';
import { collect } from '../support/files.js';
import { exported } from '../workflows/requests.js';
import { CARTRIDGE, useClient } from './connected.js';
import { exportIn, putIssues, settingsInMemory, someIssues } from './jobs-in-memory.js';
import { refusalOf } from './refusal.js';

const client = useClient();
const course = { type: 'course', id: 7 } as const;
const caller = { userId: 3, idempotencyKey: 'monday' };

/** An export whose file and issues are in storage. */
async function finishedExport(): Promise<JobRecord> {
  const { store, recorded } = client();
  const { etag, size } = await store.put('results/export.imscc', 'a package');
  const issues = await putIssues(store, 'results/issues.ndjson', someIssues(3));
  const file = { ...exported.file, key: 'results/export.imscc', etag, size };
  return recorded({ ...exportIn('exported'), results: { exported: { ...exported, file, issues } } });
}

describe('storage that cannot be reached', () => {
  it('is told by every call, and what is told to users names no keys', async () => {
    const { request } = await finishedExport();
    const { another, store } = client();
    const broken = await another({ storage: failing(store, () => true) });
    const { contentMigrations, contentExports, progress } = broken;
    const { id } = request.job;
    const calls = [
      contentMigrations.create(course, CARTRIDGE, caller),
      contentMigrations.list(course),
      contentExports.get(course, id),
      contentExports.create(course, { export_type: 'common_cartridge' }, caller),
      progress.get(id),
    ];
    for (const refusal of await Promise.all(calls.map(refusalOf))) {
      expect(refusal).toMatchObject({ status: 503, message: expect.stringContaining('object storage') });
      expect(JSON.stringify(refusal.body)).not.toMatch(/contexts|jobs/);
    }
  });

  it('is told within a download', async () => {
    const { request } = await finishedExport();
    const { another, store } = client();
    const broken = await another({ storage: failing(store, ({ operation }) => operation === 'read') });
    const content = await broken.contentExports.download(course, request.job.id);
    expect(await refusalOf(collect(content))).toMatchObject({ status: 503 });
  });
});

describe('a file that storage has dropped', () => {
  it('is streamed while it is there, and not found later', async () => {
    const { request } = await finishedExport();
    const { contentExports } = client().cartwright;
    const download = async () =>
      (await collect(await contentExports.download(course, request.job.id))).toString();
    expect(await download()).toBe('a package');
    await client().store.remove(['results/export.imscc']);
    expect(await refusalOf(download())).toMatchObject({
      status: 404,
      message: expect.stringContaining('removed'),
    });
  });

  it('of issues is not found either', async () => {
    const { request } = await finishedExport();
    const all = async () => {
      const codes: string[] = [];
      for await (const { code } of client().cartwright.contentExports.issues(course, request.job.id))
        codes.push(code);
      return codes;
    };
    expect(await all()).toEqual(Array(3).fill('missing_file'));
    await client().store.remove(['results/issues.ndjson']);
    expect(await refusalOf(all())).toMatchObject({ status: 404 });
  });

  it('is no other one’s bytes when it was replaced', async () => {
    const { request } = await finishedExport();
    await client().store.put('results/export.imscc', 'other one');
    const content = await client().cartwright.contentExports.download(course, request.job.id);
    await expect(collect(content)).rejects.toBeInstanceOf(PreconditionFailedError);
  });
});

describe('a download', () => {
  it('ends with the reason of its signal', async () => {
    const { request } = await finishedExport();
    const stop = new AbortController();
    const { contentExports } = client().cartwright;
    const content = await contentExports.download(course, request.job.id, {}, stop.signal);
    stop.abort(new Error('The user went away.'));
    await expect(collect(content)).rejects.toThrow('The user went away.');
  });
});

describe('answers of storage', () => {
  const store = namingFailures(settingsInMemory().store);

  it('are no failures: what is missing, what was there before', async () => {
    await expect(store.get('nothing')).rejects.toBeInstanceOf(MissingObjectError);
    await store.put('a', '1', { ifNoneMatch: '*' });
    await expect(store.put('a', '2', { ifNoneMatch: '*' })).rejects.toBeInstanceOf(PreconditionFailedError);
  });

  it('come through every method', async () => {
    const { etag } = await store.put('b', 'bytes');
    expect(await store.stat('b')).toMatchObject({ size: 5, etag });
    expect(await store.copy({ key: 'b', etag }, 'c')).toMatchObject({ key: 'c' });
    const upload = await store.upload('d');
    await upload.write(Buffer.from('x'));
    expect(await upload.complete()).toMatchObject({ size: 1 });
    await store.remove(['c']);
    const keys: string[] = [];
    for await (const { key } of store.list('')) keys.push(key);
    expect(keys).toEqual(['a', 'b', 'd']);
    expect(await store.presignGet('b', { expiresIn: 60 })).toContain('b');
    expect(await store.presignPost('b', { expiresIn: 60, maxBytes: 1 })).toMatchObject({ fileField: 'file' });
    expect((await collect(store.read({ key: 'b', offset: 1, length: 2 }))).toString()).toBe('yt');
  });

  it('and errors of other kinds stay what they are', async () => {
    const mistake = new TypeError('a mistake');
    await expect(namingFailures(failing(store, () => mistake)).stat('b')).rejects.toBe(mistake);
  });
});
