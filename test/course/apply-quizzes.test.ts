/** Imports that must not overwrite quizzes. */
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { createBundleCourseStore } from '../../activities/course/bundle-store.js';
import type { CollectionName, CourseRecord } from '../../activities/course/collections.js';
import type { CourseStore } from '../../activities/course/store.js';
import { createMemoryStore } from '../../activities/storage/memory.js';
import { relatedCourse } from '../support/course-arbitraries.js';
import { sampleCourse } from '../support/courses.js';
import { expectSound, findIn, importInto, recordsOf, sourceOf, withoutIds } from '../support/imports.js';
import { ref } from '../support/records.js';

let store: CourseStore;
beforeEach(() => {
  store = createBundleCourseStore(createMemoryStore());
});

const find = <Name extends CollectionName>(collection: Name, migrationId: string) =>
  findIn(store, collection, migrationId);

describe('an import that must not overwrite quizzes', () => {
  const settings = { overwriteQuizzes: false, prefix: '9' };

  it('brings them once more beside those that are there, with everything that is part of them', async () => {
    await importInto(store, sourceOf(sampleCourse()), { settings });
    const before = await recordsOf(store);
    const { plan } = await importInto(store, sourceOf(sampleCourse()), { settings });
    const after = await recordsOf(store);
    for (const each of before.filter(({ collection }) => collection !== 'modules'))
      expect(after).toContainEqual(each);
    const quiz = await find('quizzes', '9_quiz-1');
    expect(quiz?.assignment?.migrationId).toBe('9_quiz-assignment');
    expect(quiz?.entries[0]).toMatchObject({ question: ref('question', '9_quiz-1-multipleChoice') });
    expect((await find('questions', '9_quiz-1-multipleChoice'))?.owner).toEqual(ref('quiz', '9_quiz-1'));
    expect(plan.counts.quiz).toMatchObject({ added: 1, updated: 0 });
    const items = (await find('modules', 'module-1'))?.items.map(({ migrationId }) => migrationId);
    expect(items).toEqual(['item-head', 'item-home', 'item-essay', '9_item-quiz', 'item-quiz']);
  });

  it('brings no third ones when it is repeated', async () => {
    await importInto(store, sourceOf(sampleCourse()), { settings });
    await importInto(store, sourceOf(sampleCourse()), { settings });
    const before = await recordsOf(store);
    await importInto(store, sourceOf(sampleCourse()), { settings });
    expect(withoutIds(await recordsOf(store))).toEqual(withoutIds(before));
  });

  it('loses nothing for any two courses', async () => {
    await fc.assert(
      fc.asyncProperty(relatedCourse, relatedCourse, async (first, second) => {
        const store = createBundleCourseStore(createMemoryStore());
        await importInto(store, sourceOf(first));
        const before = await recordsOf(store);
        const { version } = await importInto(store, sourceOf(second), { settings });
        const after = await recordsOf(store);
        expectSound(after, version.nextId);
        for (const each of before.filter(
          ({ collection }) => collection === 'quizzes' || collection === 'questions',
        )) {
          expect(withoutAssignment(after)).toContainEqual(withoutAssignment([each])[0]);
        }
      }),
      { numRuns: 50 },
    );
  });
});

/** A quiz's assignment may move to where the package has it. */
function withoutAssignment(records: readonly CourseRecord[]) {
  return records.map(({ collection, record }) => ({
    collection,
    record: { ...record, assignment: undefined },
  }));
}
