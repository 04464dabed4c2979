/** Quizzes and question banks. Their questions are objects of their own (question.ts). */
import { z } from 'zod';
import { assignment, assignmentOverride } from './assignment.js';
import { html, instant, lockDates, reference, shared } from './common.js';

/** One step of a quiz, in order. */
export const quizEntry = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('question'),
    question: reference,
    /** Points in this quiz; absent means the question's own. */
    points: z.number().optional(),
    page: z.int().optional(),
    extensions: shared.extensions,
  }),
  z.strictObject({
    type: z.literal('group'),
    migrationId: z.string().min(1),
    title: z.string(),
    /** How many questions a learner gets; absent means all. */
    pick: z.int().optional(),
    pointsPerQuestion: z.number().optional(),
    /** The bank to draw from ... */
    bank: reference.optional(),
    /** ... or a bank outside this course, by what the source says of it. */
    externalBank: z.strictObject({ identifier: z.string(), context: z.string().optional() }).optional(),
    /** ... or the questions to choose from. */
    questions: z.array(reference),
    shuffle: z.boolean().optional(),
    tags: z.array(z.string()).optional(),
    extensions: shared.extensions,
  }),
  z.strictObject({
    type: z.literal('section'),
    title: z.string().optional(),
    html: html.optional(),
    shuffle: z.boolean().optional(),
  }),
]);
export type QuizEntry = z.infer<typeof quizEntry>;

export const quiz = z.strictObject({
  ...shared,
  title: z.string(),
  html: html.optional(),
  instructorHtml: html.optional(),
  published: z.boolean(),
  /** `newQuizzes` where the source keeps it as an assignment with an external engine. */
  engine: z.enum(['classic', 'newQuizzes']).optional(),
  quizType: z.enum(['assignment', 'practice', 'gradedSurvey', 'survey']),
  position: z.number().optional(),
  pointsPossible: z.number().optional(),
  passingScore: z.number().optional(),
  dueAt: instant.optional(),
  ...lockDates,
  /** Minutes. */
  timeLimit: z.number().optional(),
  /** -1 is unlimited. */
  allowedAttempts: z.int().optional(),
  scoringPolicy: z.enum(['highest', 'latest', 'average', 'first']).optional(),
  allowLateSubmission: z.boolean().optional(),
  shuffleAnswers: z.boolean().optional(),
  shuffleQuestions: z.boolean().optional(),
  oneQuestionAtATime: z.boolean().optional(),
  cantGoBack: z.boolean().optional(),
  behaviour: z.string().optional(),
  accessCode: z.string().optional(),
  ipFilter: z.string().optional(),
  hideResults: z.enum(['always', 'untilAfterLastAttempt']).optional(),
  oneTimeResults: z.boolean().optional(),
  showCorrectAnswers: z.boolean().optional(),
  showCorrectAnswersAt: instant.optional(),
  hideCorrectAnswersAt: instant.optional(),
  showCorrectAnswersLastAttempt: z.boolean().optional(),
  feedbackPermitted: z.boolean().optional(),
  hintsPermitted: z.boolean().optional(),
  solutionsPermitted: z.boolean().optional(),
  anonymousSubmissions: z.boolean().optional(),
  couldBeLocked: z.boolean().optional(),
  moduleLocked: z.boolean().optional(),
  onlyVisibleToOverrides: z.boolean().optional(),
  overrides: z.array(assignmentOverride).optional(),
  assignmentGroup: reference.optional(),
  assignment: assignment.optional(),
  gradeFeedback: z.array(z.strictObject({ minimum: z.number(), html })).optional(),
  entries: z.array(quizEntry),
});
export type Quiz = z.infer<typeof quiz>;

export const questionBank = z.strictObject({
  ...shared,
  title: z.string(),
  description: html.optional(),
  /** The bank this one is part of (question categories). */
  parent: reference.optional(),
  position: z.number().optional(),
  bankType: z.string().optional(),
});
export type QuestionBank = z.infer<typeof questionBank>;
