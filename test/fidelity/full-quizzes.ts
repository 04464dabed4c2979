/** Quizzes with an entry of every kind, and questions of every interaction with all that any question may hold. */
import { COLLECTIONS, type CourseRecord } from '../../activities/course/collections.js';
import type { Reference } from '../../activities/course/model/common.js';
import type { QuizEntry } from '../../activities/course/model/quiz.js';
import { record, ref } from '../support/records.js';
import { INTERACTIONS, sampleQuestion } from '../support/sample-questions.js';
import { fieldsOf } from './full-records.js';

/** What every interaction has of its own. */
const OWN = new Set(['interaction', 'stem', 'owner', 'migrationId', 'stimulus']);

/** One question of every interaction; those after the first two belong to a stimulus. */
export function fullQuestions(owner: Reference): CourseRecord[] {
  const [anyQuestion] = COLLECTIONS.questions.schema.options;
  const idOf = (interaction: string) => `${owner.migrationId}-${interaction}`;
  return INTERACTIONS.map((interaction, at) => {
    const common = Object.fromEntries(
      Object.entries(fieldsOf(anyQuestion, 'question', at)).filter(
        ([name]) => name in anyQuestion.shape && !OWN.has(name) && !isOfChoice(name),
      ),
    );
    const stimulus = interaction === 'essay' ? { stimulus: ref('question', idOf('stimulus')) } : {};
    const question = sampleQuestion(interaction, idOf(interaction), owner);
    return record('questions', { ...common, ...stimulus, ...question } as never);
  });
}

function isOfChoice(name: string): boolean {
  return name === 'answers';
}

const BANK = ref('questionBank', 'bank-of-quizzes');
const BANK_QUESTION = 'bank-of-quizzes-question';

/** The bank that groups draw from and entries point into. */
export function bankOfQuizzes(): CourseRecord[] {
  return [
    record('questionBanks', { migrationId: BANK.migrationId, title: 'Tides' }),
    record('questions', sampleQuestion('multipleChoice', BANK_QUESTION, BANK)),
  ];
}

/** Single questions, a pointer into a bank, a section, and groups that draw from all that groups draw from. */
export function fullEntries(quiz: string): QuizEntry[] {
  const asked = INTERACTIONS.map((interaction) => ref('question', `${quiz}-${interaction}`));
  const [, second, ...others] = asked.map((question): QuizEntry => ({ type: 'question', question }));
  const group = { type: 'group' as const, title: 'Draw', pick: 1, pointsPerQuestion: 2 };
  return [
    ...others,
    { type: 'question', question: ref('question', BANK_QUESTION), points: 3 },
    { ...group, migrationId: `${quiz}-drawn`, questions: asked.slice(0, 1) },
    { ...group, migrationId: `${quiz}-from-bank`, questions: [], bank: BANK },
    {
      ...group,
      migrationId: `${quiz}-from-outside`,
      questions: [],
      externalBank: { identifier: 'outside', context: 'course_1' },
    },
    { type: 'section', title: 'Part two', html: '<p>Read on.</p>' },
    ...(second === undefined ? [] : [second]),
  ];
}
