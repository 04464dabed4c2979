/** Uploads to a real MinIO, through the forms the client hands out. */
import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { createMinioStore, type ObjectStore } from '../../activities/storage/index.js';
import { uploadKey } from '../../activities/storage/keys.js';
import type { Cartwright, ContentMigration } from '../../client/index.js';
import { postFile } from '../../client/upload.js';
import { workflowIdOf } from '../../workflows/contract.js';
import { bytesFile } from '../support/files.js';
import { useBucket } from '../support/minio.js';
import type {} from '../support/stack.js';
import { CARTRIDGE, useClient } from './connected.js';
import { refusalOf } from './refusal.js';
import { watchedBytes } from './upload-server.js';

const bucket = useBucket();
const client = useClient();
const course = { type: 'course', id: 7 } as const;
const MEGABYTE = 2 ** 20;

let store: ObjectStore;
let cartwright: Cartwright;
beforeAll(async () => {
  store = createMinioStore(bucket());
  cartwright = await client().another({ storage: bucket(), maxUploadBytes: 8 * MEGABYTE });
});

const create = () => cartwright.contentMigrations.create(course, CARTRIDGE, { userId: 3 });
const storedOf = ({ id }: ContentMigration) => store.stat(uploadKey(id));
const random = (size: number) => {
  const bytes = Buffer.alloc(size);
  for (let at = 0; at + 4 <= size; at += 4) bytes.writeUInt32LE((at * 2_654_435_761) >>> 0, at);
  return bytes;
};

describe('an upload', () => {
  it('arrives byte for byte, and the job is told', async () => {
    const migration = await create();
    const file = bytesFile(random(5 * MEGABYTE + 13));
    const told: number[] = [];
    await cartwright.contentMigrations.upload(migration, file.open(), file.size, (bytes) => told.push(bytes));
    const { bytes } = await store.get(uploadKey(migration.id));
    const digest = (of: Uint8Array) => createHash('sha256').update(of).digest('hex');
    expect(digest(bytes)).toBe(digest(random(file.size)));
    expect(told.at(-1)).toBe(file.size);
    const handle = client().temporal.workflow.getHandle(workflowIdOf('content_migration', migration.id));
    const { events } = await handle.fetchHistory();
    expect(events?.map((event) => event.workflowExecutionSignaledEventAttributes?.signalName)).toContain(
      'uploaded',
    );
  });

  it('may be repeated until the job has looked at it', async () => {
    const migration = await create();
    for (const text of ['first', 'second']) {
      const file = bytesFile(Buffer.from(text));
      await cartwright.contentMigrations.upload(migration, file.open(), file.size);
    }
    expect(Buffer.from((await store.get(uploadKey(migration.id))).bytes).toString()).toBe('second');
  });

  it('may be as large as allowed', async () => {
    const migration = await create();
    await cartwright.contentMigrations.upload(migration, watchedBytes(8 * MEGABYTE).content, 8 * MEGABYTE);
    expect(await storedOf(migration)).toMatchObject({ size: 8 * MEGABYTE });
  });

  it('that is larger than allowed is refused before a byte is sent', async () => {
    const migration = await create();
    const watched = watchedBytes(8 * MEGABYTE + 1);
    const refused = cartwright.contentMigrations.upload(migration, watched.content, 8 * MEGABYTE + 1);
    expect(await refusalOf(refused)).toMatchObject({ status: 400, message: 'file size exceeds quota' });
    expect(watched.bytes).toBe(0);
    expect(await storedOf(migration)).toBeUndefined();
  });

  it.each([
    ['shorter', 299_999],
    ['longer', 300_001],
  ])('that is %s than was said leaves nothing', async (_, size) => {
    const migration = await create();
    const refused = cartwright.contentMigrations.upload(migration, watchedBytes(size).content, 300_000);
    expect(await refusalOf(refused)).toMatchObject({ status: 400 });
    expect(await storedOf(migration)).toBeUndefined();
  });

  it('whose stream fails leaves nothing, and can be tried again', async () => {
    const migration = await create();
    async function* failing() {
      yield random(MEGABYTE);
      throw new Error('The disk is gone.');
    }
    const failed = cartwright.contentMigrations.upload(migration, failing(), 2 * MEGABYTE);
    await expect(failed).rejects.toThrow('The disk is gone.');
    expect(await storedOf(migration)).toBeUndefined();
    await cartwright.contentMigrations.upload(migration, watchedBytes(10).content, 10);
    expect(await storedOf(migration)).toMatchObject({ size: 10 });
  });

  it('that is cancelled leaves nothing', async () => {
    const migration = await create();
    const stop = new AbortController();
    const reason = new Error('The user went away.');
    const { contentMigrations } = cartwright;
    const onProgress = () => stop.abort(reason);
    const { content } = watchedBytes(8 * MEGABYTE);
    const stopped = contentMigrations.upload(migration, content, 8 * MEGABYTE, onProgress, stop.signal);
    await expect(stopped).rejects.toBe(reason);
    expect(await storedOf(migration)).toBeUndefined();
  });
});

describe('the server itself refuses', () => {
  const target = async (options: { maxBytes?: number; expiresIn?: number } = {}) => {
    const form = await store.presignPost('uploads/1', { expiresIn: 60, maxBytes: 1000, ...options });
    return { upload_url: form.url, upload_params: form.fields, file_param: form.fileField, progress: null };
  };

  it.each([1001, MEGABYTE, 20 * MEGABYTE])('%d bytes where 1000 are allowed', async (size) => {
    const refused = postFile(await target(), watchedBytes(size).content, size);
    expect(await refusalOf(refused)).toMatchObject({
      status: 400,
      message: expect.stringContaining('maximum'),
    });
    expect(await store.stat('uploads/1')).toBeUndefined();
  });

  it('a field that is not as it was signed', async () => {
    const { upload_params: fields, ...form } = await target();
    const refused = postFile(
      { ...form, upload_params: { ...fields, key: 'uploads/2' } },
      watchedBytes(10).content,
      10,
    );
    expect(await refusalOf(refused)).toMatchObject({
      status: 400,
      message: expect.stringContaining('refused'),
    });
    expect(await store.stat('uploads/2')).toBeUndefined();
  });

  it('a form that has expired', async () => {
    const form = await target({ expiresIn: 1 });
    const post = () =>
      postFile(form, watchedBytes(10).content, 10).then(
        () => 'stored',
        (error: Error) => error.message,
      );
    await expect.poll(post, { interval: 500 }).toMatch(/^The upload was refused: .*expired/);
  });

  it('a bucket that is not there', async () => {
    const elsewhere = createMinioStore({ ...inject('minio'), region: 'us-east-1', bucket: 'no-such-bucket' });
    const form = await elsewhere.presignPost('uploads/1', { expiresIn: 60, maxBytes: 1000 });
    const target = {
      upload_url: form.url,
      upload_params: form.fields,
      file_param: form.fileField,
      progress: null,
    };
    expect(await refusalOf(postFile(target, watchedBytes(10).content, 10))).toMatchObject({
      message: expect.stringContaining('bucket does not exist'),
    });
  });
});
