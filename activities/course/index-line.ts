/** One line of a course's index: what is known of an object without reading it. */
import type { ObjectKind, Reference } from './model/common.js';
import type { FileLocation } from './model/content.js';

export interface IndexLine {
  readonly kind: ObjectKind;
  readonly migrationId: string;
  /** Given once the object is in a course. */
  readonly id?: number;
  readonly title: string;
  readonly position?: number;
  /** The object this one lives in or belongs to: a module's item, a bank's question, a group's assignment. */
  readonly parent?: Reference;
  /** What it refers to, by structure or by links in its HTML, as `kind/migrationId`, sorted, without doubles. */
  readonly refers: readonly string[];
  /** Those of `refers` that a selection of it takes along (needs.ts), files apart. Absent when there are none. */
  readonly needs?: readonly string[];
  /** Of the whole record without its ids: equal hashes are equal objects. */
  readonly hash: string;
  /**
   * The hash of the package's record this one was made from, where the course's own differs from it. A package with
   * the same hash brings nothing new. Whoever edits the object drops it.
   */
  readonly source?: string;
  /** Files only. */
  readonly file?: {
    readonly path: string;
    readonly size: number;
    readonly sha256: string;
    readonly location: FileLocation;
  };
  /**
   * Folders: the path. Module items: what they show. Pages: `frontPage`. The course: those of `settings`, `syllabus`
   * and `blueprint` that it has, with spaces between.
   */
  readonly detail?: string;
  /** Absent when published. */
  readonly unpublished?: true;
}
