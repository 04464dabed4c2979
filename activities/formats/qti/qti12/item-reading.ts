/** The item as its question type sees it, and the notes it takes. */
import { PackageError } from '../../../errors.js';
import { rewriteAddress } from './addresses.js';
import type { Feedback } from './feedback.js';
import type { ItemReading } from './interactions/handler.js';
import { readPoints } from './item-fields.js';
import { fieldValue } from './metadata.js';
import type { TypedItem } from './question-type.js';
import { createScoring } from './scoring.js';

/** What messages call the item, and how its links are translated. */
export interface ItemPlace {
  /** For messages: `quiz.xml`. */
  readonly path: string;
  /** For messages: `item "q1"`. */
  readonly name: string;
  rewriteHtml(html: string): string;
}

/** Ends the reading of an item that is broken. */
export function fail({ path, name }: ItemPlace, problem: string): never {
  throw new PackageError(`${path}: ${name}: ${problem}.`, { path, element: name });
}

/** What turns up while an item is read. */
export interface Notes {
  readonly lost: Set<string>;
  readonly kept: Record<string, string | Record<string, Record<string, string>>>;
  readonly keptOfQti: Record<string, string>;
  readonly fields: Set<string>;
}

export function createNotes(): Notes {
  return { lost: new Set(), kept: {}, keptOfQti: {}, fields: new Set() };
}

export function createReading(
  typed: TypedItem,
  sourceType: string,
  feedback: Feedback,
  notes: Notes,
  options: ItemPlace,
): ItemReading {
  const html = (authored: string) => options.rewriteHtml(authored);
  const field = (label: string) => {
    notes.fields.add(label);
    return fieldValue(typed.fields, label);
  };
  return {
    ...typed,
    name: options.name,
    sourceType,
    feedback,
    scoring: (mode) => createItemScoring(typed, mode, feedback),
    html,
    address: (authored) => rewriteAddress(authored, html),
    field,
    answerIds: (count) =>
      readAnswerIds(field('original_answer_ids'), typed.fields.has('original_answer_ids'), count),
    answerFeedback: (identifier, isAbout) => {
      const found = feedback.answer(identifier, isAbout);
      return found === undefined ? undefined : html(found.html);
    },
    lose: (what) => void notes.lost.add(what),
    keep: (name, value, of = 'canvas') => {
      if (value !== undefined && value !== '') (of === 'qti' ? notes.keptOfQti : notes.kept)[name] = value;
    },
    keepFor: (name, identifier, settings) => {
      const group = notes.kept[name];
      notes.kept[name] = { ...(typeof group === 'object' ? group : {}), [identifier]: { ...settings } };
    },
    fail: (problem) => fail(options, problem),
  };
}

/** New Quizzes counts in points where they vary by answer, everybody else in percent or in a declared scale. */
function createItemScoring(
  { element, conditions, fields }: TypedItem,
  mode: 'best' | 'sum',
  feedback: Feedback,
) {
  const varies =
    fieldValue(fields, 'scoring_algorithm') === 'VaryPointsByAnswer' ||
    conditions.some((condition) => condition.element.attributes.has('correctanswer'));
  const points = varies ? readPoints(fields, element) : undefined;
  return createScoring(element, conditions, {
    mode,
    isCorrectFeedback: feedback.isCorrect,
    ...(points === undefined || points === 0 ? {} : { points }),
  });
}

/** `1,2,3`, or as New Quizzes and hostile ids have it a JSON array. `undefined` when it does not fit the answers. */
function readAnswerIds(
  text: string | undefined,
  isThere: boolean,
  count: number,
): (string | undefined)[] | undefined {
  if (!isThere) return undefined;
  const ids = text === undefined ? [] : (jsonStrings(text) ?? text.split(','));
  if (text === undefined && count <= 1) return [undefined];
  return ids.length === count ? ids.map((id) => id || undefined) : undefined;
}

/** Whether `original_answer_ids` only repeats what the responses and their labels are called. */
export function namesAnswers({ fields, presentation: { responses } }: ItemReading): boolean {
  const text = fieldValue(fields, 'original_answer_ids') ?? '';
  const names = new Set(
    responses.flatMap(({ identifier, labels }) => [
      identifier.replace(/^response_/, ''),
      ...labels.map((label) => label.identifier),
    ]),
  );
  return (jsonStrings(text) ?? text.split(',')).every((id) => id === '' || names.has(id));
}

function jsonStrings(text: string): string[] | undefined {
  if (!text.startsWith('[')) return undefined;
  try {
    const parsed: unknown = JSON.parse(text);
    return Array.isArray(parsed) ? parsed.map(String) : undefined;
  } catch {
    return undefined;
  }
}
