/**
 * What is decided before the first byte is written, from the index alone: the identifier of every object, the path of
 * every file, and what becomes of the objects a cartridge has no place for.
 */
import { type CourseIndex, type IndexLine, isNestedAssignment } from '../../../course/course-index.js';
import type { ObjectKind, Reference } from '../../../course/model/common.js';
import { CANVAS_FOLDERS } from '../../canvas/paths.js';
import { createIdentifiers, type Identifiers } from './identifiers.js';
import { createPathAllocator, type PathAllocator, safePath } from './paths.js';

export const MANIFEST_PATH = 'imsmanifest.xml';
export const ORGANIZATION_IDENTIFIER = 'org_1';
export const ROOT_ITEM_IDENTIFIER = 'LearningModules';

/**
 * Of two objects with the same migration id, the one named first here keeps it: first what stands in the manifest,
 * then what only Canvas's files name. Readers of Canvas cartridges tell objects by their identifier alone.
 */
const CLAIMING_KINDS = [
  'course',
  'page',
  'file',
  'assignment',
  'quiz',
  'discussionTopic',
  'announcement',
  'questionBank',
  'externalTool',
  'webLink',
  'resourceLink',
  'module',
  'moduleItem',
  'assignmentGroup',
  'rubric',
  'outcomeGroup',
  'outcome',
  'gradingStandard',
  'externalFeed',
  'calendarEvent',
  'coursePace',
] as const satisfies readonly ObjectKind[];

/** Names that identifiers must leave alone: they are files, folders or items of every cartridge. */
const RESERVED = [
  'imsmanifest',
  ORGANIZATION_IDENTIFIER,
  ROOT_ITEM_IDENTIFIER,
  ...Object.values(CANVAS_FOLDERS),
];

export interface Plan {
  readonly index: CourseIndex;
  readonly identifiers: Identifiers;
  readonly paths: PathAllocator;
  /** Where a file of the course lies in the package; `undefined` when it is not exported. */
  filePath(target: Reference): string | undefined;
  /** The page that stands for an object no cartridge can hold: an activity, or the text of a module item. */
  pageFor(target: Reference): Reference;
  /** The object whose resource shows another: the quiz of its assignment, the page of an activity. */
  shownBy(target: Reference): Reference | undefined;
}

/** Plans the export of exactly the objects of an index. */
export function planCartridge(index: CourseIndex): Plan {
  const paths = createPathAllocator();
  const pageFor = (target: Reference): Reference => ({ kind: 'page', migrationId: pageIdFor(target, index) });
  const identifiers = createIdentifiers(claimedIn(index, pageFor), RESERVED);
  const filePaths = planFilePaths(index.ofKind('file'), paths);
  return {
    index,
    identifiers,
    paths,
    filePath: (target) => filePaths.get(target.migrationId),
    pageFor,
    shownBy: (target) => shownBy(target, index, pageFor),
  };
}

function* claimedIn(index: CourseIndex, pageFor: (target: Reference) => Reference): Generator<Reference> {
  for (const kind of CLAIMING_KINDS) yield* index.ofKind(kind).filter((line) => !isPartOfSettings(line));
  yield* index.ofKind('assignment').filter(isPartOfSettings);
  yield* index.ofKind('activity').map(pageFor);
  yield* index
    .ofKind('moduleItem')
    .filter(({ detail }) => detail === 'text')
    .map(pageFor);
}

/** The assignment of a quiz or topic is part of its settings; that of a page stands beside the page. */
export function isPartOfSettings(line: IndexLine): boolean {
  return isNestedAssignment(line) && line.parent.kind !== 'page';
}

function planFilePaths(files: readonly IndexLine[], paths: PathAllocator): ReadonlyMap<string, string> {
  paths.claim(MANIFEST_PATH);
  const wanted = files.map((line) => `${CANVAS_FOLDERS.files}/${safePath(line.file?.path ?? line.title)}`);
  for (const path of wanted) paths.expectFolder(path.slice(0, path.lastIndexOf('/')));
  return new Map(files.map((line, at) => [line.migrationId, paths.claim(wanted[at] ?? line.migrationId)]));
}

/** Kinds a module item can lead to through a resource of the manifest. */
const SHOWN_KINDS: ReadonlySet<ObjectKind> = new Set([
  'page',
  'file',
  'assignment',
  'quiz',
  'discussionTopic',
  'announcement',
  'externalTool',
  'webLink',
]);

function shownBy(
  target: Reference,
  index: CourseIndex,
  pageFor: (target: Reference) => Reference,
): Reference | undefined {
  const line = index.get(target);
  if (line === undefined) return undefined;
  if (target.kind === 'activity') return pageFor(target);
  if (isPartOfSettings(line)) return line.parent;
  return SHOWN_KINDS.has(target.kind) ? { kind: target.kind, migrationId: target.migrationId } : undefined;
}

/** A stand-in must not take the place of a page of the course, nor of another stand-in. */
function pageIdFor({ kind, migrationId }: Reference, index: CourseIndex): string {
  const isTaken = (id: string): boolean =>
    index.get({ kind: 'page', migrationId: id }) !== undefined ||
    (kind !== 'activity' && index.get({ kind: 'activity', migrationId: id }) !== undefined);
  let id = kind === 'activity' ? migrationId : `text-${migrationId}`;
  while (isTaken(id)) id = `${kind}-${id}`;
  return id;
}
