/** One small valid question of every interaction. */
import type { CollectionRecord } from '../../activities/course/collections.js';
import type { Reference } from '../../activities/course/model/common.js';
import type { Interaction, Question } from '../../activities/course/model/question.js';

type Body<Name extends Interaction> = Omit<
  Extract<Question, { interaction: Name }>,
  'migrationId' | 'owner' | 'stem' | 'interaction'
>;

const right = { id: 'a', html: '<p>Yes</p>', weight: 100, feedback: '<p>Well done</p>' };
const wrong = { id: 'b', html: 'No', weight: 0 };
const labels = [
  { id: 'x', html: 'Axon' },
  { id: 'y', html: 'Dendrite', feedback: 'Not quite' },
];
const pair = { first: 'x', second: 'y', weight: 100 };
const area = { id: 'spot', shape: 'rectangle' as const, coordinates: [0, 0, 10, 10], weight: 100 };
const formula = {
  formulas: ['x + y'],
  answerTolerance: '0.1',
  decimalPlaces: 2,
  variables: [{ name: 'x', minimum: 1, maximum: 9, scale: 0 }],
  solutions: [{ id: '1', values: { x: 3 }, answer: 7 }],
};

const BODIES: { readonly [Name in Interaction]: Body<Name> } = {
  multipleChoice: { answers: [right, wrong], points: 2, shuffle: true },
  trueFalse: {
    answers: [
      { ...right, html: '<p>True</p>' },
      { ...wrong, html: 'False' },
    ],
  },
  multipleAnswers: { answers: [right, { ...wrong, weight: 50 }] },
  shortAnswer: { answers: [{ id: 'a', text: 'Oslo', weight: 100, match: 'exact', caseSensitive: false }] },
  fillInBlanks: { blanks: [{ name: 'city', answers: [{ text: 'Oslo', weight: 100 }], weight: 1 }] },
  dropdowns: { blanks: [{ name: 'city', choices: [right, wrong] }] },
  matching: { premises: [{ id: 'p', html: 'Norway', match: 'x' }], targets: labels },
  matchMatrix: { rows: labels, columns: labels, pairs: [{ row: 'x', column: 'y', weight: 100 }] },
  numerical: {
    answers: [
      { type: 'exact', value: 3.14, margin: 0.01, weight: 100 },
      { type: 'range', start: 3, end: 4, weight: 50 },
      { type: 'precision', value: 3.1, precision: 2, weight: 50 },
      { type: 'any', weight: 0 },
    ],
    units: [{ unit: 'cm', multiplier: 100 }],
  },
  formula,
  formulaChoice: { ...formula, multiple: false },
  essay: { responseFormat: 'editor', minWords: 10, maxWords: 500, attachments: 1 },
  fileUpload: { maxFiles: 2, fileTypes: ['.pdf'] },
  textOnly: {},
  stimulus: { instructions: '<p>Read on.</p>', orientation: 'left' },
  ordering: { items: labels, topLabel: 'First', layout: 'vertical' },
  categorization: { categories: [{ id: 'c', html: 'Cells', items: ['x'] }], items: labels },
  hotSpot: { image: 'https://example.org/map.png', areas: [area], multiple: false },
  hotText: { segments: [{ id: 's', weight: 100 }] },
  gapText: { choices: [{ id: 'g', html: 'word' }], gaps: [{ id: '1', choice: 'g' }] },
  gapImage: { image: 'map.png', choices: [{ id: 'g', html: 'label' }], drops: [{ ...area, choice: 'g' }] },
  association: { items: labels, pairs: [pair] },
  slider: { minimum: 0, maximum: 10, step: 1, value: 7 },
  drawing: { image: 'canvas.png' },
  media: { media: 'clip.mp4', minPlays: 1 },
  opinionScale: { choices: labels },
  cloze: {
    parts: [
      { id: '1', type: 'multipleChoice', points: 1, choices: [right, wrong] },
      { id: '2', type: 'shortAnswer', points: 1, texts: [{ text: 'Oslo', weight: 100 }] },
      { id: '3', type: 'numerical', points: 1, numbers: [{ type: 'any', weight: 100 }] },
    ],
  },
  unknown: { sourceType: 'hologram', source: '<item type="hologram"/>' },
};

export const INTERACTIONS = Object.keys(BODIES) as Interaction[];

/** A question of one interaction. `overrides` replace any of its fields. */
export function sampleQuestion(
  interaction: Interaction,
  migrationId: string,
  owner: Reference,
  overrides: Partial<Pick<Question, 'title' | 'stem' | 'stimulus' | 'position' | 'points'>> = {},
): CollectionRecord<'questions'> {
  const stem = interaction === 'cloze' ? 'One {#1}, two {#2}, three {#3}' : `<p>${interaction}?</p>`;
  return { ...BODIES[interaction], migrationId, interaction, owner, stem, ...overrides } as Question;
}
