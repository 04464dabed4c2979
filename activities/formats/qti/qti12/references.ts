/** References to questions that may stand in another file: whether they lead anywhere is known when all were read. */
import { createCompactSet } from '../../../course/compact-set.js';
import type { LedgerElement, LedgerOutcome } from '../../../course/ledger.js';
import type { ReadContext } from '../../types.js';

/** Elements that name a question and bring none. */
const REFERENCES = new Set(['bank entry', 'itemref']);

export interface HeldReferences {
  /** To read quizzes and banks with: the outcomes of references are held back. */
  readonly context: ReadContext;
  /** Settles them, once all quizzes and banks were read: those that lead to no question fail. */
  settle(): Promise<void>;
}

/** Holds one small object per reference. */
export function holdReferences(context: ReadContext): HeldReferences {
  const { ledger } = context;
  const questions = createCompactSet();
  const held: (readonly [LedgerElement, LedgerOutcome])[] = [];
  return {
    context: {
      ...context,
      emit: async (collection, record) => {
        await context.emit(collection, record);
        if (collection === 'questions') questions.add(record.migrationId);
      },
      ledger: {
        found: (element) => ledger.found(element),
        notice: (notice) => ledger.notice(notice),
        settle: async (element, outcome) => {
          if (!REFERENCES.has(element.type) || outcome.target === undefined)
            return ledger.settle(element, outcome);
          held.push([element, outcome]);
        },
      },
    },
    async settle() {
      for (const [element, outcome] of held) {
        const name = outcome.target?.migrationId ?? '';
        await ledger.settle(element, questions.has(name) ? outcome : brokenReference(element, name));
      }
    },
  };
}

function brokenReference({ path, element = '' }: LedgerElement, name: string): LedgerOutcome {
  const message = `${path}: ${element} names the question "${name}", which the package does not contain.`;
  return { state: 'failed', code: 'broken_reference', message };
}
