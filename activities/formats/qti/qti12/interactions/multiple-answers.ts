/** Multiple answers: all or nothing, or credit for each choice. */
import type { QuestionOf } from '../../../../course/model/question.js';
import { type Markup, xml } from '../../../xml/write.js';
import { alternativesOf, type Comparison, comparisonsOf, negatives, positives, use } from '../conditions.js';
import type { Response } from '../presentation.js';
import {
  answerNamed,
  choiceResponse,
  isAbout,
  labelIds,
  readChoices,
  weightIn,
  writeChoiceResponse,
} from './choices.js';
import {
  type InteractionHandler,
  type ItemBody,
  type ItemReading,
  type ItemWriting,
  type Refusal,
  type ScoredCondition,
  scored,
} from './handler.js';
import { answerCondition, condition, equals, setScore } from './markup.js';

const RESPONSE = 'response1';

export const multipleAnswers: InteractionHandler<'multipleAnswers'> = {
  questionType: 'multiple_answers_question',
  inCartridge: true,
  read: (item) => {
    const response = choiceResponse(item);
    const weights = readWeights(item, response);
    return {
      interaction: 'multipleAnswers',
      answers: readChoices(item, response, (id) => weightIn(weights, id)),
    };
  },
  write,
  hasAnswer: ({ answers }) => answers.some(({ weight }) => weight > 0),
};

/**
 * Conditions about one choice each give it its weight. A condition about a combination makes every choice it asks
 * for right; of several combinations the best (of an `or` the first) is taken and the others stay unread.
 */
function readWeights(item: ItemReading, { labels }: Response): Map<string, number> {
  const ids = labelIds(labels);
  const isNamed = (comparison: Comparison) => ids.some((id) => isAbout(comparison, id));
  const scoring = scored(item, 'sum');
  const single = scoring.filter(([{ test }]) => positives(test).length === 1 && negatives(test).length === 0);
  const isByChoice = single.some(([{ scores }]) =>
    scores.some(({ action }) => action.toLowerCase() !== 'set'),
  );
  const [best] = scoring
    .filter(([{ test }, percent]) => percent > 0 && negatives(test).length + positives(test).length > 0)
    .sort(([, first], [, second]) => second - first);
  if (isByChoice) return weightsByChoice(single, isNamed);
  const [combination] = best ?? [];
  if (combination === undefined) return new Map();
  const [first = combination.test, second] = alternativesOf(combination.test);
  use(combination, comparisonsOf(second === undefined ? combination.test : first).filter(isNamed));
  return new Map(positives(first).map((comparison) => [answerNamed(comparison), 100]));
}

function weightsByChoice(
  single: readonly ScoredCondition[],
  isNamed: (comparison: Comparison) => boolean,
): Map<string, number> {
  const weights = new Map<string, number>();
  for (const [condition, percent] of single) {
    const [named] = positives(condition.test);
    if (named === undefined || !isNamed(named)) continue;
    weights.set(answerNamed(named), percent);
    use(condition);
  }
  return weights;
}

function write(question: QuestionOf<'multipleAnswers'>, item: ItemWriting): ItemBody | Refusal {
  const { answers, shuffle } = question;
  if (item.profile === 'cc' && answers.length < 2)
    return { refused: 'a Common Cartridge question needs two choices or more' };
  if (item.profile === 'cc' && !answers.some(({ weight }) => weight > 0))
    return { refused: 'a Common Cartridge question needs a choice that is right' };
  return {
    profile: 'multiple_response',
    answerIds: answers.map(({ id }) => id),
    responses: writeChoiceResponse(item, { ident: RESPONSE, rcardinality: 'Multiple', shuffle }, answers),
    feedbackConditions: answers.flatMap(({ id, feedback }) =>
      answerCondition(equals(RESPONSE, item.text(id)), item.showAnswer(id, feedback)),
    ),
    conditions: writeScores(question, item),
  };
}

/**
 * All or nothing is one `and`, as Canvas and the cartridge have it; weights are a condition for each choice. In a
 * cartridge identifiers are compared in their case, as 1EdTech's own say: Moodle takes no other choice for right
 * (entity11.quiz.class.php).
 */
function writeScores({ answers }: QuestionOf<'multipleAnswers'>, item: ItemWriting): Markup[] {
  const isAllOrNothing = answers.every(({ weight }) => weight === 100 || weight === 0);
  if (isAllOrNothing || item.profile === 'cc') {
    if (!isAllOrNothing) item.lose('partial credit');
    const inCase = item.profile === 'cc' ? { case: 'Yes' } : {};
    const tests = answers.map(({ id, weight }) => {
      const test = equals(RESPONSE, item.text(id), inCase);
      return weight > 0 ? test : xml('not', {}, test);
    });
    return [
      condition({
        test: xml('and', {}, tests),
        score: setScore(100),
        shows: [item.showCorrect()],
        goesOn: false,
      }),
    ];
  }
  return answers.map(({ id, weight }) =>
    condition({
      test: equals(RESPONSE, item.text(id)),
      score: setScore(weight, 'Add'),
      shows: [weight > 0 ? item.showCorrect() : undefined],
      goesOn: true,
    }),
  );
}
