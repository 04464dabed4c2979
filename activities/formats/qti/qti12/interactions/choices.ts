/** Choices of a single response: labels, weights and feedback, for every question type that offers a list. */
import type { z } from 'zod';
import type { choice } from '../../../../course/model/question.js';
import { attribute } from '../../../xml/tree.js';
import { type Markup, type XmlAttributes, xml } from '../../../xml/write.js';
import {
  type Comparison,
  type Condition,
  hasUnknown,
  isOther,
  negatives,
  positives,
  use,
} from '../conditions.js';
import type { Label, Response } from '../presentation.js';
import type { ItemReading, ItemWriting } from './handler.js';

export type Choice = z.infer<typeof choice>;

/** Unique ids for labels: their own, `answer_<n>` where they have none, a suffix where two have the same. */
export function labelIds(labels: readonly Label[]): string[] {
  const given = new Set<string>();
  return labels.map(({ identifier }, index) => {
    const wanted = identifier === '' ? `answer_${index + 1}` : identifier;
    let id = wanted;
    for (let copy = 2; given.has(id); copy += 1) id = `${wanted}-${copy}`;
    given.add(id);
    return id;
  });
}

/**
 * Whether a comparison is about an answer: its value names the answer, or its response does (Blackboard's answers
 * that score by themselves).
 */
export function isAbout({ op, response, value }: Comparison, id: string): boolean {
  if (op !== 'equal') return false;
  return value === id || value.trim() === id || (value.trim() === '' && response === id);
}

/** The same for a label of one of several responses, which may all have labels of that name. */
export function isAboutLabel(item: ItemReading, { identifier }: Response, id: string) {
  const isAlone = item.presentation.responses.length === 1;
  return (comparison: Comparison): boolean =>
    isAbout(comparison, id) &&
    (isAlone || comparison.response === identifier || comparison.value.trim() === '');
}

/** The choices of a response with the weights `weightOf` gives, and their feedback. */
export function readChoices(
  item: ItemReading,
  response: Response,
  weightOf: (id: string) => number,
): Choice[] {
  const ids = labelIds(response.labels);
  return response.labels.map((label, index) => {
    const id = ids[index] ?? label.identifier;
    keepFixedPlace(item, label, id, response);
    const feedback = item.answerFeedback(id, isAboutLabel(item, response, id));
    const html = item.html(label.html());
    return { id, html, weight: weightOf(id), ...(feedback === undefined ? {} : { feedback }) };
  });
}

/** A choice that keeps its place while the others are shuffled: New Quizzes says `lock`, the specification `rshuffle`. */
function keepFixedPlace(item: ItemReading, { element }: Label, id: string, { render }: Response): void {
  const lock = attribute(element, 'lock');
  const rshuffle = attribute(element, 'rshuffle');
  const isShuffled = render?.attributes.get('shuffle')?.toLowerCase() === 'yes';
  if (isShuffled && lock?.toLowerCase() === 'yes') item.keepFor('labels', id, { lock: 'Yes' });
  else if (isShuffled && rshuffle?.toLowerCase() === 'no') item.keepFor('labels', id, { rshuffle: 'No' });
}

/** The response a choice question is about; an item without one is broken. */
export function choiceResponse(item: ItemReading): Response {
  const { responses } = item.presentation;
  const response = responses.find(({ labels }) => labels.length > 0) ?? responses[0];
  return response ?? item.fail('it offers nothing to choose from');
}

/** Weights of choices of which one is taken: what each condition about it scores. */
export function singleWeights(item: ItemReading, { labels }: Response): Map<string, number> {
  const ids = labelIds(labels);
  const points = item.field('points_possible');
  const scoring = item.scoring('best');
  const weights = new Map<string, number>();
  for (const condition of item.conditions) {
    const percent = scoring.percent(condition);
    if (percent === undefined) continue;
    const rest = restOf(condition, ids, weights);
    if (rest.length > 0 && percent > 0) {
      for (const id of rest) weights.set(id, percent);
      use(condition);
    }
    if (negatives(condition.test).length > 0) continue;
    const named = positives(condition.test).filter((one) => ids.some((id) => isAbout(one, id)));
    if (named.length === 0) continue;
    for (const id of named.map(answerNamed)) if (!weights.has(id) || percent > 0) weights.set(id, percent);
    noteCorrectAnswer(item, condition, points);
    use(condition, named);
  }
  return weights;
}

/** The choices a condition is about that names none itself: all but those it rules out, or all that are left. */
function restOf(
  condition: Condition,
  ids: readonly string[],
  weights: ReadonlyMap<string, number>,
): string[] {
  const out = negatives(condition.test);
  if (isOther(condition)) return ids.filter((id) => !weights.has(id));
  if (out.length === 0 || positives(condition.test).length > 0 || hasUnknown(condition.test)) return [];
  return ids.filter((id) => !weights.has(id) && !out.some((comparison) => isAbout(comparison, id)));
}

/** New Quizzes, points that vary by answer: one of them is still the right one. */
function noteCorrectAnswer(
  item: ItemReading,
  { element, test }: Condition,
  points: string | undefined,
): void {
  const [named] = positives(test);
  if (
    points !== undefined &&
    element.attributes.get('correctanswer')?.toLowerCase() === 'yes' &&
    named !== undefined
  )
    item.keep('correct_answer', answerNamed(named));
}

/** The id of the answer a comparison is about. */
export function answerNamed({ value, response }: Comparison): string {
  return value.trim() === '' ? response : value;
}

/** Looks an answer up by id, with or without the white space of a file's layout. */
export function weightIn(weights: ReadonlyMap<string, number>, id: string): number {
  return weights.get(id) ?? [...weights].find(([named]) => named.trim() === id)?.[1] ?? 0;
}

/** `response_lid` with its labels; a label is called by its id where it has no other identifier. */
export function writeChoiceResponse(
  item: ItemWriting,
  attributes: {
    readonly ident: string;
    readonly rcardinality?: string;
    readonly shuffle?: boolean | undefined;
  },
  labels: readonly { readonly id: string; readonly html: string; readonly identifier?: string }[],
  own?: Markup,
): Markup {
  const { shuffle, ...response } = attributes;
  return xml(
    'response_lid',
    response,
    own,
    xml(
      'render_choice',
      { shuffle: shuffle === undefined ? undefined : shuffle ? 'Yes' : 'No' },
      labels.map(({ id, html, identifier = item.text(id) }) =>
        xml('response_label', { ident: identifier, ...fixedPlace(id, item) }, item.answer(html)),
      ),
    ),
  );
}

/** `lock` is no part of the cartridge's schema. */
function fixedPlace(id: string, item: ItemWriting): XmlAttributes {
  const { lock, rshuffle } = item.keptFor('labels', id);
  return item.profile === 'canvas'
    ? { lock, rshuffle }
    : { rshuffle: rshuffle ?? (lock === 'Yes' ? 'No' : undefined) };
}
