/** Several blanks to type into: Canvas, Blackboard, Respondus, Brightspace and OpenOLAT each have a way of their own. */
import type { QuestionOf } from '../../../../course/model/question.js';
import { type Markup, xml } from '../../../xml/write.js';
import { positives } from '../conditions.js';
import {
  type Blank,
  type BlankScore,
  blankCondition,
  blankScores,
  blankWeight,
  noteText,
  readBlanks,
  responseName,
  tellLostWeight,
  weightOf,
} from './blanks.js';
import { isAbout, isAboutLabel } from './choices.js';
import type { InteractionFields, InteractionHandler, ItemBody, ItemReading, ItemWriting } from './handler.js';
import { type ListedAnswer, listLabels, writeLabel } from './listed-texts.js';
import { answerCondition, equals } from './markup.js';
import { idInFeedback, readText, type TextAnswer } from './texts.js';

type TextBlank = QuestionOf<'fillInBlanks'>['blanks'][number];

export const fillInBlanks: InteractionHandler<'fillInBlanks'> = {
  questionType: 'fill_in_multiple_blanks_question',
  read,
  write,
  hasAnswer: ({ blanks }) => blanks.every(({ answers }) => answers.some(({ weight }) => weight > 0)),
};

function read(item: ItemReading): InteractionFields {
  const { blanks, stem } = readBlanks(item);
  if (blanks.length === 0) item.fail('it has no blanks');
  const listed = listLabels(item, blanks);
  return {
    interaction: 'fillInBlanks',
    blanks: blanks.map((blank) => readBlank(item, blank, listed.get(blank), blanks.length)),
    ...(stem === undefined ? {} : { stem: item.html(stem) }),
  };
}

function readBlank(
  item: ItemReading,
  blank: Blank,
  listed: readonly ListedAnswer[] | undefined,
  count: number,
): TextBlank {
  noteText(item, blank);
  const scores = blankScores(item, blank);
  const weight = blankWeight(scores, count);
  const answers =
    listed === undefined
      ? typedAnswers(item, scores, count)
      : listed.map((answer) => withWeight(item, answer, scores, count));
  return { name: blank.name, answers, ...(weight === undefined ? {} : { weight }) };
}

/** The texts that conditions accept. */
function typedAnswers(item: ItemReading, scores: readonly BlankScore[], count: number): TextAnswer[] {
  return scores.map((score) => {
    const isAlone = positives(score.condition.test).length === 1;
    const shown = isAlone ? item.feedback.shownBy(score.condition) : undefined;
    const id = shown === undefined ? undefined : idInFeedback(shown.identifier);
    return {
      ...(id === undefined ? {} : { id }),
      ...readText(score.comparison),
      weight: weightOf(score, scores, count),
      ...(shown === undefined ? {} : { feedback: item.html(shown.html) }),
    };
  });
}

/**
 * Canvas lists right texts only and scores the first of them, so a text without a score is right too, unless every
 * other one has a score. In New Quizzes' dropdowns and word banks it is wrong.
 */
function withWeight(
  item: ItemReading,
  { label, answer, response, isChosen }: ListedAnswer,
  scores: readonly BlankScore[],
  count: number,
): TextAnswer {
  const { identifier } = label;
  const score = scores.find(({ comparison }) => isAbout(comparison, identifier));
  const weight = score === undefined ? (isChosen ? 0 : 100) : weightOf(score, scores, count);
  const feedback = item.answerFeedback(identifier, isAboutLabel(item, response, identifier));
  return { ...answer, weight, ...(feedback === undefined ? {} : { feedback }) };
}

function write({ blanks }: QuestionOf<'fillInBlanks'>, item: ItemWriting): ItemBody {
  for (const blank of blanks) tellLostWeight(item, blank);
  const listed = blanks.map((blank) => ({ ...blank, identifiers: labelIdentifiers(blank) }));
  return {
    answerIds: blanks.flatMap(({ answers }) => answers.map(({ id }) => id)),
    responses: listed.map(({ name, answers, identifiers }) =>
      xml(
        'response_lid',
        { ident: item.text(responseName(name)) },
        item.plain(name),
        xml(
          'render_choice',
          {},
          answers.map((answer, index) => writeLabel(answer, identifiers[index] ?? '', item)),
        ),
      ),
    ),
    feedbackConditions: listed.flatMap((blank) => feedbackConditions(blank, item)),
    conditions: listed.flatMap((blank) => scoreConditions(blank, blanks.length, item)),
    withoutIncorrect: true,
  };
}

interface ListedBlank extends TextBlank {
  readonly identifiers: readonly string[];
}

function labelIdentifiers({ name, answers }: TextBlank): string[] {
  const given = new Set(answers.flatMap(({ id }) => id ?? []));
  return answers.map(({ id }, index) => {
    if (id !== undefined) return id;
    let made = `${name}_${index + 1}`;
    while (given.has(made)) made = `${made}_`;
    given.add(made);
    return made;
  });
}

function feedbackConditions({ name, answers, identifiers }: ListedBlank, item: ItemWriting): Markup[] {
  return answers.flatMap(({ feedback }, index) => {
    const identifier = identifiers[index] ?? '';
    const test = equals(item.text(responseName(name)), item.text(identifier));
    return answerCondition(test, item.showAnswer(identifier, feedback));
  });
}

/** All right: the first has the score, as in Canvas. Otherwise each has its own, those that are wrong too. */
function scoreConditions(
  { name, answers, identifiers, weight: whole }: ListedBlank,
  count: number,
  item: ItemWriting,
): Markup[] {
  const isSimple = answers.every(({ weight }) => weight === 100);
  return answers.slice(0, isSimple ? 1 : undefined).map(({ weight }, index) =>
    blankCondition(item, {
      response: responseName(name),
      answer: identifiers[index] ?? '',
      weight,
      whole,
      count,
    }),
  );
}
