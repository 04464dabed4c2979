/** Quizzes twice, as Canvas does: what the standard can hold for everyone, and the whole. */
import type { Reference } from '../../../../course/model/common.js';
import type { Quiz } from '../../../../course/model/quiz.js';
import { CANVAS_FOLDERS } from '../../../canvas/paths.js';
import { writeAssessmentMeta } from '../../../canvas/write.js';
import { writeAssessment12 } from '../../../qti/qti12/write.js';
import { noteQuiz, noteSettings, quizNotes } from '../canvas-only/notes.js';
import { notTakenOfQuiz } from '../not-taken/notes.js';
import { canvasOptions, fileDependencies, recordsOf, type Writing } from '../writing.js';
import { noteNested } from './assignments.js';
import { addWhenItHasItems, questionsInto, standardOptions, wholeOptions } from './questions.js';

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
  const notes = quizNotes(quiz, writing.canvasOnly);
  const copy = writeAssessment12(quiz, course.questionsOf(target), standardOptions(standard, writing, notes));
  const hasStandard = await addStandard(standard, copy, writing);
  if (hasStandard) noteQuiz(quiz, writing.canvasOnly);
  else writing.canvasOnly.note('quizzes', quiz);
  notTakenOfQuiz(quiz, writing.notTaken);
  noteSettings('quiz', quiz, writing.canvasOnly);
  await sink.add(meta, writeAssessmentMeta(quiz, canvasOptions(writing, target)));
  await sink.add(
    whole,
    writeAssessment12(
      quiz,
      questionsInto(whole, target, quiz.engine === 'newQuizzes', writing),
      wholeOptions(writing, target),
    ),
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
