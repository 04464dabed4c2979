/** Learns what every identifier of a package stands for, before any text with links in it is read. */
import type { ObjectKind, Reference } from '../../../course/model/common.js';
import type { PackageSource } from '../../types.js';
import { parseXml, streamXml } from '../../xml/parse.js';
import { childValue, elements, type XmlElement, type XmlNode } from '../../xml/tree.js';
import { CANVAS_PATHS } from '../paths.js';
import { readQuizMeta } from '../records/quiz.js';
import type { Catalogue } from './catalogue-types.js';
import { quietly } from './names-in-files.js';
import { addNames, type Name, namesInHeads, otherNames } from './other-names.js';
import type { Pace } from './reading.js';

/** Bytes; settings of one object. */
const LARGEST_SETTINGS = 8 * 2 ** 20;

/** What an identifier of the package stands for. */
export type Objects = ReadonlyMap<string, Reference>;

/** The records of these files, by the name of their element. */
const RECORDS: readonly (readonly [path: string, element: string, kind: ObjectKind])[] = [
  [CANVAS_PATHS.moduleMeta, 'module', 'module'],
  [CANVAS_PATHS.moduleMeta, 'item', 'moduleItem'],
  [CANVAS_PATHS.assignmentGroups, 'assignmentGroup', 'assignmentGroup'],
  [CANVAS_PATHS.rubrics, 'rubric', 'rubric'],
  [CANVAS_PATHS.learningOutcomes, 'learningOutcomeGroup', 'outcomeGroup'],
  [CANVAS_PATHS.learningOutcomes, 'learningOutcome', 'outcome'],
  [CANVAS_PATHS.gradingStandards, 'gradingStandard', 'gradingStandard'],
  [CANVAS_PATHS.events, 'event', 'calendarEvent'],
];

/** What the package has, before any of it is read in earnest. */
export interface Prescan {
  readonly objects: Objects;
  /** Those of `objects` by names that only a file of the object has for it: the object goes by another one. */
  readonly otherNames: Objects;
}

/**
 * Reads the identifiers of records, the type of each topic, the assignments inside topics and quizzes, and what files
 * call their objects. What is broken is passed over here: it is told when it is read in earnest.
 */
export async function prescan(
  source: PackageSource,
  catalogue: Catalogue,
  signal: AbortSignal,
  pace: Pace,
): Promise<Prescan> {
  const objects = new Map<string, Reference>();
  const note: Note = (id, kind) => void objects.set(id, { kind, migrationId: id });
  await scanRecords(source, signal, pace, note);
  for (const { id, path } of catalogue.files) if (source.entries.has(path)) note(id, 'file');
  for (const [parts, kind] of byKind(catalogue)) for (const { id } of parts) note(id, kind);
  const names: Name[] = [];
  for (const quiz of catalogue.quizzes) {
    const meta = await readQuietly(source, quiz.meta, signal);
    const inside = assignmentIn(meta);
    if (inside !== undefined && meta !== undefined && isOwnAssignment(meta, quiz.id))
      note(inside, 'assignment');
    names.push(...otherNames(quiz.id, [meta?.attributes.get('identifier')?.trim() || undefined, inside]));
    await pace();
  }
  for (const topic of catalogue.topics) {
    const meta = await readQuietly(source, topic.meta, signal);
    const inside = assignmentIn(meta);
    if (inside !== undefined) note(inside, 'assignment');
    const isAnnouncement = meta !== undefined && childValue(meta, 'type') === 'announcement';
    const kind = isAnnouncement ? 'announcement' : 'discussionTopic';
    note(topic.id, kind);
    const called = meta === undefined ? undefined : childValue(meta, 'topic_id');
    names.push(...otherNames(topic.id, [called, meta?.attributes.get('identifier')?.trim() || undefined]));
    await pace();
  }
  for await (const found of namesInHeads(source, catalogue, signal)) {
    names.push(...found);
    await pace();
  }
  addAliases(catalogue, objects);
  return { objects, otherNames: addNames(names, objects) };
}

type Note = (id: string, kind: ObjectKind) => void;

/** Resources that are a part or a copy of an object stand for it as well. */
function addAliases(catalogue: Catalogue, objects: Map<string, Reference>): void {
  const { twins, assignments, quizzes, topics, commonBanks } = catalogue;
  const aliases: (readonly [alias: string | undefined, id: string])[] = [
    ...twins,
    ...assignments.map(({ id, fallback }) => [fallback?.identifier, id] as const),
    ...commonBanks.map(({ id, of }) => [id, of[0] ?? id] as const),
    ...[...quizzes, ...topics].map(({ id, metaResource }) => [metaResource?.identifier, id] as const),
  ];
  for (const [alias, id] of aliases) {
    const target = objects.get(id);
    if (alias !== undefined && target !== undefined && !objects.has(alias)) objects.set(alias, target);
  }
}

function byKind(catalogue: Catalogue): (readonly [parts: readonly { id: string }[], kind: ObjectKind])[] {
  return [
    [catalogue.pages, 'page'],
    [catalogue.banks, 'questionBank'],
    [catalogue.quizzes, 'quiz'],
    [catalogue.assignments, 'assignment'],
    [catalogue.webLinks, 'webLink'],
    [catalogue.tools, 'externalTool'],
    [catalogue.resourceLinks, 'resourceLink'],
  ];
}

async function scanRecords(
  source: PackageSource,
  signal: AbortSignal,
  pace: Pace,
  note: Note,
): Promise<void> {
  for (const path of new Set(RECORDS.map(([file]) => file))) {
    if (!source.entries.has(path)) continue;
    const names = new Map(
      RECORDS.filter(([file]) => file === path).map(([, element, kind]) => [element, kind]),
    );
    await quietly(async () => {
      for await (const events of streamXml(source.open(path, signal), path, () => false)) {
        for (const { type, element } of events) {
          const kind = type === 'open' ? names.get(element.name) : undefined;
          const id = element.attributes.get('identifier')?.trim();
          if (kind !== undefined && id !== undefined) note(id, kind);
          if (type === 'close') forgetChildren(element);
        }
        await pace();
      }
    });
  }
}

/** What is closed was seen: letting it go keeps a long file from being held as a tree. */
function forgetChildren(element: XmlElement): void {
  (element.children as XmlNode[]).length = 0;
}

/** What the assignment inside a topic or quiz is called. */
function assignmentIn(meta: XmlElement | undefined): string | undefined {
  const [assignment] = meta === undefined ? [] : elements(meta, 'assignment');
  return assignment?.attributes.get('identifier')?.trim() || undefined;
}

/** Whether the assignment inside a quiz is more than what every graded quiz is written with. */
function isOwnAssignment(meta: XmlElement, quiz: string): boolean {
  return readQuizMeta(meta, { rewriteHtml: (html) => html }, quiz).assignment !== undefined;
}

async function readQuietly(
  source: PackageSource,
  path: string | undefined,
  signal: AbortSignal,
): Promise<XmlElement | undefined> {
  if (path === undefined || !source.entries.has(path)) return undefined;
  return await quietly(async () => parseXml(await source.read(path, LARGEST_SETTINGS, signal), path));
}
