/** The questions entries ask for: the quiz's own, and copies of those that live in banks. */
import type { Reference } from '../../../course/model/common.js';
import type { Question } from '../../../course/model/question.js';
import type { QuestionFeed } from './question-feed.js';
import type { Qti12WriteOptions } from './types.js';

/** A question of the quiz; the stream is not searched for one that is known to live in a bank. */
export async function takeOwn(
  reference: Reference,
  feed: QuestionFeed,
  options: Qti12WriteOptions,
): Promise<Question | undefined> {
  if (options.bankOf?.(reference) !== undefined) return undefined;
  return feed.take(reference.migrationId);
}

/** A copy of a bank's question, which says whose copy it is. */
export async function takeCopy(
  reference: Reference,
  options: Qti12WriteOptions,
): Promise<Question | undefined> {
  const found = await options.question?.(reference);
  return found === undefined
    ? undefined
    : { ...found, bankQuestion: found.bankQuestion ?? found.migrationId };
}

/** The question with the points it has in the quiz. */
export function withPoints(question: Question, points: number | undefined): Question {
  return points === undefined ? question : { ...question, points };
}

export function missing({ migrationId }: Reference): string {
  return `the question "${migrationId}", which is not among the quiz's questions`;
}

/** A written item on a line of its own; nothing for one that was skipped. */
export function* line(text: string | undefined): Generator<string> {
  if (text !== undefined) yield `${text}\n`;
}
