/** Plans an import: what becomes of every object of a bundle in a course. A pure function of two indexes. */
import { createHash } from 'node:crypto';
import { type CourseIndex, type IndexLine, isNested } from './course-index.js';
import type { ObjectKind, Reference } from './model/common.js';
import { findDisplaced } from './plan-displaced.js';
import { type Matches, matchObjects } from './plan-match.js';
import { planNotices } from './plan-notices.js';
import { planPaths } from './plan-paths.js';
import type { Displacement, ImportPlan, PlanCounts, PlanInput, PlannedObject } from './plan-types.js';
import { parseReferenceKey, referenceKey } from './reference-key.js';
import type { CoursePart } from './selection-types.js';

/**
 * Plans an import. Objects keep their numeric ids; new ones get ids from `nextId` on, in the order of the bundle.
 * The same input always gives the same plan.
 */
export function planImport(input: PlanInput): ImportPlan {
  const { bundle, head, selection } = input;
  const selected = [...bundle.lines()].filter((line) => selection.keys.has(referenceKey(line)));
  const matches = matchObjects(input, selected);
  const paths = planPaths(selected, head, (line) => matches.claimed.has(line));
  const displaced = findDisplaced(input, matches);
  const context: Context = { input, matches, paths, displaced, kept: new Map() };
  const { objects, nextId } = decideAll(context, selected);
  const draft = {
    input,
    nextId,
    counts: countAll(bundle, objects),
    planned: (target: Reference) => lookUp(bundle, objects, target),
    sourceOf: (target: Reference) => lookUp(head, matches.claimed, target),
    displaced,
    parts: partsOf(input),
    keepsFrontPage: head.ofKind('page').some(({ detail }) => detail === 'frontPage'),
  };
  return { ...draft, hash: hashPlan(input, objects, displaced), notices: planNotices(draft, selected) };
}

/** The hash a record is known by when the same package comes again. */
export function sourceHash(line: IndexLine, input: PlanInput): string {
  const { adjustment, skips = [] } = input.settings;
  const course = line.kind === 'course' ? [...partsOf(input), ...skips].sort() : [];
  return [line.hash, ...course, ...(adjustment === undefined ? [] : [adjustment])].join(' ');
}

interface Context {
  readonly input: PlanInput;
  readonly matches: Matches;
  readonly paths: ReadonlyMap<IndexLine, string>;
  readonly displaced: ReadonlyMap<string, Displacement>;
  /** Whether an object was found to be as it is in the course. */
  readonly kept: Map<IndexLine, boolean>;
}

type Planned = ReadonlyMap<IndexLine, PlannedObject>;

function decideAll(context: Context, selected: readonly IndexLine[]): { objects: Planned; nextId: number } {
  const objects = new Map<IndexLine, PlannedObject>();
  const positions = planPositions(context, selected);
  let { nextId } = context.input;
  for (const line of selected) {
    const { head, as } = context.matches.byBundle.get(line) ?? {};
    const path = context.paths.get(line);
    const position = positions.get(line);
    objects.set(line, {
      action: head === undefined ? 'add' : isKept(context, line) ? 'keep' : 'update',
      id: head?.id ?? nextId,
      ...(as === undefined ? {} : { as }),
      ...(path === undefined ? {} : { path }),
      ...(position === undefined ? {} : { position }),
      ...(head === undefined ? {} : { match: head }),
    });
    if (head?.id === undefined) nextId += 1;
  }
  return { objects, nextId };
}

/** New modules come behind those that are there, in the order of the bundle's positions. */
function planPositions(
  { input: { head }, matches }: Context,
  selected: readonly IndexLine[],
): Map<IndexLine, number> {
  const there = head.ofKind('module');
  if (there.length === 0) return new Map();
  const last = there.reduce((most, { position = 0 }) => Math.max(most, position), 0);
  const added = selected.filter(
    (line) => line.kind === 'module' && matches.byBundle.get(line)?.head === undefined,
  );
  const ordered = added.sort((a, b) => (a.position ?? 0) - (b.position ?? 0));
  return new Map(ordered.map((line, at) => [line, last + at + 1]));
}

/** True when importing the object would change nothing. */
function isKept(context: Context, line: IndexLine): boolean {
  const known = context.kept.get(line);
  if (known !== undefined) return known;
  const answer = isSame(context, line) && hasSameInside(context, line);
  context.kept.set(line, answer);
  return answer;
}

function isSame(context: Context, line: IndexLine): boolean {
  const there = context.matches.byBundle.get(line)?.head;
  if (there?.id === undefined || context.displaced.has(referenceKey(there))) return false;
  if ((there.source ?? there.hash) !== sourceHash(line, context.input)) return false;
  const path =
    context.paths.get(line) ?? line.file?.path ?? (line.kind === 'folder' ? line.detail : undefined);
  if (path !== undefined && path !== (there.file?.path ?? there.detail)) return false;
  return hasSameReferences(context, line, there);
}

/** What it refers to may be another object of the course than it was before. */
function hasSameReferences(
  { input: { bundle }, matches }: Context,
  line: IndexLine,
  there: IndexLine,
): boolean {
  if (!matches.hasRenamed && isSameList(line.refers, there.refers)) return true;
  const known = new Set(there.refers);
  return line.refers.every((key) => {
    const target = bundle.get(parseReferenceKey(key));
    const as = target === undefined ? undefined : matches.byBundle.get(target)?.as;
    return known.has(
      target === undefined || as === undefined ? key : referenceKey({ ...target, migrationId: as }),
    );
  });
}

function isSameList(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((text, at) => text === other[at]);
}

function hasSameInside(context: Context, line: IndexLine): boolean {
  const { bundle, head } = context.input;
  const there = context.matches.byBundle.get(line)?.head;
  if (isNested(line) || there === undefined) return true;
  const stays = (child: IndexLine) => !isNested(child) || !context.displaced.has(referenceKey(child));
  return (
    bundle.children(line).every((child) => !isNested(child) || isKept(context, child)) &&
    head.children(there).every(stays)
  );
}

function partsOf({ selection, settings: { blueprint = false, skips = [] } }: PlanInput): Set<CoursePart> {
  const parts = new Set(selection.parts);
  if (skips.includes('all_course_settings')) parts.delete('settings');
  if (selection.everything && !blueprint) parts.delete('blueprint');
  return parts;
}

function lookUp<Value>(index: CourseIndex, map: ReadonlyMap<IndexLine, Value>, target: Reference) {
  const line = index.get(target);
  return line === undefined ? undefined : map.get(line);
}

const COUNTED = { add: 'added', update: 'updated', keep: 'unchanged' } as const;

function countAll(bundle: CourseIndex, objects: Planned): Partial<Record<ObjectKind, PlanCounts>> {
  const counts: Partial<Record<ObjectKind, Record<keyof PlanCounts, number>>> = {};
  for (const line of bundle.lines()) {
    const sums = counts[line.kind] ?? {
      found: 0,
      selected: 0,
      added: 0,
      updated: 0,
      unchanged: 0,
      leftOut: 0,
    };
    counts[line.kind] = sums;
    const planned = objects.get(line);
    sums.found += 1;
    sums[planned === undefined ? 'leftOut' : COUNTED[planned.action]] += 1;
    if (planned !== undefined) sums.selected += 1;
  }
  return counts;
}

function hashPlan(input: PlanInput, objects: Planned, displaced: ReadonlyMap<string, Displacement>): string {
  const hash = createHash('sha256');
  let text = '';
  const add = (...parts: readonly unknown[]) => {
    text += `${JSON.stringify(parts)}\n`;
    if (text.length < 64 * 1024) return;
    hash.update(text);
    text = '';
  };
  add(input.base, input.nextId, input.settings, [...partsOf(input)].sort());
  for (const [line, { action, id, as, path, position }] of objects) {
    add(line.kind, line.migrationId, sourceHash(line, input), action, id, as, path, position);
  }
  for (const entry of displaced) add(...entry);
  return hash.update(text).digest('hex');
}
