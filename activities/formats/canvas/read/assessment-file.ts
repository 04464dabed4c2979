/** Reads one QTI file of a cartridge: its questions go out at once, its quizzes and banks come back. */
import type { ObjectKind } from '../../../course/model/common.js';
import type { QuestionBank } from '../../../course/model/quiz.js';
import type { UniqueNames } from '../../../course/unique-names.js';
import { stemOf } from '../../common-cartridge/package-path.js';
import { readQti12 } from '../../qti/qti12/read.js';
import type { Qti12Document } from '../../qti/qti12/types.js';
import { withoutHoles } from '../records/read-record.js';
import { failureOf, linksOf, type Reading, tellMissingLinks } from './reading.js';

export interface AssessmentFile {
  readonly path: string;
  /** The object that the first document of the file is. */
  readonly migrationId: string;
  /** Whether all assessments of the file are that one quiz. */
  readonly isOneQuiz?: boolean;
  /** The ids of questions given so far in this package. */
  readonly taken: UniqueNames;
}

/** Reads a file. Of a broken one, which is settled as failed, what stands before the fault. */
export async function readAssessmentFile(
  reading: Reading,
  { path, migrationId, isOneQuiz = false, taken }: AssessmentFile,
): Promise<readonly Qti12Document[]> {
  const scope = linksOf(reading, path);
  let count = 0;
  const { documents, broken } = await readQti12(reading.source, {
    path,
    taken,
    context: { ...reading.context, progress: () => undefined },
    rewriteHtml: (html) => scope.rewriteHtml(html),
    owner: ({ kind, identifier }) => {
      count += 1;
      const isFirst = count === 1 || (isOneQuiz && kind === 'assessment');
      return { kind: OWNER_KINDS[kind], migrationId: isFirst ? migrationId : identifier };
    },
  });
  if (broken !== undefined) await reading.accounts.entry(path, failureOf(broken));
  const [first] = documents;
  if (first !== undefined) await tellMissingLinks(reading, scope, first.owner);
  return documents;
}

const OWNER_KINDS: Readonly<Record<Qti12Document['kind'], ObjectKind>> = {
  assessment: 'quiz',
  bank: 'questionBank',
};

/** The bank that a document is. */
export function bankOf({ owner, title, fields, html }: Qti12Document, path: string): QuestionBank {
  const isItemBank = fields.get('canvas_item_bank');
  return withoutHoles({
    migrationId: owner.migrationId,
    title: title || fields.get('bank_title') || stemOf(stemOf(path)),
    description: html,
    bankType: fields.get('bank_type') || undefined,
    ...(isItemBank === undefined ? {} : { extensions: { canvas: { canvas_item_bank: isItemBank } } }),
  });
}
