/** What Canvas's importer cuts or leaves out of an export, although the package holds it: told in few sentences. */
import { describe, expect, it } from 'vitest';
import type { CourseRecord } from '../../../activities/course/collections.js';
import type { Reference } from '../../../activities/course/model/common.js';
import type { Quiz } from '../../../activities/course/model/quiz.js';
import { NOT_TAKEN } from '../../../activities/formats/common-cartridge/writer/not-taken/sentences.js';
import { exportCourse } from '../../support/cartridge-export.js';
import { record, ref } from '../../support/courses.js';

const CODES = new Set<string>(Object.values(NOT_TAKEN).map(({ code }) => code));

/** What is said of Canvas's importer. */
async function saidOf(
  records: readonly CourseRecord[],
  options: Record<string, string> = { version: '1.3', dialect: 'canvas' },
): Promise<string[]> {
  const { notices, entries } = await exportCourse(records, options);
  expect(entries.filter(({ state }) => state !== 'imported')).toEqual([]);
  return notices
    .filter(({ code }) => CODES.has(code))
    .map(({ severity, code, message }) => `${severity}: ${code}: ${message}`);
}

const tool = (title: string, fields: object = {}): CourseRecord =>
  record('externalTools', { migrationId: title, title, ...fields });

const location = { pack: 'p', offset: 0, storedSize: 0, method: 'stored', crc32: 0 } as const;
const file = (id: string, path = `${id}.txt`): CourseRecord =>
  record('files', {
    migrationId: id,
    path,
    size: 0,
    sha256: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    mediaType: 'text/plain',
    location,
  });

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

  it('of classic quizzes, the order by chance, the first attempt, and what sections say', async () => {
    const section = { type: 'section', title: 'Part one' } as const;
    const course = [
      ...quizWith('q1', { shuffleQuestions: true, scoringPolicy: 'first', entries: [section] }),
      ...quizWith('q2', { shuffleQuestions: false, scoringPolicy: 'latest', entries: [{ type: 'section' }] }),
      ...quizWith('q3', { scoringPolicy: 'first', engine: 'newQuizzes' }),
    ];
    expect(await saidOf(course)).toEqual([
      'warning: first_attempt_counts: 1 quiz ("Quiz q1") counts the first attempt: Canvas knows the highest, the latest and the average.',
      'warning: question_order_fixed: 1 quiz ("Quiz q1") shuffles its questions: Canvas asks them in their order.',
      'warning: sections_left_out: The titles and texts of sections of 1 quiz ("Quiz q1") are left out by Canvas: it takes only the questions of sections.',
    ]);
  });

  it('of questions, those of kinds that only New Quizzes has', async () => {
    const ordering = (id: string, owner: Reference) =>
      record('questions', {
        migrationId: id,
        owner,
        position: 1,
        stem: '<p>Order.</p>',
        interaction: 'ordering',
        items: ['a', 'b'].map((name) => ({ id: `${id}-${name}`, html: name })),
      });
    const course = [
      record('questionBanks', { migrationId: 'b1', title: 'Bank' }),
      ordering('o1', ref('questionBank', 'b1')),
      record('questionBanks', {
        migrationId: 'b2',
        title: 'Item bank',
        extensions: { canvas: { canvas_item_bank: 'true' } },
      }),
      ordering('o2', ref('questionBank', 'b2')),
      ...quizWith('q1', { engine: 'newQuizzes' }),
      ordering('o3', ref('quiz', 'q1')),
      ...quizWith('q2'),
      ordering('o4', ref('quiz', 'q2')),
    ];
    expect(await saidOf(course)).toEqual([
      'warning: question_kinds_not_taken: Questions of 2 quizzes and banks ("Quiz q2", "Bank") are of kinds that only New Quizzes has (2 ordering): classic quizzes of Canvas do not take them.',
    ]);
  });

  it.each([
    [255, 16_384, []],
    [
      256,
      16_385,
      [
        'warning: question_text_too_long: 1 question ("x") has a text of more than 16384 characters: Canvas puts a sentence in place of it.',
        `warning: title_too_long: 1 object ("🌙${'x'.repeat(77)}…") has a title of more than 255 characters: Canvas cuts those of pages and question banks, and leaves out other objects.`,
      ],
    ],
  ])('of a title of %i and a question of %i characters', async (title, text, told) => {
    const [quiz] = quizWith('q', { title: `🌙${'x'.repeat(title - 1)}`, entries: [] });
    const question = record('questions', {
      migrationId: 'x',
      owner: ref('quiz', 'q'),
      position: 1,
      interaction: 'essay',
      stem: '🌙'.repeat(text),
    });
    expect(await saidOf([quiz as CourseRecord, question])).toEqual(told);
  });

  it('of topics more than one attachment, and of events their places', async () => {
    const topicWith = (id: string, ...attachments: readonly string[]) =>
      record('discussionTopics', {
        migrationId: id,
        title: id,
        html: '',
        published: true,
        attachments: attachments.map((each) => ref('file', each)),
      });
    const course = [
      ...[file('f1'), file('f2')],
      ...[topicWith('Two', 'f1', 'f2'), topicWith('One', 'f1')],
      record('calendarEvents', { migrationId: 'e1', title: 'Walk', location: 'Harbour' }),
      record('calendarEvents', { migrationId: 'e2', title: 'Talk', location: '' }),
    ];
    expect(await saidOf(course)).toEqual([
      'warning: attachments_left_out: 1 topic or announcement ("Two") has several attachments: Canvas takes the first.',
      'warning: event_places_left_out: The places of 1 calendar event ("Walk") are left out by Canvas.',
    ]);
  });

  it('of files of settings, those it finds too large', async () => {
    const long = 'x'.repeat(2 ** 20);
    const feeds = (count: number) =>
      Array.from({ length: count }, (_, at) =>
        record('externalFeeds', { migrationId: `f${at}`, title: `Feed ${at}`, url: long }),
      );
    expect(await saidOf(feeds(24))).toEqual([]);
    expect(await saidOf(feeds(25))).toEqual([
      'warning: settings_too_large: 1 file of settings ("course_settings/external_feeds.xml") is larger than 25 MB: Canvas passes it by, with all that stands in it.',
    ]);
  });

  it('of the dialect of the standard, what has types and names of the standard', async () => {
    const course = [
      record('discussionTopics', { migrationId: 't', title: 'Moon', html: '', published: true }),
      tool('Maps', { launchUrl: 'http://tool.example' }),
      record('resourceLinks', { migrationId: 'l', title: 'Globe', toolUrl: 'http://tool.example' }),
    ];
    const told = (kinds: string) =>
      `warning: types_of_the_standard: Canvas does not find ${kinds} by the types that the standard gives them: a cartridge for Canvas is written in the dialect "canvas".`;
    expect(await saidOf(course, { version: '1.1' })).toEqual([told('1 resource link')]);
    expect(await saidOf(course, { version: '1.3' })).toEqual([told('1 discussion topic, 1 external tool')]);
    expect(await saidOf(course, { version: '1.1', dialect: 'canvas' })).toEqual([]);
    expect(await saidOf(course)).toEqual([]);
    const files = [file('f1', 'Week 1/a b.txt'), file('f2', 'Week 1/a#b.txt')];
    expect(await saidOf(files, { version: '1.1' })).toEqual([
      'warning: names_of_the_standard: Canvas does not find 1 file ("Week 1/a#b.txt") by names with encoded characters, as the standard wants them: a cartridge for Canvas is written in the dialect "canvas".',
    ]);
    expect(await saidOf(files)).toEqual([]);
  });
});
