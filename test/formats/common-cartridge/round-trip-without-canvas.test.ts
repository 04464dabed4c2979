/** Generated courses, written, robbed of all that only Canvas knows, and read as a cartridge of any other program. */
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import type { CourseRecord } from '../../../activities/course/collections.js';
import type { CartridgeVersion } from '../../../activities/formats/common-cartridge/writer/versions.js';
import { courseArbitrary } from '../../support/course-arbitraries.js';
import { NEWCOMERS, newcomerAs } from '../../support/plain-newcomers.js';
import { plainTrip } from '../../support/plain-round-trip.js';
import { PLAIN_RULES, plainRuleFor } from '../../support/plain-rules.js';
import { richCourse } from '../../support/rich-courses.js';
import { showDifference } from '../../support/round-trip.js';

const COURSES = [
  ['of every property', richCourse],
  ['with hostile titles, names and ids', courseArbitrary],
] as const;
const VERSIONS: readonly CartridgeVersion[] = ['1.1', '1.3'];

/** By the courses that are always the same. */
const used = new Set<string>();

/** What came back otherwise, for no reason that the ledger or a rule gives. */
async function faultsOf(
  records: readonly CourseRecord[],
  version: CartridgeVersion,
  rules = new Set<string>(),
): Promise<string[]> {
  const trip = await plainTrip(records, version);
  const faults: string[] = [];
  for (const difference of trip.differences.filter(({ told }) => !told)) {
    const rule = plainRuleFor(difference, trip);
    if (rule === undefined) faults.push(showDifference(difference));
    else rules.add(rule.rule);
  }
  for (const key of trip.newcomers) {
    const newcomer = newcomerAs(key, trip);
    if (newcomer === undefined) faults.push(`${key} is new`);
    else rules.add(newcomer.what);
  }
  return faults;
}

describe.each(COURSES)('a course %s, in a cartridge without a word of Canvas', (_, courses) => {
  it.each(VERSIONS)(
    'has all that version %s of the standard holds, but for the named rules',
    async (version) => {
      for (const records of fc.sample(courses, { numRuns: 20, seed: 2 }))
        expect(await faultsOf(records, version, used)).toEqual([]);
    },
  );

  it('has it in any other course as well', async () => {
    const property = fc.asyncProperty(courses, fc.constantFrom(...VERSIONS), async (records, version) => {
      expect(await faultsOf(records, version)).toEqual([]);
    });
    const { failed, errorInstance, seed } = await fc.check(property, { numRuns: 20, endOnFailure: true });
    if (failed)
      throw new Error(`Not so for seed ${seed}: ${String(errorInstance)}`, { cause: errorInstance });
  });
});

afterAll(() => {
  const all = [...PLAIN_RULES.map(({ rule }) => rule), ...NEWCOMERS.map(({ what }) => what)];
  expect(all.filter((one) => !used.has(one))).toEqual([]);
});
