/** The shape of one setting in the table that validation and docs/configuration.md follow. */
import type { z } from 'zod';

export interface Variable<Schema extends z.ZodType = z.ZodType> {
  /** Reads the text of the variable; an unset variable is read as `undefined`. */
  readonly schema: Schema;
  /** What it sets, for the reader of the page. */
  readonly summary: string;
  /** What a good value looks like: ends the sentence "expected …". */
  readonly expected: string;
  /** What holds when it is not set and `schema` gives no default: a value, or words in brackets. */
  readonly fallback?: string;
  /** The value is never printed. */
  readonly secret?: true;
}

export type VariableTable = Readonly<Record<string, Variable>>;

/** Keeps the exact schema in the type of a table entry. */
export function variable<Schema extends z.ZodType>(definition: Variable<Schema>): Variable<Schema> {
  return definition;
}

/** What holds when the variable is not set, as the page shows it; `undefined` when it has to be set. */
export function defaultOf({ schema, fallback }: Variable): string | undefined {
  const unset = schema.safeParse(undefined);
  if (!unset.success) return undefined;
  return unset.data === undefined ? (fallback ?? '(none)') : String(unset.data);
}
