/** What QTI 1.2 says of a quiz in metadata fields: one table for reading and writing. */
import type { Quiz } from '../../../course/model/quiz.js';

type Fields = Pick<
  Quiz,
  | 'timeLimit'
  | 'allowedAttempts'
  | 'allowLateSubmission'
  | 'feedbackPermitted'
  | 'hintsPermitted'
  | 'solutionsPermitted'
>;

interface QuizRule {
  readonly label: string;
  readonly field: keyof Fields;
  read(entry: string): Partial<Fields>;
  /** `undefined` when there is nothing to write; a loss when the field cannot hold it. */
  write(quiz: Fields): string | { readonly lost: string } | undefined;
}

const LONGEST = 527_040;

const RULES: readonly QuizRule[] = [
  {
    label: 'qmd_timelimit',
    field: 'timeLimit',
    read: (entry) => (Number(entry) > 0 ? { timeLimit: Number(entry) } : {}),
    write: ({ timeLimit }) => {
      if (timeLimit === undefined || timeLimit === 0) return undefined;
      const isMinutes = Number.isSafeInteger(timeLimit) && timeLimit > 0 && timeLimit <= LONGEST;
      return isMinutes ? String(timeLimit) : { lost: `the time limit of ${timeLimit} minutes` };
    },
  },
  {
    label: 'cc_maxattempts',
    field: 'allowedAttempts',
    read: (entry) => {
      if (/^unlimited$/i.test(entry)) return { allowedAttempts: -1 };
      return Number.isSafeInteger(Number(entry)) && Number(entry) > 0
        ? { allowedAttempts: Number(entry) }
        : {};
    },
    write: ({ allowedAttempts }) => {
      if (allowedAttempts === undefined) return undefined;
      return allowedAttempts < 1 ? 'unlimited' : String(allowedAttempts);
    },
  },
  yesOrNo('cc_allow_late_submission', 'allowLateSubmission'),
  yesOrNo('qmd_feedbackpermitted', 'feedbackPermitted'),
  yesOrNo('qmd_hintspermitted', 'hintsPermitted'),
  yesOrNo('qmd_solutionspermitted', 'solutionsPermitted'),
];

type Switch = 'allowLateSubmission' | 'feedbackPermitted' | 'hintsPermitted' | 'solutionsPermitted';

function yesOrNo(label: string, name: Switch): QuizRule {
  return {
    label,
    field: name,
    read: (entry) => (/^(?:yes|no)$/i.test(entry) ? { [name]: entry.toLowerCase() === 'yes' } : {}),
    write: ({ [name]: value }) => (value === undefined ? undefined : value ? 'Yes' : 'No'),
  };
}

/** Fields that only say what every quiz is. */
const SAID_BY_ALL = new Set(['cc_profile', 'qmd_assessmenttype', 'qmd_scoretype', 'bank_title']);

/** The settings of a quiz that its metadata fields hold, and the labels of fields that mean nothing here. */
export function readQuizFields(fields: ReadonlyMap<string, string>): {
  quiz: Partial<Fields>;
  unread: string[];
} {
  const known = new Set([...RULES.map(({ label }) => label), ...SAID_BY_ALL]);
  const found = RULES.map(({ label, read }) => read(fields.get(label)?.trim() ?? ''));
  const unread = [...fields]
    .filter(([label, entry]) => !known.has(label) && entry !== '')
    .map(([label]) => label);
  return { quiz: Object.assign({}, ...found), unread };
}

/**
 * The same the other way. The cartridge counts attempts to five. Beside a file in Canvas's dialect there is an
 * assessment_meta.xml that holds these settings whole, so there nothing is lost by a field that cannot.
 */
export function writeQuizFields(
  quiz: Fields,
  profile: 'cc' | 'canvas',
  lose: (what: string, field: keyof Fields) => void,
): [label: string, entry: string][] {
  const head: [string, string][] =
    profile === 'cc'
      ? [
          ['cc_profile', 'cc.exam.v0p1'],
          ['qmd_assessmenttype', 'Examination'],
          ['qmd_scoretype', 'Percentage'],
        ]
      : [];
  const written = RULES.flatMap(({ label, field, write }): [string, string][] => {
    const entry = write(quiz);
    if (entry === undefined) return [];
    if (typeof entry === 'object') {
      if (profile === 'cc') lose(entry.lost, field);
      return [];
    }
    if (profile === 'cc' && label === 'cc_maxattempts' && Number(entry) > 5) {
      lose(`its ${entry} attempts`, field);
      return [[label, 'unlimited']];
    }
    return [[label, entry]];
  });
  return [...head, ...written];
}
