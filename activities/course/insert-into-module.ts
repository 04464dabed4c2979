/** `settings[insert_into_module_*]`: what is imported goes into one module that the course has. */

import { type IndexLine, isNestedAssignment } from './course-index.js';
import { INSERTED_TYPES, type InsertedType } from './inserted-types.js';
import type { Reference } from './model/common.js';
import type { Module, ModuleItem } from './model/module.js';
import type { RecordSource } from './record-source.js';
import { parseReferenceKey, referenceKey } from './reference-key.js';
import { replacedSource } from './replaced-source.js';
import type { SelectionResult } from './select.js';

export interface Insertion {
  readonly source: RecordSource;
  readonly selection: SelectionResult;
  /** The source's selected modules, by key, and the module they became part of. */
  readonly merged: ReadonlyMap<string, Reference>;
}

/**
 * The source with one module in place of its own: the course's module `target`, holding the items of the source's
 * selected modules and an item for every other selected object of the type. What these items show gets no second one.
 */
export async function insertedIntoModule(
  source: RecordSource,
  selection: SelectionResult,
  target: Module,
  type: InsertedType | undefined,
  signal: AbortSignal,
): Promise<Insertion> {
  const items = await itemsOf(source, selection, signal);
  const shown = new Set(items.flatMap(({ content }) => shownKey(content)));
  for (const line of insertedLines(source, selection, type)) {
    if (!shown.has(referenceKey(line))) items.push(itemFor(line));
  }
  const { id: _, ...unnumbered } = target;
  const module: Module = { ...unnumbered, items };
  async function* modules() {
    yield module;
  }
  const into: Reference = { kind: 'module', migrationId: target.migrationId };
  const keys = [
    into,
    ...items.map(({ migrationId }): Reference => ({ kind: 'moduleItem', migrationId })),
  ].map(referenceKey);
  const others = [...selection.keys].filter((key) => !/^module(Item)?\//.test(key));
  const merged = [...selection.keys].filter((key) => key.startsWith('module/'));
  return {
    source: await replacedSource(source, { modules }, signal),
    selection: { ...selection, keys: new Set([...others, ...keys]) },
    merged: new Map(merged.map((key) => [key, into])),
  };
}

async function itemsOf(
  source: RecordSource,
  selection: SelectionResult,
  signal: AbortSignal,
): Promise<ModuleItem[]> {
  const items: ModuleItem[] = [];
  for await (const { migrationId, items: own } of source.records('modules', signal)) {
    if (selection.keys.has(referenceKey({ kind: 'module', migrationId }))) items.push(...own.map(unnumbered));
  }
  return items;
}

function unnumbered({ id: _, ...item }: ModuleItem): ModuleItem {
  return item;
}

function shownKey(content: ModuleItem['content']): string[] {
  return content.type === 'object' ? [referenceKey(content.object)] : [];
}

/** An assignment inside a quiz, topic or page comes in with that. */
function insertedLines(
  source: RecordSource,
  { keys }: SelectionResult,
  type: InsertedType | undefined,
): IndexLine[] {
  const kinds = type === undefined ? Object.values(INSERTED_TYPES) : [INSERTED_TYPES[type]];
  const lines = kinds.flatMap((kind) => source.index.ofKind(kind));
  return lines.filter(
    (line) => keys.has(referenceKey(line)) && !isNestedAssignment(line) && !standsForQuiz(line),
  );
}

function standsForQuiz({ kind, needs = [] }: IndexLine): boolean {
  return kind === 'assignment' && needs.some((key) => parseReferenceKey(key).kind === 'quiz');
}

/** The same object gets the same item every time it is imported. */
function itemFor({ kind, migrationId, title, unpublished }: IndexLine): ModuleItem {
  return {
    migrationId: `inserted_${kind}_${migrationId}`,
    title,
    indent: 0,
    published: unpublished !== true,
    content: { type: 'object', object: { kind, migrationId } },
  };
}
