/**
 * The index of a course: one small line per object, all that may be held in memory of a course of any size.
 * Selection trees, plans, links, modules and diffs need nothing else.
 */
import { type CollectionName, collectionOf } from './collections.js';
import type { IndexLine } from './index-line.js';
import type { ObjectKind, Reference } from './model/common.js';
import { referenceKey } from './reference-key.js';

export type { IndexLine } from './index-line.js';
export { indexLines, referencesIn } from './index-lines.js';
export { kindOfKey, parseReferenceKey, referenceKey } from './reference-key.js';

/** Every index line of a course, by key and in order. */
export interface CourseIndex {
  readonly size: number;
  get(target: Reference): IndexLine | undefined;
  lines(): IterableIterator<IndexLine>;
  ofKind(kind: ObjectKind): readonly IndexLine[];
  /** The objects whose `parent` this is, in order. */
  children(parent: Reference): readonly IndexLine[];
}

/** The index of a course that holds nothing. */
export const EMPTY_INDEX: CourseIndex = createCourseIndex([]);

/** Builds an index from lines. A second line of the same key replaces the first. */
export function createCourseIndex(lines: Iterable<IndexLine>): CourseIndex {
  const byKind = new Map<ObjectKind, Map<string, IndexLine>>();
  const byKey = uniqueLines(lines, byKind);
  const ofKind = new Map([...byKind].map(([kind, members]) => [kind, [...members.values()]]));
  // Few callers ask for children, and a course may have a hundred thousand.
  let byParent: Map<string, IndexLine[]> | undefined;
  return {
    size: byKey.length,
    get: ({ kind, migrationId }) => byKind.get(kind)?.get(migrationId),
    lines: () => byKey.values(),
    ofKind: (kind) => ofKind.get(kind) ?? [],
    children: (parent) => {
      byParent ??= groupByParent(byKey);
      return byParent.get(referenceKey(parent)) ?? [];
    },
  };
}

/** The lines in the order of their first appearance, the last of each key. */
function uniqueLines(
  lines: Iterable<IndexLine>,
  byKind: Map<ObjectKind, Map<string, IndexLine>>,
): IndexLine[] {
  const order: IndexLine[] = [];
  let doubles = false;
  for (const line of lines) {
    const members = byKind.get(line.kind) ?? new Map<string, IndexLine>();
    byKind.set(line.kind, members);
    if (members.has(line.migrationId)) doubles = true;
    else order.push(line);
    members.set(line.migrationId, line);
  }
  return doubles ? order.map((line) => byKind.get(line.kind)?.get(line.migrationId) ?? line) : order;
}

function groupByParent(lines: readonly IndexLine[]): Map<string, IndexLine[]> {
  const groups = new Map<string, IndexLine[]>();
  for (const line of lines) {
    if (line.parent === undefined) continue;
    const key = referenceKey(line.parent);
    const members = groups.get(key);
    if (members === undefined) groups.set(key, [line]);
    else members.push(line);
  }
  return groups;
}

/** The collection a line's record is in: a nested object's is that of its parent. */
export function collectionOfLine(line: IndexLine): CollectionName {
  if (line.kind === 'moduleItem') return 'modules';
  if (isNestedAssignment(line)) return collectionOf(line.parent.kind);
  return collectionOf(line.kind);
}

/** True for an assignment that lives inside a quiz, topic or page. */
export function isNestedAssignment(line: IndexLine): line is IndexLine & { parent: Reference } {
  return line.kind === 'assignment' && line.parent !== undefined && line.parent.kind !== 'assignmentGroup';
}

/** True for an object that has no record of its own: a module's item, or an assignment inside another object. */
export function isNested(line: IndexLine): line is IndexLine & { parent: Reference } {
  return (line.kind === 'moduleItem' && line.parent !== undefined) || isNestedAssignment(line);
}
