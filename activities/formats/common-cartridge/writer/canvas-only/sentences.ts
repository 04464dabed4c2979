/**
 * The sentences about what stands in the files of Canvas only, one for each sort of thing: nothing of it is lost to
 * programs that read these, but those that read plain Common Cartridges do not get it.
 */
import type { Sentence, Tallies } from '../tallies/tally.js';
import { counted, listed, listedKinds, named } from '../tallies/words.js';

const PLAIN = 'programs that read plain Common Cartridges';

/** Objects of a kind that only Canvas has a file for. */
function whole(one: string, many: string): Sentence {
  return {
    code: 'for_canvas_only',
    say: (tally) => {
      const [stand, them] = tally.objects === 1 ? ['stands', 'it'] : ['stand', 'them'];
      return `${named(tally, one, many)} ${stand} in Canvas's files only; ${PLAIN} do not get ${them}.`;
    },
  };
}

function questionsOf(one: string, many: string): Sentence {
  return {
    code: 'questions_for_canvas_only',
    say: (tally) => {
      const [stand, them] = tally.count === 1 ? ['stands', 'it'] : ['stand', 'them'];
      const questions = `${counted(tally.count, 'question', 'questions')} of ${named(tally, one, many)}`;
      return `${questions} ${stand} in Canvas's files only (${listed(tally)}): plain Common Cartridges have no place for ${them}.`;
    },
  };
}

function without(one: string, many: string): Sentence {
  return {
    code: 'tests_for_canvas_only',
    say: (tally) => {
      const [stand, has] = tally.objects === 1 ? ['stands', 'has'] : ['stand', 'have'];
      return `${named(tally, one, many)} ${stand} in Canvas's files only, and ${has} no question that plain Common Cartridges can hold.`;
    },
  };
}

/** In the order in which they are told. */
export const CANVAS_ONLY = {
  quizzes: without('quiz', 'quizzes'),
  quizQuestions: questionsOf('quiz', 'quizzes'),
  groups: {
    code: 'groups_as_questions',
    say: (tally) => {
      const draw = tally.objects === 1 ? 'draws' : 'draw';
      return `${named(tally, 'quiz', 'quizzes')} ${draw} questions from groups: in plain Common Cartridges the first questions of every group are asked, the groups stand in Canvas's files only.`;
    },
  },
  timeLimits: {
    code: 'time_limit_for_canvas_only',
    say: (tally) => {
      const [limits, stand] = tally.objects === 1 ? ['limit', 'stands'] : ['limits', 'stand'];
      return `The time ${limits} of ${named(tally, 'quiz', 'quizzes')} ${stand} in Canvas's files only: plain Common Cartridges count whole minutes, 527040 at most.`;
    },
  },
  attempts: {
    code: 'attempts_unlimited',
    say: (tally) =>
      `The attempts of ${named(tally, 'quiz', 'quizzes')} are unlimited for ${PLAIN}, which count five at most.`,
  },
  sections: {
    code: 'sections_for_canvas_only',
    say: (tally) =>
      `The titles and texts of sections of ${named(tally, 'quiz', 'quizzes')} stand in Canvas's files only: plain Common Cartridges have one section.`,
  },
  banks: without('question bank', 'question banks'),
  bankQuestions: questionsOf('question bank', 'question banks'),
  mergedBanks: {
    code: 'banks_as_one',
    say: (tally) =>
      `${named(tally, 'question bank', 'question banks')} are one for ${PLAIN}, which hold one at most; each question has its bank as category.`,
  },
  questionParts: {
    code: 'question_parts_for_canvas_only',
    say: ({ objects }) =>
      `Parts of ${counted(objects, 'question', 'questions')} stand in Canvas's files only, such as points and feedback that plain Common Cartridges have no place for.`,
  },
  assignmentPages: {
    code: 'assignments_as_pages',
    say: (tally) => {
      const are = tally.objects === 1 ? 'is a page' : 'are pages';
      return `${named(tally, 'assignment', 'assignments')} ${are} for ${PLAIN}: version 1.1 has no assignments, so points, dates and ways to submit stand in Canvas's files only.`;
    },
  },
  announcements: {
    code: 'announcements_as_topics',
    say: (tally) => {
      const are = tally.objects === 1 ? 'is a discussion topic' : 'are discussion topics';
      return `${named(tally, 'announcement', 'announcements')} ${are} for ${PLAIN}, which have no announcements.`;
    },
  },
  rubric: whole('rubric', 'rubrics'),
  outcomeGroup: whole('group of learning outcomes', 'groups of learning outcomes'),
  outcome: whole('learning outcome', 'learning outcomes'),
  gradingStandard: whole('grading standard', 'grading standards'),
  assignmentGroup: whole('assignment group', 'assignment groups'),
  calendarEvent: whole('calendar event', 'calendar events'),
  externalFeed: whole('external feed', 'external feeds'),
  coursePace: whole('course pace', 'course paces'),
  requirements: {
    code: 'requirements_for_canvas_only',
    say: (tally) =>
      `Requirements and prerequisites of ${named(tally, 'module', 'modules')} stand in Canvas's files only; for ${PLAIN} all modules are open.`,
  },
  settings: {
    code: 'settings_for_canvas_only',
    say: (tally) =>
      `Settings that plain Common Cartridges do not have, such as dates and ways to grade, stand in Canvas's files only: those of ${listedKinds(tally)}.`,
  },
  unpublished: {
    code: 'unpublished_visible',
    say: (tally) =>
      `${named(tally, 'unpublished object', 'unpublished objects')} can be seen in ${PLAIN}: the standard has no mark for it.`,
  },
} as const satisfies Readonly<Record<string, Sentence>>;

export type CanvasOnly = Tallies<keyof typeof CANVAS_ONLY>;
