/** Imports of files into a course that has files. */
import { beforeEach, describe, expect, it } from 'vitest';
import { createBundleCourseStore } from '../../activities/course/bundle-store.js';
import type { CollectionName } from '../../activities/course/collections.js';
import type { CourseStore } from '../../activities/course/store.js';
import { createMemoryStore } from '../../activities/storage/memory.js';
import { findIn, importInto, recordsOf, sourceOf } from '../support/imports.js';
import { linkTo, page, record, ref, sampleFile } from '../support/records.js';

let store: CourseStore;
beforeEach(() => {
  store = createBundleCourseStore(createMemoryStore());
});

const find = <Name extends CollectionName>(collection: Name, migrationId: string) =>
  findIn(store, collection, migrationId);

describe('an import of files', () => {
  it("replaces a file of the same path, and points the package's links at the one that is there", async () => {
    await importInto(
      store,
      sourceOf([record('files', sampleFile('old', 'a/b.txt', '1')), page('p', linkTo('file', 'old'))]),
    );
    const old = await find('files', 'old');
    const { plan } = await importInto(
      store,
      sourceOf([
        record('files', sampleFile('new', 'a/b.txt', '2')),
        page('q', linkTo('file', 'new', '?x=1')),
      ]),
    );
    const file = await find('files', 'old');
    expect(file).toMatchObject({ id: old?.id, path: 'a/b.txt', sha256: sampleFile('', 'x', '2').sha256 });
    expect((await find('pages', 'q'))?.html).toBe(linkTo('file', 'old', '?x=1'));
    expect(await find('files', 'new')).toBeUndefined();
    expect(plan.planned(ref('file', 'new'))?.as).toBe('old');
  });

  it('keeps both files under names of their own when told not to overwrite', async () => {
    const files = (content: string) =>
      sourceOf([record('files', sampleFile('f', 'a/b.txt', content)), page('p', linkTo('file', 'f'))]);
    await importInto(store, files('1'));
    const { plan } = await importInto(store, files('2'), { settings: { fileDuplicates: 'rename' } });
    expect((await find('files', 'f'))?.path).toBe('a/b.txt');
    expect((await find('files', '7_f'))?.path).toBe('a/b-1.txt');
    expect((await find('pages', 'p'))?.html).toBe(linkTo('file', '7_f'));
    expect(plan.notices.map(({ code }) => code)).toEqual(['renamed_path']);
    await importInto(store, files('1'), { settings: { fileDuplicates: 'rename' } });
    expect((await recordsOf(store)).filter((each) => each.collection === 'files')).toHaveLength(2);
  });

  it('never puts two files in one place, nor a file where a folder is', async () => {
    await importInto(
      store,
      sourceOf([record('files', sampleFile('f1', 'a')), record('files', sampleFile('f2', 'b/c'))]),
    );
    await importInto(
      store,
      sourceOf([
        record('folders', { migrationId: 'd', path: 'a' }),
        record('files', sampleFile('f3', 'a/x')),
        record('files', sampleFile('f4', 'a/y')),
        record('files', sampleFile('f5', 'b')),
        record('files', sampleFile('f1', 'b/c')),
      ]),
    );
    const paths = (await recordsOf(store)).map((each) => [
      each.record.migrationId,
      (each.record as { path: string }).path,
    ]);
    expect(Object.fromEntries(paths)).toEqual({
      d: 'a',
      f1: 'b/c-1',
      f2: 'b/c',
      f3: 'a/x',
      f4: 'a/y',
      f5: 'b-1',
    });
  });
});
