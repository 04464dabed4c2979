/** Dropdowns in a stem, and jumbled sentences, whose blanks offer the same words. */
import type { QuestionOf } from '../../../../course/model/question.js';
import {
  type Blank,
  blankCondition,
  blankScores,
  blankWeight,
  noteText,
  readBlanks,
  responseName,
  tellLostWeight,
  weightOf,
} from './blanks.js';
import { type Choice, isAbout, readChoices, writeChoiceResponse } from './choices.js';
import type { InteractionFields, InteractionHandler, ItemBody, ItemReading, ItemWriting } from './handler.js';
import { answerCondition, equals } from './markup.js';

type DropdownBlank = QuestionOf<'dropdowns'>['blanks'][number];

export const dropdowns: InteractionHandler<'dropdowns'> = {
  questionType: 'multiple_dropdowns_question',
  read,
  write,
  hasAnswer: ({ blanks }) => blanks.every(({ choices }) => choices.some(({ weight }) => weight > 0)),
};

function read(item: ItemReading): InteractionFields {
  const { blanks, stem } = readBlanks(item);
  if (blanks.length === 0) item.fail('it has no blanks');
  return {
    interaction: 'dropdowns',
    blanks: blanks.map((blank) => readBlank(item, blank, blanks.length)),
    ...(stem === undefined ? {} : { stem: item.html(stem) }),
  };
}

function readBlank(item: ItemReading, blank: Blank, count: number): DropdownBlank {
  const { name, response } = blank;
  if (response === undefined) return { name, choices: [] };
  noteText(item, blank);
  const scores = blankScores(item, blank);
  const choices = readChoices(item, response, (id) => {
    const score = scores.find(({ comparison }) => isAbout(comparison, id));
    return score === undefined ? 0 : weightOf(score, scores, count);
  });
  const weight = blankWeight(scores, count);
  return { name, choices, ...(weight === undefined ? {} : { weight }) };
}

function write({ blanks, shuffle }: QuestionOf<'dropdowns'>, item: ItemWriting): ItemBody {
  for (const { choices, ...blank } of blanks) tellLostWeight(item, { ...blank, answers: choices });
  return {
    answerIds: blanks.flatMap(({ choices }) => choices.map(({ id }) => id)),
    responses: blanks.map(({ name, choices }) =>
      writeChoiceResponse(item, { ident: item.text(responseName(name)), shuffle }, choices, item.plain(name)),
    ),
    feedbackConditions: blanks.flatMap(({ name, choices }) =>
      choices.flatMap((choice) => feedbackCondition(name, choice, item)),
    ),
    conditions: blanks.flatMap(({ name, choices, weight: whole }) =>
      choices
        .filter(({ weight }) => weight !== 0)
        .map(({ id, weight }) =>
          blankCondition(item, {
            response: responseName(name),
            answer: id,
            weight,
            whole,
            count: blanks.length,
          }),
        ),
    ),
    withoutIncorrect: true,
  };
}

function feedbackCondition(name: string, { id, feedback }: Choice, item: ItemWriting) {
  return answerCondition(equals(item.text(responseName(name)), item.text(id)), item.showAnswer(id, feedback));
}
