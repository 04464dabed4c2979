/** Presigned addresses, used as a browser or an API client would: with plain requests. */

import { describe, expect, it } from 'vitest';
import { createMemoryStore, createMinioStore, type PresignedPost } from '../../activities/storage/index.js';
import { useBucket } from '../support/minio.js';
import { content } from './content.js';

const bucket = useBucket();
const open = () => createMinioStore(bucket());

function post(
  form: PresignedPost,
  file: Uint8Array | string,
  changes: Record<string, string> = {},
): Promise<Response> {
  const body = new FormData();
  for (const [name, value] of Object.entries({ ...form.fields, ...changes })) body.append(name, value);
  body.append(form.fileField, new Blob([file]), 'course.imscc');
  return fetch(form.url, { method: 'POST', body, redirect: 'manual' });
}

describe('a presigned download', () => {
  it('gives the object under a name of any script and with a content type', async () => {
    await open().put('results/1/export.zip', 'zip bytes');
    const url = await open().presignGet('results/1/export.zip', {
      expiresIn: 60,
      fileName: 'Größe "2" – 数学.imscc',
      contentType: 'application/zip',
    });
    const answer = await fetch(url);
    expect(await answer.text()).toBe('zip bytes');
    expect(answer.headers.get('content-type')).toBe('application/zip');
    expect(answer.headers.get('content-disposition')).toBe(
      'attachment; filename="Gr__e _2_ _ __.imscc"; ' +
        "filename*=UTF-8''Gr%C3%B6%C3%9Fe%20%222%22%20%E2%80%93%20%E6%95%B0%E5%AD%A6.imscc",
    );
  });

  it('works for keys that need escaping', async () => {
    const key = "results/a b+c'(1)!*&=%.zip";
    await open().put(key, 'x');
    expect(await (await fetch(await open().presignGet(key, { expiresIn: 60 }))).text()).toBe('x');
  });

  it('works for one object only', async () => {
    await open().put('results/other', 'secret');
    const url = await open().presignGet('results/1', { expiresIn: 60 });
    expect((await fetch(url.replace('results/1', 'results/other'))).status).toBe(403);
  });
});

describe('a presigned upload', () => {
  it('takes a file by form', async () => {
    const form = await open().presignPost('uploads/1', {
      expiresIn: 60,
      maxBytes: 1000,
      contentType: 'application/zip',
    });
    expect((await post(form, 'package')).ok).toBe(true);
    const { bytes, info } = await open().get('uploads/1');
    expect(Buffer.from(bytes).toString()).toBe('package');
    expect(info.contentType).toBe('application/zip');
  });

  it('refuses more bytes than allowed, another key and fields that were not signed', async () => {
    const form = await open().presignPost('uploads/2', { expiresIn: 60, maxBytes: 1000 });
    expect((await post(form, content(1001))).status).toBe(400);
    expect((await post(form, 'x', { key: 'uploads/3' })).status).toBe(403);
    expect((await post(form, 'x', { success_action_redirect: 'https://evil.example' })).status).toBe(403);
    expect(await open().stat('uploads/2')).toBeUndefined();
    expect(await open().stat('uploads/3')).toBeUndefined();
    expect((await post(form, content(1000))).ok).toBe(true);
  });

  it('sends the browser on when asked to', async () => {
    const redirectTo = 'https://lms.example/done?migration=4';
    const form = await open().presignPost('uploads/4', { expiresIn: 60, maxBytes: 1000, redirectTo });
    const answer = await post(form, 'x');
    expect(answer.status).toBe(303);
    // S3 adds what it stored to the address's query.
    const location = new URL(answer.headers.get('location') ?? '');
    expect(location.origin + location.pathname).toBe('https://lms.example/done');
    expect(Object.fromEntries(location.searchParams)).toMatchObject({ migration: '4', key: 'uploads/4' });
  });
});

describe('presigning', () => {
  const nowhere = () => ({
    ...bucket(),
    endpoint: 'http://127.0.0.1:9',
    publicEndpoint: 'https://files.example.org',
  });

  it('asks nobody, and names the public endpoint', async () => {
    const store = createMinioStore(nowhere());
    const { bucket: name } = bucket();
    expect(await store.presignGet('a', { expiresIn: 60 })).toMatch(`https://files.example.org/${name}/a?`);
    const form = await store.presignPost('a', { expiresIn: 60, maxBytes: 1 });
    expect(form.url).toBe(`https://files.example.org/${name}`);
  });

  it('puts the bucket into the host name when paths are not wanted', async () => {
    const store = createMinioStore({ ...nowhere(), pathStyle: false });
    const { bucket: name } = bucket();
    expect(await store.presignGet('a', { expiresIn: 60 })).toMatch(`https://${name}.files.example.org/a?`);
  });

  it.each([
    ['MinIO', () => createMinioStore(nowhere())],
    ['in memory', createMemoryStore],
  ])('refuses more than seven days (%s)', async (_name, create) => {
    const week = 7 * 24 * 60 * 60;
    await create().presignGet('a', { expiresIn: week });
    for (const expiresIn of [0, 1.5, week + 1]) {
      await expect(create().presignGet('a', { expiresIn })).rejects.toBeInstanceOf(RangeError);
      await expect(create().presignPost('a', { expiresIn, maxBytes: 1 })).rejects.toBeInstanceOf(RangeError);
    }
  });
});
