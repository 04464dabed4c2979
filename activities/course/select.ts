/** Applies a selection to the index of a course: which objects are taken, what came along, what was not found. */
import type { CourseIndex, IndexLine } from './course-index.js';
import { folderOf, isWithin } from './folder-paths.js';
import { parseReferenceKey, referenceKey } from './reference-key.js';
import { namesNothing, type Selection, SelectionError, type SelectionProblem } from './selection.js';
import { type Closure, createClosure } from './selection-closure.js';
import { createIdLookup, type IdLookup } from './selection-ids.js';
import { COURSE_PARTS, type CoursePart, SELECTION_TYPES, type SelectionType } from './selection-types.js';

/** What a set of reference keys is asked for. */
export type KeySet = Pick<ReadonlySet<string>, 'size' | 'has'> & Iterable<string>;

export interface SelectionResult {
  readonly everything: boolean;
  /** Reference keys of everything that is taken, the course record among them when a part of it is. */
  readonly keys: KeySet;
  /** The parts of the course record that are taken. */
  readonly parts: ReadonlySet<CoursePart>;
  /** What was taken along without being named: its key, and the key of the object it came along with. */
  readonly added: ReadonlyMap<string, string>;
  readonly problems: readonly SelectionProblem[];
}

/**
 * The objects a selection takes, with everything they cannot do without: a module its items, its sub-modules and what
 * they show; an assignment its group, rubric, tool and quiz; a quiz its questions and banks; any object the files in
 * its HTML. A folder or assignment group takes what the selection tree shows below it; in the `select` grammar a
 * folder takes everything at any depth below it.
 *
 * @throws SelectionError when it takes nothing at all.
 */
export function select(index: CourseIndex, selection: Selection): SelectionResult {
  if (selection.everything) return selectEverything(index);
  const closure = createClosure(index);
  const context: Context = { index, closure, lookup: createIdLookup(index, selection.grammar), selection };
  const parts = new Set(selection.parts.filter((part) => hasPart(index, part)));
  for (const type of selection.all) takeType(context, type);
  const problems = takeIds(context);
  takeCourse(context, parts);
  const { keys, added } = closure;
  if (keys.size === 0) throw new SelectionError(nothingMessage(selection, problems));
  return { everything: false, keys, parts, added, problems };
}

interface Context {
  readonly index: CourseIndex;
  readonly closure: Closure;
  readonly lookup: IdLookup;
  readonly selection: Selection;
}

function selectEverything(index: CourseIndex): SelectionResult {
  const parts = new Set(COURSE_PARTS.filter((part) => hasPart(index, part)));
  return { everything: true, keys: keysOf(index), parts, added: new Map(), problems: [] };
}

/** The keys of an index without a copy of them: there may be a hundred thousand. */
function keysOf(index: CourseIndex): KeySet {
  return {
    size: index.size,
    has: (key) => index.get(parseReferenceKey(key)) !== undefined,
    *[Symbol.iterator]() {
      for (const line of index.lines()) yield referenceKey(line);
    },
  };
}

/** True when the course record has something of the part. */
export function hasPart(index: CourseIndex, part: CoursePart): boolean {
  return index.ofKind('course').some(({ detail = '' }) => detail.split(' ').includes(part));
}

function takeType({ index, closure }: Context, type: SelectionType): void {
  const { kinds, alsoAll = [] } = SELECTION_TYPES[type];
  for (const kind of [...kinds, ...alsoAll]) {
    for (const line of index.ofKind(kind)) closure.take(line, 'whole');
  }
}

/** Without its settings the course needs no grading standard. */
function takeCourse({ index, closure }: Context, parts: ReadonlySet<CoursePart>): void {
  if (parts.size === 0) return;
  for (const course of index.ofKind('course'))
    closure.take(course, parts.has('settings') ? 'whole' : 'shell');
}

const REASONS = {
  unknown_id: 'nothing of this type has this id',
  shows_nothing: 'the item shows nothing that could be taken without its module',
} as const;

type Taken = 'taken' | keyof typeof REASONS;

function takeIds(context: Context): SelectionProblem[] {
  const problems: SelectionProblem[] = [];
  const { grammar, ids } = context.selection;
  for (const [type, tokens] of Object.entries(ids) as [SelectionType, readonly string[]][]) {
    for (const token of tokens) {
      const result = takeId(context, type, token);
      if (result === 'taken') continue;
      problems.push({ code: result, message: `${grammar}[${type}][${token}]: ${REASONS[result]}.` });
    }
  }
  return problems;
}

function takeId(context: Context, type: SelectionType, token: string): Taken {
  if (type === 'folders') return takeFolder(context, token);
  const { kinds, alsoNames = [] } = SELECTION_TYPES[type];
  const line = context.lookup.find(token, [...kinds, ...alsoNames]);
  if (line === undefined) return 'unknown_id';
  if (line.kind === 'moduleItem') return takeShown(context, line);
  context.closure.take(line, 'whole');
  return 'taken';
}

/** An item cannot be without its module: named alone it stands for what it shows. */
function takeShown({ index, closure }: Context, { needs = [] }: IndexLine): Taken {
  const shown = needs.flatMap((key) => index.get(parseReferenceKey(key)) ?? []);
  for (const line of shown) closure.take(line, 'whole');
  return shown.length > 0 ? 'taken' : 'shows_nothing';
}

function takeFolder({ index, closure, lookup, selection }: Context, token: string): Taken {
  const path = lookup.findFolder(token);
  if (path === undefined) return 'unknown_id';
  const deep = selection.grammar === 'select';
  const isIn = (folder: string) => (deep ? isWithin(folder, path) : folder === path);
  for (const line of index.ofKind('folder')) if (isIn(line.detail ?? '')) closure.take(line, 'whole');
  for (const line of index.ofKind('file')) {
    if (line.file !== undefined && isIn(folderOf(line.file.path))) closure.take(line, 'whole');
  }
  return 'taken';
}

function nothingMessage(selection: Selection, problems: readonly SelectionProblem[]): string {
  const { grammar } = selection;
  const [first] = problems;
  const why = namesNothing(selection)
    ? `\`${grammar}\` names nothing`
    : `nothing of what \`${grammar}\` names is there`;
  const example = first === undefined ? '' : ` (${first.message.slice(0, -1)})`;
  return `The selection is empty: ${why}${example}. Choose at least one item, or leave \`${grammar}\` out to take everything.`;
}
