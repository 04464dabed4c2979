/** Makes the index lines of a record: its own, and one for each object inside it. */
import { COLLECTIONS, type CollectionName, type CollectionRecord, collectionOf } from './collections.js';
import { contentHash } from './content-hash.js';
import type { IndexLine } from './index-line.js';
import { linksIn } from './links.js';
import type { ObjectKind, Reference } from './model/common.js';
import type { CourseFile } from './model/content.js';
import type { Course } from './model/course.js';
import type { Module, ModuleItem } from './model/module.js';
import { needsOf, needsOfItem } from './needs.js';
import { referenceKey } from './reference-key.js';

type AnyRecord = CollectionRecord<CollectionName>;

/** The lines of one record: its own and those of the objects inside it (module items, a quiz's assignment). */
export function indexLines<Name extends CollectionName>(
  collection: Name,
  record: CollectionRecord<Name>,
): IndexLine[] {
  const own = lineOf(COLLECTIONS[collection].kind, record);
  const parent = { kind: own.kind, migrationId: own.migrationId };
  if (isModule(own.kind, record)) {
    return [own, ...record.items.map((item, at) => moduleItemLine(item, at, parent))];
  }
  if ('assignment' in record && record.assignment !== undefined) {
    return [own, { ...lineOf('assignment', record.assignment), parent }];
  }
  return [own];
}

function lineOf(kind: ObjectKind, record: AnyRecord): IndexLine {
  const parent = parentOf(record);
  const needs = needsOf(collectionOf(kind), record);
  const detail = detailOf(kind, record);
  return {
    kind,
    migrationId: record.migrationId,
    ...(record.id === undefined ? {} : { id: record.id }),
    title: titleOf(kind, record),
    ...('position' in record && record.position !== undefined ? { position: record.position } : {}),
    ...(parent === undefined ? {} : { parent }),
    refers: referencesIn(record),
    ...needsField(needs),
    hash: contentHash(record),
    ...(isFile(kind, record) ? { file: fileOf(record) } : {}),
    ...(detail === undefined ? {} : { detail }),
    ...('published' in record && record.published === false ? { unpublished: true as const } : {}),
  };
}

function needsField(needs: readonly Reference[]): Pick<IndexLine, 'needs'> {
  return needs.length === 0 ? {} : { needs: [...new Set(needs.map(referenceKey))].sort() };
}

function isModule(kind: ObjectKind, _record: AnyRecord): _record is Module {
  return kind === 'module';
}

function isFile(kind: ObjectKind, _record: AnyRecord): _record is CourseFile {
  return kind === 'file';
}

function isCourse(kind: ObjectKind, _record: AnyRecord): _record is Course {
  return kind === 'course';
}

function fileOf(record: CourseFile): NonNullable<IndexLine['file']> {
  return { path: record.path, size: record.size, sha256: record.sha256, location: record.location };
}

/** Where an object belongs; the first of these fields that it has. */
function parentOf(record: AnyRecord): Reference | undefined {
  if ('owner' in record && record.owner !== undefined) return record.owner;
  if ('group' in record && record.group !== undefined) return record.group;
  if ('parent' in record && record.parent !== undefined) return record.parent;
  return undefined;
}

function titleOf(kind: ObjectKind, record: AnyRecord): string {
  if (isFile(kind, record)) return record.displayName ?? record.path.slice(record.path.lastIndexOf('/') + 1);
  if ('title' in record && record.title !== undefined) return record.title;
  return 'path' in record && record.path !== undefined ? record.path : '';
}

function detailOf(kind: ObjectKind, record: AnyRecord): string | undefined {
  if (kind === 'folder' && 'path' in record) return record.path;
  if (isCourse(kind, record)) return partsOf(record).join(' ');
  return 'frontPage' in record && record.frontPage === true ? 'frontPage' : undefined;
}

const NO_SETTINGS = new Set(['migrationId', 'id', 'syllabus', 'blueprint', 'source']);

function partsOf(record: Course): string[] {
  const { syllabus, blueprint } = record;
  const settings = Object.entries(record).some(
    ([name, value]) => value !== undefined && !NO_SETTINGS.has(name),
  );
  return [
    ...(settings ? ['settings'] : []),
    ...(syllabus === undefined ? [] : ['syllabus']),
    ...(blueprint === undefined ? [] : ['blueprint']),
  ];
}

function moduleItemLine(item: ModuleItem, at: number, parent: Reference): IndexLine {
  return {
    kind: 'moduleItem',
    migrationId: item.migrationId,
    ...(item.id === undefined ? {} : { id: item.id }),
    title: item.title,
    position: at + 1,
    parent,
    refers: referencesIn(item),
    ...needsField(needsOfItem(item)),
    hash: contentHash(item),
    detail: item.content.type,
    ...(item.published ? {} : { unpublished: true as const }),
  };
}

/** Everything a value refers to: `{ kind, migrationId }` objects at any depth, and links in its texts. */
export function referencesIn(value: unknown): string[] {
  const found = new Set<string>();
  collectReferences(value, found);
  return [...found].sort();
}

function collectReferences(value: unknown, found: Set<string>): void {
  if (typeof value === 'string') {
    for (const link of linksIn(value)) found.add(referenceKey(link));
  } else if (Array.isArray(value)) {
    for (const member of value) collectReferences(member, found);
  } else if (typeof value === 'object' && value !== null) {
    if (isReference(value)) found.add(referenceKey(value));
    else for (const member of Object.values(value)) collectReferences(member, found);
  }
}

/** Exactly a kind and a migration id; objects of their own have more. */
export function isReference(value: object): value is Reference {
  return 'kind' in value && 'migrationId' in value && Object.keys(value).length === 2;
}
