/** Canvas's extension: the files of course_settings, in one resource. */

import { COLLECTIONS } from '../../../../course/collections.js';
import type { ObjectKind } from '../../../../course/model/common.js';
import type { CalendarEvent, Folder } from '../../../../course/model/content.js';
import type { Course } from '../../../../course/model/course.js';
import {
  CANVAS_EXPORT_MARKER,
  CANVAS_PATHS,
  externalContent,
  writeAssignmentGroups,
  writeBlueprint,
  writeContext,
  writeContextControls,
  writeCoursePaces,
  writeCourseSettings,
  writeEvents,
  writeExternalFeeds,
  writeFilesMeta,
  writeGradingStandards,
  writeLatePolicy,
  writeLearningOutcomes,
  writeMediaTracks,
  writeModuleMeta,
  writeNavigationLinks,
  writeRubrics,
  writeSyllabus,
} from '../../../canvas/write.js';
import { noteSettings } from '../canvas-only/notes.js';
import { lostAuthorizations } from '../manifest.js';
import { lostManifestMetadata } from '../metadata.js';
import { countedSettings, notTakenOfEvent } from '../not-taken/notes.js';
import { noteLost, noteShared } from '../shared-fields.js';
import { canvasOptions, recordsInto, recordsOf, type Writing } from '../writing.js';
import { modulesOf, noteModule } from './modules.js';

type Path = keyof typeof CANVAS_PATHS;
type Content = string | AsyncIterable<string> | undefined;

/** The files about the course itself; `undefined` where it has nothing to say in one. */
function courseFiles(
  course: Course,
  writing: Writing,
): readonly (readonly [path: string, content: Content])[] {
  const options = canvasOptions(writing, courseOf(course));
  return [
    [CANVAS_PATHS.courseSettings, writeCourseSettings(course, options)],
    [CANVAS_PATHS.context, writeContext(course, options)],
    [CANVAS_PATHS.latePolicy, writeLatePolicy(course, options)],
    [CANVAS_PATHS.blueprint, writeBlueprint(course, options)],
    [CANVAS_PATHS.navigationLinks, writeNavigationLinks(course, options)],
    [CANVAS_PATHS.contextControls, writeContextControls(course, options)],
    ...externalContent(course),
  ];
}

interface CollectionFile {
  readonly path: Path;
  /** Written when the course has any of these. */
  readonly kinds: readonly ObjectKind[];
  write(path: string, writing: Writing): AsyncIterable<string>;
}

const COLLECTION_FILES: readonly CollectionFile[] = [
  {
    path: 'assignmentGroups',
    kinds: ['assignmentGroup'],
    write: (path, writing) =>
      writeAssignmentGroups(recordsInto(writing, 'assignmentGroups', path), canvasOptions(writing)),
  },
  {
    path: 'gradingStandards',
    kinds: ['gradingStandard'],
    write: (path, writing) =>
      writeGradingStandards(recordsInto(writing, 'gradingStandards', path), canvasOptions(writing)),
  },
  { path: 'learningOutcomes', kinds: ['outcome', 'outcomeGroup'], write: writeOutcomes },
  {
    path: 'rubrics',
    kinds: ['rubric'],
    write: (path, writing) => writeRubrics(recordsInto(writing, 'rubrics', path), canvasOptions(writing)),
  },
  {
    path: 'externalFeeds',
    kinds: ['externalFeed'],
    write: (path, writing) =>
      writeExternalFeeds(recordsInto(writing, 'externalFeeds', path), canvasOptions(writing)),
  },
  {
    path: 'events',
    kinds: ['calendarEvent'],
    write: (path, writing) => writeEvents(eventsInto(path, writing), canvasOptions(writing)),
  },
  {
    path: 'coursePaces',
    kinds: ['coursePace'],
    write: (path, writing) =>
      writeCoursePaces(recordsInto(writing, 'coursePaces', path), canvasOptions(writing)),
  },
  {
    path: 'filesMeta',
    kinds: ['folder', 'file'],
    write: (path, writing) =>
      writeFilesMeta(foldersInto(path, writing), recordsOf(writing, 'files'), canvasOptions(writing)),
  },
  {
    path: 'mediaTracks',
    kinds: ['file'],
    write: (_, writing) => writeMediaTracks(recordsOf(writing, 'files'), canvasOptions(writing)),
  },
  { path: 'moduleMeta', kinds: ['module'], write: writeModules },
];

/**
 * Writes the files of the extension and their resource. Called after the pages that stand for activities are written:
 * module items lead to them.
 */
export async function writeSettings(course: Course | undefined, writing: Writing): Promise<void> {
  const { plan, sink, resources, profile } = writing;
  const files: string[] = [];
  const add = async (path: string, content: Content): Promise<void> => {
    if (content === undefined) return;
    const claimed = plan.paths.claim(path);
    await sink.add(claimed, countedSettings(claimed, content, writing.notTaken));
    files.push(claimed);
  };
  await add(CANVAS_PATHS.marker, CANVAS_EXPORT_MARKER);
  if (course !== undefined)
    for (const [path, content] of courseFiles(course, writing)) await add(path, content);
  for (const { path, kinds, write } of COLLECTION_FILES)
    if (kinds.some((kind) => plan.index.ofKind(kind).length > 0))
      await add(CANVAS_PATHS[path], write(CANVAS_PATHS[path], writing));
  resources.add({
    identifier: plan.identifiers.of(courseOf(course)),
    type: profile.types.associatedContent,
    files,
    hasHref: true,
  });
  if (course !== undefined) await writeCourse(course, files, writing);
}

async function writeCourse(course: Course, files: readonly string[], writing: Writing): Promise<void> {
  const { plan, sink, resources, report, profile } = writing;
  const target = courseOf(course);
  noteShared('course', course, writing);
  noteSettings('course', course, writing.canvasOnly);
  const syllabus = writeSyllabus(course, canvasOptions(writing, target));
  if (syllabus !== undefined) {
    await sink.add(CANVAS_PATHS.syllabus, syllabus);
    resources.add({
      identifier: plan.identifiers.derived(target, 'syllabus'),
      type: profile.types.associatedContent,
      files: [CANVAS_PATHS.syllabus],
      hasHref: true,
      intendedUse: 'syllabus',
    });
  }
  const lost = [
    ...lostAuthorizations(course),
    ...lostManifestMetadata(course.metadata, profile),
    ...lostOrigin(course.source, files),
  ];
  for (const what of lost) report.lost(target, what);
  writing.done(target, CANVAS_PATHS.courseSettings);
}

/** context.xml is written where the course was made by Canvas, or says as much as Canvas would. */
function lostOrigin(source: Course['source'], files: readonly string[]): string[] {
  if (source === undefined) return [];
  const { system, version, accountUuid: _, ...origin } = source;
  const isWritten = files.includes(CANVAS_PATHS.context);
  return [
    ...(system === undefined ? [] : ['source.system']),
    ...(version === undefined ? [] : ['source.version']),
    ...(isWritten ? [] : Object.keys(origin).map((field) => `source.${field}`)),
  ];
}

/** The course, or what stands for it in an export that holds only parts of one. */
export function courseOf(course: Course | undefined) {
  return { kind: 'course', migrationId: course?.migrationId ?? 'course' } as const;
}

/** Folders are no resources, so what resources may say of themselves has no place for them. */
const FOLDER_FIELDS_WITHOUT_PLACE = [
  'audience',
  'metadata',
  'alignments',
  'availability',
  'tags',
  'position',
] as const;

async function* eventsInto(path: string, writing: Writing): AsyncGenerator<CalendarEvent> {
  for await (const event of recordsInto(writing, 'calendarEvents', path)) {
    notTakenOfEvent(event, writing.notTaken);
    yield event;
  }
}

async function* foldersInto(path: string, writing: Writing): AsyncGenerator<Folder> {
  for await (const folder of recordsInto(writing, 'folders', path)) {
    const target = { kind: 'folder', migrationId: folder.migrationId } as const;
    noteLost(folder, FOLDER_FIELDS_WITHOUT_PLACE, target, writing);
    yield folder;
  }
}

/** Outcomes nest in their groups, so they are looked up there; here they are only counted. */
async function* writeOutcomes(path: string, writing: Writing): AsyncGenerator<string> {
  yield* writeLearningOutcomes(canvasOptions(writing));
  for (const collection of ['outcomeGroups', 'outcomes'] as const)
    for await (const { migrationId } of recordsOf(writing, collection))
      writing.done({ kind: COLLECTIONS[collection].kind, migrationId }, path);
}

async function* writeModules(path: string, writing: Writing): AsyncGenerator<string> {
  for await (const module of recordsOf(writing, 'modules')) noteModule(module, path, writing);
  writing.current = undefined;
  yield* writeModuleMeta(modulesOf(writing), canvasOptions(writing));
}
