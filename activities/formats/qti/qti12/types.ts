/** What the QTI 1.2 reader and writer take and give; cartridges and plain QTI packages use the same two. */
import type { Reference } from '../../../course/model/common.js';
import type { Question } from '../../../course/model/question.js';
import type { QuestionBank, Quiz, QuizEntry } from '../../../course/model/quiz.js';
import type { UniqueNames } from '../../../course/unique-names.js';
import type { PackageError } from '../../../errors.js';
import type { ReadContext } from '../../types.js';

export interface Qti12ReadOptions {
  /** Path of the file in the package, for messages and the ledger. */
  readonly path: string;
  /** The quiz or bank the questions belong to, by what the file says of itself. */
  owner(document: { kind: 'assessment' | 'bank'; identifier: string; title: string }): Reference;
  /** Translates the package's links in a text of this file. */
  rewriteHtml(html: string): string;
  readonly context: ReadContext;
  /**
   * The question ids given so far in this package. Pass the same set for every file of a package: a question whose
   * ident is in it gets a suffix, so that no two questions of a course have the same id.
   */
  readonly taken?: UniqueNames;
}

/** What a file holds. */
export interface Qti12File {
  readonly documents: readonly Qti12Document[];
  /** Why the file could not be read to its end; the documents then hold what stands before the fault. */
  readonly broken?: PackageError;
}

/** A quiz or bank as the file has it; its questions have been emitted. */
export interface Qti12Document {
  readonly owner: Reference;
  readonly kind: 'assessment' | 'bank';
  readonly identifier: string;
  readonly title: string;
  /** qtimetadata of the assessment or bank: fieldlabel to fieldentry. */
  readonly fields: ReadonlyMap<string, string>;
  /** Rubric, presentation material and objectives of the assessment, as HTML. */
  readonly html?: string;
  /** The steps of an assessment, in order; a bank has none. */
  readonly entries: readonly QuizEntry[];
  readonly questions: number;
}

export interface Qti12WriteOptions {
  /**
   * `cc`: the Common Cartridge profile (questions it cannot hold are skipped and told through `onSkipped`);
   * `canvas`: the full dialect of Canvas.
   */
  readonly profile: 'cc' | 'canvas';
  /** Translates model links into the package's. */
  rewriteHtml(html: string): string;
  /** The identifier to write for an object; a valid XML id. */
  identifier(target: Reference): string;
  onSkipped?(question: Question, reason: string): void;
  /** Something of the question that the profile cannot hold. */
  onLost?(question: Question, lost: string): void;
  /** Something of the quiz itself, or of one of its entries, that the profile cannot hold. */
  onQuizLost?(lost: string, entry?: QuizEntry): void;
  /**
   * The questions of a bank of this course, for the `cc` profile, which has no groups: the first usable ones are
   * written where a group draws from it.
   */
  bankQuestions?(bank: Reference): AsyncIterable<Question>;
  /** How many questions a bank of this course has, for groups that ask them all. */
  bankSize?(bank: Reference): number;
  /** The bank a question lives in; entries of a quiz may point into one. */
  bankOf?(question: Reference): Reference | undefined;
  /**
   * A question that lives in a bank, for the formats that have no pointers into banks: Canvas's classic quizzes and
   * the `cc` profile get a copy. Without it, and in New Quizzes, the `canvas` profile writes a pointer.
   */
  question?(question: Reference): Promise<Question | undefined>;
}

export type WriteAssessment = (
  quiz: Quiz,
  questions: AsyncIterable<Question>,
  options: Qti12WriteOptions,
) => AsyncIterable<string>;

export type WriteBank = (
  bank: QuestionBank,
  questions: AsyncIterable<Question>,
  options: Qti12WriteOptions,
) => AsyncIterable<string>;
