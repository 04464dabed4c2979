/** Generated courses are written and read again, and held against the table of losses. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CourseRecord } from '../../../activities/course/collections.js';
import { LOSSES, type Loss } from '../../../activities/formats/common-cartridge/writer/losses.js';
import type { CartridgeVersion } from '../../../activities/formats/common-cartridge/writer/versions.js';
import { exportCourse } from '../../support/cartridge-export.js';
import { courseArbitrary } from '../../support/course-arbitraries.js';
import { HOSTILE_RULES } from '../../support/hostile-rules.js';
import { contentOf, page } from '../../support/records.js';
import { richCourse } from '../../support/rich-courses.js';
import {
  courseAfter,
  identitiesAfter,
  isListed,
  readBack,
  roundTrip,
  showDifference,
  speaksOf,
} from '../../support/round-trip.js';

const VERSIONS: readonly CartridgeVersion[] = ['1.1', '1.3'];

/** Phrases about entries, and about characters, are no fields. */
const PHRASES = new Set(['the', 'that', 'control']);

/** As `fc.assert`, without a whole course in the message: the seed is enough to see it again. */
async function holds<Input>(property: fc.IAsyncProperty<Input>, numRuns: number): Promise<void> {
  const { failed, errorInstance, seed } = await fc.check(property, { numRuns, endOnFailure: true });
  if (failed) throw new Error(`Not so for seed ${seed}: ${String(errorInstance)}`, { cause: errorInstance });
}

describe('a course that was written as a cartridge and read again', () => {
  it.each(VERSIONS)(
    'is the same in every field that version %s holds, and the ledger told of every other',
    async (version) => {
      await holds(
        fc.asyncProperty(richCourse, async (records) => {
          const { differences } = await roundTrip(records, version);
          const silent = differences.filter(
            ({ kind, field, told }) => !told && !isListed(['replaced', 'added'], kind, field, version),
          );
          expect(silent.map(showDifference)).toEqual([]);
        }),
        12,
      );
    },
  );

  it('loses nothing that the table of losses does not name, and the table names nothing that is not lost', async () => {
    const found = new Set<Loss>();
    const unnamed = new Set<string>();
    const note = (how: readonly Loss['how'][], kind: string, field: string, version: CartridgeVersion) => {
      const losses = LOSSES.filter((loss) => how.includes(loss.how) && speaksOf(loss, kind, field, version));
      if (losses.length === 0) unnamed.add(`${kind}.${field} (${version})`);
      for (const loss of losses) found.add(loss);
    };
    const courses = [...fc.sample(richCourse, { numRuns: 24, seed: 7 }), [page('p', '', { title: '' })]];
    for (const records of courses)
      for (const version of VERSIONS) {
        const { differences, lost } = await roundTrip(records, version);
        for (const name of lost) {
          const [kind = '', field = ''] = name.split('.');
          if (kind === 'question' || !PHRASES.has(field)) note(['lost'], kind, field, version);
        }
        for (const { kind, field, told } of differences)
          if (told) note(['lost'], kind, field.split('.')[0] ?? '', version);
          else note(['replaced', 'added'], kind, field, version);
      }
    expect([...unnamed]).toEqual([]);
    expect(LOSSES.filter((loss) => !found.has(loss)).map(({ text }) => text)).toEqual([]);
  });

  it('has every object under the identifier it had, whatever that looks like', async () => {
    await holds(
      fc.asyncProperty(courseArbitrary, fc.constantFrom(...VERSIONS), async (records, version) => {
        const { written, read } = await identitiesAfter(records, version);
        expect(read).toEqual(written);
      }),
      40,
    );
  });

  it('is the same in every field with hostile titles, names and ids, but for the named rules', async () => {
    const used = new Set<string>();
    const check = async (records: readonly CourseRecord[], version: CartridgeVersion): Promise<void> => {
      const { differences } = await roundTrip(records, version);
      for (const difference of differences) {
        const { kind, field, told } = difference;
        if (told || isListed(['replaced', 'added'], kind, field, version)) continue;
        const rule = HOSTILE_RULES.find(({ explains }) => explains(difference))?.rule;
        expect(rule, showDifference(difference)).toBeDefined();
        used.add(rule ?? '');
      }
    };
    await holds(fc.asyncProperty(courseArbitrary, fc.constantFrom(...VERSIONS), check), 40);
    for (const records of fc.sample(courseArbitrary, { numRuns: 60, seed: 5 })) await check(records, '1.3');
    expect(HOSTILE_RULES.map(({ rule }) => rule).filter((rule) => !used.has(rule))).toEqual([]);
  });

  it('gives a cartridge that, read and written once more, is the same to the last byte', async () => {
    const courses = fc.oneof(courseArbitrary, richCourse);
    await holds(
      fc.asyncProperty(courses, fc.constantFrom(...VERSIONS), async (records, version) => {
        const first = await courseAfter(records, version);
        const second = await exportCourse(first, { version }, contentOf);
        const third = await exportCourse(await readBack(second.sink), { version }, contentOf);
        expect([...third.sink.entries.keys()]).toEqual([...second.sink.entries.keys()]);
        for (const [path, bytes] of second.sink.entries)
          expect(third.sink.entries.get(path)?.toString(), path).toBe(bytes.toString());
      }),
      24,
    );
  });
});
