/** The embedded course store over a real MinIO. */
import { randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { createBundleCourseStore } from '../../activities/course/bundle-store.js';
import type { CourseStore } from '../../activities/course/store.js';
import { createMinioStore } from '../../activities/storage/minio/store.js';
import type { ObjectStore } from '../../activities/storage/port.js';
import { record, sampleCourse } from '../support/courses.js';
import { importInto, recordsOf, sourceOf } from '../support/imports.js';
import { useBucket } from '../support/minio.js';
import { describeCourseStore } from './store-conformance.js';

const bucket = useBucket();
let objects: ObjectStore;
beforeAll(() => {
  objects = createMinioStore(bucket());
});

/** Each test has courses of its own in the one bucket. */
function freshStore(): CourseStore {
  const prefix = randomBytes(6).toString('hex');
  const own = <Context extends { id: string }>(context: Context) => ({
    ...context,
    id: `${prefix}-${context.id}`,
  });
  const store = createBundleCourseStore(objects);
  return {
    head: (context, signal) => store.head(own(context), signal),
    open: (context, version, signal) => store.open(own(context), version, signal),
    write: (context, options, fill) => store.write(own(context), options, fill),
    versions: (context, signal) => store.versions(own(context), signal),
    restore: (context, version, base, signal) => store.restore(own(context), version, base, signal),
  };
}

describeCourseStore(freshStore);

describe('imports into MinIO', () => {
  it('lose nothing when many come at once', async () => {
    const store = freshStore();
    const ids = Array.from({ length: 8 }, (_, at) => `p${at}`);
    const page = (id: string) => record('pages', { migrationId: id, title: id, html: '', published: true });
    await Promise.all(ids.map((id) => importInto(store, sourceOf([page(id)]))));
    const found = (await recordsOf(store)).map(({ record: { migrationId } }) => migrationId);
    expect(found.sort()).toEqual(ids);
    expect(await store.head({ type: 'course', id: '42' })).toMatchObject({ number: 8 });
  });

  it('change nothing the second time', async () => {
    const store = freshStore();
    await importInto(store, sourceOf(sampleCourse()));
    const before = await recordsOf(store);
    await importInto(store, sourceOf(sampleCourse()));
    expect(await recordsOf(store)).toEqual(before);
  });
});
