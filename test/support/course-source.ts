/** A course in memory as writers are given it. */
import {
  COLLECTIONS,
  type CollectionName,
  type CollectionRecord,
  type CourseRecord,
} from '../../activities/course/collections.js';
import { createCourseIndex, indexLines } from '../../activities/course/course-index.js';
import type { Reference } from '../../activities/course/model/common.js';
import type { Question } from '../../activities/course/model/question.js';
import type { CourseSource } from '../../activities/formats/types.js';

/** A source of exactly these records. */
export function courseSource(records: readonly CourseRecord[]): CourseSource {
  const of = <Name extends CollectionName>(collection: Name): CollectionRecord<Name>[] =>
    records
      .filter((entry) => entry.collection === collection)
      .map((entry) => entry.record as CollectionRecord<Name>);
  const lines = records.flatMap((entry) =>
    indexLines(entry.collection, entry.record as CollectionRecord<typeof entry.collection>),
  );
  return {
    index: createCourseIndex(lines),
    async *records(collection) {
      yield* of(collection);
    },
    async get(collection, migrationId) {
      return of(collection).find((record) => record.migrationId === migrationId);
    },
    async *questionsOf(owner: Reference): AsyncGenerator<Question> {
      yield* of('questions').filter(
        (question) => question.owner.kind === owner.kind && question.owner.migrationId === owner.migrationId,
      );
    },
  };
}

/** The names of all collections, for tests that must not forget one. */
export const ALL_COLLECTIONS = Object.keys(COLLECTIONS) as CollectionName[];
