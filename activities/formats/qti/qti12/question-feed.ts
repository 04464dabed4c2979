/** Hands out a stream of questions in the order entries ask for them, holding only those that came too early. */
import type { Question } from '../../../course/model/question.js';

export interface QuestionFeed {
  /** The question of an id; `undefined` when the stream does not have it. */
  take(migrationId: string): Promise<Question | undefined>;
  /** Those nobody asked for, in the order they came. */
  rest(): AsyncGenerator<Question>;
  /** Ends the stream, whether it was read to its end or not. */
  close(): Promise<void>;
}

export function createQuestionFeed(questions: AsyncIterable<Question>): QuestionFeed {
  const stream = questions[Symbol.asyncIterator]();
  const early = new Map<string, Question>();
  let isDone = false;
  const next = async (): Promise<Question | undefined> => {
    const step = isDone ? undefined : await stream.next();
    if (step === undefined || step.done === true) isDone = true;
    return step?.done === true ? undefined : step?.value;
  };
  return {
    async take(migrationId) {
      const held = early.get(migrationId);
      early.delete(migrationId);
      if (held !== undefined) return held;
      for (let question = await next(); question !== undefined; question = await next()) {
        if (question.migrationId === migrationId) return question;
        early.set(question.migrationId, question);
      }
      return undefined;
    },
    async *rest() {
      yield* early.values();
      early.clear();
      for (let question = await next(); question !== undefined; question = await next()) yield question;
    },
    async close() {
      if (!isDone) await stream.return?.();
      isDone = true;
    },
  };
}
