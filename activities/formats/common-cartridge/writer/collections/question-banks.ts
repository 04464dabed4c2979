/** Question banks twice: each as the whole in Canvas's dialect, and what the standard can hold of all of them in one. */
import type { Question } from '../../../../course/model/question.js';
import type { QuestionBank } from '../../../../course/model/quiz.js';
import { CANVAS_FOLDERS } from '../../../canvas/paths.js';
import { writeBank12 } from '../../../qti/qti12/write.js';
import { bankNotes, type QuestionNotes } from '../canvas-only/notes.js';
import { noteLost } from '../shared-fields.js';
import { fileDependencies, recordsOf, type Writing } from '../writing.js';
import { addWhenItHasItems, questionsInto, standardOptions, wholeOptions } from './questions.js';

type BankReference = { readonly kind: 'questionBank'; readonly migrationId: string };

export async function writeQuestionBanks(writing: Writing): Promise<void> {
  const written: NamedBank[] = [];
  for await (const bank of recordsOf(writing, 'questionBanks')) {
    const target = { kind: 'questionBank', migrationId: bank.migrationId } as const;
    await writeWhole(bank, target, writing);
    written.push({ ...target, title: bank.title });
  }
  await writeCommonBank(written, writing);
}

async function writeWhole(bank: QuestionBank, target: BankReference, writing: Writing): Promise<void> {
  const { plan, sink, resources, profile, report } = writing;
  const identifier = plan.identifiers.of(target);
  const path = plan.paths.claim(`${CANVAS_FOLDERS.assessments}/${identifier}.xml.qti`);
  await sink.add(
    path,
    writeBank12(
      bank,
      questionsInto(path, target, isOfNewQuizzes(bank), writing),
      wholeOptions(writing, target),
    ),
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
    report.lost(target, 'extensions.canvas');
  writing.done(target, path);
}

/** New Quizzes says so of its banks. */
function isOfNewQuizzes({ extensions }: QuestionBank): boolean {
  return extensions?.canvas?.canvas_item_bank === 'true';
}

type NamedBank = BankReference & Pick<QuestionBank, 'title'>;

/**
 * The standard allows one bank in a cartridge (Schematron rule 4a), for instructors only and shown by no item. It
 * depends on those it is a copy of, so that a reader that knows them can tell.
 */
async function writeCommonBank(banks: readonly NamedBank[], writing: Writing): Promise<void> {
  const { plan, course, resources, profile } = writing;
  const [first] = banks;
  if (first === undefined) return;
  const identifier = plan.identifiers.derived(first, 'common');
  const path = plan.paths.claim(`${identifier}/question_bank.xml`);
  const only = banks.length === 1 ? await course.get('questionBanks', first.migrationId) : undefined;
  const bank = only ?? { migrationId: '', title: plan.index.ofKind('course')[0]?.title ?? '' };
  const questions = createBankQuestions(banks, writing);
  const options = standardOptions(path, writing, questions.notes);
  const isWritten = await addWhenItHasItems(
    path,
    writeBank12(bank, questions.stream(), {
      ...options,
      identifier: (target) =>
        target.kind === 'questionBank' && only === undefined ? identifier : options.identifier(target),
    }),
    writing.sink,
  );
  if (!isWritten) return;
  resources.add({
    identifier,
    type: profile.types.questionBank,
    files: [path],
    hasHref: false,
    described: { ...only, audience: ['Instructor'] },
    dependencies: [
      ...banks.map((each) => plan.identifiers.of(each)),
      ...banks.flatMap((each) => fileDependencies(writing, each)),
    ],
  });
}

/** The questions of the banks, one bank after the other; of several, each says as its category where it was. */
function createBankQuestions(banks: readonly NamedBank[], { course, context, plan, canvasOnly }: Writing) {
  let skipped = 0;
  const { onLost, onSkipped } = bankNotes(plan.index, canvasOnly);
  const stream = async function* (): AsyncGenerator<Question> {
    const held: NamedBank[] = [];
    for (const bank of banks) {
      let count = 0;
      skipped = 0;
      for await (const question of course.questionsOf(bank)) {
        context.signal.throwIfAborted();
        count += 1;
        yield banks.length === 1 ? question : { ...question, category: categoryIn(bank, question) };
      }
      if (count > skipped) held.push(bank);
      else canvasOnly.note('banks', bank);
    }
    if (held.length > 1) for (const bank of held) canvasOnly.note('mergedBanks', bank);
  };
  const notes: QuestionNotes = {
    onLost,
    onSkipped: (question, reason) => {
      skipped += 1;
      onSkipped(question, reason);
    },
  };
  return { stream, notes };
}

function categoryIn({ title }: NamedBank, { category = '' }: Question): string {
  return [title, category].filter((name) => name.trim() !== '').join(' / ');
}
