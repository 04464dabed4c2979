/** The Canvas files that are plain lists of records: one row per file drives its reader and its writer. */
import type { CollectionName, CollectionRecord } from '../../../course/collections.js';
import { COLLECTIONS } from '../../../course/collections.js';
import type { XmlElement } from '../../xml/tree.js';
import { type Markup, xml } from '../../xml/write.js';
import type { ReadScope } from '../fields/codec.js';
import { streamDocument } from '../fields/document.js';
import { type Draft, lostKeys, type Table, writeAttributes, writeTable } from '../fields/field.js';
import { CANVAS_PATHS } from '../paths.js';
import { ASSIGNMENT_GROUP } from '../tables/assignment-group.js';
import { COURSE_PACE } from '../tables/course-pace.js';
import { EVENT } from '../tables/event.js';
import { EXTERNAL_FEED } from '../tables/external-feed.js';
import { GRADING_STANDARD } from '../tables/grading-standard.js';
import { RUBRIC } from '../tables/rubric.js';
import type { CanvasWriteOptions } from '../write-types.js';
import { readRecord } from './read-record.js';

export interface RecordFile<Name extends CollectionName> {
  readonly collection: Name;
  readonly path: string;
  readonly root: string;
  readonly element: string;
  readonly table: Table<CollectionRecord<Name>>;
  /** The fields that the model requires, where the file leaves them out. */
  complete(draft: Draft<CollectionRecord<Name>>): Omit<CollectionRecord<Name>, 'migrationId' | 'extensions'>;
}

export const ASSIGNMENT_GROUPS: RecordFile<'assignmentGroups'> = {
  collection: 'assignmentGroups',
  path: CANVAS_PATHS.assignmentGroups,
  root: 'assignmentGroups',
  element: 'assignmentGroup',
  table: ASSIGNMENT_GROUP,
  complete: (draft) => ({ ...draft, title: draft.title ?? '' }),
};

export const GRADING_STANDARDS: RecordFile<'gradingStandards'> = {
  collection: 'gradingStandards',
  path: CANVAS_PATHS.gradingStandards,
  root: 'gradingStandards',
  element: 'gradingStandard',
  table: GRADING_STANDARD,
  complete: (draft) => ({ ...draft, title: draft.title ?? '', grades: draft.grades ?? [] }),
};

export const RUBRICS: RecordFile<'rubrics'> = {
  collection: 'rubrics',
  path: CANVAS_PATHS.rubrics,
  root: 'rubrics',
  element: 'rubric',
  table: RUBRIC,
  complete: (draft) => ({ ...draft, title: draft.title ?? '', criteria: draft.criteria ?? [] }),
};

export const EXTERNAL_FEEDS: RecordFile<'externalFeeds'> = {
  collection: 'externalFeeds',
  path: CANVAS_PATHS.externalFeeds,
  root: 'externalFeeds',
  element: 'externalFeed',
  table: EXTERNAL_FEED,
  complete: (draft) => ({ ...draft, title: draft.title ?? '', url: draft.url ?? '' }),
};

export const EVENTS: RecordFile<'calendarEvents'> = {
  collection: 'calendarEvents',
  path: CANVAS_PATHS.events,
  root: 'events',
  element: 'event',
  table: EVENT,
  complete: (draft) => ({ ...draft, title: draft.title ?? '' }),
};

export const COURSE_PACES: RecordFile<'coursePaces'> = {
  collection: 'coursePaces',
  path: CANVAS_PATHS.coursePaces,
  root: 'course_paces',
  element: 'course_pace',
  table: COURSE_PACE,
  complete: (draft) => draft,
};

/** Only read; written as course_paces.xml, which keeps the `start_date` that paces no longer have. */
export const PACE_PLANS: RecordFile<'coursePaces'> = {
  ...COURSE_PACES,
  path: CANVAS_PATHS.pacePlans,
  root: 'pace_plans',
  element: 'pace_plan',
};

/** Reads one record of such a file; `at` is its place, from 0. */
export function readFileRecord<Name extends CollectionName>(
  file: RecordFile<Name>,
  element: XmlElement,
  at: number,
  scope: ReadScope,
): CollectionRecord<Name> {
  return readRecord<CollectionRecord<Name>>(
    file.table,
    element,
    scope,
    `${file.element}_${at + 1}`,
    (draft) => file.complete(draft),
  );
}

/** Writes such a file as its records come. */
export function writeRecords<Name extends CollectionName>(
  file: RecordFile<Name>,
  records: AsyncIterable<CollectionRecord<Name>>,
  options: CanvasWriteOptions,
): AsyncIterable<string> {
  return streamDocument(file.root, writeEach(file, records, options));
}

async function* writeEach<Name extends CollectionName>(
  file: RecordFile<Name>,
  records: AsyncIterable<CollectionRecord<Name>>,
  options: CanvasWriteOptions,
): AsyncGenerator<Markup> {
  for await (const record of records) {
    const target = { kind: COLLECTIONS[file.collection].kind, migrationId: record.migrationId };
    for (const key of lostKeys(file.table, record, [])) options.onLost?.(target, key);
    const attributes = {
      identifier: options.identifier(target),
      ...writeAttributes(file.table, record, options),
    };
    yield xml(file.element, attributes, writeTable(file.table, record, options));
  }
}
