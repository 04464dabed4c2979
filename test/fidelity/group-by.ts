/** Values by a key of each, in the order in which the keys are met. */
export function groupBy<Value, Key>(
  values: readonly Value[],
  keyOfValue: (value: Value) => Key,
): Map<Key, Value[]> {
  const groups = new Map<Key, Value[]>();
  for (const value of values) {
    const key = keyOfValue(value);
    const group = groups.get(key) ?? [];
    groups.set(key, group);
    group.push(value);
  }
  return groups;
}
