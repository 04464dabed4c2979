/** Numerical: exact with a margin, a range, significant digits, or any number at all. */
import type { QuestionOf } from '../../../../course/model/question.js';
import { type Markup, type XmlContent, xml } from '../../../xml/write.js';
import { type Comparison, type Condition, isOther, negatives, positives, use } from '../conditions.js';
import {
  type InteractionFields,
  type InteractionHandler,
  type ItemBody,
  type ItemReading,
  type ItemWriting,
  scored,
} from './handler.js';
import { condition, setScore } from './markup.js';
import {
  type Bounds,
  marginOf,
  precisionOf,
  readBounds,
  spread,
  spreadOfPrecision,
} from './number-bounds.js';
import { feedbackKey, withIds } from './texts.js';

const RESPONSE = 'response1';

type Answer = QuestionOf<'numerical'>['answers'][number];

export const numerical: InteractionHandler<'numerical'> = {
  questionType: 'numerical_question',
  read,
  write,
  hasAnswer: ({ answers }) => answers.some(({ weight }) => weight > 0),
};

function read(item: ItemReading): InteractionFields {
  const found = scored(item, 'best').flatMap(([tested, weight]) => {
    const answers = readAnswers(tested, weight, item);
    const shown = answers.length > 0 ? item.feedback.shownBy(tested) : undefined;
    return answers.map((answer) => ({ ...answer, shown }));
  });
  return { interaction: 'numerical', answers: withIds<Answer>(item, found) };
}

/** What a condition accepts; nothing when it is about something else. */
function readAnswers(tested: Condition, weight: number, item: ItemReading): Answer[] {
  if (isOther(tested)) {
    if (weight > 0) use(tested);
    return weight > 0 ? [{ type: 'any', weight }] : [];
  }
  if (negatives(tested.test).length > 0) return [];
  return alternatives(positives(tested.test)).flatMap((comparisons) => {
    const bounds = readBounds(comparisons);
    if (bounds === undefined) return [];
    if (bounds.unreadable !== undefined)
      item.fail(`it accepts "${bounds.unreadable}", which is not a number`);
    const answers = answersWithin(bounds, weight, item);
    if (answers.length > 0) use(tested, bounds.comparisons);
    return answers;
  });
}

/** Several numbers side by side are an answer each; bounds are all about one. */
function alternatives(comparisons: readonly Comparison[]): (readonly Comparison[])[] {
  const areNumbers = comparisons.every(({ op }) => op === 'equal');
  return areNumbers ? comparisons.map((one) => [one]) : [comparisons];
}

function answersWithin(bounds: Bounds, weight: number, item: ItemReading): Answer[] {
  const { value, low, high } = bounds;
  if (value === undefined) return rangeOf(bounds, weight, item);
  if (bounds.precision !== undefined || bounds.isOpenBelow)
    return [{ type: 'precision', value, precision: precisionOf(bounds), weight }];
  const exact = marginOf(bounds);
  if (exact !== undefined) return [{ type: 'exact', value, ...exact, weight }];
  if ((low === undefined) !== (high === undefined)) item.lose('a bound of an answer without the other');
  const range: Answer[] =
    low === undefined || high === undefined ? [] : [{ type: 'range', start: low, end: high, weight }];
  return [{ type: 'exact', value, margin: 0, weight }, ...range];
}

function rangeOf(
  { low, high, isOpenBelow, isOpenAbove }: Bounds,
  weight: number,
  item: ItemReading,
): Answer[] {
  if (low === undefined || high === undefined) {
    item.lose('an answer with only one bound');
    return [];
  }
  if (isOpenBelow || isOpenAbove) item.lose('that a bound of a range is itself wrong');
  return [{ type: 'range', start: low, end: high, weight }];
}

function write({ answers, units }: QuestionOf<'numerical'>, item: ItemWriting): ItemBody {
  if (units !== undefined && units.length > 0) item.lose('units');
  return {
    answerIds: answers.map(({ id }) => id),
    responses: xml(
      'response_str',
      { ident: RESPONSE, rcardinality: 'Single' },
      xml('render_fib', { fibtype: 'Decimal' }, xml('response_label', { ident: 'answer1' })),
    ),
    conditions: answers.map((answer, index) => writeAnswer(answer, index, item)),
  };
}

function writeAnswer(answer: Answer, index: number, item: ItemWriting): Markup {
  const shown = item.showAnswer(feedbackKey(answer, index), answer.feedback);
  return condition({
    test: writeTest(answer),
    score: setScore(answer.weight),
    shows: [shown, answer.weight === 100 ? item.showCorrect() : undefined],
    goesOn: false,
  });
}

function writeTest(answer: Answer): XmlContent {
  switch (answer.type) {
    case 'any':
      return xml('other');
    case 'range':
      return [bound('vargte', answer.start), bound('varlte', answer.end)];
    case 'exact': {
      const { low, high, attributes } = spread(answer);
      return around(answer.value, attributes, bound('vargte', low), bound('varlte', high));
    }
    case 'precision': {
      const { low, high, attributes } = spreadOfPrecision(answer);
      return around(answer.value, attributes, bound('vargt', low), bound('varlte', high));
    }
  }
}

/** The value itself, or anything between the bounds. */
function around(value: number, attributes: Record<string, string>, low: Markup, high: Markup): Markup {
  return xml(
    'or',
    {},
    xml('varequal', { respident: RESPONSE, ...attributes }, value),
    xml('and', {}, low, high),
  );
}

function bound(name: string, value: number): Markup {
  return xml(name, { respident: RESPONSE }, value);
}
