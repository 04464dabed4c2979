/**
 * The sentences about what Canvas's importer cuts or leaves out although the package holds it, one for each sort of
 * thing. The rules are those of its source: lib/cc/importer, app/models/importers and the models of canvas-lms.
 */
import type { Sentence, Tallies } from '../tallies/tally.js';
import { named } from '../tallies/words.js';

/** In the order in which they are told. */
export const NOT_TAKEN = {
  timeLimits: {
    code: 'time_limit_cut',
    say: (tally) => {
      const have = tally.objects === 1 ? 'has a time limit' : 'have time limits';
      return `${named(tally, 'quiz', 'quizzes')} ${have} with a part of a minute: Canvas counts whole minutes and drops the rest.`;
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
} as const satisfies Readonly<Record<string, Sentence>>;

export type NotTaken = Tallies<keyof typeof NOT_TAKEN>;
