/** What round trips of every property have found, each with a small course of its own. */
import { describe, expect, it } from 'vitest';
import type { CollectionName, CourseRecord } from '../../../activities/course/collections.js';
import type { Quiz } from '../../../activities/course/model/quiz.js';
import { exportCourse } from '../../support/cartridge-export.js';
import { record, ref, sampleQuestion } from '../../support/courses.js';
import { shows } from '../../support/records.js';
import { courseAfter } from '../../support/round-trip.js';

const quiz = (more: Partial<Quiz> = {}): CourseRecord =>
  record('quizzes', {
    migrationId: 'q',
    title: 'Quiz',
    published: true,
    quizType: 'assignment',
    entries: [{ type: 'question', question: ref('question', 'n') }],
    ...more,
  });
const question = (interaction: Parameters<typeof sampleQuestion>[0] = 'multipleChoice') =>
  record('questions', sampleQuestion(interaction, 'n', ref('quiz', 'q')));

async function readBack<Name extends CollectionName>(records: readonly CourseRecord[], collection: Name) {
  const after = await courseAfter(records, '1.3');
  return after.filter((each) => each.collection === collection).map((each) => each.record);
}

async function lostOf(records: readonly CourseRecord[], type: string): Promise<readonly string[]> {
  const { entries } = await exportCourse(records);
  return entries.filter((entry) => entry.type === type).flatMap(({ lost = [] }) => lost);
}

describe('found by trying round trips on every property', () => {
  it('a quiz without a question for everyone keeps who it is for', async () => {
    const records = [quiz({ audience: ['Instructor'] }), question('ordering')];
    expect(await readBack(records, 'quizzes')).toMatchObject([{ audience: ['Instructor'] }]);
  });

  it('a question bank keeps who it is for and what it is about', async () => {
    const said = { audience: ['Instructor' as const], metadata: { keywords: [{ text: 'tides' }] } };
    const records = [
      record('questionBanks', { migrationId: 'b', title: 'Bank', ...said }),
      record('questions', sampleQuestion('essay', 'n', ref('questionBank', 'b'))),
    ];
    expect(await readBack(records, 'questionBanks')).toMatchObject([said]);
  });

  it('a quiz without a title is not called by the ending of its file', async () => {
    expect(await readBack([quiz({ title: '' }), question()], 'quizzes')).toMatchObject([{ title: 'q' }]);
  });

  it('a folder without a setting and without a file is still there', async () => {
    const records = [record('folders', { migrationId: 'f', path: 'empty/folder' })];
    expect(await readBack(records, 'folders')).toMatchObject([{ path: 'empty/folder' }]);
  });

  it('a web link that a module item shows is still an object of the course', async () => {
    const link = {
      migrationId: 'w',
      title: 'Tables',
      url: 'https://example.org/',
      audience: ['Mentor' as const],
      published: false,
    };
    const items = [shows('i', ref('webLink', 'w'))];
    const records = [
      record('webLinks', link),
      record('modules', { migrationId: 'm', title: 'Week', position: 1, published: true, items }),
    ];
    expect(await readBack(records, 'webLinks')).toEqual([link]);
  });

  it('a module item that shows an address brings no web link with it', async () => {
    const items = [
      { ...shows('i', ref('webLink', 'w')), content: { type: 'url' as const, url: 'https://x.org/' } },
    ];
    const records = [
      record('modules', { migrationId: 'm', title: 'Week', position: 1, published: true, items }),
    ];
    expect(await readBack(records, 'webLinks')).toEqual([]);
  });

  it.each([2.5, 1_000_000])(
    'a time limit of %s minutes comes back, and is not told as lost',
    async (timeLimit) => {
      const records = [quiz({ timeLimit }), question()];
      expect(await readBack(records, 'quizzes')).toMatchObject([{ timeLimit }]);
      expect(await lostOf(records, 'quiz')).toEqual([]);
    },
  );

  it('a group of which all questions are asked stays a group', async () => {
    const entries = [
      { type: 'group' as const, migrationId: 'g', title: 'All', questions: [ref('question', 'n')] },
    ];
    expect(await readBack([quiz({ entries }), question()], 'quizzes')).toMatchObject([{ entries }]);
  });

  it('the ledger tells of pages of a quiz and of settings of its entries that Canvas does not have', async () => {
    const own = { question: ref('question', 'n'), page: 2, extensions: { canvas: { colour: 'red' } } };
    const records = [quiz({ entries: [{ type: 'question', ...own }] }), question()];
    expect(await lostOf(records, 'quiz')).toEqual([
      'the page of the question "n"',
      'the setting "colour" of an entry',
    ]);
  });

  it('the ledger tells of settings of a question that its kind does not have in Canvas', async () => {
    const own = sampleQuestion('essay', 'n', ref('quiz', 'q'));
    const extensions = { canvas: { colour: 'red', word_count: 'true' } };
    const records = [quiz(), record('questions', { ...own, extensions, attachments: 0 } as typeof own)];
    expect(await lostOf(records, 'question')).toEqual(['the setting "colour" of canvas']);
  });
});
