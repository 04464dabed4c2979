/** What of a course is noted as standing in Canvas's files only: by the index, by its records, and by its questions. */
import type { CourseIndex } from '../../../../course/course-index.js';
import type { Extensions, ObjectKind } from '../../../../course/model/common.js';
import type { Module } from '../../../../course/model/module.js';
import type { Question } from '../../../../course/model/question.js';
import type { Quiz } from '../../../../course/model/quiz.js';
import { writeQuizFields } from '../../../qti/qti12/quiz-fields.js';
import type { Qti12WriteOptions } from '../../../qti/qti12/types.js';
import { writeItem } from '../../../qti/qti12/write-item.js';
import { TOLD_LOSSES } from '../losses-told.js';
import { isPartOfSettings } from '../plan.js';
import type { CartridgeProfile } from '../versions.js';
import type { CanvasOnly } from './sentences.js';

/** Kinds of which no cartridge says anything outside of Canvas's files. */
const WHOLE = [
  'rubric',
  'outcomeGroup',
  'outcome',
  'gradingStandard',
  'assignmentGroup',
  'calendarEvent',
  'externalFeed',
  'coursePace',
] as const satisfies readonly ObjectKind[];

/** Kinds that every program shows, whether they are published or not. */
const SHOWN = [
  'module',
  'moduleItem',
  'page',
  'activity',
  'assignment',
  'quiz',
  'discussionTopic',
  'announcement',
  'file',
] as const satisfies readonly ObjectKind[];

export function noteIndex(index: CourseIndex, profile: CartridgeProfile, canvasOnly: CanvasOnly): void {
  for (const kind of WHOLE) for (const line of index.ofKind(kind)) canvasOnly.note(kind, line);
  for (const line of index.ofKind('announcement')) canvasOnly.note('announcements', line);
  for (const line of index.ofKind('assignment'))
    if (profile.types.assignment === undefined && !isPartOfSettings(line))
      canvasOnly.note('assignmentPages', line);
  for (const kind of SHOWN)
    for (const line of index.ofKind(kind))
      if (line.unpublished === true && !isPartOfSettings(line)) canvasOnly.note('unpublished', line);
}

/** What every program gets of an object, or is told apart; a kind that is not here has no settings. */
const PLAIN_FIELDS: Readonly<Partial<Record<ObjectKind, readonly string[]>>> = {
  course: ['title', 'language', 'authorizations', 'syllabus', 'source'],
  module: ['title', 'items', 'prerequisites', 'requireSequentialProgress', 'requirementCount'],
  page: ['title', 'html', 'slug', 'path', 'intendedUse', 'assignment'],
  file: ['path', 'size', 'sha256', 'location', 'mediaType', 'intendedUse'],
  discussionTopic: ['title', 'html', 'textType', 'attachments'],
  announcement: ['title', 'html', 'textType', 'attachments'],
  assignment: [
    ...['title', 'html', 'path', 'instructorHtml', 'attachments'],
    ...['gradingType', 'pointsPossible', 'submissionTypes'],
  ],
  quiz: [
    ...['title', 'html', 'entries', 'engine', 'pointsPossible', 'timeLimit', 'allowedAttempts'],
    ...['allowLateSubmission', 'feedbackPermitted', 'hintsPermitted', 'solutionsPermitted'],
  ],
};

const OF_ALL = ['migrationId', 'published', 'audience', 'metadata', 'alignments', 'position'];

/** Notes an object that has a setting no plain cartridge holds, but Canvas's files do. */
export function noteSettings(
  kind: ObjectKind,
  object: { readonly migrationId: string },
  canvasOnly: CanvasOnly,
): void {
  const plain = [...OF_ALL, ...(PLAIN_FIELDS[kind] ?? [])];
  const hasSettings = Object.entries(object).some(
    ([field, value]) => !plain.includes(field) && isSetting(field, value) && !isLost(kind, field),
  );
  if (hasSettings) canvasOnly.note('settings', object, kind);
}

/** Canvas writes most settings out, so only those that are set to something count. */
function isSetting(field: string, value: unknown): boolean {
  if (value === undefined || value === false || value === '') return false;
  if (field === 'quizType') return value !== 'assignment';
  if (field === 'extensions') return (value as Extensions).canvas !== undefined;
  return !Array.isArray(value) || value.length > 0;
}

/** Nobody gets these: the ledger tells of them. */
function isLost(kind: ObjectKind, field: string): boolean {
  return (
    field !== 'extensions' &&
    TOLD_LOSSES.some(({ kinds, fields }) => kinds.includes(kind) && fields.includes(field))
  );
}

/** Notes a module that asks for something before it is open or done. */
export function noteRequirements(module: Module, canvasOnly: CanvasOnly): void {
  const { prerequisites = [], requireSequentialProgress, requirementCount, items } = module;
  const hasRequirements =
    prerequisites.length > 0 ||
    requireSequentialProgress === true ||
    requirementCount !== undefined ||
    items.some(({ completion }) => completion !== undefined);
  if (hasRequirements) canvasOnly.note('requirements', module);
}

/** Notes what the standard's copy of a quiz says less than Canvas's files, of the quiz itself. */
export function noteQuiz(quiz: Quiz, canvasOnly: CanvasOnly): void {
  writeQuizFields(quiz, 'cc', (_, field) => {
    if (field === 'timeLimit') canvasOnly.note('timeLimits', quiz);
    if (field === 'allowedAttempts') canvasOnly.note('attempts', quiz);
  });
  const isHeaded = quiz.entries.some(
    (entry) => entry.type === 'section' && (entry.title !== undefined || entry.html !== undefined),
  );
  if (isHeaded) canvasOnly.note('sections', quiz);
}

/** Notes what the profile of the standard leaves out of a quiz; of its questions, those that are not in a bank. */
export function quizNotes(quiz: Quiz, canvasOnly: CanvasOnly): QuestionNotes {
  if (quiz.entries.some(({ type }) => type === 'group')) canvasOnly.note('groups', quiz);
  return {
    onSkipped: (question) => {
      // A group takes other questions of its bank instead.
      const isDrawn = question.owner.kind === 'questionBank' && question.bankQuestion === undefined;
      if (!isDrawn && inCanvas(question).isHeld) canvasOnly.note('quizQuestions', quiz, wordsOf(question));
    },
    onLost: (question, lost) => {
      if (question.owner.kind === 'quiz' && !inCanvas(question).lost.has(lost))
        canvasOnly.note('questionParts', question);
    },
  };
}

export type QuestionNotes = Required<Pick<Qti12WriteOptions, 'onSkipped' | 'onLost'>>;

/** The same of the questions of banks. */
export function bankNotes(index: CourseIndex, canvasOnly: CanvasOnly): QuestionNotes {
  return {
    onSkipped: (question) => {
      if (!inCanvas(question).isHeld) return;
      const bank = index.get(question.owner) ?? question.owner;
      canvasOnly.note('bankQuestions', bank, wordsOf(question));
    },
    onLost: (question, lost) => {
      if (!inCanvas(question).lost.has(lost)) canvasOnly.note('questionParts', question);
    },
  };
}

/** What Canvas's dialect makes of a question: what that has no place for either is lost, and the ledger tells of it. */
function inCanvas(question: Question): { readonly isHeld: boolean; readonly lost: ReadonlySet<string> } {
  const lost = new Set<string>();
  const item = writeItem(question, {
    profile: 'canvas',
    identifier: ({ migrationId }) => migrationId,
    rewriteHtml: (html) => html,
    onLost: (_, what) => void lost.add(what),
  });
  return { isHeld: item !== undefined, lost };
}

/** `multiple choice` */
function wordsOf({ interaction }: Question): string {
  return interaction.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
