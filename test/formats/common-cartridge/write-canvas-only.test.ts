/** What programs that read plain cartridges do not get: told in few sentences, whatever the size of the course. */
import { describe, expect, it } from 'vitest';
import type { CourseRecord } from '../../../activities/course/collections.js';
import type { Reference } from '../../../activities/course/model/common.js';
import type { Interaction } from '../../../activities/course/model/question.js';
import { exportCourse } from '../../support/cartridge-export.js';
import { record, ref, sampleQuestion } from '../../support/courses.js';
import { heading, module, page } from '../../support/records.js';

async function saidOf(records: readonly CourseRecord[], version: '1.1' | '1.3' = '1.3'): Promise<string[]> {
  const { notices, entries } = await exportCourse(records, { version });
  expect(entries.filter(({ type, state }) => type !== 'question' && state !== 'imported')).toEqual([]);
  for (const { severity } of notices) expect(severity).toBe('warning');
  return notices.map(({ code, message }) => `${code}: ${message}`);
}

/** An essay has nothing but a stem, others have every field of their kind. */
function questionOf(kind: Interaction, migrationId: string, owner: Reference): CourseRecord {
  const essay = { migrationId, owner, position: 1, stem: '<p>Why?</p>', interaction: 'essay' as const };
  return record('questions', kind === 'essay' ? essay : sampleQuestion(kind, migrationId, owner));
}

const quizOf = (id: string, title: string, ...kinds: readonly Interaction[]): CourseRecord[] => [
  record('quizzes', {
    migrationId: id,
    title,
    published: true,
    quizType: 'assignment',
    entries: kinds.map((_, at) => ({ type: 'question' as const, question: ref('question', `${id}-${at}`) })),
  }),
  ...kinds.map((kind, at) => questionOf(kind, `${id}-${at}`, ref('quiz', id))),
];

const bankOf = (id: string, title: string, ...kinds: readonly Interaction[]): CourseRecord[] => [
  record('questionBanks', { migrationId: id, title }),
  ...kinds.map((kind, at) => questionOf(kind, `${id}-${at}`, ref('questionBank', id))),
];

const rubric = (id: string, title: string) => record('rubrics', { migrationId: id, title, criteria: [] });
const assignment = (id: string, title: string) =>
  record('assignments', { migrationId: id, title, html: '', published: true, gradingType: 'points' });

describe('an export tells what stands in the files of Canvas only', () => {
  it('with nothing to say of a course that the standard holds', async () => {
    expect(await saidOf([page('p'), module('m', [heading('i')]), ...quizOf('q', 'Quiz', 'essay')])).toEqual(
      [],
    );
  });

  it('of questions by their kinds, the most frequent first', async () => {
    const course = quizOf('q', 'Final', 'numerical', 'matching', 'essay', 'matching');
    expect(await saidOf(course)).toEqual([
      'questions_for_canvas_only: 3 questions of 1 quiz ("Final") stand in Canvas\'s files only (2 matching, 1 numerical): plain Common Cartridges have no place for them.',
    ]);
  });

  it('of quizzes without a question for everyone', async () => {
    expect(await saidOf(quizOf('q', 'Final', 'matching'))).toEqual([
      'tests_for_canvas_only: 1 quiz ("Final") stands in Canvas\'s files only, and has no question that plain Common Cartridges can hold.',
      'questions_for_canvas_only: 1 question of 1 quiz ("Final") stands in Canvas\'s files only (1 matching): plain Common Cartridges have no place for it.',
    ]);
  });

  it('of five hundred quizzes in one sentence with three names', async () => {
    const quizzes = Array.from({ length: 500 }, (_, at) =>
      quizOf(`q${at}`, `Quiz ${at}`, 'essay', 'matching'),
    );
    expect(await saidOf(quizzes.flat())).toEqual([
      'questions_for_canvas_only: 500 questions of 500 quizzes ("Quiz 0", "Quiz 1", "Quiz 2" and 497 more) stand in Canvas\'s files only (500 matching): plain Common Cartridges have no place for them.',
    ]);
  });

  it('of banks that are one, and of those of which nothing is left', async () => {
    const course = [
      ...bankOf('a', 'A', 'essay'),
      ...bankOf('b', 'B', 'matching'),
      ...bankOf('c', 'C', 'essay'),
    ];
    expect(await saidOf(course)).toEqual([
      'tests_for_canvas_only: 1 question bank ("B") stands in Canvas\'s files only, and has no question that plain Common Cartridges can hold.',
      'questions_for_canvas_only: 1 question of 1 question bank ("B") stands in Canvas\'s files only (1 matching): plain Common Cartridges have no place for it.',
      'banks_as_one: 2 question banks ("A", "C") are one for programs that read plain Common Cartridges, which hold one at most; each question has its bank as category.',
    ]);
  });

  it('of assignments in version 1.1 only', async () => {
    const course = [assignment('a', 'Essay'), assignment('b', '')];
    const { notices } = await exportCourse(course, { version: '1.1' });
    expect(notices.map(({ code, message }) => `${code}: ${message}`)).toEqual([
      'assignments_as_pages: 2 assignments ("Essay", "b") are pages for programs that read plain Common Cartridges: version 1.1 has no assignments, so points, dates and ways to submit stand in Canvas\'s files only.',
    ]);
    expect(await saidOf(course.slice(0, 1), '1.3')).toEqual([]);
  });

  it('of objects that the standard does not know, one sentence for each kind', async () => {
    expect(await saidOf([rubric('a', 'A'), rubric('b', 'B')])).toEqual([
      'for_canvas_only: 2 rubrics ("A", "B") stand in Canvas\'s files only; programs that read plain Common Cartridges do not get them.',
    ]);
  });

  it('of modules with prerequisites or requirements', async () => {
    const item = { ...heading('i'), completion: { type: 'mustView' as const } };
    const course = [
      module('m1', [item]),
      module('m2', [], { prerequisites: [{ module: ref('module', 'm1') }] }),
    ];
    expect(await saidOf([...course, module('m3')])).toEqual([
      'requirements_for_canvas_only: Requirements and prerequisites of 2 modules ("m1", "m2") stand in Canvas\'s files only; for programs that read plain Common Cartridges all modules are open.',
    ]);
  });

  it('of settings, by the kinds of objects that have them', async () => {
    const dated = { unlockAt: '2026-01-01T00:00:00Z' };
    expect(
      await saidOf([page('p', '', dated), page('q', '', dated), page('r'), module('m', [], dated)]),
    ).toEqual([
      "settings_for_canvas_only: Settings that plain Common Cartridges do not have, such as dates and ways to grade, stand in Canvas's files only: those of 2 pages, 1 module.",
    ]);
  });

  it.each([
    [10.5, true],
    [527_041, true],
    [527_040, false],
    [0, false],
  ])('of a time limit of %d minutes: %s', async (timeLimit, isTold) => {
    const course = quizOf('q', 'Final', 'essay').map((each) =>
      each.collection === 'quizzes' ? record('quizzes', { ...each.record, timeLimit }) : each,
    );
    const { notices } = await exportCourse(course);
    const told =
      'The time limit of 1 quiz ("Final") stands in Canvas\'s files only: plain Common Cartridges count whole minutes, 527040 at most.';
    expect(notices.map(({ message }) => message).filter((message) => /plain/.test(message))).toEqual(
      isTold ? [told] : [],
    );
  });

  it('of more attempts than five, which are unlimited for everyone else', async () => {
    const [quiz, ...questions] = quizOf('q', 'Final', 'essay');
    const { notices } = await exportCourse([
      ...questions,
      { ...quiz, record: { ...quiz?.record, allowedAttempts: 6 } } as CourseRecord,
    ]);
    expect(notices.map(({ code, message }) => `${code}: ${message}`)).toEqual([
      'attempts_unlimited: The attempts of 1 quiz ("Final") are unlimited for programs that read plain Common Cartridges, which count five at most.',
    ]);
  });

  it('of titles and texts of sections, but not of a quiz that no one else gets', async () => {
    const sections = { type: 'section' as const, title: 'Part one' };
    const inSections = (course: readonly CourseRecord[]) =>
      course.map((each) =>
        each.collection === 'quizzes'
          ? record('quizzes', { ...each.record, timeLimit: 1.5, entries: [sections, ...each.record.entries] })
          : each,
      );
    const { notices } = await exportCourse(inSections(quizOf('q', 'Final', 'essay')));
    expect(notices.map(({ code }) => code)).toContain('sections_for_canvas_only');
    expect(notices.map(({ message }) => message)).toContain(
      'The titles and texts of sections of 1 quiz ("Final") stand in Canvas\'s files only: plain Common Cartridges have one section.',
    );
    const whole = await exportCourse(inSections(quizOf('q', 'Final', 'matching')));
    expect(whole.notices.map(({ code }) => code)).not.toContain('sections_for_canvas_only');
    expect(whole.notices.map(({ code }) => code)).not.toContain('time_limit_for_canvas_only');
  });

  it('of what is not published, since everyone sees it', async () => {
    expect(await saidOf([page('Draft', '', { published: false }), page('p')])).toEqual([
      'unpublished_visible: 1 unpublished object ("Draft") can be seen in programs that read plain Common Cartridges: the standard has no mark for it.',
    ]);
  });
});

describe('an empty title', () => {
  it('is told in the entry of its object, since a name comes back', async () => {
    const { entries } = await exportCourse([page('p', '', { title: ' ' }), assignment('a', '')]);
    for (const entry of entries)
      expect(entry).toMatchObject({
        state: 'changed',
        lost: [expect.stringMatching(/^title \(it is empty/)],
      });
    expect(entries).toHaveLength(2);
  });
});
