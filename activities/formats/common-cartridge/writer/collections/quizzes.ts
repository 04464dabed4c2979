/** Quizzes twice, as Canvas does: what the standard can hold for everyone, and the whole; banks as the whole only. */
import type { CourseIndex } from '../../../../course/course-index.js';
import type { Reference } from '../../../../course/model/common.js';
import type { Question } from '../../../../course/model/question.js';
import type { Quiz } from '../../../../course/model/quiz.js';
import { CANVAS_FOLDERS } from '../../../canvas/paths.js';
import { writeAssessmentMeta } from '../../../canvas/write.js';
import type { Qti12WriteOptions } from '../../../qti/qti12/types.js';
import { writeAssessment12, writeBank12 } from '../../../qti/qti12/write.js';
import type { PackageSink } from '../../../types.js';
import { noteLost } from '../shared-fields.js';
import { canvasOptions, fileDependencies, recordsOf, type Writing } from '../writing.js';
import { noteNested } from './assignments.js';

export async function writeQuizzes(writing: Writing): Promise<void> {
  for await (const quiz of recordsOf(writing, 'quizzes')) await writeQuiz(quiz, writing);
}

async function writeQuiz(quiz: Quiz, writing: Writing): Promise<void> {
  const { plan, sink, course } = writing;
  const target = { kind: 'quiz', migrationId: quiz.migrationId } as const;
  const identifier = plan.identifiers.of(target);
  const standard = plan.paths.claim(`${identifier}/assessment_qti.xml`);
  const meta = plan.paths.claim(`${identifier}/assessment_meta.xml`);
  const whole = plan.paths.claim(`${CANVAS_FOLDERS.assessments}/${identifier}.xml.qti`);
  const copy = writeAssessment12(quiz, course.questionsOf(target), standardOptions(writing, target));
  const hasStandard = await addStandard(standard, copy, writing);
  await sink.add(meta, writeAssessmentMeta(quiz, canvasOptions(writing, target)));
  await sink.add(
    whole,
    writeAssessment12(quiz, questionsInto(whole, target, writing), wholeOptions(writing, target)),
  );
  addQuizResources(
    quiz,
    target,
    { standard: hasStandard ? standard : undefined, settings: [meta, whole] },
    writing,
  );
  noteNested(quiz.assignment, quiz.html, meta, writing);
  writing.done(target, meta);
}

/** A test without a question the standard can hold is the resource of its settings alone. */
function addQuizResources(
  quiz: Quiz,
  target: Reference,
  files: { readonly standard: string | undefined; readonly settings: readonly string[] },
  writing: Writing,
): void {
  const { plan, resources, profile } = writing;
  const identifier = plan.identifiers.of(target);
  const dependencies = fileDependencies(writing, target);
  const settings = { type: profile.types.associatedContent, files: files.settings, hasHref: true };
  if (files.standard === undefined) {
    resources.add({ ...settings, identifier, described: quiz, dependencies });
    return;
  }
  const metaIdentifier = plan.identifiers.derived(target, 'meta');
  resources.add({
    identifier,
    type: profile.types.assessment,
    files: [files.standard],
    hasHref: false,
    described: quiz,
    dependencies: [metaIdentifier, ...dependencies],
  });
  resources.add({ ...settings, identifier: metaIdentifier });
}

/** Canvas writes, and finds a quiz by, a test of the standard whether that holds a question or not. */
async function addStandard(
  path: string,
  chunks: AsyncIterable<string>,
  { profile, sink }: Writing,
): Promise<boolean> {
  if (profile.dialect !== 'canvas') return await addWhenItHasItems(path, chunks, sink);
  await sink.add(path, chunks);
  return true;
}

/** Adds a test when it holds a question: the schema requires one. Answers whether it does. */
async function addWhenItHasItems(
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

export async function writeQuestionBanks(writing: Writing): Promise<void> {
  const { plan, sink, resources, profile } = writing;
  for await (const bank of recordsOf(writing, 'questionBanks')) {
    const target = { kind: 'questionBank', migrationId: bank.migrationId } as const;
    const identifier = plan.identifiers.of(target);
    const path = plan.paths.claim(`${CANVAS_FOLDERS.assessments}/${identifier}.xml.qti`);
    await sink.add(
      path,
      writeBank12(bank, questionsInto(path, target, writing), wholeOptions(writing, target)),
    );
    resources.add({
      identifier,
      type: profile.types.associatedContent,
      files: [path],
      hasHref: true,
      described: bank,
      dependencies: fileDependencies(writing, target),
    });
    noteLost(bank, ['description', 'parent', 'position', 'availability', 'tags'], target, writing);
    if (Object.keys(bank.extensions?.canvas ?? {}).some((key) => key !== 'canvas_item_bank'))
      writing.report.lost(target, 'extensions.canvas');
    writing.done(target, path);
  }
}

/** The profile of the standard: what it leaves out is in the file of the whole, so nothing is lost by it. */
function standardOptions(writing: Writing, owner: Reference): Qti12WriteOptions {
  const { course, plan } = writing;
  const { identifier, rewriteHtml } = canvasOptions(writing, owner);
  return {
    profile: 'cc',
    identifier,
    rewriteHtml,
    bankQuestions: (bank) => course.questionsOf(bank),
    bankOf: (question) => bankOf(question, plan.index),
    question: ({ migrationId }) => course.get('questions', migrationId),
  };
}

/** Texts are those of the question being written. */
function wholeOptions(writing: Writing, owner: Reference): Qti12WriteOptions {
  writing.current = owner;
  const { identifier, rewriteHtml } = canvasOptions(writing);
  const { report, plan } = writing;
  return {
    profile: 'canvas',
    identifier,
    rewriteHtml,
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
  const message = `The question "${question.title ?? migrationId}" lives in a bank, and was written into the quiz as a copy.`;
  report.changed(quiz, 'question_copied', message);
  return { ...question, migrationId: `${migrationId}_in_${quiz.migrationId}`, bankQuestion: migrationId };
}

async function* questionsInto(path: string, owner: Reference, writing: Writing): AsyncGenerator<Question> {
  for await (const question of writing.course.questionsOf(owner)) {
    writing.context.signal.throwIfAborted();
    writing.current = referenceTo(question);
    writing.done(writing.current, path);
    yield question;
  }
  writing.current = owner;
}

function bankOf(question: Reference, index: CourseIndex): Reference | undefined {
  const owner = index.get(question)?.parent;
  return owner?.kind === 'questionBank' ? owner : undefined;
}

function referenceTo(question: Question): Reference {
  return { kind: 'question', migrationId: question.migrationId };
}
