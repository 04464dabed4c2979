/** Writes QTI 1.2 into a text, and keeps what the writer says it could not write. */
import type { Question } from '../../../activities/course/model/question.js';
import type { QuestionBank, Quiz, QuizEntry } from '../../../activities/course/model/quiz.js';
import type { Qti12WriteOptions } from '../../../activities/formats/qti/qti12/types.js';
import { writeAssessment12, writeBank12 } from '../../../activities/formats/qti/qti12/write.js';

export interface Writing {
  readonly text: string;
  readonly lost: readonly string[];
  readonly skipped: readonly string[];
  readonly quizLost: readonly string[];
}

export const QUIZ: Quiz = {
  migrationId: 'quiz',
  title: 'Tides',
  published: true,
  quizType: 'assignment',
  entries: [],
};

export async function* streamOf<Value>(values: Iterable<Value>): AsyncGenerator<Value> {
  yield* values;
}

async function write(
  profile: 'cc' | 'canvas',
  options: Partial<Qti12WriteOptions>,
  chunks: (options: Qti12WriteOptions) => AsyncIterable<string>,
): Promise<Writing> {
  const [lost, skipped, quizLost]: [string[], string[], string[]] = [[], [], []];
  const parts: string[] = [];
  const all: Qti12WriteOptions = {
    profile,
    rewriteHtml: (html) => html,
    identifier: ({ migrationId }) => migrationId,
    onLost: (_, what) => void lost.push(what),
    onSkipped: (_, reason) => void skipped.push(reason),
    onQuizLost: (what) => void quizLost.push(what),
    ...options,
  };
  for await (const part of chunks(all)) parts.push(part);
  return { text: parts.join(''), lost, skipped, quizLost };
}

/** A quiz of these questions, in their order unless entries are given. */
export function writeQuiz(
  profile: 'cc' | 'canvas',
  questions: readonly Question[],
  changes: Partial<Quiz> = {},
  options: Partial<Qti12WriteOptions> = {},
): Promise<Writing> {
  const entries = questions.map(
    ({ migrationId }): QuizEntry => ({ type: 'question', question: { kind: 'question', migrationId } }),
  );
  return write(profile, options, (all) =>
    writeAssessment12({ ...QUIZ, entries, ...changes }, streamOf(questions), all),
  );
}

export function writeBank(
  profile: 'cc' | 'canvas',
  bank: QuestionBank,
  questions: readonly Question[],
  options: Partial<Qti12WriteOptions> = {},
): Promise<Writing> {
  return write(profile, options, (all) => writeBank12(bank, streamOf(questions), all));
}
