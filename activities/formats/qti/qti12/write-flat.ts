/**
 * The entries of a quiz in the Common Cartridge profile, which knows one section, no groups and no pointers into
 * banks: all is flattened, a group into its first usable questions, as Canvas does.
 */

import type { Question } from '../../../course/model/question.js';
import type { Quiz, QuizEntry } from '../../../course/model/quiz.js';
import { line, missing, takeCopy, takeOwn, withPoints } from './entry-questions.js';
import type { QuestionFeed } from './question-feed.js';
import type { Qti12WriteOptions } from './types.js';
import { writeItem } from './write-item.js';

type Group = Extract<QuizEntry, { type: 'group' }>;
type Step = Extract<QuizEntry, { type: 'question' }>;

/** Questions without an entry come last. */
export async function* writeFlat(
  quiz: Quiz,
  feed: QuestionFeed,
  options: Qti12WriteOptions,
): AsyncGenerator<string> {
  for (const entry of quiz.entries) {
    if (entry.type === 'group') yield* flatGroup(entry, feed, options);
    else if (entry.type === 'question') yield* flatQuestion(entry, feed, options);
    else if (entry.title !== undefined || entry.html !== undefined)
      options.onQuizLost?.(`the section "${entry.title ?? ''}"`, entry);
  }
  for await (const question of feed.rest()) yield* line(writeItem(question, options));
}

async function* flatQuestion(
  entry: Step,
  feed: QuestionFeed,
  options: Qti12WriteOptions,
): AsyncGenerator<string> {
  const found = (await takeOwn(entry.question, feed, options)) ?? (await takeCopy(entry.question, options));
  if (found === undefined) return options.onQuizLost?.(missing(entry.question), entry);
  yield* line(writeItem(withPoints(found, entry.points), options));
}

async function* flatGroup(
  entry: Group,
  feed: QuestionFeed,
  options: Qti12WriteOptions,
): AsyncGenerator<string> {
  const { title, questions, bank, pick = Number.POSITIVE_INFINITY, pointsPerQuestion } = entry;
  options.onQuizLost?.(`that the group "${title}" draws its questions`, entry);
  let left = pick;
  const write = function* (question: Question | undefined): Generator<string> {
    if (question === undefined || left <= 0) return;
    const item = writeItem(withPoints(question, pointsPerQuestion), options);
    if (item !== undefined) left -= 1;
    yield* line(item);
  };
  for (const reference of questions) {
    const own = await takeOwn(reference, feed, options);
    yield* write(own ?? (left > 0 ? await takeCopy(reference, options) : undefined));
  }
  if (bank === undefined || options.bankQuestions === undefined) return;
  for await (const question of options.bankQuestions(bank)) {
    if (left <= 0) return;
    yield* write(question);
  }
}
