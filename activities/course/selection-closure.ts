/** Follows what selected objects take along: their contents, what they need, the files they show. */
import { type CourseIndex, type IndexLine, isNested, isNestedAssignment } from './course-index.js';
import { foldersAbove } from './folder-paths.js';
import type { ObjectKind, Reference } from './model/common.js';
import { kindOfKey, parseReferenceKey, referenceKey } from './reference-key.js';

/**
 * How much of an object is taken: `whole` with the objects in it, `shell` alone, as the place that another selected
 * object lives in (the bank of one question).
 */
export type Extent = 'shell' | 'whole';

export interface Closure {
  /** Takes an object and everything it takes along. */
  take(line: IndexLine, extent: Extent): void;
  /** Keys of everything taken. */
  readonly keys: ReadonlySet<string>;
  /** What was not asked for itself, and the key of the object it came along with. */
  readonly added: ReadonlyMap<string, string>;
}

/** Kinds that are taken as shells when something else needs them. */
const SHELLS: ReadonlySet<ObjectKind> = new Set(['assignmentGroup', 'outcomeGroup', 'folder']);

/** What comes along with a whole object: those of its children that are of these kinds. */
const CONTENTS: Readonly<Partial<Record<ObjectKind, readonly ObjectKind[]>>> = {
  module: ['moduleItem', 'module'],
  quiz: ['question'],
  questionBank: ['question', 'questionBank'],
  outcomeGroup: ['outcome', 'outcomeGroup'],
  studentGroup: ['studentGroup'],
};

/** Kinds that are shown inside the HTML of another object, so that it is broken without them. */
const EMBEDDED: ReadonlySet<ObjectKind> = new Set(['file', 'resourceLink']);

const GRADED = ['assignment', 'quiz', 'discussionTopic', 'page', 'activity'] as const;

export function createClosure(index: CourseIndex): Closure {
  const keys = new Set<string>();
  const whole = new Set<string>();
  const added = new Map<string, string>();
  const waiting: IndexLine[] = [];
  const related = createRelated(index);

  const enter = (line: IndexLine, extent: Extent, by: string | undefined) => {
    const key = referenceKey(line);
    const isNew = !keys.has(key);
    if (by === undefined) added.delete(key);
    else if (isNew) added.set(key, by);
    if (!isNew && (extent === 'shell' || whole.has(key))) return;
    keys.add(key);
    if (extent === 'whole') whole.add(key);
    waiting.push(line);
  };
  const follow = (line: IndexLine) => {
    const by = referenceKey(line);
    for (const [target, extent] of companions(line, whole.has(by), index, related)) {
      const found = index.get(target);
      if (found !== undefined) enter(found, extent, by);
    }
  };
  const take = (line: IndexLine, extent: Extent) => {
    enter(line, extent, undefined);
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) follow(next);
  };
  return { take, keys, added };
}

function* companions(
  line: IndexLine,
  whole: boolean,
  index: CourseIndex,
  related: Related,
): Generator<readonly [Reference, Extent]> {
  if (isNested(line)) yield [line.parent, 'whole'];
  const needs = line.kind === 'course' && !whole ? [] : (line.needs ?? []);
  for (const key of needs) yield [parseReferenceKey(key), extentOfNeed(line.kind, kindOfKey(key))];
  for (const key of line.refers) if (EMBEDDED.has(kindOfKey(key))) yield [parseReferenceKey(key), 'whole'];
  if (line.file !== undefined)
    for (const folder of related.foldersOf(line.file.path)) yield [folder, 'shell'];
  for (const child of index.children(line)) {
    if (isNestedAssignment(child)) yield [child, 'whole'];
    else if (whole && CONTENTS[line.kind]?.includes(child.kind) === true) yield [child, 'whole'];
  }
  if (line.kind === 'quiz') for (const assignment of related.assignmentsOf(line)) yield [assignment, 'whole'];
  if (whole && line.kind === 'assignmentGroup')
    for (const member of related.membersOf(line)) yield [member, 'whole'];
}

/** A quiz draws from the whole of a bank; a question only lives in one. */
function extentOfNeed(from: ObjectKind, to: ObjectKind): Extent {
  if (to === 'questionBank') return from === 'quiz' ? 'whole' : 'shell';
  return SHELLS.has(to) ? 'shell' : 'whole';
}

/** Relations that lines only hold in the other direction. */
interface Related {
  foldersOf(path: string): IndexLine[];
  /** The graded objects of an assignment group. */
  membersOf(group: IndexLine): readonly IndexLine[];
  /** Assignments that stand for a quiz. */
  assignmentsOf(quiz: IndexLine): readonly IndexLine[];
}

function createRelated(index: CourseIndex): Related {
  let folders: Map<string, IndexLine> | undefined;
  let needing: Map<string, IndexLine[]> | undefined;
  const needingKey = (key: string): readonly IndexLine[] => {
    needing ??= linesByNeed(index);
    return needing.get(key) ?? [];
  };
  return {
    foldersOf(path) {
      folders ??= new Map(index.ofKind('folder').map((folder) => [folder.detail ?? '', folder]));
      const known = folders;
      return foldersAbove(path).flatMap((folder) => known.get(folder) ?? []);
    },
    membersOf: (group) => needingKey(referenceKey(group)),
    assignmentsOf: (quiz) => needingKey(referenceKey(quiz)),
  };
}

function linesByNeed(index: CourseIndex): Map<string, IndexLine[]> {
  const found = new Map<string, IndexLine[]>();
  for (const line of GRADED.flatMap((kind) => index.ofKind(kind))) {
    for (const key of line.needs ?? []) {
      const members = found.get(key);
      if (members === undefined) found.set(key, [line]);
      else members.push(line);
    }
  }
  return found;
}
