/** The generated courses of the round trips leave out no part of the course model. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COLLECTION_NAMES } from '../../../activities/course/collections.js';
import { richCourse } from '../../support/rich-courses.js';
import { type CourseSchema, schemaCoverage } from '../../support/schema-coverage.js';

const SCHEMA: CourseSchema = JSON.parse(
  readFileSync(new URL('../../../docs/course.schema.json', import.meta.url), 'utf8'),
);

/**
 * The numbers a course gives its objects are its own; JSON of other systems is kept word for word, whatever it holds;
 * a reference may be to any kind, whether anything refers to that kind or not.
 */
const NOT_PART_OF_A_CARTRIDGE = /^[^.[]+\.id$|^__schema|^reference\.kind = /;

describe('the courses that round trips are tried on', () => {
  it('make use of every property, every union and every word of docs/course.schema.json', () => {
    const coverage = schemaCoverage(SCHEMA, COLLECTION_NAMES);
    for (const records of fc.sample(richCourse, { numRuns: 150, seed: 3 }))
      for (const { collection, record } of records) coverage.note(collection, record);
    expect(coverage.places.size).toBeGreaterThan(1000);
    expect(coverage.unused().filter((place) => !NOT_PART_OF_A_CARTRIDGE.test(place))).toEqual([]);
  });
});
