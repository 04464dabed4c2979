/** Questions of every kind QTI 1.2 has a form for, with hostile texts; each is what a reader would make of it. */
import fc from 'fast-check';
import type { Interaction, Question, QuestionOf } from '../../../activities/course/model/question.js';
import { hasForbiddenCharacters } from '../../../activities/formats/xml/write.js';

const OWNER = { kind: 'quiz' as const, migrationId: 'quiz' };

const sound = (text: string) => !hasForbiddenCharacters(text);
const snippets = fc.constantFrom(
  '<p>a &amp; b</p>',
  ']]>',
  '<![CDATA[x]]>',
  '&nbsp;&lt;b&gt;',
  '<img src="x.png" alt="a &quot;b&quot;">',
  '<!-- c -->',
  '\u00a0',
  '\n\t',
  '[a] {b}',
  '漢字',
  '🧪',
  'é\u0301',
  "it's",
  '"quoted"',
  '5 < 6 & 7 > 3',
  '\r\n',
);
const hostile = fc
  .array(
    fc.oneof(
      snippets,
      fc.string({ unit: 'grapheme', maxLength: 6 }),
      fc.string({ unit: 'binary', maxLength: 4 }),
    ),
    { maxLength: 5 },
  )
  .map((parts) => parts.join(''))
  .filter(sound);

/** HTML, often empty. */
export const html = fc.oneof(fc.constant(''), fc.constantFrom('Yes', 'True', 'plain words'), hostile);
/** HTML with something to see: what a reader does not take for nothing. */
const said = hostile.filter((text) => text.trim() !== '');
const text = hostile;
const word = hostile.map((value) => value.trim()).filter((value) => value !== '');
/** Ids: what Canvas and New Quizzes use, and anything at all. */
export const id = fc.oneof(fc.integer({ min: 1, max: 99_999 }).map(String), fc.uuid(), word);
const ids = (minimum: number, maximum: number) =>
  fc.uniqueArray(id, { minLength: minimum, maxLength: maximum, selector: (value) => value.trim() });

const optional = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined, freq: 2 });
const percent = fc.constantFrom(0, 100, 100, 50, 33.33333, -25, 10);
const number = fc
  .oneof(fc.integer({ min: -1000, max: 1000 }), fc.double({ noNaN: true, min: -1e6, max: 1e6 }))
  .map((value) => (value === 0 ? 0 : value));

/** Leaves out what is undefined, as a reader does. */
export function compact<Value>(value: Value): Value {
  if (Array.isArray(value)) return value.map(compact) as Value;
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  return Object.fromEntries(entries.map(([key, inner]) => [key, compact(inner)])) as Value;
}

const feedback = optional(
  fc
    .record({
      general: optional(said),
      correct: optional(said),
      incorrect: optional(said),
      partial: optional(said),
    })
    .filter((parts) => Object.values(parts).some((part) => part !== undefined)),
);

const common = fc.record({
  migrationId: id,
  owner: fc.constant(OWNER),
  position: fc.constant(1),
  stem: html,
  title: optional(text.filter((value) => value !== '')),
  points: optional(
    fc.oneof(fc.integer({ min: 0, max: 100 }), fc.double({ noNaN: true, min: 0.01, max: 99 })),
  ),
  feedback,
  hints: optional(fc.array(said, { minLength: 1, maxLength: 3 })),
  solution: optional(said),
  gradingNotes: optional(said),
  category: optional(word),
  calculator: optional(fc.constantFrom('none', 'basic', 'scientific')),
  bankQuestion: optional(word),
  stimulus: optional(word.map((migrationId) => ({ kind: 'question' as const, migrationId }))),
  computerScored: optional(fc.boolean()),
  extensions: optional(fc.constant({ qti: { metadata: { wct_usedbyassessment: 'Final & more' } } })),
});

type Body<Name extends Interaction> = Omit<
  QuestionOf<Name>,
  Exclude<keyof QuestionOf<'textOnly'>, 'interaction' | 'shuffle' | 'stem'>
>;

const choice = (choiceId: string, weight: fc.Arbitrary<number>) =>
  fc.record({ id: fc.constant(choiceId), html, weight, feedback: optional(said) });
const choices = (minimum: number, maximum: number, weight: fc.Arbitrary<number> = percent) =>
  ids(minimum, maximum).chain((given) => fc.tuple(...given.map((one) => choice(one, weight))));
const shuffle = optional(fc.boolean());

/** Texts differ in what they compare; ids come with all answers or with none. */
const texts = (weight: fc.Arbitrary<number>) =>
  fc
    .uniqueArray(
      fc.record({
        text,
        weight,
        match: optional(
          fc.constantFrom('exact', 'contains', 'pattern', 'regularExpression') as fc.Arbitrary<'exact'>,
        ),
        caseSensitive: optional(fc.boolean()),
        feedback: optional(said),
      }),
      { minLength: 1, maxLength: 4, selector: (answer) => answer.text.trim() },
    )
    .chain((answers) =>
      fc.oneof(
        fc.constant(answers),
        ids(answers.length, answers.length).map((given) =>
          answers.map((answer, index) => ({ ...answer, id: given[index] as string })),
        ),
      ),
    );

/** One blank has a text that is wholly right, so that its share of the points can be told. */
const blankNames = fc.uniqueArray(word, { minLength: 1, maxLength: 3 });
const wholeBlank = <Answer extends { weight: number }>(answers: readonly Answer[]) =>
  answers.map((answer, index) => (index === 0 ? { ...answer, weight: 100 } : answer));
/** Shares that no number of blanks up to three has evenly. */
const blankShare = optional(fc.constantFrom(12.5, 40, 70));
const notNegative = fc.constantFrom(0, 100, 50, 25);

const numericalAnswer = (weight: fc.Arbitrary<number>) =>
  fc.oneof(
    fc.record({
      type: fc.constant('exact' as const),
      value: number,
      margin: fc.oneof(fc.constant(0), fc.double({ noNaN: true, min: 0.001, max: 50 })),
      marginType: optional(fc.constantFrom('absolute', 'percent') as fc.Arbitrary<'absolute'>),
      weight,
      feedback: optional(said),
    }),
    fc.record({
      type: fc.constant('range' as const),
      start: number,
      end: number,
      weight,
      feedback: optional(said),
    }),
    fc.record({
      type: fc.constant('precision' as const),
      value: number,
      precision: fc.integer({ min: 1, max: 10 }),
      weight,
      feedback: optional(said),
    }),
    fc.record({
      type: fc.constant('any' as const),
      weight: fc.constantFrom(100, 50),
      feedback: optional(said),
    }),
  );

const labelled = (one: string) => fc.record({ id: fc.constant(one), html, feedback: optional(said) });

const matching = fc.tuple(ids(1, 4), ids(1, 4)).chain(([left, right]) =>
  fc.record({
    interaction: fc.constant('matching' as const),
    shuffle,
    premises: fc.tuple(
      ...left.map((one) =>
        fc.record({
          id: fc.constant(one),
          html,
          match: optional(fc.constantFrom(...right)),
          feedback: optional(said),
        }),
      ),
    ),
    targets: fc.tuple(...right.map((one) => fc.record({ id: fc.constant(one), html }))),
  }),
);

const categorization = fc.tuple(ids(1, 3), ids(1, 5)).chain(([categories, items]) =>
  fc.record({
    interaction: fc.constant('categorization' as const),
    shuffle,
    categories: fc.tuple(
      ...categories.map((one) => fc.record({ id: fc.constant(one), html, items: fc.subarray(items) })),
    ),
    items: fc.tuple(...items.map(labelled)),
  }),
);

const formula = fc.record({
  interaction: fc.constant('formula' as const),
  answerTolerance: optional(fc.constantFrom('0', '0.5', '10%')),
  decimalPlaces: optional(fc.integer({ min: 0, max: 6 })),
  formulas: fc.array(text, { maxLength: 3 }),
  variables: fc.array(
    fc.record({
      name: text,
      minimum: number,
      maximum: number,
      scale: optional(fc.integer({ min: 0, max: 4 })),
    }),
    { maxLength: 3 },
  ),
  solutions: fc.array(
    fc.record({
      id: optional(id),
      values: fc.dictionary(
        word.filter((name) => name !== '__proto__'),
        number,
        { maxKeys: 3 },
      ),
      answer: number,
    }),
    { maxLength: 3 },
  ),
});

const essay = fc.record({
  interaction: fc.constant('essay' as const),
  responseFormat: optional(fc.constantFrom('editor', 'plain') as fc.Arbitrary<'editor'>),
  responseTemplate: optional(said),
  minWords: optional(fc.integer({ min: 1, max: 99 })),
  maxWords: optional(fc.integer({ min: 100, max: 999 })),
  expectedLength: optional(fc.integer({ min: 1, max: 999 })),
});

const hotSpot = ids(1, 3).chain((given) =>
  fc.record({
    interaction: fc.constant('hotSpot' as const),
    image: word,
    multiple: fc.constantFrom(true, undefined),
    areas: fc.tuple(
      ...given.map((one) =>
        fc.oneof(
          fc.record({
            id: fc.constant(one),
            shape: fc.constantFrom(
              'rectangle',
              'circle',
              'ellipse',
              'polygon',
              'point',
            ) as fc.Arbitrary<'rectangle'>,
            coordinates: fc.array(
              fc.double({ noNaN: true, min: 0, max: 1 }).map((value) => value + 0),
              { minLength: 2, maxLength: 6 },
            ),
            relative: fc.constant(true as const),
            weight: optional(percent),
            feedback: optional(said),
          }),
          fc.record({
            id: fc.constant(one),
            shape: fc.constantFrom('rectangle', 'polygon') as fc.Arbitrary<'rectangle'>,
            coordinates: fc.array(fc.integer({ min: 2, max: 2000 }), { minLength: 2, maxLength: 6 }),
            weight: optional(percent),
            feedback: optional(said),
          }),
        ),
      ),
    ),
  }),
);

/** Every interaction of Canvas's dialect. */
const BODIES = {
  multipleChoice: fc.record({
    interaction: fc.constant('multipleChoice' as const),
    shuffle,
    answers: choices(0, 5),
  }),
  trueFalse: fc.record({ interaction: fc.constant('trueFalse' as const), shuffle, answers: choices(2, 2) }),
  multipleAnswers: fc.record({
    interaction: fc.constant('multipleAnswers' as const),
    shuffle,
    answers: choices(0, 5),
  }),
  shortAnswer: fc.record({ interaction: fc.constant('shortAnswer' as const), answers: texts(percent) }),
  fillInBlanks: blankNames.chain((names) =>
    fc.record({
      interaction: fc.constant('fillInBlanks' as const),
      blanks: fc.tuple(
        ...names.map((name) =>
          fc.record({
            name: fc.constant(name),
            answers: texts(notNegative).map(wholeBlank),
            weight: blankShare,
          }),
        ),
      ),
    }),
  ),
  dropdowns: blankNames.chain((names) =>
    fc.record({
      interaction: fc.constant('dropdowns' as const),
      shuffle,
      blanks: fc.tuple(
        ...names.map((name) =>
          fc.record({
            name: fc.constant(name),
            choices: choices(1, 4, notNegative).map(wholeBlank),
            weight: blankShare,
          }),
        ),
      ),
    }),
  ),
  matching,
  numerical: fc
    .array(numericalAnswer(fc.constantFrom(100, 100, 50, 25)), { minLength: 1, maxLength: 4 })
    .chain((answers) =>
      fc.record({
        interaction: fc.constant('numerical' as const),
        answers: fc.oneof(
          fc.constant(answers),
          ids(answers.length, answers.length).map((given) =>
            answers.map((answer, index) => ({ ...answer, id: given[index] as string })),
          ),
        ),
      }),
    ),
  formula,
  essay,
  fileUpload: fc.record({
    interaction: fc.constant('fileUpload' as const),
    maxFiles: optional(fc.integer({ min: 1, max: 9 })),
    fileTypes: optional(fc.uniqueArray(fc.constantFrom('pdf', '.docx', 'png'), { minLength: 1 })),
  }),
  textOnly: fc.record({ interaction: fc.constant('textOnly' as const) }),
  stimulus: fc.record({
    interaction: fc.constant('stimulus' as const),
    instructions: optional(said),
    orientation: optional(fc.constantFrom('left', 'top')),
  }),
  ordering: ids(1, 5).chain((given) =>
    fc.record({
      interaction: fc.constant('ordering' as const),
      shuffle,
      items: fc.tuple(...given.map(labelled)),
      topLabel: optional(text),
      bottomLabel: optional(text),
      layout: optional(fc.constantFrom('vertical', 'horizontal') as fc.Arbitrary<'vertical'>),
    }),
  ),
  categorization,
  hotSpot,
} as const satisfies { [Name in Interaction]?: fc.Arbitrary<unknown> };

export const CANVAS_INTERACTIONS = Object.keys(BODIES) as (keyof typeof BODIES)[];

/** A question of one interaction. */
export function questionArbitrary(interaction: keyof typeof BODIES): fc.Arbitrary<Question> {
  return fc
    .tuple(common, BODIES[interaction] as unknown as fc.Arbitrary<Body<Interaction>>)
    .map(([shared, body]) => compact({ ...shared, ...body }) as unknown as Question);
}

export const questionOfAnyKind = fc.constantFrom(...CANVAS_INTERACTIONS).chain(questionArbitrary);

/** Parts of a question that the Common Cartridge profile has a place for. */
const cartridgeCommon = fc.record({
  migrationId: id,
  owner: fc.constant(OWNER),
  position: fc.constant(1),
  stem: html,
  title: optional(text.filter((value) => value !== '')),
  points: optional(fc.integer({ min: 1, max: 99 })),
  feedback: optional(fc.record({ general: said, correct: said, incorrect: said })),
  hints: optional(fc.array(said, { minLength: 1, maxLength: 2 })),
  solution: optional(said),
  category: optional(word),
});

const allOrNothing = fc.constantFrom(0, 100);

/** The two choices of a true/false question: called so, and saying so, in either order. */
function asTrueAndFalse<Answer>(answers: readonly Answer[]): fc.Arbitrary<Answer[]> {
  const texts = { true: ['True', '<p>true</p>'], false: ['False', '<b>FALSE</b> '] };
  return fc
    .tuple(fc.constantFrom(['true', 'false'] as const, ['false', 'true'] as const), fc.constantFrom(0, 1))
    .map(([ids, text]) =>
      answers.map((answer, at) => {
        const id = ids[at] ?? 'true';
        return { ...answer, id, html: texts[id][text] };
      }),
    );
}
const CARTRIDGE_BODIES = {
  multipleChoice: fc.record({
    interaction: fc.constant('multipleChoice' as const),
    shuffle,
    answers: choices(2, 5, allOrNothing).map(wholeBlank),
  }),
  trueFalse: fc.record({
    interaction: fc.constant('trueFalse' as const),
    shuffle,
    answers: choices(2, 2, allOrNothing).map(wholeBlank).chain(asTrueAndFalse),
  }),
  multipleAnswers: fc.record({
    interaction: fc.constant('multipleAnswers' as const),
    shuffle,
    answers: choices(2, 5, allOrNothing).map(wholeBlank),
  }),
  shortAnswer: fc.record({
    interaction: fc.constant('shortAnswer' as const),
    answers: fc.uniqueArray(
      fc.record({
        text: word,
        weight: fc.constant(100),
        match: fc.constantFrom(undefined, 'contains' as const),
        caseSensitive: optional(fc.boolean()),
        feedback: optional(said),
      }),
      { minLength: 1, maxLength: 4, selector: (answer) => answer.text },
    ),
  }),
  essay: fc.record({
    interaction: fc.constant('essay' as const),
    computerScored: fc.constant(false),
    feedback: optional(fc.record({ general: said })),
    responseTemplate: optional(said),
    expectedLength: optional(fc.integer({ min: 1, max: 999 })),
  }),
} as const;

export const CARTRIDGE_INTERACTIONS = Object.keys(CARTRIDGE_BODIES) as (keyof typeof CARTRIDGE_BODIES)[];

/** A question that the Common Cartridge profile holds whole. */
export function cartridgeQuestion(interaction: keyof typeof CARTRIDGE_BODIES): fc.Arbitrary<Question> {
  return fc
    .tuple(cartridgeCommon, CARTRIDGE_BODIES[interaction] as fc.Arbitrary<object>)
    .map(([shared, body]) => compact({ ...shared, ...body }) as Question);
}
