/** Imports: what a course holds after one, and after the next. */
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { createBundleCourseStore } from '../../activities/course/bundle-store.js';
import type { CollectionName, CollectionRecord, CourseRecord } from '../../activities/course/collections.js';
import { isNested, referenceKey } from '../../activities/course/course-index.js';
import type { RecordSource } from '../../activities/course/record-source.js';
import type { CourseStore } from '../../activities/course/store.js';
import { createMemoryStore } from '../../activities/storage/memory.js';
import { courseArbitrary, relatedCourse } from '../support/course-arbitraries.js';
import { sampleCourse } from '../support/courses.js';
import {
  COURSE,
  expectSound,
  expectUnchanged,
  findIn,
  importInto,
  recordsOf,
  sourceOf,
  withoutIds,
} from '../support/imports.js';
import { page, record } from '../support/records.js';

let store: CourseStore;
beforeEach(() => {
  store = createBundleCourseStore(createMemoryStore());
});

const find = <Name extends CollectionName>(collection: Name, migrationId: string) =>
  findIn(store, collection, migrationId);

describe('the first import', () => {
  it('brings everything, as it was and with ids', async () => {
    const { version, plan } = await importInto(store, sourceOf(sampleCourse()));
    const records = await recordsOf(store);
    const inOrder = (course: CourseRecord[]) =>
      [...course].sort((a, b) =>
        referenceKey(a.record as never).localeCompare(referenceKey(b.record as never)),
      );
    expect(inOrder(withoutIds(records))).toEqual(inOrder(sampleCourse()));
    expectSound(records, version.nextId);
    expect(version).toMatchObject({ number: 1, packs: ['pack-1'], nextId: plan.nextId });
    expect(plan.counts.page).toEqual({
      found: 2,
      selected: 2,
      added: 2,
      updated: 0,
      unchanged: 0,
      leftOut: 0,
    });
  });

  it('brings what was selected and what that needs, and leaves the rest out', async () => {
    const { plan } = await importInto(store, sourceOf(sampleCourse()), { copy: { pages: ['page-home'] } });
    const keys = [...(await store.open(COURSE)).index.lines()].map(referenceKey);
    expect(keys.sort()).toEqual(['file/file-image', 'folder/folder-images', 'page/page-home']);
    expect(plan.counts.page).toMatchObject({ found: 2, selected: 1, added: 1, leftOut: 1 });
    expect(plan.counts.quiz).toMatchObject({ found: 1, selected: 0, leftOut: 1 });
  });

  it('takes the parts of the course that were selected', async () => {
    await importInto(store, sourceOf(sampleCourse()), { copy: { all_syllabus_body: 1 } });
    const course = await find('course', 'course-1');
    expect(Object.keys(course ?? {}).sort()).toEqual(['id', 'migrationId', 'syllabus']);
  });
});

describe('the same import again', () => {
  it('changes nothing', async () => {
    await importInto(store, sourceOf(sampleCourse()));
    const before = await recordsOf(store);
    const { plan, version } = await importInto(store, sourceOf(sampleCourse()));
    expectUnchanged(plan);
    expect(await recordsOf(store)).toEqual(before);
    expect(version.number).toBe(2);
  });

  it('changes nothing for any course, and loses nothing', async () => {
    await fc.assert(
      fc.asyncProperty(courseArbitrary, async (course) => {
        fc.pre(course.length > 0);
        const store = createBundleCourseStore(createMemoryStore());
        const first = await importInto(store, sourceOf(course));
        const before = await recordsOf(store);
        expectSound(before, first.version.nextId);
        const { plan } = await importInto(store, sourceOf(course));
        expectUnchanged(plan);
        expect(await recordsOf(store)).toEqual(before);
      }),
      { numRuns: 40 },
    );
  });

  it('changes nothing either after it was merged into another course', async () => {
    await fc.assert(
      fc.asyncProperty(relatedCourse, relatedCourse, async (first, second) => {
        const store = createBundleCourseStore(createMemoryStore());
        await importInto(store, sourceOf(first));
        const { version } = await importInto(store, sourceOf(second));
        const before = await recordsOf(store);
        expectSound(before, version.nextId);
        const { plan } = await importInto(store, sourceOf(second));
        expectUnchanged(plan);
        expect(await recordsOf(store)).toEqual(before);
      }),
      { numRuns: 50 },
    );
  });

  it('leaves an index that says of every object what its record says', async () => {
    const linesOf = ({ index }: RecordSource) => [...index.lines()].map(({ source: _, ...line }) => line);
    await fc.assert(
      fc.asyncProperty(
        relatedCourse,
        relatedCourse,
        fc.boolean(),
        async (first, second, overwriteQuizzes) => {
          const store = createBundleCourseStore(createMemoryStore());
          for (const course of [first, second]) {
            await importInto(store, sourceOf(course), { settings: { overwriteQuizzes } });
            expect(linesOf(await store.open(COURSE))).toEqual(linesOf(sourceOf(await recordsOf(store))));
          }
        },
      ),
      { numRuns: 50 },
    );
  });
});

describe('any import', () => {
  it('holds every object of the bundle under its planned id, and every other object of the course as it was', async () => {
    await fc.assert(
      fc.asyncProperty(
        relatedCourse,
        relatedCourse,
        fc.boolean(),
        async (first, second, overwriteQuizzes) => {
          const store = createBundleCourseStore(createMemoryStore());
          await importInto(store, sourceOf(first));
          const before = await recordsOf(store);
          const { plan, version } = await importInto(store, sourceOf(second), {
            settings: { overwriteQuizzes },
          });
          const after = await recordsOf(store);
          const [head, result] = [sourceOf(before).index, sourceOf(after).index];
          expectSound(after, version.nextId);
          for (const line of plan.input.bundle.lines()) {
            const planned = plan.planned(line)!;
            const found = result.get({ kind: line.kind, migrationId: planned.as ?? line.migrationId });
            expect(found?.id).toBe(planned.id);
            if (isNested(line)) expect(found && isNested(found)).toBe(true);
          }
          for (const line of head.lines()) {
            if (plan.sourceOf(line) !== undefined) expect(result.get(line)?.id).toBe(line.id);
            else if (plan.displaced.get(referenceKey(line)) === 'removed')
              expect(result.get(line)).toBeUndefined();
            else expect(result.get(line)?.id, referenceKey(line)).toBe(line.id);
          }
          const paths = result.ofKind('file').map(({ file }) => file?.path);
          expect(new Set(paths).size).toBe(paths.length);
        },
      ),
      { numRuns: 50 },
    );
  });

  it('changes records on their way when told to, and only what it imports', async () => {
    const event = (migrationId: string) =>
      record('calendarEvents', { migrationId, title: 'E', startAt: '2026-01-01T00:00:00Z' });
    await importInto(store, sourceOf([event('own')]));
    const adjust = <Name extends CollectionName>(_: Name, each: CollectionRecord<Name>) => ({
      ...each,
      startAt: '2027-01-01T00:00:00Z',
    });
    const shifted = { adjust, settings: { adjustment: 'shift-1' } };
    await importInto(store, sourceOf([event('theirs')]), shifted);
    expect(await find('calendarEvents', 'own')).toMatchObject({ startAt: '2026-01-01T00:00:00Z' });
    expect(await find('calendarEvents', 'theirs')).toMatchObject({ startAt: '2027-01-01T00:00:00Z' });
    expect(
      (await importInto(store, sourceOf([event('theirs')]), shifted)).plan.counts.calendarEvent?.unchanged,
    ).toBe(1);
    await importInto(store, sourceOf([event('theirs')]));
    expect(await find('calendarEvents', 'theirs')).toMatchObject({ startAt: '2026-01-01T00:00:00Z' });
  });

  it('tells how far it is', async () => {
    const steps: [number, number][] = [];
    await importInto(store, sourceOf(sampleCourse()), {
      progress: (done, total) => steps.push([done, total]),
    });
    expect(steps.at(-1)).toEqual([sampleCourse().length, sampleCourse().length]);
  });

  it('leaves the course as it was when it is cancelled', async () => {
    await importInto(store, sourceOf([page('a')]));
    const controller = new AbortController();
    const cancelled = importInto(store, sourceOf(sampleCourse()), {
      signal: controller.signal,
      progress: () => controller.abort(new Error('cancelled')),
    });
    await expect(cancelled).rejects.toThrow('cancelled');
    expect((await recordsOf(store)).map((each) => each.record.migrationId)).toEqual(['a']);
  });
});
