/** Reads QTI 1.2 given as text or bytes, and keeps everything it says. */
import { createLedger, type LedgerReport } from '../../../activities/course/create-ledger.js';
import type { LedgerEntry, Notice } from '../../../activities/course/ledger.js';
import type { Question } from '../../../activities/course/model/question.js';
import { readQti12 } from '../../../activities/formats/qti/qti12/read.js';
import type { Qti12Document, Qti12ReadOptions } from '../../../activities/formats/qti/qti12/types.js';
import type { PackageSource, ReadContext } from '../../../activities/formats/types.js';

export interface Reading {
  readonly documents: readonly Qti12Document[];
  readonly questions: readonly Question[];
  readonly ledger: readonly LedgerEntry[];
  readonly notices: readonly Notice[];
  readonly report: LedgerReport;
  /** Why the file could not be read to its end, or what reading threw. */
  readonly error?: unknown;
}

export type ReadingOptions = Partial<Pick<Qti12ReadOptions, 'path' | 'owner' | 'rewriteHtml' | 'taken'>> & {
  readonly signal?: AbortSignal;
  readonly onQuestion?: (question: Question) => void | Promise<void>;
};

/** Reads chunks as a file `quiz.xml`; every question's owner is the document it is in. */
export async function readChunks(
  chunks: () => AsyncIterable<Uint8Array>,
  options: ReadingOptions = {},
): Promise<Reading> {
  const questions: Question[] = [];
  const ledger: LedgerEntry[] = [];
  const notices: Notice[] = [];
  const book = createLedger({
    entry: async (entry) => void ledger.push(entry),
    notice: async (notice) => void notices.push(notice),
  });
  const context: ReadContext = {
    ledger: book,
    signal: options.signal ?? new AbortController().signal,
    progress: () => undefined,
    emit: async (collection, record) => {
      if (collection !== 'questions') throw new Error(`QTI emits questions, not ${collection}`);
      questions.push(record as Question);
      await options.onQuestion?.(record as Question);
    },
  };
  const source = { name: 'test', entries: new Map(), open: chunks } as unknown as PackageSource;
  let documents: readonly Qti12Document[] = [];
  let error: unknown;
  try {
    ({ documents, broken: error } = await readQti12(source, {
      path: options.path ?? 'quiz.xml',
      owner: options.owner ?? ownerOf,
      rewriteHtml: options.rewriteHtml ?? ((html) => html),
      context,
      ...(options.taken === undefined ? {} : { taken: options.taken }),
    }));
  } catch (thrown) {
    error = thrown;
  }
  return {
    documents,
    questions,
    ledger,
    notices,
    report: book.close(),
    ...(error === undefined ? {} : { error }),
  };
}

function ownerOf(document: { kind: 'assessment' | 'bank'; identifier: string }) {
  const kind = document.kind === 'bank' ? ('questionBank' as const) : ('quiz' as const);
  return { kind, migrationId: document.identifier };
}

/** Reads a text; a failure of the file as a whole is thrown. */
export async function readText(text: string, options: ReadingOptions = {}): Promise<Reading> {
  const bytes = new TextEncoder().encode(text);
  const reading = await readChunks(async function* () {
    yield bytes;
  }, options);
  if (reading.error !== undefined) throw reading.error;
  return reading;
}

/** Reads one item; it must become exactly one question. */
export async function readOne(item: string): Promise<{ question: Question; reading: Reading }> {
  const reading = await readText(`<questestinterop>${item}</questestinterop>`);
  const [question] = reading.questions;
  if (question === undefined || reading.questions.length !== 1)
    throw new Error(`One question was expected: ${JSON.stringify(reading.ledger)}`);
  return { question, reading };
}
