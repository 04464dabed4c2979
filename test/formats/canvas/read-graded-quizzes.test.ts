/** The assignment that is written for a graded quiz without one is none of the course, unless it says more than the quiz. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Quiz } from '../../../activities/course/model/quiz.js';
import { standInFor } from '../../../activities/formats/canvas/records/quiz.js';
import { exportCourse } from '../../support/cartridge-export.js';
import { record, ref } from '../../support/courses.js';
import { packageOf } from '../../support/package-source.js';
import { module, shows } from '../../support/records.js';
import { readCartridge } from './reading.js';

const META = 'q/assessment_meta.xml';
const MODULES = 'course_settings/module_meta.xml';

const QUIZ: Quiz = {
  migrationId: 'q',
  title: ' Tides & <moons> ',
  published: false,
  quizType: 'gradedSurvey',
  dueAt: '2026-05-01T10:00:00Z',
  unlockAt: '2026-04-01T10:00:00Z',
  lockAt: '2026-06-01T10:00:00Z',
  pointsPossible: 2.5,
  assignmentGroup: ref('assignmentGroup', 'g'),
  entries: [],
};

/** The course of a cartridge with one quiz, whose settings were edited, and a module item that names its assignment. */
async function readEdited(edit: (settings: string) => string, quiz: Partial<Quiz> = {}) {
  const { sink } = await exportCourse([
    record('assignmentGroups', { migrationId: 'g', title: 'Group', position: 1 }),
    record('quizzes', { ...QUIZ, ...quiz }),
    module('m', [shows('i', ref('quiz', 'q'))]),
  ]);
  const files = Object.fromEntries([...sink.source().entries.keys()].map((path) => [path, sink.text(path)]));
  const named = '<content_type>Assignment</content_type><identifierref>q_graded</identifierref>';
  const edited = {
    [META]: edit(sink.text(META)),
    [MODULES]: sink.text(MODULES).replace(/<content_type>.*<\/identifierref>/s, named),
  };
  return await readCartridge(packageOf({ ...files, ...edited }));
}

const beforeTheEnd = (more: string) => (settings: string) =>
  settings.replace('</assignment>', `${more}</assignment>`);

async function assignmentAfter(edit: (settings: string) => string, quiz: Partial<Quiz> = {}) {
  return (await readEdited(edit, quiz)).records('quizzes')[0]?.assignment;
}

describe('an assignment of the name that Cartwright gives to one it makes for a quiz', () => {
  it.each<[string, Partial<Quiz>]>([
    ['every setting', {}],
    [
      'hardly a setting',
      { dueAt: undefined, unlockAt: undefined, pointsPossible: undefined, published: true },
    ],
    ['a character that XML cannot hold', { title: 'Ti\u0010des' }],
  ])('is none when it says what the quiz says: a quiz with %s', async (_, quiz) => {
    expect(await assignmentAfter((settings) => settings, quiz)).toBeUndefined();
  });

  it('is the assignment of the quiz when it has a setting of its own', async () => {
    expect(
      await assignmentAfter(beforeTheEnd('<omit_from_final_grade>true</omit_from_final_grade>')),
    ).toEqual({
      migrationId: 'q_graded',
      title: QUIZ.title,
      published: false,
      dueAt: QUIZ.dueAt,
      unlockAt: QUIZ.unlockAt,
      lockAt: QUIZ.lockAt,
      pointsPossible: 2.5,
      group: QUIZ.assignmentGroup,
      gradingType: 'points',
      submissionTypes: ['quiz'],
      quiz: ref('quiz', 'q'),
      omitFromFinalGrade: true,
    });
  });

  it('is the assignment of the quiz when it has an element that nobody knows', async () => {
    expect(await assignmentAfter(beforeTheEnd('<colour>red</colour>'))).toMatchObject({
      migrationId: 'q_graded',
      extensions: { canvas: { colour: 'red' } },
    });
  });

  it.each([
    ['points', 'points_possible>2.5<', 'points_possible>7<', { pointsPossible: 7 }],
    ['a date', 'due_at>2026-05-01', 'due_at>2026-05-02', { dueAt: '2026-05-02T10:00:00Z' }],
    ['a title', '<title> Tides', '<title>Moons', { title: 'Moons & <moons> ' }],
    ['a state', 'unpublished', 'published', { published: true }],
    ['a group', 'identifierref>g<', 'identifierref>h<', { group: ref('assignmentGroup', 'h') }],
    ['a way of grading', 'grading_type>points<', 'grading_type>percent<', { gradingType: 'percent' }],
    ['another quiz', 'quiz_identifierref>q<', 'quiz_identifierref>p<', { quiz: ref('quiz', 'p') }],
  ])('is the assignment of the quiz when it says %s that the quiz does not', async (_, from, to, said) => {
    const edit = (settings: string) => {
      const start = settings.indexOf('<assignment ');
      const inside = settings.slice(start);
      expect(inside).toContain(from);
      return settings.slice(0, start) + inside.replace(from, to);
    };
    expect(await assignmentAfter(edit)).toMatchObject({ migrationId: 'q_graded', ...said });
  });

  it('is the assignment of the quiz when the quiz has another date now', async () => {
    const edit = (settings: string) => settings.replace('due_at>2026-05-01', 'due_at>2026-05-02');
    expect(await assignmentAfter(edit)).toMatchObject({ migrationId: 'q_graded', dueAt: QUIZ.dueAt });
  });

  it('is the assignment of a quiz that is not graded: none is made for such', async () => {
    const assignment = '<assignment identifier="q_graded"><title>Tides</title></assignment>';
    const edit = (settings: string) => settings.replace('</quiz>', `${assignment}</quiz>`);
    expect(await assignmentAfter(edit, { quizType: 'practice' })).toMatchObject({ migrationId: 'q_graded' });
  });

  it('is kept, and told, when something in it cannot be read', async () => {
    const course = await readEdited((settings) => settings.replace('"q_graded"', '"q_graded" colour="red"'));
    expect(course.records('quizzes')).toMatchObject([{ assignment: { migrationId: 'q_graded' } }]);
    expect(course.entry('resource', 'imsmanifest.xml', 'resource "q"')?.lost).toEqual([
      'assignment/@colour "red"',
    ]);
  });

  it('stands for its quiz in a module item when it is none', async () => {
    const course = await readEdited((settings) => settings);
    const items = course.records('modules').flatMap((one) => one.items);
    expect(items.map(({ content }) => content)).toEqual([{ type: 'object', object: ref('quiz', 'q') }]);
    expect(course.notices).toEqual([]);
  });
});

const instant = fc
  .integer({ min: 0, max: 2_000_000_000 })
  .map((seconds) => new Date(seconds * 1000).toISOString().replace('.000', ''));

const gradedQuiz = fc
  .record(
    {
      title: fc.string({ maxLength: 12 }),
      published: fc.boolean(),
      quizType: fc.constantFrom('assignment' as const, 'gradedSurvey' as const),
      dueAt: instant,
      unlockAt: instant,
      lockAt: instant,
      pointsPossible: fc.double({ min: 0, max: 100, noNaN: true }),
      assignmentGroup: fc.constant(ref('assignmentGroup', 'g')),
    },
    { requiredKeys: ['title', 'published', 'quizType'] },
  )
  .chain((fields) =>
    fc.constantFrom('q', '7', 'a quiz').map((migrationId): Quiz => ({ migrationId, entries: [], ...fields })),
  );

describe('an assignment of a quiz that says no more than one that is made for a quiz', () => {
  it('comes home, and what shows it leads to it, whatever the quiz says', async () => {
    const property = fc.asyncProperty(
      gradedQuiz,
      fc.constantFrom('1.1', '1.3'),
      fc.boolean(),
      async (quiz, version, isKept) => {
        const assignment = standInFor(quiz);
        if (assignment === undefined) throw new Error('The quiz is not graded.');
        const extensions = isKept ? { extensions: { canvas: { colour: 'red' } } } : {};
        const own = { ...quiz, assignment: { ...assignment, ...extensions } };
        const { sink } = await exportCourse(
          [
            record('assignmentGroups', { migrationId: 'g', title: 'Group', position: 1 }),
            record('quizzes', own),
            module('m', [shows('i', ref('assignment', assignment.migrationId))]),
          ],
          { version },
        );
        const course = await readCartridge(sink.source());
        expect(course.records('quizzes')[0]?.assignment).toMatchObject({
          migrationId: assignment.migrationId,
          ...extensions,
        });
        expect(course.records('quizzes')[0]?.assignment?.extensions).toEqual(
          isKept ? extensions.extensions : undefined,
        );
        const items = course.records('modules').flatMap((one) => one.items);
        expect(items.map(({ content }) => content)).toEqual([
          { type: 'object', object: ref('assignment', assignment.migrationId) },
        ]);
      },
    );
    await fc.assert(property, { numRuns: 60 });
  });

  it('says so in a word that only an assignment of that name has', async () => {
    const quiz = { ...QUIZ, assignment: { migrationId: 'a', title: 'Tides', published: true } };
    const { sink } = await exportCourse([record('quizzes', quiz)]);
    expect(sink.text(META)).not.toContain('is_own');
  });
});
