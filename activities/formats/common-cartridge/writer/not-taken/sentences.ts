/**
 * The sentences about what Canvas's importer cuts or leaves out although the package holds it, one for each sort of
 * thing. The rules are those of its source: lib/cc/importer, app/models/importers and the models of canvas-lms.
 */
import type { Sentence, Tallies } from '../tallies/tally.js';
import { listed, listedKinds, named } from '../tallies/words.js';

/** In the order in which they are told. */
export const NOT_TAKEN = {
  timeLimits: {
    code: 'time_limit_cut',
    say: (tally) => {
      const have = tally.objects === 1 ? 'has a time limit' : 'have time limits';
      return `${named(tally, 'quiz', 'quizzes')} ${have} with a part of a minute: Canvas counts whole minutes and drops the rest.`;
    },
  },
  scoring: {
    code: 'first_attempt_counts',
    say: (tally) => {
      const count = tally.objects === 1 ? 'counts' : 'count';
      return `${named(tally, 'quiz', 'quizzes')} ${count} the first attempt: Canvas knows the highest, the latest and the average.`;
    },
  },
  questionOrder: {
    code: 'question_order_fixed',
    say: (tally) => {
      const shuffle = tally.objects === 1 ? 'shuffles its' : 'shuffle their';
      return `${named(tally, 'quiz', 'quizzes')} ${shuffle} questions: Canvas asks them in their order.`;
    },
  },
  sections: {
    code: 'sections_left_out',
    say: (tally) =>
      `The titles and texts of sections of ${named(tally, 'quiz', 'quizzes')} are left out by Canvas: it takes only the questions of sections.`,
  },
  questionKinds: {
    code: 'question_kinds_not_taken',
    say: (tally) =>
      `Questions of ${named(tally, 'quiz or bank', 'quizzes and banks')} are of kinds that only New Quizzes has (${listed(tally)}): classic quizzes of Canvas do not take them.`,
  },
  questionTexts: {
    code: 'question_text_too_long',
    say: (tally) => {
      const [have, them] = tally.objects === 1 ? ['has a text', 'it'] : ['have texts', 'them'];
      return `${named(tally, 'question', 'questions')} ${have} of more than 16384 characters: Canvas puts a sentence in place of ${them}.`;
    },
  },
  outsideBanks: {
    code: 'bank_outside',
    say: (tally) => {
      const draw = tally.objects === 1 ? 'draws' : 'draw';
      return `${named(tally, 'quiz', 'quizzes')} ${draw} questions from banks outside of this course: the cartridge names these banks and does not hold them.`;
    },
  },
  groupsWithoutNumber: {
    code: 'group_without_number',
    say: (tally) => {
      const have = tally.objects === 1 ? 'has' : 'have';
      return `${named(tally, 'quiz', 'quizzes')} ${have} groups that ask all questions of a bank outside of this course: Canvas takes no group without a number and leaves them out.`;
    },
  },
  banksWithoutOwner: {
    code: 'bank_without_owner',
    say: (tally) => {
      const [draws, does] = tally.objects === 1 ? ['draws', 'does'] : ['draw', 'do'];
      return `${named(tally, 'quiz', 'quizzes')} ${draws} from banks outside of this course and ${does} not say whose they are: Canvas finds none, and asks nothing.`;
    },
  },
  tools: {
    code: 'tool_without_address',
    say: (tally) => {
      const [have, them] = tally.objects === 1 ? ['has', 'it'] : ['have', 'them'];
      return `${named(tally, 'tool', 'tools')} ${have} no address: Canvas refuses ${them}.`;
    },
  },
  links: {
    code: 'link_without_address',
    say: (tally) => {
      const [have, them] = tally.objects === 1 ? ['has', 'it'] : ['have', 'them'];
      return `${named(tally, 'LTI link', 'LTI links')} ${have} no address to launch: Canvas leaves ${them} out.`;
    },
  },
  attachments: {
    code: 'attachments_left_out',
    say: (tally) => {
      const have = tally.objects === 1 ? 'has' : 'have';
      return `${named(tally, 'topic or announcement', 'topics and announcements')} ${have} several attachments: Canvas takes the first.`;
    },
  },
  eventPlaces: {
    code: 'event_places_left_out',
    say: (tally) =>
      `The places of ${named(tally, 'calendar event', 'calendar events')} are left out by Canvas.`,
  },
  titles: {
    code: 'title_too_long',
    say: (tally) => {
      const have = tally.objects === 1 ? 'has a title' : 'have titles';
      return `${named(tally, 'object', 'objects')} ${have} of more than 255 characters: Canvas cuts those of pages and question banks, and leaves out other objects.`;
    },
  },
  settings: {
    code: 'settings_too_large',
    say: (tally) => {
      const [are, them] = tally.objects === 1 ? ['is', 'it'] : ['are', 'them'];
      return `${named(tally, 'file of settings', 'files of settings')} ${are} larger than 25 MB: Canvas passes ${them} by, with all that stands in ${them}.`;
    },
  },
  types: {
    code: 'types_of_the_standard',
    say: (tally) =>
      `Canvas does not find ${listedKinds(tally)} by the types that the standard gives them: a cartridge for Canvas is written in the dialect "canvas".`,
  },
  fileNames: {
    code: 'names_of_the_standard',
    say: (tally) =>
      `Canvas does not find ${named(tally, 'file', 'files')} by names with encoded characters, as the standard wants them: a cartridge for Canvas is written in the dialect "canvas".`,
  },
} as const satisfies Readonly<Record<string, Sentence>>;

export type NotTaken = Tallies<keyof typeof NOT_TAKEN>;
