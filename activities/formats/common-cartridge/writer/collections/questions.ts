/** Questions of a quiz or bank, for the file that is for everyone and for the whole. */
import type { CourseIndex } from '../../../../course/course-index.js';
import type { Reference } from '../../../../course/model/common.js';
import type { Question } from '../../../../course/model/question.js';
import type { Qti12WriteOptions } from '../../../qti/qti12/types.js';
import type { PackageSink } from '../../../types.js';
import type { QuestionNotes } from '../canvas-only/notes.js';
import { createLinkWriter } from '../links.js';
import { notTakenOfQuestion } from '../not-taken/notes.js';
import { canvasOptions, formOf, type Writing } from '../writing.js';

/** Adds a test when it holds a question: the schema requires one. Answers whether it does. */
export async function addWhenItHasItems(
  path: string,
  chunks: AsyncIterable<string>,
  sink: PackageSink,
): Promise<boolean> {
  const iterator = chunks[Symbol.asyncIterator]();
  try {
    let head = '';
    while (!head.includes('<item')) {
      const next = await iterator.next();
      if (next.done) return false;
      head += next.value;
    }
    await sink.add(path, startingWith(head, iterator));
    return true;
  } finally {
    await iterator.return?.();
  }
}

async function* startingWith(head: string, rest: AsyncIterator<string>): AsyncGenerator<string> {
  yield head;
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
}

/** The profile of the standard: what it leaves out is in the file of the whole, so nothing is lost by it, and it is told there. */
export function standardOptions(
  path: string,
  { course, plan, profile }: Writing,
  notes: QuestionNotes,
): Qti12WriteOptions {
  const { rewriteHtml } = createLinkWriter(plan, { notice: () => undefined });
  const form = formOf(path, profile);
  return {
    ...notes,
    profile: 'cc',
    identifier: (target) => plan.identifiers.of(target),
    rewriteHtml: (html) => rewriteHtml(html, undefined, form),
    bankQuestions: (bank) => course.questionsOf(bank),
    bankOf: (question) => bankOf(question, plan.index),
    question: ({ migrationId }) => course.get('questions', migrationId),
  };
}

/** Texts are those of the question being written. */
export function wholeOptions(writing: Writing, owner: Reference): Qti12WriteOptions {
  writing.current = owner;
  const { identifier, rewriteHtml } = canvasOptions(writing);
  const { report, plan } = writing;
  return {
    profile: 'canvas',
    identifier,
    rewriteHtml,
    bankSize: (bank) => plan.index.children(bank).length,
    bankOf: (question) => bankOf(question, plan.index),
    question: (question) => copyInto(owner, question, writing),
    onQuizLost: (lost) => report.lost(owner, lost),
    onLost: (question, lost) => report.lost(referenceTo(question), lost),
    onSkipped: (question, reason) => {
      const message = `The question "${question.title ?? question.migrationId}" cannot be written: ${reason}`;
      report.unsupported(referenceTo(question), 'question_type', message);
    },
  };
}

/** Canvas's classic quizzes own their questions: one that lives in a bank is in the quiz as a copy that names it. */
async function copyInto(
  quiz: Reference,
  { migrationId }: Reference,
  { course, report }: Writing,
): Promise<Question | undefined> {
  const question = await course.get('questions', migrationId);
  if (question === undefined) return undefined;
  const message = 'Questions that live in banks were written into the quiz as copies of its own.';
  report.changed(quiz, 'question_copied', message);
  return { ...question, migrationId: `${migrationId}_in_${quiz.migrationId}`, bankQuestion: migrationId };
}

export async function* questionsInto(
  path: string,
  owner: Reference,
  isOfNewQuizzes: boolean,
  writing: Writing,
): AsyncGenerator<Question> {
  const title = writing.plan.index.get(owner)?.title ?? '';
  for await (const question of writing.course.questionsOf(owner)) {
    writing.context.signal.throwIfAborted();
    writing.current = referenceTo(question);
    writing.done(writing.current, path);
    notTakenOfQuestion(question, { ...owner, title, isOfNewQuizzes }, writing.notTaken);
    yield question;
  }
  writing.current = owner;
}

function bankOf(question: Reference, index: CourseIndex): Reference | undefined {
  const owner = index.get(question)?.parent;
  return owner?.kind === 'questionBank' ? owner : undefined;
}

export function referenceTo(question: Question): Reference {
  return { kind: 'question', migrationId: question.migrationId };
}
