/** A quiz from what its files say: settings, documents of questions, and what becomes of banks among these. */
import type { Quiz } from '../../../course/model/quiz.js';
import { readQuizFields } from '../../qti/qti12/quiz-fields.js';
import type { Qti12Document } from '../../qti/qti12/types.js';
import { saidOtherwise } from '../../said-twice.js';
import { bankOf } from './assessment-file.js';
import type { Reading } from './reading.js';
import type { SharedFields } from './shared-fields.js';

/** The quizzes among the documents of a file; banks go out by themselves, the first with what its resource says. */
export async function takeQuizzes(
  reading: Reading,
  documents: readonly Qti12Document[],
  path: string,
  ofFirst: SharedFields = {},
): Promise<Qti12Document[]> {
  for (const [at, document] of documents.entries())
    if (document.kind === 'bank')
      await reading.context.emit('questionBanks', {
        ...bankOf(document, path),
        ...(at === 0 ? ofFirst : {}),
      });
  return documents.filter(({ kind }) => kind === 'assessment');
}

/** New Quizzes says so in an attribute of the assessment. */
const EXTERNAL = 'external_assignment_id';
const KEPT_FIELDS = new Set([EXTERNAL, 'canvas_item_bank']);

/** The settings and the questions of a quiz, as far as there are any. */
export function joinQuiz(
  settings: Quiz | undefined,
  documents: readonly Qti12Document[],
  own: Pick<Quiz, 'migrationId' | 'title'>,
): Quiz {
  const [first] = documents;
  const said = first === undefined ? {} : readQuizFields(first.fields).quiz;
  const html = first?.html === undefined ? {} : { html: first.html };
  const title = settings?.title || first?.title || own.title;
  const external = first?.fields.get(EXTERNAL);
  const canvas = {
    ...settings?.extensions?.canvas,
    ...(external === undefined ? {} : { [EXTERNAL]: external }),
  };
  return {
    published: true,
    quizType: 'assignment',
    ...html,
    ...said,
    ...settings,
    ...(external === undefined ? {} : { engine: 'newQuizzes' }),
    ...(Object.keys(canvas).length === 0 ? {} : { extensions: { canvas } }),
    migrationId: own.migrationId,
    title,
    entries: documents.flatMap(({ entries }) => entries),
  };
}

/** What a file calls its first document, where the object that became of it has no such name. */
export function otherIdent(
  { isCartridge }: Pick<Reading, 'isCartridge'>,
  [first]: readonly Qti12Document[],
  names: readonly (string | undefined)[],
): readonly string[] {
  return isCartridge ? saidOtherwise('@ident', first?.identifier, names) : [];
}

/** The metadata fields of quizzes that mean nothing here. */
export function unreadFields(documents: readonly Qti12Document[]): string[] {
  return documents.flatMap(({ fields }) =>
    readQuizFields(fields)
      .unread.filter((label) => !KEPT_FIELDS.has(label))
      .map((label) => `${label} "${fields.get(label) ?? ''}"`),
  );
}

/** Assessments of a file after the first, whose questions are the quiz's: what they say of themselves is not kept. */
export function joinedTitles([, ...further]: readonly Qti12Document[]): string[] {
  return further.flatMap(({ title, identifier, html }) => {
    const name = `the assessment "${title || identifier}"`;
    return [`that ${name} is one by itself`, ...(html === undefined ? [] : [`the text of ${name}`])];
  });
}
