/** The published JSON Schema says what the engine checks. */
import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COLLECTION_NAMES, COLLECTIONS } from '../../activities/course/collections.js';
import { courseJsonSchema } from '../../activities/course/course-schema.js';
import { courseArbitrary } from '../support/course-arbitraries.js';
import { sampleCourse } from '../support/courses.js';

const published = JSON.parse(readFileSync(new URL('../../docs/course.schema.json', import.meta.url), 'utf8'));
const ajv = new Ajv2020({ strict: false });
ajv.addSchema(published, 'course.schema.json');
const validate = (collection: string, record: unknown) =>
  ajv.validate(`course.schema.json#/$defs/${collection}`, record) === true;

describe('docs/course.schema.json', () => {
  it('is current (else run: npx tsx test/support/write-course-schema.ts)', () => {
    expect(published).toEqual(courseJsonSchema());
  });

  it('defines every collection', () => {
    expect(Object.keys(published.$defs)).toEqual(expect.arrayContaining(COLLECTION_NAMES));
  });

  it('accepts every record of the sample course', () => {
    for (const { collection, record } of sampleCourse()) {
      expect(validate(collection, record), `${record.migrationId}: ${ajv.errorsText()}`).toBe(true);
    }
  });

  it('agrees with the engine on records of any course, whole or with a field missing or too much', () => {
    fc.assert(
      fc.property(courseArbitrary, fc.nat(), fc.boolean(), (course, number, isMore) => {
        for (const { collection, record } of course) {
          const [name = ''] = Object.keys(record).slice(number % Object.keys(record).length);
          const changed = isMore ? { ...record, surplus: 1 } : { ...record, [name]: undefined };
          const plain = JSON.parse(JSON.stringify(changed));
          const isValid = COLLECTIONS[collection].schema.safeParse(plain).success;
          expect(validate(collection, plain), `${collection} without ${name}`).toBe(isValid);
        }
      }),
    );
  });
});
