/** Short answer: fill in the blank and pattern match of Common Cartridge, and Blackboard's quiz bowl. */
import type { QuestionOf } from '../../../../course/model/question.js';
import { attribute } from '../../../xml/tree.js';
import { type Markup, xml } from '../../../xml/write.js';
import { type Comparison, type Condition, needsSeveral, negatives, positives, use } from '../conditions.js';
import type {
  InteractionFields,
  InteractionHandler,
  ItemBody,
  ItemReading,
  ItemWriting,
  Refusal,
} from './handler.js';
import { scored } from './handler.js';
import { answerCondition, condition, setScore } from './markup.js';
import { feedbackKey, readText, type TextAnswer, withIds, writeText } from './texts.js';

const RESPONSE = 'response1';

export const shortAnswer: InteractionHandler<'shortAnswer'> = {
  questionType: 'short_answer_question',
  inCartridge: true,
  read,
  write,
  hasAnswer: ({ answers }) => answers.some(({ weight }) => weight > 0),
};

type Typed = TextAnswer & {
  readonly shown?: { readonly identifier: string; readonly html: string } | undefined;
};

function read(item: ItemReading): InteractionFields {
  const [response] = item.presentation.responses;
  if (response === undefined) return item.fail('it has no place for an answer');
  const longest = attribute(response.render, 'maxchars');
  item.keep('maxchars', longest === '0' ? undefined : longest, 'qti');
  const texts = scored(item, 'best').flatMap(([tested, percent]) => readTexts(item, tested, percent));
  if (isQuizBowl(item)) item.lose('that the answer is a question of two parts, each with phrases of its own');
  return {
    interaction: 'shortAnswer',
    answers: withIds(item, withoutRepetition(item, withoutDoubles(texts))),
  };
}

/** Blackboard asks for a phrase of each of two lists. */
function isQuizBowl({ sourceType }: ItemReading): boolean {
  return sourceType.toLowerCase() === 'quiz bowl';
}

/** Every text a condition accepts; what a condition rules out, or asks for together, is not taken over. */
function readTexts(item: ItemReading, tested: Condition, percent: number): Typed[] {
  const accepted = positives(tested.test).filter(({ op }) => op === 'equal' || op === 'substring');
  if (accepted.length === 0 || negatives(tested.test).length > 0) return [];
  if (needsSeveral(tested) && !isQuizBowl(item)) return [];
  use(tested, accepted);
  return accepted.map((comparison) => ({
    ...readText(comparison),
    weight: percent,
    shown: shownFor(item, tested, comparison),
  }));
}

function shownFor(item: ItemReading, tested: Condition, comparison: Comparison) {
  const isSame = ({ op, value, caseSensitive }: Comparison) =>
    op === comparison.op && value === comparison.value && caseSensitive === comparison.caseSensitive;
  const own = positives(tested.test).length === 1 ? item.feedback.shownBy(tested) : undefined;
  return own ?? item.feedback.answer('', isSame);
}

/** A text counts once: quiz bowls name theirs again where they are worth nothing. */
function withoutDoubles(texts: readonly Typed[]): Typed[] {
  const keyOf = ({ text, match, caseSensitive }: Typed) => JSON.stringify([text, match, caseSensitive]);
  return [...new Map([...texts].reverse().map((typed) => [keyOf(typed), typed])).values()].reverse();
}

/**
 * Leaves out an exact text that a containing one of the same condition accepts anyway: Common Cartridge demands an
 * exact text in every pattern match question (Schematron rule 7c), so writers repeat the text.
 */
function withoutRepetition(item: ItemReading, texts: readonly Typed[]): Typed[] {
  if (item.field('cc_profile') === undefined) return [...texts];
  return texts.filter(
    ({ text, match, caseSensitive, weight, shown }) =>
      match !== undefined ||
      shown !== undefined ||
      !texts.some(
        (other) =>
          other.match === 'contains' &&
          other.text === text &&
          other.weight === weight &&
          other.caseSensitive === caseSensitive,
      ),
  );
}

function write(question: QuestionOf<'shortAnswer'>, item: ItemWriting): ItemBody | Refusal {
  const responses = xml(
    'response_str',
    { ident: RESPONSE, rcardinality: 'Single' },
    xml(
      'render_fib',
      { maxchars: item.kept('maxchars', 'qti') },
      xml('response_label', { ident: 'answer1', rshuffle: 'No' }),
    ),
  );
  if (item.profile === 'cc') return writeCartridge(question, item, responses);
  const { answers } = question;
  const isPlain = answers.every(({ weight }) => weight === 100);
  return {
    answerIds: answers.map(({ id }) => id),
    responses,
    feedbackConditions: answers.flatMap((answer, index) =>
      answerCondition(
        writeText(answer, RESPONSE, item),
        item.showAnswer(feedbackKey(answer, index), answer.feedback),
      ),
    ),
    conditions: isPlain ? [oneCondition(answers, item)] : answers.map((answer) => ownCondition(answer, item)),
  };
}

/** Canvas lists all texts of a condition side by side; any of them will do. */
function oneCondition(answers: readonly TextAnswer[], item: ItemWriting): Markup {
  const test = answers.map((answer) => writeText(answer, RESPONSE, item));
  return condition({ test, score: setScore(100), shows: [item.showCorrect()], goesOn: false });
}

function ownCondition(answer: TextAnswer, item: ItemWriting, shown?: Markup): Markup {
  const shows = [shown, answer.weight === 100 ? item.showCorrect() : undefined];
  return condition({
    test: writeText(answer, RESPONSE, item),
    score: setScore(answer.weight),
    shows,
    goesOn: false,
  });
}

/**
 * `fib` where every text is exact and in any case, `pattern_match` otherwise. Patterns, regular expressions and
 * texts worth a part of the points have no place in either.
 */
function writeCartridge(
  { answers }: QuestionOf<'shortAnswer'>,
  item: ItemWriting,
  responses: Markup,
): ItemBody | Refusal {
  const held = answers
    .map((answer, index) => ({ answer, shown: index }))
    .filter(({ answer }) => isHeld(answer, item));
  if (held.length === 0) return { refused: 'a Common Cartridge question needs a text that is right' };
  const isPattern = held.some(({ answer }) => answer.match === 'contains' || answer.caseSensitive === true);
  if (!isPattern && held.length > 1) return writeTogether(held, item, responses);
  const conditions = held.map(({ answer, shown }) =>
    ownCondition(answer, item, item.showAnswer(`answer_${shown + 1}`, answer.feedback)),
  );
  // Schematron rule 7c asks for an exact text: one that is accepted anyway.
  const repeated = held
    .slice(0, held.some(({ answer }) => answer.match !== 'contains') ? 0 : 1)
    .map(({ answer }) => ownCondition({ ...answer, match: 'exact' }, item));
  return {
    profile: isPattern ? 'pattern_match' : 'fib',
    responses,
    conditions: [...repeated, ...conditions],
  };
}

interface HeldText {
  readonly answer: TextAnswer;
  /** Its place among the answers. */
  readonly shown: number;
}

/** Several exact texts are one condition: Moodle looks for right ones in no other (entity11.quiz.class.php). */
function writeTogether(held: readonly HeldText[], item: ItemWriting, responses: Markup): ItemBody {
  return {
    profile: 'fib',
    responses,
    feedbackConditions: held.flatMap(({ answer, shown }) =>
      answerCondition(
        writeText(answer, RESPONSE, item),
        item.showAnswer(`answer_${shown + 1}`, answer.feedback),
      ),
    ),
    conditions: [
      oneCondition(
        held.map(({ answer }) => answer),
        item,
      ),
    ],
  };
}

function isHeld(answer: TextAnswer, item: ItemWriting): boolean {
  const isSimple = answer.match !== 'pattern' && answer.match !== 'regularExpression';
  if (!isSimple) item.lose(`the answer "${answer.text}", which is a pattern`);
  else if (answer.weight !== 100) item.lose(`the answer "${answer.text}", worth ${answer.weight}%`);
  return isSimple && answer.weight === 100;
}
