/** Cartridges that Cartwright writes say some things twice, and leave others out: read again, nothing is told as lost. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CourseRecord } from '../../../activities/course/collections.js';
import type { LedgerEntry } from '../../../activities/course/ledger.js';
import { exportCourse } from '../../support/cartridge-export.js';
import { courseArbitrary } from '../../support/course-arbitraries.js';
import { record, ref, sampleQuestion } from '../../support/courses.js';
import { contentOf } from '../../support/records.js';
import { richCourse } from '../../support/rich-courses.js';
import { readCartridge } from './reading.js';

const OPTIONS: readonly Record<string, string>[] = [
  { version: '1.1' },
  { version: '1.3' },
  { version: '1.1', dialect: 'canvas' },
  { version: '1.3', dialect: 'canvas' },
];

async function readAgain(records: readonly CourseRecord[], options: Record<string, string>) {
  const { sink } = await exportCourse(records, options, contentOf);
  return await readCartridge(sink.source());
}

/** What is told as lost, and of the order of the organisation. */
async function toldOf(records: readonly CourseRecord[], options: Record<string, string>): Promise<string[]> {
  const { ledger, notices } = await readAgain(records, options);
  const unknown = unknownQuestions(records);
  const isTold = ({ state, target }: LedgerEntry): boolean =>
    state !== 'imported' && state !== 'merged' && !unknown.has(target?.migrationId ?? '');
  return [
    ...ledger.filter(isTold).map((entry) => JSON.stringify(entry)),
    ...notices.filter(({ code }) => code === 'other_order').map(({ message }) => message),
  ];
}

/** Questions of a type that nobody knows are kept as they are, and told by whoever reads them. */
function unknownQuestions(records: readonly CourseRecord[]): ReadonlySet<string> {
  return new Set(
    records.flatMap((each) =>
      each.collection === 'questions' && each.record.interaction === 'unknown'
        ? [each.record.migrationId]
        : [],
    ),
  );
}

describe.each(OPTIONS)('a cartridge of Cartwright, %o', (options) => {
  it.each([
    ['every field', richCourse, { numRuns: 10, seed: 11 }],
    ['hostile names', courseArbitrary, { numRuns: 60, seed: 3 }],
  ] as const)('is read again without a word of anything lost: courses with %s', async (_, courses, runs) => {
    const told: string[] = [];
    for (const records of fc.sample<CourseRecord[]>(courses, runs))
      told.push(...(await toldOf(records, options)));
    expect(told).toEqual([]);
  });

  it('tells no other text of an assignment whose page holds a character that its descriptor cannot', async () => {
    const assignment = {
      migrationId: 'a',
      title: 'Ti\u0010des',
      html: '<p>M\u0010oon \f tide</p>',
      published: true,
    };
    const records = [record('assignments', assignment)];
    expect(await toldOf(records, options)).toEqual([]);
  });

  it('keeps what the manifest says of a quiz without a copy for others, and does not tell it as lost', async () => {
    const said = {
      metadata: { keywords: [{ text: 'tides' }] },
      audience: ['Instructor' as const],
      alignments: [{ provider: 'CASE', guid: 'a-b-c' }],
    };
    const records = [
      record('quizzes', {
        ...{ migrationId: 'q', title: 'Quiz', published: true, quizType: 'assignment', ...said },
        entries: [{ type: 'question', question: ref('question', 'n') }],
      }),
      record('questions', sampleQuestion('ordering', 'n', ref('quiz', 'q'))),
    ];
    const kept = options.version === '1.3' ? said : { audience: said.audience };
    expect((await readAgain(records, options)).records('quizzes')).toMatchObject([kept]);
    expect(await toldOf(records, options)).toEqual([]);
  });
});
