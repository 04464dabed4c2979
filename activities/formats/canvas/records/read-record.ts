/** From an element and its table to a record with an identity, and what of the element was not understood. */
import { attribute, type XmlElement } from '../../xml/tree.js';
import type { ReadScope } from '../fields/codec.js';
import { type Draft, extensionsOf, readTable, type Table } from '../fields/field.js';

interface Identified {
  readonly migrationId: string;
}

/**
 * Reads a record by its table. `fallback` is its identity where the element names none; `complete` gives the fields
 * that the model requires where the element lacks them.
 */
export function readRecord<Model extends Identified>(
  table: Table<Model>,
  element: XmlElement,
  scope: ReadScope,
  fallback: string,
  complete: (draft: Draft<Model>) => Omit<Model, 'migrationId' | 'extensions'>,
): Model {
  element.taken.self = true;
  const migrationId = attribute(element, 'identifier')?.trim() || fallback;
  const { draft, kept } = readTable(table, element, scope);
  return withoutHoles({ migrationId, ...complete(draft), ...extensionsOf(kept) }) as unknown as Model;
}

/** Keys that hold `undefined` are left out, so that equal records are equal. */
export function withoutHoles<Value extends object>(record: Value): Value {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as Value;
}
