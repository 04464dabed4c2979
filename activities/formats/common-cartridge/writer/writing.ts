/** What every step of an export shares: the course, the plan, the sink, and what has been noted so far. */
import type { CollectionName, CollectionRecord } from '../../../course/collections.js';
import { COLLECTIONS } from '../../../course/collections.js';
import type { Reference } from '../../../course/model/common.js';
import type { Course } from '../../../course/model/course.js';
import type { CanvasCourseOptions } from '../../canvas/write.js';
import type { CourseSource, PackageSink, WriteContext } from '../../types.js';
import { hasForbiddenCharacters } from '../../xml/write.js';
import { noteIndex } from './canvas-only/notes.js';
import { CANVAS_ONLY, type CanvasOnly } from './canvas-only/sentences.js';
import { isHeldByStandard } from './held-by-standard.js';
import { createLinkWriter, type FileForm, type LinkWriter, standardForm } from './links.js';
import { notTakenOfIndex } from './not-taken/notes.js';
import { NOT_TAKEN, type NotTaken } from './not-taken/sentences.js';
import { type Plan, planCartridge } from './plan.js';
import { createExportReport, type ExportReport } from './report.js';
import { createResourceList, type ResourceList } from './resources.js';
import { noteShared } from './shared-fields.js';
import { createTallies } from './tallies/tally.js';
import { type CartridgeProfile, cartridgeProfile } from './versions.js';

export interface Writing {
  readonly course: CourseSource;
  readonly sink: PackageSink;
  readonly context: WriteContext;
  readonly profile: CartridgeProfile;
  readonly plan: Plan;
  readonly links: LinkWriter;
  readonly report: ExportReport;
  readonly resources: ResourceList;
  /** What programs that read plain cartridges do not get. */
  readonly canvasOnly: CanvasOnly;
  /** What Canvas's importer does not take, although the package holds it. */
  readonly notTaken: NotTaken;
  /** Keys of pages that stand for other objects and have been written. */
  readonly standIns: Set<string>;
  /** The page the course opens with, where the course itself says so. */
  readonly frontPage: Reference | undefined;
  /** The object being written where many share a file: what is said of a text is said of it. */
  current: Reference | undefined;
  /** The object is in the package at this path; counts as a step of progress. */
  done(target: Reference, path: string): void;
}

/** Prepares an export. Throws `PackageError` for options that name no version. */
export function startWriting(
  course: CourseSource,
  record: Course | undefined,
  sink: PackageSink,
  context: WriteContext,
): Writing {
  const profile = cartridgeProfile(context.options);
  const plan = planCartridge(course.index);
  const report = createExportReport(context.ledger, course.index, profile.version);
  const canvasOnly = createTallies(CANVAS_ONLY);
  const notTaken = createTallies(NOT_TAKEN);
  noteIndex(course.index, profile, canvasOnly);
  notTakenOfIndex(course.index, profile, notTaken);
  let steps = 0;
  return {
    course,
    sink,
    context,
    profile,
    plan,
    links: createLinkWriter(plan, report),
    report,
    resources: createResourceList(profile),
    canvasOnly,
    notTaken,
    standIns: new Set(),
    frontPage: record?.frontPage,
    current: undefined,
    done(target, path) {
      report.written(target, path);
      steps += 1;
      context.progress(Math.min(steps, course.index.size), course.index.size);
    },
  };
}

/**
 * The records of a collection, with a chance to stop and to tell notices between any two; losses that all kinds of
 * object share are noted.
 */
export async function* recordsOf<Name extends CollectionName>(
  writing: Writing,
  collection: Name,
): AsyncGenerator<CollectionRecord<Name>> {
  for await (const record of writing.course.records(collection)) {
    writing.context.signal.throwIfAborted();
    noteShared(COLLECTIONS[collection].kind, record, writing);
    yield record;
    await writing.report.flush();
  }
}

/** As `recordsOf`, and each record counts as written to `path` when it is asked for. */
export async function* recordsInto<Name extends CollectionName>(
  writing: Writing,
  collection: Name,
  path: string,
): AsyncGenerator<CollectionRecord<Name>> {
  for await (const record of recordsOf(writing, collection)) {
    writing.current = { kind: COLLECTIONS[collection].kind, migrationId: record.migrationId };
    writing.done(writing.current, path);
    yield record;
  }
}

/**
 * What the functions for texts and settings are given. `owner` is the object the texts are of, by default the current;
 * `document` the path of a document of the standard, absent for Canvas's own files.
 */
export function canvasOptions(writing: Writing, owner?: Reference, document?: string): CanvasCourseOptions {
  const { course, plan, report, profile } = writing;
  return {
    course,
    identifier: (target) => plan.identifiers.of(target),
    rewriteHtml: (html) => writeHtml(html, owner ?? writing.current, writing, formOf(document, profile)),
    onLost: (target, lost) => {
      if (!isHeldByStandard(target.kind, lost, profile)) report.lost(target, lost);
    },
  };
}

/** What HTML cannot hold: NUL, which browsers leave out, and half characters, which UTF-8 has no bytes for. */
const NOT_IN_HTML = /[\0\p{Cs}]/gu;

/** Texts in XML lose the characters XML cannot hold; pages, the syllabus and 1.1's assignments are HTML files. */
function writeHtml(
  html: string,
  owner: Reference | undefined,
  writing: Writing,
  form: FileForm | undefined,
): string {
  const { links, report, profile } = writing;
  const isAssignmentFile = owner?.kind === 'assignment' && profile.types.assignment === undefined;
  const isFile = owner?.kind === 'page' || owner?.kind === 'course' || isAssignmentFile;
  const kept = html.replace(NOT_IN_HTML, '');
  if (owner !== undefined && (isFile ? kept !== html : hasForbiddenCharacters(html)))
    report.lost(owner, 'control characters of the text');
  return links.rewriteHtml(kept, owner, form);
}

/** How texts of a document name files; `undefined` for Canvas's way. */
export function formOf(document: string | undefined, { dialect }: CartridgeProfile): FileForm | undefined {
  return document === undefined || dialect === 'canvas' ? undefined : standardForm(document);
}

/**
 * The files an object uses, as identifiers of resources: everything it refers to, and what its questions refer to.
 * Only shared content may be depended on (Schematron rules 1 to 6), so other objects are left to the links.
 */
export function fileDependencies({ plan }: Writing, target: Reference): string[] {
  const lines = [plan.index.get(target), ...plan.index.children(target)];
  const files = lines.flatMap((line) => line?.refers ?? []).filter((key) => key.startsWith('file/'));
  const exported = [...new Set(files)]
    .map((key): Reference => ({ kind: 'file', migrationId: key.slice('file/'.length) }))
    .filter((file) => plan.filePath(file) !== undefined && file.migrationId !== target.migrationId);
  return exported.map((file) => plan.identifiers.of(file)).sort();
}
