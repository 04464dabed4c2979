/** What an import plan is made of. */
import type { CourseIndex, IndexLine } from './course-index.js';
import type { InsertedType } from './inserted-types.js';
import type { Notice } from './ledger.js';
import type { ObjectKind, Reference } from './model/common.js';
import type { SelectionResult } from './select.js';
import type { CoursePart } from './selection-types.js';

export interface ImportSettings {
  /**
   * True: quizzes, questions and banks that are there are updated in place. False: they are imported beside those, as
   * new objects whose migration ids begin with `prefix`.
   */
  readonly overwriteQuizzes: boolean;
  /** What to do with a file whose place is taken by another content: replace it, or come beside it under a new name. */
  readonly fileDuplicates: 'overwrite' | 'rename';
  /** Goes before the migration id of a duplicate: the id of the migration. */
  readonly prefix: string;
  /** Blueprint settings only enter a course that asks for them. */
  readonly blueprint?: boolean;
  /** `importer_skips` of the Canvas API. */
  readonly skips?: readonly ImportSkip[];
  /** A module of the course, by its id, that takes the items and objects of the import instead of modules of its own. */
  readonly insertIntoModule?: {
    readonly id: number;
    /** Only objects of this type; items of the package come in whatever they show. */
    readonly type?: InsertedType;
    /** From 1; by default behind everything. */
    readonly position?: number;
  };
  /** An assignment group of the course, by its id, that takes every assignment and quiz of the import. */
  readonly moveToAssignmentGroup?: number;
  /** Names how records are changed on their way (a date shift); another name means that nothing is as it was. */
  readonly adjustment?: string;
}

export const IMPORT_SKIPS = ['all_course_settings', 'visibility_settings'] as const;
export type ImportSkip = (typeof IMPORT_SKIPS)[number];

export interface PlanInput {
  /** What was converted, or the source of a course copy. */
  readonly bundle: CourseIndex;
  /** The course as it is; `EMPTY_INDEX` before its first import. */
  readonly head: CourseIndex;
  /** The number of the version that `head` is; 0 for none. */
  readonly base: number;
  /** The smallest id that no object of the course has had. */
  readonly nextId: number;
  readonly selection: SelectionResult;
  readonly settings: ImportSettings;
  /** The module of the course that only takes items, and from which place on. */
  readonly insertion?: { readonly module: string; readonly position?: number };
  /** Objects of the package that only live on in another one: their keys, and what they became part of. */
  readonly merged?: ReadonlyMap<string, Reference>;
  /** What is known already that people should know. */
  readonly notices?: readonly Notice[];
}

/** What happens to a selected object of the bundle. */
export interface PlannedObject {
  /** `keep`: the course has it as it is. */
  readonly action: 'add' | 'update' | 'keep';
  readonly id: number;
  /** Its migration id in the course, where it is another one than in the bundle. */
  readonly as?: string;
  /** Files and folders: their path in the course, where it is another one than in the bundle. */
  readonly path?: string;
  /** New modules of a course that has some: their position behind those. */
  readonly position?: number;
  /** The object of the course it is the same as. */
  readonly match?: IndexLine;
}

export interface PlanCounts {
  readonly found: number;
  readonly selected: number;
  readonly added: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly leftOut: number;
}

/** Why an object of the course does not stay where it was. */
export type Displacement = 'removed' | 'moved';

/** A pure function of its input; held in memory, never serialized. See `summarizePlan` for what can be sent. */
export interface ImportPlan {
  readonly input: PlanInput;
  /** After the import. */
  readonly nextId: number;
  /** Of every decision; equal plans have equal hashes. */
  readonly hash: string;
  readonly counts: Readonly<Partial<Record<ObjectKind, PlanCounts>>>;
  /** What is planned for an object of the bundle; `undefined` when it is left out or not there. */
  planned(target: Reference): PlannedObject | undefined;
  /** The object of the bundle that an object of the course is updated from or the same as. */
  sourceOf(target: Reference): IndexLine | undefined;
  /** Objects of the course that leave the record they were in, by reference key. */
  readonly displaced: ReadonlyMap<string, Displacement>;
  /** The parts of the course record that are imported. */
  readonly parts: ReadonlySet<CoursePart>;
  /** True when the course keeps the front page it has, whatever the bundle says. */
  readonly keepsFrontPage: boolean;
  /** What a person should know: links to nothing, renamed files, what was taken out of modules. */
  readonly notices: readonly Notice[];
}
