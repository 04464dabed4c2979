/** What the standard holds of a course, and the rules by which all else is gone or has become something less. */
import {
  audienceShown,
  banksIn,
  categoryIn,
  depthOf,
  firstItemShowing,
  isForLearners,
  isNested,
  isOfBank,
  isThere,
  isTooMany,
} from './plain-course.js';
import { type PlainTrip, SKIPPED } from './plain-round-trip.js';
import {
  formatOf,
  inWords,
  isJson,
  kindless,
  plainTexts,
  profileLossIsTold,
  typeOf,
  withoutCodes,
} from './plain-values.js';
import { type Difference, isListed } from './round-trip.js';

const DESCRIBED = ['audience', 'metadata', 'alignments'];
const TOPIC = ['title', 'html', 'textType', 'attachments', ...DESCRIBED];

/** The fields that come back as they were but for the rules below; a kind that is not here has no place at all. */
const HELD: Readonly<Record<string, readonly string[]>> = {
  course: ['title', 'language', 'metadata', 'authorizations', 'syllabus'],
  page: ['title', 'html', 'intendedUse', ...DESCRIBED],
  file: ['path', 'size', 'sha256', 'mediaType', 'intendedUse', ...DESCRIBED],
  discussionTopic: TOPIC,
  announcement: TOPIC,
  assignment: [
    ...['title', 'html', 'instructorHtml', 'gradingType', 'pointsPossible', 'submissionTypes', 'attachments'],
    ...DESCRIBED,
  ],
  webLink: ['title', 'url', 'target', 'windowFeatures', ...DESCRIBED],
  externalTool: [
    ...['title', 'description', 'launchUrl', 'secureLaunchUrl', 'icon', 'secureIcon', 'iconFile', 'vendor'],
    ...['custom', 'platforms', 'domain', ...DESCRIBED],
  ],
  module: ['title', 'metadata', 'position'],
  moduleItem: ['title', 'metadata', 'content', 'indent', 'audience'],
  quiz: [
    ...['title', 'html', 'timeLimit', 'allowedAttempts', 'allowLateSubmission', 'feedbackPermitted'],
    ...['hintsPermitted', 'solutionsPermitted', 'entries.question', 'entries.type', ...DESCRIBED],
  ],
  questionBank: ['title', ...DESCRIBED],
  question: [
    ...['interaction', 'title', 'stem', 'points', 'position', 'owner', 'answers', 'feedback', 'hints'],
    ...['solution', 'responseTemplate', 'category', 'computerScored'],
  ],
};

/** What needs the assignment extension of 1.3; in 1.1 an assignment is a page. */
const EXTENSION = ['gradingType', 'pointsPossible', 'submissionTypes'];

/** What no table excuses here. */
const PLAINLY_HELD = new Set(['title', 'html', 'content']);
type Explains = (difference: Difference, trip: PlainTrip) => boolean;

export interface PlainRule {
  readonly rule: string;
  readonly why: string;
  readonly explains: Explains;
}

const isGone: Explains = ({ after }) => after === undefined;
const isOf =
  (kind: string, ...fields: readonly string[]): Explains =>
  (difference) =>
    difference.kind === kind && (fields.length === 0 || fields.includes(difference.field));
const all =
  (...conditions: readonly Explains[]): Explains =>
  (difference, trip) =>
    conditions.every((holds) => holds(difference, trip));

/** The id in `page/page-1`; of an entry that of its quiz. */
const idOf = ({ key }: Difference): string => key.split('/').slice(1).join('/');
const quizOf = ({ key }: Difference): string =>
  idOf({ key } as Difference).replace(/\/(question|group|section) .*/s, '');
export const PLAIN_RULES: readonly PlainRule[] = [
  {
    rule: 'What only Canvas knows is gone.',
    why: 'Kinds of object and settings that the standard does not have stand in the files of Canvas.',
    explains: all(isGone, ({ kind, field }) => HELD[kind]?.includes(field) !== true),
  },
  {
    rule: 'What any cartridge says otherwise is said otherwise.',
    why: 'The table of losses has what comes back in other words, or because the format demands it.',
    explains: ({ kind, field }, { version }) =>
      !PLAINLY_HELD.has(field) && isListed(['replaced', 'added'], kind, field, version),
  },
  {
    rule: 'Where there is no text, there is an empty one.',
    why: 'The descriptor of an assignment demands a text, and a page is one.',
    explains: all(isOf('assignment', 'html'), ({ before, after }) => before === undefined && after === ''),
  },
  {
    rule: 'An empty title is a name.',
    why: 'The organisation shows titles as links, so "Untitled" stands there; files have their names.',
    explains: ({ field, before, after }) =>
      field === 'title' && String(before).trim() === '' && typeof after === 'string' && after !== '',
  },
  {
    rule: 'White space of a title is a blank between words.',
    why: 'XML is often indented; no reader can tell that from a part of the title.',
    explains: ({ field, before, after }) => field === 'title' && inWords(before) === inWords(after),
  },
  {
    rule: 'A page is called as the first item that shows it.',
    why: 'That is where learners read its title; the import tells of the other.',
    explains: all(isOf('page', 'title'), calledAsItem),
  },
  {
    rule: 'An assignment of 1.1 is called as the first item that shows it.',
    why: 'It is a page.',
    explains: all(isOf('assignment', 'title'), (_, { version }) => version === '1.1', calledAsItem),
  },
  {
    rule: 'What is for learners is published.',
    why: 'The standard says whom a thing is for, not whether it is published or hidden.',
    explains: (difference, { course, back }) => {
      const { kind } = difference;
      const isShown = isForLearners(kind, idOf(difference), kind === 'moduleItem' ? back : course);
      return difference.field === 'published'
        ? difference.after === isShown
        : difference.field === 'hidden' && difference.after === !isShown;
    },
  },
  {
    rule: 'A link leads to what its target has become, or says as it stands where it led.',
    why: 'An assignment of 1.1 is a page; a quiz without a question for everyone is gone, as are announcements as such.',
    explains: ({ before, after }) => after !== undefined && kindless(before) === kindless(after),
  },
  {
    rule: 'A file lies where Canvas keeps files.',
    why: 'Their folder is part of the path for readers that do not know it.',
    explains: all(isOf('file', 'path'), ({ before, after }) => after === `web_resources/${before}`),
  },
  {
    rule: 'An item is as deep as the folders it is in.',
    why: 'The organisation is a tree; indents that no folder explains are a setting of Canvas.',
    explains: all(
      isOf('moduleItem', 'indent'),
      (difference, { course }) => difference.after === depthOf(idOf(difference), course),
    ),
  },
  {
    rule: 'An item is for those whom what it shows is for.',
    why: 'Resources say it; items do not say it again.',
    explains: all(
      isOf('moduleItem', 'audience'),
      (difference, { course }) =>
        JSON.stringify(difference.after) === JSON.stringify(audienceShown(idOf(difference), course)),
    ),
  },
  {
    rule: 'The titles of the metadata go before that of the course.',
    why: 'A manifest has one list of titles.',
    explains: all(isOf('course', 'title'), ({ after }, { course }) =>
      course.some(
        (each) => each.collection === 'course' && each.record.metadata?.titles?.[0]?.text === after,
      ),
    ),
  },
  {
    rule: 'The languages of the metadata go before that of the course.',
    why: 'A manifest has one list of languages.',
    explains: isOf('course', 'language'),
  },
  {
    rule: 'The assignment of a quiz or topic is gone.',
    why: 'It is part of their settings in Canvas; the standard has assignments that stand alone.',
    explains: all(isGone, isOf('assignment'), (difference, { course }) => isNested(idOf(difference), course)),
  },
  {
    rule: 'An assignment of 1.1 is a page.',
    why: 'Only version 1.3 has the assignment extension.',
    explains: all(isGone, isOf('assignment', ...EXTENSION), (_, { version }) => version === '1.1'),
  },
  {
    rule: 'An assignment is graded in points or not at all.',
    why: 'The extension has no other ways.',
    explains: all(isOf('assignment', 'gradingType'), ({ after }) => after === 'points'),
  },
  {
    rule: 'Work is handed in as a text, an address, a file or an address elsewhere.',
    why: 'The extension has these formats; a recording is a file.',
    explains: all(
      isOf('assignment', 'submissionTypes'),
      ({ before, after = [] }) =>
        (after as string[]).every(
          (type) => type === formatOf(type) && (before as string[]).map(formatOf).includes(type),
        ) &&
        (before as string[])
          .map(formatOf)
          .every((type) => type === undefined || (after as string[]).includes(type)),
    ),
  },
  {
    rule: 'A web address of an item is a web link.',
    why: 'The organisation shows resources.',
    explains: all(
      isOf('moduleItem', 'content'),
      (difference) =>
        typeOf(difference.before) === 'url' &&
        isJson(difference.after, {
          type: 'object',
          object: { kind: 'webLink', migrationId: `${idOf(difference)}_link` },
        }),
    ),
  },
  {
    rule: 'An item that shows a tool shows the tool.',
    why: 'The address it launches is a setting of Canvas.',
    explains: all(isOf('moduleItem', 'content'), ({ before, after }) =>
      isJson(after, { type: 'object', object: (before as { tool?: unknown }).tool }),
    ),
  },
  {
    rule: 'An item shows what its object has become.',
    why: 'An assignment of 1.1 is a page.',
    explains: all(
      isOf('moduleItem', 'content'),
      ({ before, after }, { version }) =>
        version === '1.1' &&
        JSON.stringify(before).replace('"kind":"assignment"', '"kind":"page"') ===
          withoutCodes(JSON.stringify(after)),
    ),
  },
  {
    rule: 'An item that shows nothing is a line of text.',
    why: 'Folders without items, and items whose object is missing or gone, lead nowhere.',
    explains: all(isOf('moduleItem', 'content'), ({ after }) => isJson(after, { type: 'heading' })),
  },
  {
    rule: 'A time limit is a number of minutes.',
    why: 'The profile has no fractions, and says nothing where there is no limit.',
    explains: all(
      isGone,
      isOf('quiz', 'timeLimit'),
      ({ before }) => before === 0 || !Number.isInteger(before),
    ),
  },
  {
    rule: 'A quiz without a question for everyone is gone.',
    why: 'The schema demands a question of every test.',
    explains: all(isGone, isOf('quiz'), (difference, { back }) => !isThere(back, quizOf(difference))),
  },
  {
    rule: 'A quiz is a list of questions.',
    why: 'The profile has no sections, groups or banks to draw from; the questions themselves are there.',
    explains: all(isGone, isOf('quiz', 'entries.type', 'entries.question'), ({ key }) =>
      /\/(?:group|section) /.test(key),
    ),
  },
  {
    rule: 'A test may be taken up to five times, or as often as one likes.',
    why: 'The profile counts no further (rule 1i).',
    explains: all(isOf('quiz', 'allowedAttempts'), ({ before, after }) => Number(before) > 5 && after === -1),
  },
  {
    rule: 'Every test is an examination.',
    why: 'The profile has one kind.',
    explains: all(isOf('quiz', 'quizType'), ({ after }) => after === 'assignment'),
  },
  {
    rule: 'A bank is for instructors.',
    why: 'The standard demands it of question banks.',
    explains: all(isOf('questionBank', 'audience'), ({ after }) => isJson(after, ['Instructor'])),
  },
  {
    rule: 'Several banks are one.',
    why: 'A cartridge holds one at most.',
    explains: all(isGone, isOf('questionBank'), hasSeveralBanks),
  },
  {
    rule: 'A bank without a question for everyone is gone.',
    why: 'The schema demands a question of every bank.',
    explains: all(isGone, isOf('questionBank'), (_, { back }) => banksIn(back).length === 0),
  },
  {
    rule: 'The questions of several banks are those of one.',
    why: 'They come in the order of the banks.',
    explains: all(isOf('question', 'owner', 'position'), hasSeveralBanks, ({ key }, { back }) =>
      isOfBank(idOf({ key } as Difference), back),
    ),
  },
  {
    rule: 'A question of one of several banks names it as its category.',
    why: 'The standard holds one bank, without parts.',
    explains: all(
      isOf('question', 'category'),
      hasSeveralBanks,
      (difference, { course }) => inWords(difference.after) === inWords(categoryIn(idOf(difference), course)),
    ),
  },
  {
    rule: 'A group gives as many questions as it draws.',
    why: 'The profile has no draws: those that are too many stand in the file of Canvas.',
    explains: all(isGone, isOf('question'), (difference, { course }) => isTooMany(idOf(difference), course)),
  },
  {
    rule: 'A question drawn from a bank is one of the quiz.',
    why: 'The profile does not point into banks.',
    explains: all(isOf('question', 'owner', 'position'), (difference, { course }) =>
      isOfBank(idOf(difference), course),
    ),
  },
  {
    rule: 'A question of a kind that the profile lacks is gone.',
    why: 'It has six; the writer of tests says which questions it leaves out.',
    explains: all(isGone, (difference, { questionLosses }) => {
      const question =
        difference.kind === 'question' ? idOf(difference) : /\/question (.*)$/s.exec(difference.key)?.[1];
      return questionLosses.get(question ?? '')?.includes(SKIPPED) === true;
    }),
  },
  {
    rule: 'A question has what the profile holds of it.',
    why: 'The writer of tests says what it leaves out.',
    explains: all(isOf('question'), (difference, { questionLosses }) =>
      profileLossIsTold(difference.field, questionLosses.get(idOf(difference)) ?? []),
    ),
  },
  {
    rule: 'A question that a group draws is worth what the group says.',
    why: 'The profile has no groups: the points stand with the questions.',
    explains: all(isOf('question', 'points'), ({ after }, { course }) =>
      course.some(
        (each) =>
          each.collection === 'quizzes' &&
          each.record.entries.some((entry) => entry.type === 'group' && entry.pointsPerQuestion === after),
      ),
    ),
  },
  {
    rule: 'A text that is right is that text and nothing else.',
    why: 'The profile gives it no id of its own, and "exact" is what no word means.',
    explains: all(
      isOf('question', 'answers'),
      ({ before, after }) => after !== undefined && plainTexts(before) === plainTexts(after),
    ),
  },
  {
    rule: 'Only essays say that a person scores them.',
    why: 'The profile demands it of them (rule 6), and of no other kind.',
    explains: isOf('question', 'computerScored'),
  },
];

function hasSeveralBanks(_: Difference, { course }: PlainTrip): boolean {
  return banksIn(course).length > 1;
}

function calledAsItem({ key, after }: Difference, { course }: PlainTrip): boolean {
  const first = firstItemShowing(key, course);
  return first !== undefined && (inWords(first.title) === inWords(after) || inWords(first.title) === '');
}

/** The first rule that explains a difference. */
export function plainRuleFor(difference: Difference, trip: PlainTrip): PlainRule | undefined {
  return PLAIN_RULES.find(({ explains }) => explains(difference, trip));
}
