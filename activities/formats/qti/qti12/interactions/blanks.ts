/** Blanks in a stem: which response stands for which, and how their shares of the points are read and written. */
import { escapeText, type Markup } from '../../../xml/write.js';
import { type Comparison, type Condition, positives, use } from '../conditions.js';
import { shortened } from '../lost.js';
import { plainText, type Response } from '../presentation.js';
import { countsParts, round } from '../scoring.js';
import { isAbout, labelIds } from './choices.js';
import { type ItemReading, type ItemWriting, scored } from './handler.js';
import { condition, equals, setScore, share } from './markup.js';

const PREFIX = 'response_';

export interface Blank {
  readonly name: string;
  readonly response: Response | undefined;
  /** The identifiers by which conditions speak of it. */
  readonly identifiers: readonly string[];
}

/**
 * The blanks of an item. Canvas: responses called `response_<name>`; Blackboard: called as the stem calls them;
 * Respondus: no responses at all, conditions name `[name]`. Others get names in the order they stand.
 */
export function readBlanks(item: ItemReading): { blanks: Blank[]; stem: string | undefined } {
  const { responses, stem } = item.presentation;
  if (responses.length === 0) return { blanks: namedInConditions(item), stem: undefined };
  const text = stem();
  const named = responses.map((response) => ({ response, name: nameIn(text, response.identifier) }));
  const isPlaced = named.every(({ name }) => name !== undefined);
  const blanks = named.map(({ response, name }, index) => ({
    name: (isPlaced ? name : undefined) ?? `blank${index + 1}`,
    response,
    identifiers: [response.identifier, ...response.labels.map(({ identifier }) => identifier)],
  }));
  if (isPlaced) return { blanks, stem: undefined };
  const nameOf = new Map(blanks.map(({ name, response }) => [response, name]));
  return { blanks, stem: stem((response) => `[${nameOf.get(response) ?? ''}]`) };
}

/** The name in the stem; Canvas's is taken even where the stem forgets it. */
function nameIn(stem: string, identifier: string): string | undefined {
  if (identifier.startsWith(PREFIX)) return identifier.slice(PREFIX.length);
  return stem.includes(`[${identifier}]`) ? identifier : undefined;
}

function namedInConditions(item: ItemReading): Blank[] {
  const responses = item.conditions.flatMap(({ test }) => positives(test).map(({ response }) => response));
  return [...new Set(responses)].map((identifier) => ({
    name: identifier.replace(/^\[(.*)\]$/s, '$1'),
    response: undefined,
    identifiers: [identifier],
  }));
}

/** A blank shows nothing of its own: Canvas repeats its name there, anything else is lost. */
export function noteText(item: ItemReading, { name, response }: Blank): void {
  const html = response?.html() ?? '';
  const { text, hadMarkup } = plainText(html);
  const isName = html === escapeText(name) || (text === name && !hadMarkup);
  if (!isName && html.trim() !== '') item.lose(`what stands at the blank "${name}" ("${shortened(html)}")`);
}

export interface BlankScore {
  readonly comparison: Comparison;
  readonly condition: Condition;
  /** Percent of the question's points that the condition gives. */
  readonly percent: number;
  /** The condition is about this one comparison, and its score adds to others'. */
  readonly isShare: boolean;
}

/** What conditions give for a blank, in their order. */
export function blankScores(item: ItemReading, { identifiers, response }: Blank): BlankScore[] {
  const ids = response?.render?.name === 'render_choice' ? labelIds(response.labels) : undefined;
  return scored(item, 'sum').flatMap(([tested, percent]) => {
    const all = positives(tested.test);
    const mine = all.filter(
      (one) =>
        identifiers.includes(one.response) && (ids === undefined || ids.some((id) => isAbout(one, id))),
    );
    if (mine.length > 0) use(tested, mine);
    const isShare =
      all.length === 1 &&
      tested.scores.some(({ action, variable }) => action.toLowerCase() === 'add' && !countsParts(variable));
    return mine.map((comparison) => ({ comparison, condition: tested, percent, isShare }));
  });
}

/** The blank's part of the points; `undefined` where it is its even share. */
export function blankWeight(scores: readonly BlankScore[], count: number): number | undefined {
  const best = Math.max(0, ...scores.filter(({ isShare }) => isShare).map(({ percent }) => percent));
  return best === 0 || isEven(best, count) ? undefined : best;
}

function isEven(percent: number, count: number): boolean {
  return Math.abs(percent - 100 / count) < 0.006;
}

/** Percent of its blank that a score is worth. */
export function weightOf(
  { percent, isShare }: BlankScore,
  scores: readonly BlankScore[],
  count: number,
): number {
  if (!isShare) return percent;
  const whole = blankWeight(scores, count);
  if (whole === undefined && isEven(percent, count)) return 100;
  return Number(((percent / (whole ?? 100 / count)) * 100).toPrecision(WEIGHT_DIGITS));
}

/** So many that a score of up to six decimals can be told from its part of the blank and the blank's of the points. */
const WEIGHT_DIGITS = 12;
const NOISE = 1e-9;

/** Percent of the points, in the decimals it was read in where it was read. */
function scoreOf(weight: number, whole: number): number {
  const exact = (whole * weight) / 100;
  return Math.abs(round(exact) - exact) < NOISE ? round(exact) : exact;
}

/** A blank's part of the points stands in the score of its best answer alone: without a full one it is not known. */
export function tellLostWeight(
  item: ItemWriting,
  { name, weight, answers }: { name: string; weight?: number; answers: readonly { weight: number }[] },
): void {
  if (weight === undefined || answers.some((answer) => answer.weight === 100)) return;
  item.lose(`the weight of the blank "${name}" (${weight}%), which no answer gets whole`);
}

/** The condition that gives an answer its part of the blank's part of the points. */
export function blankCondition(
  item: ItemWriting,
  { response, answer, weight, whole, count }: BlankAnswer,
): Markup {
  const isWhole = weight === 100 && whole === undefined;
  const score = isWhole ? share(count) : scoreOf(weight, whole ?? 100 / count);
  return condition({ test: equals(item.text(response), item.text(answer)), score: setScore(score, 'Add') });
}

export interface BlankAnswer {
  readonly response: string;
  readonly answer: string;
  /** Percent of its blank. */
  readonly weight: number;
  /** The blank's part of the points, where it is not even. */
  readonly whole: number | undefined;
  /** How many blanks there are. */
  readonly count: number;
}

export function responseName(name: string): string {
  return `${PREFIX}${name}`;
}
