/** The sample courses other tests build on are valid, and their references resolve. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COLLECTION_NAMES, COLLECTIONS, type CourseRecord } from '../../activities/course/collections.js';
import { createCourseIndex, indexLines, parseReferenceKey } from '../../activities/course/course-index.js';
import { OBJECT_KINDS } from '../../activities/course/model/common.js';
import { courseArbitrary } from '../support/course-arbitraries.js';
import { sampleCourse } from '../support/courses.js';

function expectValid(course: readonly CourseRecord[]): void {
  for (const { collection, record } of course) {
    const { success, error } = COLLECTIONS[collection].schema.safeParse(record);
    expect(success, `${collection} ${record.migrationId}: ${error}`).toBe(true);
  }
}

const indexOf = (course: readonly CourseRecord[]) =>
  createCourseIndex(course.flatMap(({ collection, record }) => indexLines(collection, record as never)));

describe('the sample course', () => {
  it('has a valid record of every collection', () => {
    const course = sampleCourse();
    expectValid(course);
    expect(new Set(course.map(({ collection }) => collection))).toEqual(new Set(COLLECTION_NAMES));
  });

  it('has an object of every kind', () => {
    const kinds = new Set([...indexOf(sampleCourse()).lines()].map(({ kind }) => kind));
    expect(kinds).toEqual(new Set(OBJECT_KINDS));
  });

  it('refers to nothing that is not there', () => {
    const index = indexOf(sampleCourse());
    const unresolved = [...index.lines()].flatMap(({ refers }) =>
      refers.filter((key) => index.get(parseReferenceKey(key)) === undefined),
    );
    expect(unresolved).toEqual([]);
  });
});

describe('an arbitrary course', () => {
  it('is valid and names no object twice', () => {
    fc.assert(
      fc.property(courseArbitrary, (course) => {
        expectValid(course);
        const lines = course.flatMap(({ collection, record }) => indexLines(collection, record as never));
        expect(createCourseIndex(lines).size).toBe(lines.length);
      }),
    );
  });

  it('cannot do without objects that it has', () => {
    fc.assert(
      fc.property(courseArbitrary, (course) => {
        const index = indexOf(course);
        for (const { needs = [] } of index.lines()) {
          for (const key of needs) expect(index.get(parseReferenceKey(key)), key).toBeDefined();
        }
      }),
    );
  });
});
