/** The objects that live inside other records: a module's items, the assignment of a quiz, topic or page. */
import type { CollectionName, CollectionRecord } from './collections.js';
import type { Assignment } from './model/assignment.js';
import type { Module, ModuleItem } from './model/module.js';

/** How to change what is inside a record. Answering `undefined` takes the object out. `at` counts from 0. */
export interface NestedChanges {
  item(item: ModuleItem, at: number): ModuleItem | undefined;
  assignment(assignment: Assignment): Assignment | undefined;
}

/** The record with the objects inside it changed; the very record when it has none. */
export function changeNested<Name extends CollectionName>(
  collection: Name,
  record: CollectionRecord<Name>,
  changes: NestedChanges,
): CollectionRecord<Name> {
  if (isModule(collection, record)) {
    const items = record.items.flatMap((item, at) => changes.item(item, at) ?? []);
    return { ...record, items };
  }
  const assignment = nestedAssignment(record);
  if (assignment === undefined) return record;
  const { assignment: _, ...rest } = record as CollectionRecord<Name> & { assignment: Assignment };
  const changed = changes.assignment(assignment);
  return (changed === undefined ? rest : { ...rest, assignment: changed }) as CollectionRecord<Name>;
}

/** The assignment inside a quiz, topic or page. */
export function nestedAssignment(record: CollectionRecord<CollectionName>): Assignment | undefined {
  return 'assignment' in record ? record.assignment : undefined;
}

export function isModule(collection: CollectionName, _record: object): _record is Module {
  return collection === 'modules';
}
