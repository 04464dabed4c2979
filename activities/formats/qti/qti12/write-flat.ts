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
  const asked = new Set<string>();
  for (const entry of quiz.entries) {
    if (entry.type === 'group') yield* flatGroup(entry, { feed, asked, options });
    else if (entry.type === 'question') yield* flatQuestion(entry, { feed, asked, options });
    else if (entry.title !== undefined || entry.html !== undefined)
      options.onQuizLost?.(`the section "${entry.title ?? ''}"`, entry);
  }
  for await (const question of feed.rest()) yield* line(writeItem(question, options));
}

interface Flattening {
  readonly feed: QuestionFeed;
  /** Questions of banks that the quiz asks already: an item may be there once (rule 13a of the profile). */
  readonly asked: Set<string>;
  readonly options: Qti12WriteOptions;
}

async function* flatQuestion(entry: Step, { feed, asked, options }: Flattening): AsyncGenerator<string> {
  const found = (await takeOwn(entry.question, feed, options)) ?? (await takeCopy(entry.question, options));
  if (found === undefined) return options.onQuizLost?.(missing(entry.question), entry);
  if (asked.has(found.migrationId))
    return options.onQuizLost?.(`that the question "${found.migrationId}" is asked again`, entry);
  asked.add(found.migrationId);
  yield* line(writeItem(withPoints(found, entry.points), options));
}

async function* flatGroup(entry: Group, { feed, asked, options }: Flattening): AsyncGenerator<string> {
  const { title, questions, bank, pick = Number.POSITIVE_INFINITY, pointsPerQuestion } = entry;
  options.onQuizLost?.(`that the group "${title}" draws its questions`, entry);
  let left = pick;
  const write = function* (question: Question | undefined): Generator<string> {
    if (question === undefined || left <= 0 || asked.has(question.migrationId)) return;
    const item = writeItem(withPoints(question, pointsPerQuestion), options);
    if (item !== undefined) {
      left -= 1;
      asked.add(question.migrationId);
    }
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
