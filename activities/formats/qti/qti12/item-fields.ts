/** The metadata of an item that every question can hold: one table for reading and writing. */
import type { Reference } from '../../../course/model/common.js';
import type { Question } from '../../../course/model/question.js';
import type { XmlElement } from '../../xml/tree.js';
import { lookup } from './lookup.js';
import { isKnownType, TYPE_FIELDS } from './question-type.js';
import { declaredMaximum } from './scoring.js';

type Common = Pick<
  Question,
  | 'category'
  | 'calculator'
  | 'scoringAlgorithm'
  | 'gradingNotes'
  | 'computerScored'
  | 'stimulus'
  | 'bankQuestion'
>;

/** What a field's reader and writer know of the world round the item. */
export interface FieldContext {
  html(html: string): string;
  /** The id of a question, as it is called on the other side. */
  question(id: string): string;
}

interface FieldRule {
  /** The label that is written; the others are read as well. */
  readonly labels: readonly [string, ...string[]];
  read(value: string, context: FieldContext): Common;
  write(question: Common, context: FieldContext): string | undefined;
}

const question = (migrationId: string): Reference => ({ kind: 'question', migrationId });

const RULES: readonly FieldRule[] = [
  {
    labels: ['assessment_question_identifierref'],
    read: (value, context) => ({ bankQuestion: context.question(value) }),
    write: ({ bankQuestion }, context) =>
      bankQuestion === undefined ? undefined : context.question(bankQuestion),
  },
  {
    labels: ['parent_stimulus_item_ident'],
    read: (value, context) => ({ stimulus: question(context.question(value)) }),
    write: ({ stimulus }, context) =>
      stimulus === undefined ? undefined : context.question(stimulus.migrationId),
  },
  {
    labels: ['calculator_type'],
    read: (calculator) => ({ calculator }),
    write: ({ calculator }) => calculator,
  },
  {
    labels: ['scoring_algorithm'],
    read: (scoringAlgorithm) => ({ scoringAlgorithm }),
    write: ({ scoringAlgorithm }) => scoringAlgorithm,
  },
  {
    labels: ['grading_notes', 'qmd_instructornotes'],
    read: (value, context) => ({ gradingNotes: context.html(value) }),
    write: ({ gradingNotes }, context) =>
      gradingNotes === undefined ? undefined : context.html(gradingNotes),
  },
  {
    labels: ['cc_question_category', 'wct_questioncategory'],
    read: (category) => ({ category }),
    write: ({ category }) => category,
  },
  {
    labels: ['qmd_computerscored'],
    read: (value) => (/^(?:yes|no)$/i.test(value) ? { computerScored: value.toLowerCase() === 'yes' } : {}),
    write: ({ computerScored }) => (computerScored === undefined ? undefined : computerScored ? 'Yes' : 'No'),
  },
];

/** The labels that this table and `readPoints` read, and those that only say which type it is. */
const READ = new Set([
  ...RULES.flatMap(({ labels }) => labels),
  ...TYPE_FIELDS,
  'qmd_scoringpermitted',
  'bbmd_asi_object_id',
]);

export function readCommonFields(fields: ReadonlyMap<string, string>, context: FieldContext): Common {
  const found = RULES.toReversed().flatMap(({ labels, read }) =>
    labels
      .toReversed()
      .map((label) => fields.get(label) ?? '')
      .filter((value) => value.trim() !== '')
      .map((value) => read(labels[0] === 'grading_notes' ? value : value.trim(), context)),
  );
  return Object.assign({}, ...found);
}

export function writeCommonFields(common: Common, context: FieldContext): [label: string, value: string][] {
  return RULES.flatMap(({ labels, write }): [string, string][] => {
    const value = write(common, context);
    return value === undefined ? [] : [[labels[0], value]];
  });
}

/** What a field must say to be read; anything else is kept as it is. */
const USUAL: Readonly<Record<string, RegExp>> = {
  qmd_computerscored: /^(?:yes|no)$/i,
  qmd_scoringpermitted: /^yes$/i,
};

/** Whether a field is read by this table; any other is kept as it is. */
export function isCommonField(label: string, value: string): boolean {
  return READ.has(label) && (lookup(USUAL, label)?.test(value.trim()) ?? isKnownType(label, value));
}

/** Where exporters keep the points, the most trustworthy first. Brightspace and Blackboard write 0 for none. */
const POINTS = [
  'points_possible',
  'cc_weighting',
  'respondusapi_qpoints',
  'qmd_absolutescore_max',
  'qmd_maximumscore',
  'qmd_weighting',
] as const;

export function isPointsField(label: string): boolean {
  return POINTS.some((name) => name === label);
}

/** A points field that holds no number. */
export function unreadablePoints(fields: ReadonlyMap<string, string>): string | undefined {
  return POINTS.map((label) => fields.get(label)?.trim() ?? '').find(
    (text) => !Number.isFinite(Number(text)),
  );
}

/** The points of an item; without metadata the declared maximum, unless that is a percentage. */
export function readPoints(fields: ReadonlyMap<string, string>, item: XmlElement): number | undefined {
  for (const label of POINTS) {
    const text = fields.get(label)?.trim() ?? '';
    const value = Number(text);
    if (text !== '' && Number.isFinite(value) && (value !== 0 || !label.startsWith('qmd_'))) return value;
  }
  if (POINTS.some((label) => (fields.get(label)?.trim() ?? '') !== '')) return undefined;
  const declared = declaredMaximum(item);
  return declared === 100 ? undefined : declared;
}
