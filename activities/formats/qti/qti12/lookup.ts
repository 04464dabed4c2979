/** Looks a name from a file up in a table: a name such as `constructor` finds nothing. */
export function lookup<Value>(
  table: Readonly<Record<string, Value>>,
  name: string | undefined,
): Value | undefined {
  return name !== undefined && Object.hasOwn(table, name) ? table[name] : undefined;
}
