/** Multiple choice: one of several, with partial credit and points that vary by answer. */
import type { QuestionOf } from '../../../../course/model/question.js';
import type { Markup } from '../../../xml/write.js';
import { round } from '../scoring.js';
import {
  type Choice,
  choiceResponse,
  readChoices,
  singleWeights,
  weightIn,
  writeChoiceResponse,
} from './choices.js';
import type { InteractionHandler, ItemBody, ItemReading, ItemWriting, Refusal } from './handler.js';
import { answerCondition, condition, equals, setScore } from './markup.js';

const RESPONSE = 'response1';

export const multipleChoice: InteractionHandler<'multipleChoice'> = {
  questionType: 'multiple_choice_question',
  inCartridge: true,
  read: (item) => ({ interaction: 'multipleChoice', answers: readSingleChoices(item) }),
  write: (question, item) =>
    writeSingleChoice(question, item, 'multiple_choice', { pointsPerPercent: pointsByAnswer(question) }),
  hasAnswer: ({ answers }) => answers.some(({ weight }) => weight > 0),
};

/** The choices of a question of which one is taken. */
export function readSingleChoices(item: ItemReading): Choice[] {
  const response = choiceResponse(item);
  const weights = singleWeights(item, response);
  return readChoices(item, response, (id) => weightIn(weights, id));
}

type SingleChoice = QuestionOf<'multipleChoice'> | QuestionOf<'trueFalse'>;

/** Points per percent where New Quizzes counts each answer in points. */
function pointsByAnswer({ scoringAlgorithm, points }: SingleChoice): number | undefined {
  return scoringAlgorithm === 'VaryPointsByAnswer' && points !== undefined && points > 0
    ? points / 100
    : undefined;
}

interface SingleChoiceOptions {
  readonly pointsPerPercent?: number | undefined;
  /** Other identifiers for the choices, by their ids. */
  readonly called?: ReadonlyMap<string, string> | undefined;
}

/**
 * Canvas and the cartridge alike: a condition per answer that scores (Canvas itself writes only the first), before
 * them the answers' feedback. The cartridge profile has no partial credit.
 */
export function writeSingleChoice(
  question: SingleChoice,
  item: ItemWriting,
  profile: string,
  { pointsPerPercent, called }: SingleChoiceOptions = {},
): ItemBody | Refusal {
  const refusal = item.profile === 'cc' ? refuse(question) : undefined;
  if (refusal !== undefined) return refusal;
  const { shuffle } = question;
  const answers = question.answers.map((answer) => ({
    ...answer,
    identifier: called?.get(answer.id) ?? item.text(answer.id),
  }));
  const shown = answers.flatMap(({ id, identifier, feedback }) =>
    answerCondition(equals(RESPONSE, identifier), item.showAnswer(id, feedback)),
  );
  const scores =
    pointsPerPercent === undefined
      ? undefined
      : { perPercent: pointsPerPercent, correct: item.kept('correct_answer') };
  return {
    profile,
    answerIds: answers.map(({ id }) => id),
    responses: writeChoiceResponse(item, { ident: RESPONSE, rcardinality: 'Single', shuffle }, answers),
    feedbackConditions: shown,
    conditions: answers.flatMap((answer) => scoreCondition(answer, item, scores)),
  };
}

function refuse({ answers }: SingleChoice): Refusal | undefined {
  if (answers.length < 2) return { refused: 'a Common Cartridge question needs two choices or more' };
  if (!answers.some(({ weight }) => weight === 100))
    return { refused: 'a Common Cartridge question needs a choice that is right' };
  return undefined;
}

function scoreCondition(
  { id, identifier, weight }: Choice & { readonly identifier: string },
  item: ItemWriting,
  scores: { readonly perPercent: number; readonly correct: string | undefined } | undefined,
): Markup[] {
  if (item.profile === 'cc' && weight !== 100 && weight !== 0) item.lose('partial credit');
  if (weight === 0 && scores === undefined) return [];
  if (item.profile === 'cc' && weight !== 100) return [];
  return [
    condition({
      test: equals(RESPONSE, identifier),
      score: setScore(scores === undefined ? weight : round(weight * scores.perPercent)),
      shows: [weight === 100 ? item.showCorrect() : undefined],
      goesOn: false,
      ...(scores?.correct === id ? { attributes: { correctanswer: 'Yes' } } : {}),
    }),
  ];
}
