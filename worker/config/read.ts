/** Reads the settings of a table from the environment and collects everything that is wrong with them. */
import { z } from 'zod';
import type { Variable, VariableTable } from './variable.js';

export type Environment = Readonly<Record<string, string | undefined>>;

export type SettingsOf<Table extends VariableTable> = {
  readonly [Name in keyof Table]: z.output<Table[Name]['schema']>;
};

/** Either every setting of the table, or a line for each that is wrong. */
export type Reading<Table extends VariableTable> =
  | { readonly settings: SettingsOf<Table>; readonly problems: readonly [] }
  | { readonly settings: undefined; readonly problems: readonly string[] };

/** The environment without variables that are set to nothing: compose files and shells leave such behind. */
export function withoutEmpty(environment: Environment): Record<string, string> {
  const entries = Object.entries(environment).filter((entry): entry is [string, string] => Boolean(entry[1]));
  return Object.fromEntries(entries);
}

/** How a value may be shown: as it is, or for a secret only how long it is. */
function shown(variable: Variable, value: string): string {
  return variable.secret ? ` (a secret of ${value.length} characters)` : `=${JSON.stringify(value)}`;
}

function problem(name: string, variable: Variable, value: string | undefined): string {
  const found = value === undefined ? ' is not set' : shown(variable, value);
  return `${name}${found}: expected ${variable.expected}.`;
}

/** Reads every variable of a table. Expects an environment without empty values. */
export function readSettings<Table extends VariableTable>(
  table: Table,
  environment: Environment,
): Reading<Table> {
  const shape = Object.fromEntries(Object.entries(table).map(([name, { schema }]) => [name, schema]));
  const values = Object.fromEntries(Object.keys(table).map((name) => [name, environment[name]]));
  const result = z.object(shape).safeParse(values);
  if (result.success) return { settings: result.data as SettingsOf<Table>, problems: [] };
  const wrong = new Set(result.error.issues.map((issue) => String(issue.path[0])));
  const problems = Object.entries(table)
    .filter(([name]) => wrong.has(name))
    .map(([name, variable]) => problem(name, variable, environment[name]));
  return { settings: undefined, problems };
}
