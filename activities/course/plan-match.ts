/** Finds which objects of a course are the same as those of a bundle (reference behaviour: Canvas importers). */
import { type CourseIndex, type IndexLine, isNested, isNestedAssignment } from './course-index.js';
import type { Reference } from './model/common.js';
import type { PlanInput } from './plan-types.js';
import { parseReferenceKey } from './reference-key.js';

/** How an object of the bundle meets the course. */
export interface Match {
  /** The object of the course that it is. */
  readonly head?: IndexLine;
  /** Its migration id in the course, where it is another one. */
  readonly as?: string;
}

/** Only objects that meet something, or get another migration id, are in the map. */
export interface Matches {
  readonly byBundle: ReadonlyMap<IndexLine, Match>;
  /** Objects of the course, and the objects of the bundle that they are. */
  readonly claimed: ReadonlyMap<IndexLine, IndexLine>;
  /** Whether any object has another migration id in the course. */
  readonly hasRenamed: boolean;
}

/**
 * By migration id; then, for what is left, the course record by being the only one, files and folders by path,
 * assignment groups by name, and the assignment inside a quiz, topic or page by the object it is in.
 */
export function matchObjects(input: PlanInput, selected: readonly IndexLine[]): Matches {
  const { head } = input;
  const byBundle = new Map<IndexLine, Match>();
  const claimed = new Map<IndexLine, IndexLine>();
  const match = (line: IndexLine, found: IndexLine | undefined): boolean => {
    if (found === undefined || claimed.has(found)) return false;
    claimed.set(found, line);
    byBundle.set(
      line,
      found.migrationId === line.migrationId ? { head: found } : { head: found, as: found.migrationId },
    );
    return true;
  };
  const duplicates = findDuplicates(input, selected);
  for (const line of selected) {
    if (duplicates.has(line)) {
      const as = `${input.settings.prefix}_${line.migrationId}`;
      // The same migration came here before.
      if (!match(line, head.get({ kind: line.kind, migrationId: as }))) byBundle.set(line, { as });
    } else match(line, head.get(line));
  }
  const others = createOtherWays(input, byBundle);
  for (const line of selected) {
    if (!byBundle.has(line)) match(line, others.find(line));
  }
  const hasRenamed = [...byBundle.values()].some(({ as }) => as !== undefined);
  return { byBundle, claimed, hasRenamed };
}

/** The objects that must not meet the ones of the course with their migration ids. */
function findDuplicates(
  { bundle, head, settings }: PlanInput,
  selected: readonly IndexLine[],
): Set<IndexLine> {
  const duplicates = new Set<IndexLine>();
  if (settings.fileDuplicates === 'rename') {
    for (const line of selected) {
      const there = head.get(line);
      if (line.kind === 'file' && there !== undefined && there.file?.sha256 !== line.file?.sha256)
        duplicates.add(line);
    }
  }
  if (settings.overwriteQuizzes) return duplicates;
  for (const line of selected) {
    if (QUIZ_KINDS.has(line.kind) && head.get(line) !== undefined) duplicates.add(line);
  }
  for (const kind of ['assignment', 'moduleItem'] as const) {
    for (const line of selected) {
      if (line.kind === kind && head.get(line) !== undefined && showsAny(line, duplicates, bundle))
        duplicates.add(line);
    }
  }
  return duplicates;
}

const QUIZ_KINDS: ReadonlySet<string> = new Set(['quiz', 'question', 'questionBank']);

/** True for an assignment inside or for one of these quizzes, and for a module item that shows one of these objects. */
function showsAny(line: IndexLine, shown: ReadonlySet<IndexLine>, bundle: CourseIndex): boolean {
  const isShown = (target: Reference) => {
    const found = bundle.get(target);
    return found !== undefined && found.kind !== 'file' && shown.has(found);
  };
  if (isNestedAssignment(line) && isShown(line.parent)) return true;
  return (line.needs ?? []).some((key) => isShown(parseReferenceKey(key)));
}

interface OtherWays {
  find(line: IndexLine): IndexLine | undefined;
}

function createOtherWays(
  { head, bundle, settings }: PlanInput,
  matches: ReadonlyMap<IndexLine, Match>,
): OtherWays {
  const files = lazyMap(() => head.ofKind('file').map((line) => [line.file?.path ?? '', line]));
  const folders = lazyMap(() => head.ofKind('folder').map((line) => [line.detail ?? '', line]));
  const groups = lazyMap(() => head.ofKind('assignmentGroup').map((line) => [line.title, line]));
  const file = (line: IndexLine) => {
    const found = files(line.file?.path ?? '');
    const replaces = settings.fileDuplicates === 'overwrite' || found?.file?.sha256 === line.file?.sha256;
    return replaces ? found : undefined;
  };
  const nested = (line: IndexLine) => {
    const container = isNested(line) ? bundle.get(line.parent) : undefined;
    const there = container === undefined ? undefined : matches.get(container)?.head;
    return there === undefined ? undefined : head.children(there).find(isNestedAssignment);
  };
  const ways: Partial<Record<IndexLine['kind'], OtherWays['find']>> = {
    course: () => head.ofKind('course')[0],
    file,
    folder: ({ detail = '' }) => folders(detail),
    assignmentGroup: ({ title }) => groups(title),
    assignment: nested,
  };
  return { find: (line) => ways[line.kind]?.(line) };
}

/** A map that is made when it is first asked. Of several lines with one key the first counts. */
function lazyMap(entries: () => [string, IndexLine][]): (key: string) => IndexLine | undefined {
  let map: Map<string, IndexLine> | undefined;
  return (key) => {
    map ??= new Map(entries().reverse());
    return map.get(key);
  };
}
