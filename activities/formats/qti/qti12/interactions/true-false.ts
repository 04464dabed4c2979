/** True/false, and Blackboard's either/or where it asks for true or false. */

import type { QuestionOf } from '../../../../course/model/question.js';
import { lookup } from '../lookup.js';
import { isTrueFalse, truthOf } from '../question-type.js';
import type { Choice } from './choices.js';
import type {
  InteractionFields,
  InteractionHandler,
  ItemBody,
  ItemReading,
  ItemWriting,
  Refusal,
} from './handler.js';
import { readSingleChoices, writeSingleChoice } from './multiple-choice.js';

/** What Blackboard writes for `true_false.true`, `yes_no.no` ... */
const WORDS: Readonly<Record<string, string>> = {
  'true_false.true': 'True',
  'true_false.false': 'False',
  'yes_no.yes': 'Yes',
  'yes_no.no': 'No',
  'yes_no.true': 'Yes',
  'yes_no.false': 'No',
  'agree_disagree.agree': 'Agree',
  'agree_disagree.disagree': 'Disagree',
  'agree_disagree.true': 'Agree',
  'agree_disagree.false': 'Disagree',
  'right_wrong.right': 'Right',
  'right_wrong.wrong': 'Wrong',
  'right_wrong.true': 'Right',
  'right_wrong.false': 'Wrong',
};

export const trueFalse: InteractionHandler<'trueFalse'> = {
  questionType: 'true_false_question',
  inCartridge: true,
  read: readTrueFalse,
  write,
  hasAnswer: ({ answers }) => answers.some(({ weight }) => weight > 0),
};

/** An item that says it is true/false but offers more or less than two choices is multiple choice. */
function readTrueFalse(item: ItemReading): InteractionFields {
  const answers = readSingleChoices(item).map(
    (answer): Choice => ({ ...answer, html: lookup(WORDS, answer.html.trim().toLowerCase()) ?? answer.html }),
  );
  const isEitherOr = item.sourceType.toLowerCase() === 'either/or';
  if (isEitherOr && !isTrueFalse(answers.map(({ html }) => html)))
    return { interaction: 'multipleChoice', answers };
  if (answers.length === 2) return { interaction: 'trueFalse', answers };
  item.lose(`that it is a true/false question: it has ${answers.length} choices`);
  return { interaction: 'multipleChoice', answers };
}

/** Choices that are not two are multiple choice. */
function write(question: QuestionOf<'trueFalse'>, item: ItemWriting): ItemBody | Refusal {
  if (item.profile === 'cc') return writeInCartridge(question, item);
  const isPair = question.answers.length === 2;
  const written = writeSingleChoice(question, item, isPair ? 'true_false' : 'multiple_choice');
  return isPair || 'refused' in written ? written : { ...written, questionType: 'multiple_choice_question' };
}

/**
 * The choices of a cartridge are called `true` and `false`, as in 1EdTech's own; Moodle refuses a whole package in
 * which they are called otherwise (entity11.quiz.class.php). Which is which only their texts can say, so that two
 * others, such as Yes and No, are multiple choice: everyone shows the texts of that.
 */
function writeInCartridge(question: QuestionOf<'trueFalse'>, item: ItemWriting): ItemBody | Refusal {
  const truths = question.answers.map(({ html }) => truthOf(html));
  const isTruth = truths.includes('true') && truths.includes('false') && truths.length === 2;
  if (!isTruth) item.lose('that it is a true/false question: its choices do not read True and False');
  const called = isTruth ? new Map(question.answers.map(({ id }, at) => [id, truths[at] ?? id])) : undefined;
  return writeSingleChoice(question, item, isTruth ? 'true_false' : 'multiple_choice', { called });
}
