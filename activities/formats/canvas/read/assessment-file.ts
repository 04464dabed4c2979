/** Reads one QTI file of a cartridge: its questions go out at once, its quizzes and banks come back. */
import type { CompactSet } from '../../../course/compact-set.js';
import type { ObjectKind, Reference } from '../../../course/model/common.js';
import type { QuestionBank } from '../../../course/model/quiz.js';
import { stemOf } from '../../common-cartridge/package-path.js';
import { readQti12 } from '../../qti/qti12/read.js';
import type { Qti12Document } from '../../qti/qti12/types.js';
import type { ReadContext } from '../../types.js';
import { withoutHoles } from '../records/read-record.js';
import { linksOf, orFailed, type Reading, tellMissingLinks } from './reading.js';

export interface AssessmentFile {
  readonly path: string;
  /** The object that the first document of the file is. */
  readonly migrationId: string;
  /** The ids of questions given so far in this package. */
  readonly taken: CompactSet;
}

export interface ReadDocument {
  readonly document: Qti12Document;
  readonly owner: Reference;
}

export interface ReadAssessment {
  /** `undefined` when the file is broken; its questions before the break have gone out all the same. */
  readonly documents: readonly ReadDocument[] | undefined;
  readonly questions: number;
}

/** Reads a file. A broken one is settled as failed. */
export async function readAssessmentFile(
  reading: Reading,
  { path, migrationId, taken }: AssessmentFile,
): Promise<ReadAssessment> {
  const owners: Reference[] = [];
  let questions = 0;
  const context: ReadContext = {
    ledger: reading.context.ledger,
    signal: reading.context.signal,
    progress: () => undefined,
    emit: async (collection, record) => {
      if (collection === 'questions') questions += 1;
      await reading.context.emit(collection, record);
    },
  };
  const scope = linksOf(reading, path);
  const documents = await orFailed(reading, path, () =>
    readQti12(reading.source, {
      path,
      taken,
      context,
      rewriteHtml: (html) => scope.rewriteHtml(html),
      owner: ({ kind, identifier }) => {
        const owner: Reference = {
          kind: OWNER_KINDS[kind],
          migrationId: owners.length === 0 ? migrationId : identifier,
        };
        owners.push(owner);
        return owner;
      },
    }),
  );
  const [owner] = owners;
  if (owner !== undefined) await tellMissingLinks(reading, scope, owner);
  const withOwners = documents?.map((document, at) => ({ document, owner: ownerAt(owners, document, at) }));
  return { documents: withOwners, questions };
}

const OWNER_KINDS: Readonly<Record<Qti12Document['kind'], ObjectKind>> = {
  assessment: 'quiz',
  bank: 'questionBank',
};

/** Documents close in the order in which they were described. */
function ownerAt(owners: readonly Reference[], { kind, identifier }: Qti12Document, at: number): Reference {
  return owners[at] ?? { kind: OWNER_KINDS[kind], migrationId: identifier };
}

/** The bank that a document is. */
export function bankOf(
  { title, fields, html }: Qti12Document,
  migrationId: string,
  path: string,
): QuestionBank {
  const isItemBank = fields.get('canvas_item_bank');
  return withoutHoles({
    migrationId,
    title: title || fields.get('bank_title') || stemOf(stemOf(path)),
    description: html,
    bankType: fields.get('bank_type') || undefined,
    ...(isItemBank === undefined ? {} : { extensions: { canvas: { canvas_item_bank: isItemBank } } }),
  });
}
