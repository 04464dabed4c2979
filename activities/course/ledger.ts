/**
 * The ledger: every element a reader finds in a package, and every object a writer is asked to write, ends in exactly
 * one state. Totals must add up: an element found and never settled fails the job.
 */
import type { PackageLocation } from '../errors.js';
import type { Reference } from './model/common.js';

export const LEDGER_STATES = ['imported', 'merged', 'changed', 'leftOut', 'unsupported', 'failed'] as const;

/**
 * - `imported`: it is in the result, whole.
 * - `merged`: it is part of another object of the result, or adds nothing to what is there (a twin, a container).
 * - `changed`: it is in the result, with `lost` naming what is not.
 * - `leftOut`: the selection did not ask for it.
 * - `unsupported`: sound, but of a kind that is not handled.
 * - `failed`: broken.
 */
export type LedgerState = (typeof LEDGER_STATES)[number];

export interface LedgerElement {
  /** What kind of thing it is, in the format's words: `zip entry`, `resource`, `item`, `question`, `settings`. */
  readonly type: string;
  /** Path inside the package. */
  readonly path: string;
  /** The element inside the file, as `resource "res-12"`; absent when the file is the element. */
  readonly element?: string;
}

export interface LedgerOutcome {
  readonly state: LedgerState;
  /** The object it became, or became part of. */
  readonly target?: Reference;
  /** What was not carried over, one short phrase each. */
  readonly lost?: readonly string[];
  /** A short name of the reason, for grouping: `missing_file`, `unknown_resource_type`. */
  readonly code?: string;
  /** A sentence for the user. Required for `unsupported` and `failed`, and for `changed` unless `lost` says it all. */
  readonly message?: string;
  /**
   * Where the fault lies that this outcome comes of, and of nothing besides: the file that is missing or broken, or
   * the element. Outcomes of one fault are one issue.
   */
  readonly because?: PackageLocation;
}

export interface LedgerEntry extends LedgerElement, LedgerOutcome {}

export type LedgerTotals = Record<LedgerState, number> & { readonly found: number };

/** Something to tell the user that is not about one element: a link to nothing, a file that breaks its schema. */
export interface Notice {
  readonly severity: 'todo' | 'warning' | 'error';
  readonly code: string;
  readonly message: string;
  readonly path?: string;
  readonly element?: string;
  readonly target?: Reference;
}

export interface Ledger {
  /** Announces an element. Announcing the same one twice before it is settled is an error of the reader. */
  found(element: LedgerElement): void;
  /** Settles an announced element, or announces and settles it at once. */
  settle(element: LedgerElement, outcome: LedgerOutcome): Promise<void>;
  /** Adds an issue that belongs to no single element. */
  notice(notice: Notice): Promise<void>;
}
