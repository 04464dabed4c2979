/** A large course comes back whole. */
import { describe, expect, it } from 'vitest';
import type { CourseRecord } from '../../../activities/course/collections.js';
import { LOSSES } from '../../../activities/formats/common-cartridge/writer/losses.js';
import { record, sampleFile } from '../../support/courses.js';
import { largeCourse } from '../../support/large-course.js';
import { roundTrip } from '../../support/round-trip.js';

/** Files whose size and hash are those of bytes that are there. */
function withBytes(each: CourseRecord): CourseRecord {
  if (each.collection !== 'files') return each;
  const { size, sha256 } = sampleFile(each.record.migrationId, each.record.path);
  return record('files', { ...each.record, size, sha256 });
}

describe('a course of 10,000 objects', () => {
  it('comes back as it was', async () => {
    const records = [...largeCourse(10_000)].map(withBytes);
    const { differences } = await roundTrip(records, '1.3');
    const silent = differences.filter(
      ({ kind, field, told }) =>
        !told &&
        !LOSSES.some(
          ({ how, kinds, fields }) =>
            how !== 'lost' && kinds.some((each) => each === kind) && fields.includes(field),
        ),
    );
    expect(silent).toEqual([]);
  });
});
