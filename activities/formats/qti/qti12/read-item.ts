/** One item as a question: what all questions share is read here, the rest by the file of its interaction. */
import type { Extensions, Reference } from '../../../course/model/common.js';
import type { Question } from '../../../course/model/question.js';
import { attribute, elements, isElement, type XmlElement } from '../../xml/tree.js';
import { comparisonsOf, hasUnknown, isOther, readConditions, use } from './conditions.js';
import { readFeedback } from './feedback.js';
import type { InteractionFields, ItemReading } from './interactions/handler.js';
import { handlerOf } from './interactions/index.js';
import {
  isCommonField,
  isPointsField,
  readCommonFields,
  readPoints,
  unreadablePoints,
} from './item-fields.js';
import {
  createNotes,
  createReading,
  fail,
  type ItemPlace,
  type Notes,
  namesAnswers,
} from './item-reading.js';
import { withOwnIds } from './label-ids.js';
import { lostOf } from './lost.js';
import { fieldValue, itemFields } from './metadata.js';
import { readPresentation } from './presentation.js';
import { questionType, type TypedItem } from './question-type.js';

export interface ItemOptions extends ItemPlace {
  readonly migrationId: string;
  readonly owner: Reference;
  readonly position: number;
  /** Where the item names no category: the bank's section. */
  readonly category?: string;
}

export interface ReadItem {
  readonly question: Question;
  /** What the question does not hold, in short phrases. */
  readonly lost: readonly string[];
  readonly sourceType: string;
  /** False when it should have a right answer and none could be found. */
  readonly hasAnswer: boolean;
}

/** Reads an item. Throws `PackageError` when it is broken. */
export function readItem(element: XmlElement, options: ItemOptions): ReadItem {
  const fields = itemFields(element);
  const conditions = readConditions(element);
  const typed: TypedItem = { element, fields, conditions, presentation: readPresentation(element) };
  if (fieldValue(fields, 'question_type') === 'Error')
    fail(options, 'Canvas marked it as broken when it exported it');
  const { interaction, sourceType } = questionType(typed);
  const handler = handlerOf(interaction);
  const notes = createNotes();
  const item = createReading(typed, sourceType, readFeedback(element, conditions), notes, options);
  const particular =
    handler?.read(item) ?? fail(options, `questions of the type "${interaction}" are not read`);
  const common = readCommon(item, options);
  takeSilent(item);
  noteOtherResponses(interaction, item);
  const question = withOwnIds(assemble(particular, common, item, notes, options));
  for (const identifier of item.feedback.unread()) item.lose(`the feedback ${identifier}`);
  return {
    question,
    lost: interaction === 'unknown' ? [] : [...new Set([...notes.lost, ...lostOf(element)])],
    sourceType,
    hasAnswer: hasAnswer(question),
  };
}

/** Interactions that hold all responses of an item, or have none. */
const WHOLE = new Set<Question['interaction']>([
  'fillInBlanks',
  'dropdowns',
  'matching',
  'categorization',
  'formula',
  'unknown',
]);

function noteOtherResponses(interaction: Question['interaction'], { presentation, lose }: ItemReading): void {
  const others = WHOLE.has(interaction) ? [] : presentation.responses.slice(1);
  for (const { identifier } of others) lose(`the further place to answer "${identifier}"`);
}

function hasAnswer(question: Question): boolean {
  const handler = handlerOf(question.interaction);
  return (handler?.hasAnswer as ((asked: Question) => boolean) | undefined)?.(question) ?? true;
}

type Common = Partial<
  Pick<Question, 'title' | 'points' | 'shuffle' | 'hints' | 'solution' | 'feedback' | 'category'>
>;

function readCommon(item: ItemReading, options: ItemOptions): Common {
  const title = attribute(item.element, 'title');
  const points = readPoints(item.fields, item.element);
  const unreadable = unreadablePoints(item.fields);
  if (unreadable !== undefined) item.lose(`its points, which are "${unreadable}"`);
  const shuffle = readShuffle(item);
  const { solution, ...feedback } = mapValues(item.feedback.roles, (html) => item.html(html));
  const hints = item.feedback.hints.map((hint) => item.html(hint));
  return {
    ...(options.category === undefined ? {} : { category: options.category }),
    ...(title === undefined || title === '' ? {} : { title }),
    ...(points === undefined ? {} : { points }),
    ...(shuffle === undefined ? {} : { shuffle }),
    ...(solution === undefined ? {} : { solution }),
    ...(hints.length === 0 ? {} : { hints }),
    ...(Object.keys(feedback).length === 0 ? {} : { feedback }),
    ...readCommonFields(item.fields, { html: item.html, question: (id) => id }),
  };
}

function mapValues<Key extends string>(
  values: Readonly<Partial<Record<Key, string>>>,
  change: (value: string) => string,
): Partial<Record<Key, string>> {
  const changed = Object.entries<string | undefined>(values).map(([key, value]) => [
    key,
    change(value ?? ''),
  ]);
  return Object.fromEntries(changed) as Partial<Record<Key, string>>;
}

/** Of the first rendering that says whether it is shuffled. */
function readShuffle({ presentation }: ItemReading): boolean | undefined {
  const shuffle = presentation.responses
    .flatMap(({ render }) => (render === undefined ? [] : [render, ...elements(render).filter(isElement)]))
    .map((element) => attribute(element, 'shuffle'))
    .find((value) => value !== undefined);
  return shuffle === undefined ? undefined : shuffle.toLowerCase() === 'yes';
}

function assemble(
  particular: InteractionFields,
  common: Common,
  item: ItemReading,
  notes: Notes,
  { migrationId, owner, position }: ItemOptions,
): Question {
  const { stem, ...rest } = particular;
  const extensions = extensionsOf(item, notes);
  return {
    migrationId,
    owner,
    position,
    stem: stem ?? item.html(item.presentation.stem()),
    ...common,
    ...rest,
    ...(extensions === undefined ? {} : { extensions }),
  } as Question;
}

/** Metadata that nobody read is kept by its own names. */
function extensionsOf(item: ItemReading, notes: Notes): Extensions | undefined {
  const { fields } = item;
  if (namesAnswers(item)) notes.fields.add('original_answer_ids');
  const isRead = (label: string, entry: string) =>
    notes.fields.has(label) || isCommonField(label, entry) || isPointsField(label);
  const metadata = [...fields]
    .filter(([label, entry]) => entry.trim() !== '' && !isRead(label, entry))
    .map(([label, entry]) => [label, entry.trim()] as const);
  const qti = {
    ...notes.keptOfQti,
    ...(metadata.length === 0 ? {} : { metadata: Object.fromEntries(metadata) }),
  };
  const extensions: Extensions = {
    ...(Object.keys(notes.kept).length === 0 ? {} : { canvas: notes.kept }),
    ...(Object.keys(qti).length === 0 ? {} : { qti }),
  };
  return Object.keys(extensions).length === 0 ? undefined : extensions;
}

/**
 * Takes the conditions that say nothing more: those that score nothing, and those that test nothing. A comparison
 * with what the item does not have stays unread.
 */
function takeSilent({ conditions, feedback, presentation }: ItemReading): void {
  const names = new Set(
    presentation.responses.flatMap(({ identifier, labels }) => [
      identifier,
      ...labels.map((label) => label.identifier),
    ]),
  );
  for (const condition of conditions) {
    if (condition.element.taken.self || hasUnknown(condition.test)) continue;
    const compared = comparisonsOf(condition.test);
    const scoresNothing = condition.scores.every(({ value }) => Number(value) === 0);
    if (!scoresNothing && (compared.length > 0 || isOther(condition))) continue;
    const known = compared.filter(
      (one) => feedback.isUsed(one) || names.has(one.value.trim() || one.response),
    );
    if (known.length > 0 || compared.length === 0) use(condition, known);
  }
}
