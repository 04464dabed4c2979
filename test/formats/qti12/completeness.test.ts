/** The ledger rule for QTI 1.2: whatever the specification allows in a place, and whatever it does not, is told. */
import { describe, expect, it } from 'vitest';
import { INTERACTIONS, sampleQuestion } from '../../support/sample-questions.js';
import { silences } from './silences.js';
import { writeBank, writeQuiz } from './writing.js';

/** What may be left out without a word, and why nothing is lost with it. */
const NOTHING: readonly (readonly [path: RegExp, reason: string])[] = [
  [/\/(material|mattext|presentation|item)\/@label$/, 'a name for tools, shown to nobody'],
  [/\/@(class|charset|encoding)$/, 'how the source laid out or stored a text that is here'],
  [/\/mattext\/@space$/, 'white space of HTML'],
  [/\/render_fib\/@(rows|columns|prompt)$/, 'how large a field was drawn'],
  [/\/render_\w+\/@maxnumber$/, 'a limit above the number of choices'],
  [/\/response_label\/@(rarea|rrange)$/, 'about a place on a picture, where there is none or it is exact'],
  [/\/response_label\/@rshuffle$/, 'a fixed place among choices that are not shuffled'],
  [/\/response_lid\/@rcardinality$/, 'the type of the question says how many answers a blank takes'],
  [/\/respcondition\/@(continue|title)$/, 'the order of conditions that exclude each other, and their names'],
  [/\/varequal\/@case$/, 'upper and lower case of an identifier or a number'],
  [/\/matbreak$/, 'a line break where there are no lines'],
];

const isSomething = (path: string) => !NOTHING.some(([pattern]) => pattern.test(path));
const owner = { kind: 'quiz' as const, migrationId: 'quiz' };
/** Kinds that Canvas has something near for. */
const written = (
  await Promise.all(
    INTERACTIONS.map(async (interaction) => ({
      interaction,
      ...(await writeQuiz('canvas', [sampleQuestion(interaction, 'q', owner)])),
    })),
  )
).filter(({ skipped }) => skipped.length === 0);

const question = (migrationId: string) => ({ kind: 'question' as const, migrationId });
const inside = [sampleQuestion('essay', 'q1', owner), sampleQuestion('textOnly', 'q2', owner)];

/** Sections of every kind: groups with questions, of a bank here and elsewhere, a heading, a pointer into a bank. */
const quiz = await writeQuiz('canvas', inside, {
  timeLimit: 30,
  entries: [
    {
      type: 'group',
      migrationId: 'g1',
      title: 'Own',
      pick: 1,
      pointsPerQuestion: 2,
      questions: [question('q1')],
    },
    {
      type: 'group',
      migrationId: 'g2',
      title: 'Of a bank',
      bank: { kind: 'questionBank', migrationId: 'b1' },
      questions: [],
      shuffle: true,
    },
    {
      type: 'group',
      migrationId: 'g3',
      title: 'Elsewhere',
      externalBank: { identifier: 'b2', context: 'course_1' },
      questions: [],
    },
    { type: 'section', title: 'Part 2', html: '<p>Read.</p>', shuffle: true },
    { type: 'question', question: question('q2') },
    {
      type: 'question',
      question: question('q3'),
      points: 2,
      extensions: { canvas: { sourcebank_ref: 'b1', entry_type: 'Item' } },
    },
  ],
});
const bank = await writeBank('canvas', { migrationId: 'b1', title: 'Moons', bankType: 'Course' }, inside);
const profile = await writeQuiz(
  'cc',
  (['multipleChoice', 'trueFalse', 'multipleAnswers', 'shortAnswer', 'essay'] as const).map((interaction) =>
    sampleQuestion(interaction, interaction, owner),
  ),
  { html: '<p>Read.</p>', timeLimit: 20, allowedAttempts: 2, feedbackPermitted: true },
);

describe('what a file says', () => {
  it.each([
    ...written.map(({ interaction, text }) => [interaction, text] as const),
    ['a quiz with groups', quiz.text] as const,
    ['a bank', bank.text] as const,
    ['the Common Cartridge profile', profile.text] as const,
  ])('is in the model or in the ledger, whatever the place: %s', async (_, text) => {
    expect((await silences(text)).filter(isSomething)).toEqual([]);
  });
});
