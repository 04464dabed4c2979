/** Makes the record of a course out of the record of a bundle, as the plan says. */
import { COLLECTIONS, type CollectionName, type CollectionRecord } from './collections.js';
import { type IndexLine, isNested } from './course-index.js';
import { mergeCourse } from './merge-course.js';
import { mergeRecord } from './merge-record.js';
import type { Reference } from './model/common.js';
import type { Course } from './model/course.js';
import type { Module, ModuleItem } from './model/module.js';
import { changeNested, isModule } from './nested.js';
import { sourceHash } from './plan.js';
import type { ImportPlan, PlannedObject } from './plan-types.js';
import { parseReferenceKey, referenceKey } from './reference-key.js';
import { repoint } from './repoint.js';
import type { KnownOfRecord } from './store.js';

/** A record ready to be written, with the hashes of what it was made from, and with its index lines if they are known. */
export interface ReadyRecord<Name extends CollectionName> extends KnownOfRecord {
  readonly record: CollectionRecord<Name>;
}

/** Changes the records of an import on their way, for example their dates. Must be a pure function. */
export type Adjust = <Name extends CollectionName>(
  collection: Name,
  record: CollectionRecord<Name>,
) => CollectionRecord<Name>;

/**
 * The record as it will be in the course: named, numbered, its references pointing at objects of the course, and
 * merged with the record that is there.
 */
export function importedRecord<Name extends CollectionName>(
  plan: ImportPlan,
  collection: Name,
  record: CollectionRecord<Name>,
  there: CollectionRecord<Name> | undefined,
  adjust: Adjust,
): ReadyRecord<Name> {
  const { kind } = COLLECTIONS[collection];
  const target = { kind, migrationId: record.migrationId };
  const planned = requirePlanned(plan, target);
  const pointed = pointedRecord(plan, collection, adjust(collection, record));
  const named = withNames(plan, collection, pointed, planned);
  const merged = mergedRecord(plan, collection, named, there, planned);
  const lines = pointed === record && merged === named ? numberedLines(plan, target) : undefined;
  return { record: merged, sources: sourcesOf(plan, target), ...(lines === undefined ? {} : { lines }) };
}

/** The bundle's index lines with the ids of the course; `undefined` when more than the ids is another. */
function numberedLines(
  { input: { bundle }, planned }: ImportPlan,
  target: Reference,
): IndexLine[] | undefined {
  const own = bundle.get(target);
  if (own === undefined) return undefined;
  const lines: IndexLine[] = [];
  for (const { source: _, ...line } of [own, ...bundle.children(own).filter(isNested)]) {
    const { id, as, path, position } = planned(line) ?? {};
    if (id === undefined || (as ?? path ?? position) !== undefined) return undefined;
    lines.push({ ...line, id });
  }
  return lines;
}

function requirePlanned(plan: ImportPlan, target: Reference): PlannedObject {
  const planned = plan.planned(target);
  if (planned === undefined)
    throw new Error(`${referenceKey(target)} is to be written, but the plan leaves it out.`);
  return planned;
}

function withNames<Name extends CollectionName>(
  plan: ImportPlan,
  collection: Name,
  record: CollectionRecord<Name>,
  planned: PlannedObject,
): CollectionRecord<Name> {
  const name = (kind: 'moduleItem' | 'assignment', migrationId: string) => {
    const { as, id } = requirePlanned(plan, { kind, migrationId });
    return { migrationId: as ?? migrationId, id };
  };
  const inner = changeNested(collection, record, {
    item: (item) => ({ ...item, ...name('moduleItem', item.migrationId) }),
    assignment: (assignment) => ({ ...assignment, ...name('assignment', assignment.migrationId) }),
  });
  const { id, as = record.migrationId, path, position } = planned;
  return {
    ...inner,
    migrationId: as,
    id,
    ...(path === undefined ? {} : { path }),
    ...(position === undefined ? {} : { position }),
  };
}

/** Most records refer to nothing that has another name in the course, and stay as they are. */
function pointedRecord<Name extends CollectionName>(
  plan: ImportPlan,
  collection: Name,
  record: CollectionRecord<Name>,
): CollectionRecord<Name> {
  const line = plan.input.bundle.get({ kind: COLLECTIONS[collection].kind, migrationId: record.migrationId });
  const nameOf = (target: Reference) => plan.planned(target)?.as;
  const isRenamed = line?.refers.some((key) => nameOf(parseReferenceKey(key)) !== undefined) === true;
  return isRenamed || 'bankQuestion' in record ? repoint(record, nameOf) : record;
}

function mergedRecord<Name extends CollectionName>(
  plan: ImportPlan,
  collection: Name,
  record: CollectionRecord<Name>,
  there: CollectionRecord<Name> | undefined,
  { id }: PlannedObject,
): CollectionRecord<Name> {
  if (collection === 'course') {
    const { parts, keepsFrontPage, input } = plan;
    const merge = { id, parts, keepsFrontPage, skips: input.settings.skips ?? [] };
    return mergeCourse(record as Course, there as Course | undefined, merge) as CollectionRecord<Name>;
  }
  const own = plan.keepsFrontPage ? withoutFrontPage(collection, record) : record;
  if (there === undefined) return own;
  const merged = mergeRecord(collection, own, there);
  return isModule(collection, merged) && isModule(collection, there)
    ? ({ ...merged, items: joinedItems(plan, merged, itemsThatStay(plan, there)) } as CollectionRecord<Name>)
    : merged;
}

function withoutFrontPage<Name extends CollectionName>(
  collection: Name,
  record: CollectionRecord<Name>,
): CollectionRecord<Name> {
  if (collection !== 'pages' || !('frontPage' in record)) return record;
  const { frontPage: _, ...rest } = record as CollectionRecord<'pages'>;
  return rest as CollectionRecord<Name>;
}

/** Items of the course's module that the import neither brings nor takes out. */
function itemsThatStay(plan: ImportPlan, { items }: Module): ModuleItem[] {
  return items.filter(({ migrationId }) => staysBeside(plan, { kind: 'moduleItem', migrationId }));
}

/** What stays comes last, unless the module only takes items in: then these come at their place among it. */
function joinedItems(
  { input }: ImportPlan,
  { migrationId, items }: Module,
  stay: readonly ModuleItem[],
): ModuleItem[] {
  if (input.insertion?.module !== migrationId) return [...items, ...stay];
  const before = Math.max(0, (input.insertion.position ?? stay.length + 1) - 1);
  return [...stay.slice(0, before), ...items, ...stay.slice(before)];
}

function staysBeside(plan: ImportPlan, target: Reference): boolean {
  return plan.sourceOf(target) === undefined && !plan.displaced.has(referenceKey(target));
}

/** By the key that each object has in the course. */
function sourcesOf(plan: ImportPlan, target: Reference): Map<string, string> {
  const { bundle, head } = plan.input;
  const line = bundle.get(target);
  if (line === undefined) return new Map();
  const imported = [line, ...bundle.children(line).filter(isNested)].flatMap((each): [string, string][] => {
    const { as = each.migrationId } = requirePlanned(plan, each);
    return [[referenceKey({ kind: each.kind, migrationId: as }), sourceHash(each, plan.input)]];
  });
  const there = plan.planned(target)?.match;
  const staying = there === undefined ? [] : head.children(there).filter((child) => staysBeside(plan, child));
  return new Map([...imported, ...knownSources(staying)]);
}

function knownSources(lines: readonly IndexLine[]): [string, string][] {
  return lines.flatMap((line) => (line.source === undefined ? [] : [[referenceKey(line), line.source]]));
}

/**
 * A record that the import does not touch, without the objects in it that are somewhere else now. `undefined` when the
 * record itself is.
 */
export function keptRecord<Name extends CollectionName>(
  plan: ImportPlan,
  collection: Name,
  record: CollectionRecord<Name>,
): ReadyRecord<Name> | undefined {
  const { head } = plan.input;
  const target = { kind: COLLECTIONS[collection].kind, migrationId: record.migrationId };
  if (plan.displaced.has(referenceKey(target))) return undefined;
  const line = head.get(target);
  const lines = line === undefined ? [] : [line, ...head.children(line).filter(isNested)];
  const leaves = lines.some((each) => plan.displaced.has(referenceKey(each)));
  const sources = new Map(knownSources(lines));
  if (!leaves) return { record, sources };
  // What the whole was made from is not what it is any more.
  sources.delete(referenceKey(target));
  const stays = <Item extends { migrationId: string }>(kind: Reference['kind'], item: Item) =>
    plan.displaced.has(referenceKey({ kind, migrationId: item.migrationId })) ? undefined : item;
  const left = changeNested(collection, record, {
    item: (item) => stays('moduleItem', item),
    assignment: (assignment) => stays('assignment', assignment),
  });
  return { record: left, sources };
}
