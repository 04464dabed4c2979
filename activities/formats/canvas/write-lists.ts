/** The files that grow with the course, as streams. */
import type { AssignmentGroup, GradingStandard, Rubric } from '../../course/model/assignment.js';
import type {
  CalendarEvent,
  CourseFile,
  CoursePace,
  ExternalFeed,
  Folder,
} from '../../course/model/content.js';
import type { Module } from '../../course/model/module.js';
import { type Markup, openTag, XML_DECLARATION, xml } from '../xml/write.js';
import { NAMESPACE_ATTRIBUTES, streamDocument } from './fields/document.js';
import { writeAttributes, writeTable } from './fields/field.js';
import { writeModule } from './records/module.js';
import {
  ASSIGNMENT_GROUPS,
  COURSE_PACES,
  EVENTS,
  EXTERNAL_FEEDS,
  GRADING_STANDARDS,
  RUBRICS,
  writeRecords,
} from './records/record-files.js';
import { FILE_META, FOLDER_META, TRACK_TEXTS } from './tables/file-meta.js';
import { MEDIA_TRACK } from './tables/media-track.js';
import type { CanvasCourseOptions, CanvasWriteOptions } from './write-types.js';

type Chunks = AsyncIterable<string>;

/** assignment_groups.xml. */
export function writeAssignmentGroups(
  groups: AsyncIterable<AssignmentGroup>,
  options: CanvasWriteOptions,
): Chunks {
  return writeRecords(ASSIGNMENT_GROUPS, groups, options);
}

/** grading_standards.xml. */
export function writeGradingStandards(
  standards: AsyncIterable<GradingStandard>,
  options: CanvasWriteOptions,
): Chunks {
  return writeRecords(GRADING_STANDARDS, standards, options);
}

/** rubrics.xml. */
export function writeRubrics(rubrics: AsyncIterable<Rubric>, options: CanvasWriteOptions): Chunks {
  return writeRecords(RUBRICS, rubrics, options);
}

/** external_feeds.xml. */
export function writeExternalFeeds(feeds: AsyncIterable<ExternalFeed>, options: CanvasWriteOptions): Chunks {
  return writeRecords(EXTERNAL_FEEDS, feeds, options);
}

/** events.xml. */
export function writeEvents(events: AsyncIterable<CalendarEvent>, options: CanvasWriteOptions): Chunks {
  return writeRecords(EVENTS, events, options);
}

/** course_paces.xml. */
export function writeCoursePaces(paces: AsyncIterable<CoursePace>, options: CanvasWriteOptions): Chunks {
  return writeRecords(COURSE_PACES, paces, options);
}

/** module_meta.xml. Prerequisites must name earlier modules, so the modules come by position. */
export function writeModuleMeta(modules: AsyncIterable<Module>, options: CanvasCourseOptions): Chunks {
  return streamDocument('modules', writeModules(modules, options));
}

async function* writeModules(
  modules: AsyncIterable<Module>,
  options: CanvasCourseOptions,
): AsyncGenerator<Markup> {
  for await (const module of modules) yield await writeModule(module, options);
}

/** files_meta.xml: every folder, which may hold no file; of files only what is special, most are not named in it. */
export async function* writeFilesMeta(
  folders: AsyncIterable<Folder>,
  files: AsyncIterable<CourseFile>,
  options: CanvasWriteOptions,
): AsyncGenerator<string> {
  yield `${XML_DECLARATION}${openTag('fileMeta', NAMESPACE_ATTRIBUTES)}\n`;
  yield* writeBlock('folders', writeFolders(folders, options));
  yield* writeBlock('files', writeFiles(files, options));
  yield '</fileMeta>\n';
}

/** A container that is there only when it holds something. */
async function* writeBlock(name: string, records: AsyncIterable<Markup>): AsyncGenerator<string> {
  let isOpen = false;
  for await (const record of records) {
    if (!isOpen) yield `<${name}>\n`;
    isOpen = true;
    yield `${record.xml}\n`;
  }
  if (isOpen) yield `</${name}>\n`;
}

async function* writeFolders(
  folders: AsyncIterable<Folder>,
  options: CanvasWriteOptions,
): AsyncGenerator<Markup> {
  for await (const folder of folders) {
    const content = writeTable(FOLDER_META, folder, options);
    yield xml('folder', writeAttributes(FOLDER_META, folder, options), content);
  }
}

async function* writeFiles(
  files: AsyncIterable<CourseFile>,
  options: CanvasWriteOptions,
): AsyncGenerator<Markup> {
  for await (const file of files) {
    const content = writeTable(FILE_META, file, options);
    const identifier = options.identifier({ kind: 'file', migrationId: file.migrationId });
    if (content.some(isSomething)) yield xml('file', { identifier }, content);
  }
}

function isSomething(content: unknown): boolean {
  return Array.isArray(content) ? content.some(isSomething) : content !== undefined;
}

/** media_tracks.xml: the captions of those files that have any. */
export function writeMediaTracks(files: AsyncIterable<CourseFile>, options: CanvasWriteOptions): Chunks {
  return streamDocument('media_tracks', writeMedia(files, options));
}

async function* writeMedia(
  files: AsyncIterable<CourseFile>,
  options: CanvasWriteOptions,
): AsyncGenerator<Markup> {
  for await (const file of files) {
    const { migrationId, tracks = [], extensions } = file;
    if (tracks.length === 0) continue;
    const texts = new Map(Object.entries(extensions?.canvas?.[TRACK_TEXTS] ?? {}));
    const written = tracks.map((track) => {
      const text: unknown = texts.get(track.file.migrationId);
      const attributes = writeAttributes(MEDIA_TRACK, track, options);
      return xml('track', attributes, typeof text === 'string' ? text : undefined);
    });
    yield xml('media', { identifierref: options.identifier({ kind: 'file', migrationId }) }, written);
  }
}
