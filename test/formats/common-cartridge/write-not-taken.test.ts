/** What Canvas's importer cuts or leaves out of an export, although the package holds it: told in few sentences. */
import { describe, expect, it } from 'vitest';
import type { CourseRecord } from '../../../activities/course/collections.js';
import type { Quiz } from '../../../activities/course/model/quiz.js';
import { exportCourse } from '../../support/cartridge-export.js';
import { record, ref } from '../../support/courses.js';

const CODES = new Set([
  'time_limit_cut',
  'bank_outside',
  'group_without_number',
  'bank_without_owner',
  'tool_without_address',
  'link_without_address',
]);

/** What is said of Canvas's importer; both versions and dialects say the same. */
async function saidOf(records: readonly CourseRecord[]): Promise<string[]> {
  const { notices, entries } = await exportCourse(records, { version: '1.3', dialect: 'canvas' });
  expect(entries.filter(({ state }) => state !== 'imported')).toEqual([]);
  return notices
    .filter(({ code }) => CODES.has(code))
    .map(({ severity, code, message }) => `${severity}: ${code}: ${message}`);
}

const tool = (title: string, fields: object = {}): CourseRecord =>
  record('externalTools', { migrationId: title, title, ...fields });

const quizWith = (migrationId: string, fields: Partial<Quiz> = {}): CourseRecord[] => [
  record('quizzes', {
    migrationId,
    title: `Quiz ${migrationId}`,
    published: true,
    quizType: 'assignment',
    entries: [{ type: 'question', question: ref('question', `${migrationId}-1`) }],
    ...fields,
  }),
  record('questions', {
    migrationId: `${migrationId}-1`,
    owner: ref('quiz', migrationId),
    position: 1,
    interaction: 'essay',
    stem: '<p>Why?</p>',
  }),
];

describe('an export tells what the importer of Canvas does not take', () => {
  it('of time limits, the part of a minute', async () => {
    const limits = [10.5, 0.25, 90, 0, undefined];
    expect(await saidOf(limits.flatMap((timeLimit, at) => quizWith(`q${at}`, { timeLimit })))).toEqual([
      'warning: time_limit_cut: 2 quizzes ("Quiz q0", "Quiz q1") have time limits with a part of a minute: Canvas counts whole minutes and drops the rest.',
    ]);
  });

  it('of groups that draw from banks outside of the course', async () => {
    const draw = (title: string, fields: object): Partial<Quiz> => ({
      title,
      entries: [
        { type: 'group', migrationId: title, title, questions: [], pick: 2, ...fields },
        {
          type: 'group',
          migrationId: `${title} own`,
          title,
          questions: [],
          pick: 1,
          bank: ref('questionBank', 'b'),
        },
      ],
    });
    const externalBank = { identifier: '99', context: 'account_1' };
    const course = [
      record('questionBanks', { migrationId: 'b', title: 'Bank' }),
      ...quizWith('q1', draw('Whole', { externalBank })),
      ...quizWith('q2', draw('All', { externalBank, pick: undefined })),
      ...quizWith('q3', draw('Nobody', { externalBank: { identifier: '99' } })),
      ...quizWith('q4', { ...draw('New', { externalBank, pick: undefined }), engine: 'newQuizzes' }),
    ];
    expect(await saidOf(course)).toEqual([
      'warning: bank_outside: 4 quizzes ("Whole", "All", "Nobody" and 1 more) draw questions from banks outside of this course: the cartridge names these banks and does not hold them.',
      'warning: group_without_number: 1 quiz ("All") has groups that ask all questions of a bank outside of this course: Canvas takes no group without a number and leaves them out.',
      'warning: bank_without_owner: 1 quiz ("Nobody") draws from banks outside of this course and does not say whose they are: Canvas finds none, and asks nothing.',
    ]);
  });

  it('of tools and of links to them, those without an address', async () => {
    const platform = { platform: 'canvas.instructure.com' };
    const course = [
      tool('Maps'),
      tool('Blank', { launchUrl: '', custom: { map: 'north' } }),
      tool('Plain', { launchUrl: 'http://tool.example' }),
      tool('Secure', { secureLaunchUrl: 'https://tool.example' }),
      tool('Domain', { domain: 'tool.example' }),
      tool('Key', { clientId: '1' }),
      tool('Button', {
        platforms: [{ ...platform, settings: { editor_button: { url: 'https://tool.example' } } }],
      }),
      tool('Wide', { platforms: [{ ...platform, settings: { editor_button: { width: '9' } } }] }),
      record('resourceLinks', { migrationId: 'l1', title: 'Atlas' }),
      record('resourceLinks', { migrationId: 'l2', title: 'Globe', toolUrl: 'http://tool.example' }),
    ];
    expect(await saidOf(course)).toEqual([
      'warning: tool_without_address: 3 tools ("Maps", "Blank", "Wide") have no address: Canvas refuses them.',
      'warning: link_without_address: 1 LTI link ("Atlas") has no address to launch: Canvas leaves it out.',
    ]);
  });
});
