/** Cartridges that Cartwright writes say some things twice: read again, they have nothing to tell of that. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CourseRecord } from '../../../activities/course/collections.js';
import { exportCourse } from '../../support/cartridge-export.js';
import { courseArbitrary } from '../../support/course-arbitraries.js';
import { contentOf } from '../../support/records.js';
import { richCourse } from '../../support/rich-courses.js';
import { readCartridge } from './reading.js';

const OPTIONS: readonly Record<string, string>[] = [
  { version: '1.1' },
  { version: '1.3' },
  { version: '1.1', dialect: 'canvas' },
  { version: '1.3', dialect: 'canvas' },
];

/** What is told of names that differ, of copies of quizzes, and of the order of the organisation. */
async function toldTwice(
  records: readonly CourseRecord[],
  options: Record<string, string>,
): Promise<string[]> {
  const { sink } = await exportCourse(records, options, contentOf);
  const { ledger, notices } = await readCartridge(sink.source());
  const ofNames = ledger.flatMap(({ lost = [] }) => lost.filter((phrase) => /^@?ident/.test(phrase)));
  const ofCopies = ledger.flatMap(({ path, element, lost = [] }) =>
    path !== 'imsmanifest.xml' && element === undefined ? lost : [],
  );
  return [
    ...ofNames,
    ...ofCopies,
    ...notices.filter(({ code }) => code === 'other_order').map(({ message }) => message),
  ];
}

describe.each(OPTIONS)('a cartridge of Cartwright, %o', (options) => {
  it.each([
    ['every field', richCourse],
    ['hostile names', courseArbitrary],
  ])('has nothing to tell of what it says twice: courses with %s', async (_, courses) => {
    const told: string[] = [];
    for (const records of fc.sample(courses, { numRuns: 8, seed: 11 }))
      told.push(...(await toldTwice(records, options)));
    expect(told).toEqual([]);
  });
});
