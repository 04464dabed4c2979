/** Questions: what every question has, and one shape per interaction. */
import { z } from 'zod';
import { html, reference, shared } from './common.js';

const answerId = z.string().min(1);
/** Percent of the question's points this answer earns; 100 is right. */
const weight = z.number();

/** A choice a learner can tick. */
export const choice = z.strictObject({ id: answerId, html, weight, feedback: html.optional() });

/** A text a learner may type. `contains`: the answer holds it somewhere; `pattern`: with `*` as wildcard. */
export const textAnswer = z.strictObject({
  id: answerId.optional(),
  text: z.string(),
  weight,
  match: z.enum(['exact', 'contains', 'pattern', 'regularExpression']).optional(),
  caseSensitive: z.boolean().optional(),
  feedback: html.optional(),
});

const numericalAnswer = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('exact'),
    id: answerId.optional(),
    value: z.number(),
    margin: z.number(),
    marginType: z.enum(['absolute', 'percent']).optional(),
    weight,
    feedback: html.optional(),
  }),
  z.strictObject({
    type: z.literal('range'),
    id: answerId.optional(),
    start: z.number(),
    end: z.number(),
    weight,
    feedback: html.optional(),
  }),
  z.strictObject({
    type: z.literal('precision'),
    id: answerId.optional(),
    value: z.number(),
    /** Significant digits. */
    precision: z.int(),
    weight,
    feedback: html.optional(),
  }),
  z.strictObject({ type: z.literal('any'), id: answerId.optional(), weight, feedback: html.optional() }),
]);

const area = z.strictObject({
  id: answerId,
  shape: z.enum(['rectangle', 'circle', 'ellipse', 'polygon', 'point']),
  /** As in an HTML image map, in pixels, or as shares of the picture (0 to 1) when `relative`. */
  coordinates: z.array(z.number()),
  relative: z.boolean().optional(),
  weight: weight.optional(),
  feedback: html.optional(),
});

const labelled = z.strictObject({ id: answerId, html, feedback: html.optional() });
const unit = z.strictObject({ unit: z.string(), multiplier: z.number() });

const common = {
  ...shared,
  title: z.string().optional(),
  stem: html,
  /** Where the question lives. */
  owner: reference,
  position: z.number().optional(),
  points: z.number().optional(),
  penalty: z.number().optional(),
  category: z.string().optional(),
  feedback: z
    .strictObject({
      general: html.optional(),
      correct: html.optional(),
      incorrect: html.optional(),
      partial: html.optional(),
    })
    .optional(),
  hints: z.array(html).optional(),
  solution: html.optional(),
  gradingNotes: html.optional(),
  shuffle: z.boolean().optional(),
  /** The passage this question belongs to: a question of interaction `stimulus`. */
  stimulus: reference.optional(),
  calculator: z.string().optional(),
  scoringAlgorithm: z.string().optional(),
  /** The bank question this one was drawn from. */
  bankQuestion: z.string().optional(),
  /** False where a person grades it. */
  computerScored: z.boolean().optional(),
};

const shape = <Name extends string, Fields extends z.ZodRawShape>(interaction: Name, fields: Fields) =>
  z.strictObject({ ...common, interaction: z.literal(interaction), ...fields });

const formulaFields = {
  answerTolerance: z.string().optional(),
  formulas: z.array(z.string()),
  decimalPlaces: z.int().optional(),
  variables: z.array(
    z.strictObject({
      name: z.string(),
      minimum: z.number(),
      maximum: z.number(),
      scale: z.number().optional(),
    }),
  ),
  solutions: z.array(
    z.strictObject({
      id: z.string().optional(),
      values: z.record(z.string(), z.number()),
      answer: z.number(),
    }),
  ),
  units: z.array(unit).optional(),
};

export const question = z.discriminatedUnion('interaction', [
  shape('multipleChoice', { answers: z.array(choice) }),
  shape('trueFalse', { answers: z.array(choice) }),
  shape('multipleAnswers', { answers: z.array(choice) }),
  shape('shortAnswer', { answers: z.array(textAnswer) }),
  shape('fillInBlanks', {
    blanks: z.array(
      z.strictObject({ name: z.string(), answers: z.array(textAnswer), weight: weight.optional() }),
    ),
  }),
  shape('dropdowns', {
    blanks: z.array(
      z.strictObject({ name: z.string(), choices: z.array(choice), weight: weight.optional() }),
    ),
  }),
  shape('matching', {
    /** Left sides, each with the id of its right side. */
    premises: z.array(
      z.strictObject({
        id: answerId,
        html,
        match: answerId.optional(),
        weight: weight.optional(),
        feedback: html.optional(),
      }),
    ),
    /** Right sides; one that no premise names is a distractor. */
    targets: z.array(labelled),
  }),
  shape('matchMatrix', {
    rows: z.array(labelled),
    columns: z.array(labelled),
    pairs: z.array(z.strictObject({ row: answerId, column: answerId, weight })),
  }),
  shape('numerical', {
    answers: z.array(numericalAnswer),
    units: z.array(unit).optional(),
  }),
  shape('formula', formulaFields),
  shape('formulaChoice', { ...formulaFields, multiple: z.boolean().optional() }),
  shape('essay', {
    responseFormat: z.enum(['editor', 'plain', 'monospaced', 'none']).optional(),
    responseTemplate: html.optional(),
    minWords: z.int().optional(),
    maxWords: z.int().optional(),
    attachments: z.int().optional(),
    attachmentsRequired: z.int().optional(),
    /** Regular expression or length hints of the source. */
    expectedLength: z.int().optional(),
  }),
  shape('fileUpload', {
    maxFiles: z.int().optional(),
    fileTypes: z.array(z.string()).optional(),
  }),
  shape('textOnly', {}),
  shape('stimulus', { instructions: html.optional(), orientation: z.string().optional() }),
  shape('ordering', {
    /** In the right order. */
    items: z.array(labelled),
    topLabel: z.string().optional(),
    bottomLabel: z.string().optional(),
    layout: z.enum(['vertical', 'horizontal']).optional(),
  }),
  shape('categorization', {
    categories: z.array(z.strictObject({ id: answerId, html, items: z.array(answerId) })),
    items: z.array(labelled),
  }),
  shape('hotSpot', { image: z.string(), areas: z.array(area), multiple: z.boolean().optional() }),
  shape('hotText', { segments: z.array(z.strictObject({ id: answerId, weight })) }),
  shape('gapText', {
    /** Words to drag; a gap accepts those of its group. */
    choices: z.array(
      z.strictObject({ id: answerId, html, group: z.string().optional(), reusable: z.boolean().optional() }),
    ),
    gaps: z.array(
      z.strictObject({ id: answerId, choice: answerId.optional(), group: z.string().optional() }),
    ),
  }),
  shape('gapImage', {
    image: z.string(),
    choices: z.array(
      z.strictObject({
        id: answerId,
        html: html.optional(),
        image: z.string().optional(),
        group: z.string().optional(),
        reusable: z.boolean().optional(),
      }),
    ),
    drops: z.array(area.extend({ choice: answerId.optional(), group: z.string().optional() })),
  }),
  shape('association', {
    items: z.array(labelled),
    pairs: z.array(z.strictObject({ first: answerId, second: answerId, weight })),
    image: z.string().optional(),
  }),
  shape('slider', {
    minimum: z.number(),
    maximum: z.number(),
    step: z.number().optional(),
    value: z.number().optional(),
  }),
  shape('drawing', { image: z.string().optional() }),
  shape('media', {
    media: z.string().optional(),
    minPlays: z.int().optional(),
    maxPlays: z.int().optional(),
  }),
  shape('opinionScale', { choices: z.array(labelled) }),
  /** Several questions in one text: the stem names each part as `{#id}`. */
  shape('cloze', {
    parts: z.array(
      z.strictObject({
        id: answerId,
        type: z.enum(['multipleChoice', 'multipleAnswers', 'shortAnswer', 'numerical']),
        points: z.number(),
        display: z.string().optional(),
        choices: z.array(choice).optional(),
        texts: z.array(textAnswer).optional(),
        numbers: z.array(numericalAnswer).optional(),
      }),
    ),
  }),
  /** A question of a kind not known: its text, and its source word for word. */
  shape('unknown', { sourceType: z.string(), source: z.string() }),
]);
export type Question = z.infer<typeof question>;
export type Interaction = Question['interaction'];
export type QuestionOf<Name extends Interaction> = Extract<Question, { interaction: Name }>;
