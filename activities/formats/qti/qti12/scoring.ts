/** What conditions are worth, in percent of the question's points, whatever scale the exporter counted in. */
import { elements, type XmlElement } from '../../xml/tree.js';
import { type Condition, positives, type Score } from './conditions.js';
import { lookup } from './lookup.js';

export interface Scoring {
  /**
   * Percent of the points; `undefined` when the condition scores nothing, not even 0. Where no condition scores
   * anything, those that show the feedback for right answers are right.
   */
  percent(condition: Condition): number | undefined;
}

export interface ScoringOptions {
  /** `sum` where the scores of several conditions add up. */
  readonly mode: 'best' | 'sum';
  /** Whether a feedback is the one for right answers. */
  isCorrectFeedback(identifier: string): boolean;
  /** Scores are points of this many (New Quizzes, points that vary by answer). */
  readonly points?: number;
}

/** Brightspace and Respondus count right and wrong parts in variables of their own. */
const COUNTS_WRONG = /(?:^|_)incorrect$/i;
const COUNTS_RIGHT = /(?:^|_)correct$/i;

/** Whether a variable counts parts instead of adding up points. */
export function countsParts(variable: string): boolean {
  return COUNTS_WRONG.test(variable) || COUNTS_RIGHT.test(variable);
}

export function createScoring(
  item: XmlElement,
  conditions: readonly Condition[],
  options: ScoringOptions,
): Scoring {
  const raw = new Map(conditions.map((condition) => [condition, rawScore(condition.scores)]));
  const base = options.points ?? scaleOf(item, conditions, raw, options.mode);
  const percent = (condition: Condition): number | undefined => {
    const score = raw.get(condition);
    if (score === undefined || score === 'max') return score === 'max' ? 100 : undefined;
    return base === 100 || base === 0 ? score : round((score / base) * 100);
  };
  const someScore = conditions.some((condition) => (percent(condition) ?? 0) > 0 && isAnswer(condition));
  return {
    percent: (condition) => (!someScore && showsCorrect(condition, options) ? 100 : percent(condition)),
  };
}

/** Keeps what division of floats adds out of the result. */
export function round(value: number): number {
  return Number(value.toFixed(6));
}

function isAnswer(condition: Condition): boolean {
  return positives(condition.test).length > 0;
}

function showsCorrect(condition: Condition, options: ScoringOptions): boolean {
  return (
    isAnswer(condition) && condition.feedback.some((identifier) => options.isCorrectFeedback(identifier))
  );
}

/** What is not here (Multiply, Divide) makes a score that is not understood. */
const CHANGES: Readonly<Record<string, (total: number, amount: number) => number>> = {
  set: (_, amount) => amount,
  add: (total, amount) => total + amount,
  subtract: (total, amount) => total - amount,
};

/** The last `Set`, or the sum of what is added, of the variable the first score names. */
function rawScore(scores: readonly Score[]): number | 'max' | undefined {
  const [first] = scores;
  if (first === undefined) return undefined;
  let total = 0;
  for (const { variable, action, value } of scores.filter((score) => score.variable === first.variable)) {
    if (/\.max$/i.test(value)) return 'max';
    const amount = Number(value);
    if (!Number.isFinite(amount)) continue;
    if (COUNTS_WRONG.test(variable)) return 0;
    if (COUNTS_RIGHT.test(variable)) return amount > 0 ? 'max' : 0;
    const change = lookup(CHANGES, action.toLowerCase());
    if (change === undefined) return undefined;
    total = change(total, amount);
  }
  return total;
}

/**
 * The score that is all of the points: the declared maximum, unless a single score is above it (seen in Respondus
 * exports); then the best score, or the sum where scores add up.
 */
function scaleOf(
  item: XmlElement,
  conditions: readonly Condition[],
  raw: ReadonlyMap<Condition, number | 'max' | undefined>,
  mode: 'best' | 'sum',
): number {
  const scores = conditions
    .filter(isAnswer)
    .map((condition) => raw.get(condition))
    .filter((score): score is number => typeof score === 'number' && score > 0);
  const best = Math.max(0, ...scores);
  const declared = declaredMaximum(item);
  if (declared !== undefined && best <= declared) return declared;
  return mode === 'sum' ? scores.reduce((sum, score) => sum + score, 0) : best;
}

/** `decvar/@maxvalue` of the score; `undefined` when it is absent or 0. */
export function declaredMaximum(item: XmlElement): number | undefined {
  const declared = elements(item, 'resprocessing')
    .flatMap((processing) => elements(processing, 'outcomes'))
    .flatMap((outcomes) => elements(outcomes, 'decvar'))
    .map(({ attributes }) => Number(attributes.get('maxvalue') ?? Number.NaN))
    .find((value) => Number.isFinite(value) && value > 0);
  return declared;
}
