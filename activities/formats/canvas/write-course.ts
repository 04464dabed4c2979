/** The files about the course itself. Each gives `undefined` where the course has nothing to say in it. */
import type { Reference } from '../../course/model/common.js';
import type { Course } from '../../course/model/course.js';
import { xml } from '../xml/write.js';
import { writeDocument } from './fields/document.js';
import { lostKeys, writeTable } from './fields/field.js';
import { writeKept } from './fields/kept.js';
import { CONTEXT_CONTROLS, EXTERNAL_CONTENT } from './records/course-extensions.js';
import { writeHtmlPage } from './records/html-page.js';
import { BLUEPRINT } from './tables/blueprint.js';
import { CONTEXT } from './tables/context.js';
import { COURSE } from './tables/course.js';
import { LATE_POLICY } from './tables/late-policy.js';
import { NAVIGATION_LINK } from './tables/navigation-link.js';
import type { CanvasWriteOptions } from './write-types.js';

/** What other files hold: the manifest, the pages, and the files below. */
const ELSEWHERE = [
  'syllabus',
  'frontPage',
  'latePolicy',
  'navigationLinks',
  'blueprint',
  'source',
  'metadata',
] as const;

/** course_settings.xml. */
export function writeCourseSettings(course: Course, options: CanvasWriteOptions): string {
  const target = referenceTo(course);
  for (const key of lostKeys(COURSE, course, ELSEWHERE)) options.onLost?.(target, key);
  const settings = withoutOwnFiles(course);
  return writeDocument(
    'course',
    { identifier: options.identifier(target) },
    writeTable(COURSE, settings, options),
  );
}

/** Some extensions of a course are files of their own, not settings. */
function withoutOwnFiles(course: Course): Course {
  const { [CONTEXT_CONTROLS]: _, [EXTERNAL_CONTENT]: __, ...canvas } = course.extensions?.canvas ?? {};
  return { ...course, extensions: { canvas } };
}

/** syllabus.html. */
export function writeSyllabus({ syllabus }: Course, options: CanvasWriteOptions): string | undefined {
  if (syllabus === undefined) return undefined;
  return writeHtmlPage(syllabus.title ?? 'Syllabus', new Map(), options.rewriteHtml(syllabus.html));
}

/** context.xml. The account's own mark is in the settings as well. */
export function writeContext({ source }: Course, options: CanvasWriteOptions): string | undefined {
  const says = CONTEXT.flatMap(({ keys }) => keys).some(
    (key) => key !== 'accountUuid' && source?.[key] !== undefined,
  );
  if (source === undefined || !says) return undefined;
  return writeDocument('context_info', {}, writeTable(CONTEXT, source, options));
}

/** late_policy.xml. */
export function writeLatePolicy(course: Course, options: CanvasWriteOptions): string | undefined {
  const { latePolicy } = course;
  if (latePolicy === undefined) return undefined;
  const identifier = latePolicy.migrationId ?? `${options.identifier(referenceTo(course))}_late_policy`;
  return writeDocument('late_policy', { identifier }, writeTable(LATE_POLICY, latePolicy, options));
}

/** blueprint.xml. */
export function writeBlueprint({ blueprint }: Course, options: CanvasWriteOptions): string | undefined {
  if (blueprint === undefined) return undefined;
  return writeDocument('blueprint_settings', {}, writeTable(BLUEPRINT, blueprint, options));
}

/** nav_menu_links.xml. */
export function writeNavigationLinks(
  { navigationLinks = [] }: Course,
  options: CanvasWriteOptions,
): string | undefined {
  if (navigationLinks.length === 0) return undefined;
  const links = navigationLinks.map((link) =>
    xml('navMenuLink', { identifier: link.migrationId }, writeTable(NAVIGATION_LINK, link, options)),
  );
  return writeDocument('navMenuLinks', {}, links);
}

/** lti_context_controls.xml, which only Canvas itself understands: it is written as it came. */
export function writeContextControls(course: Course, _options: CanvasWriteOptions): string | undefined {
  const controls = writeKept('lti_context_control', course.extensions?.canvas?.[CONTEXT_CONTROLS]);
  return controls.length === 0 ? undefined : writeDocument('lti_context_controls', {}, controls);
}

/** `external_content/<service>.json`, what Canvas's services keep of a course: as it came, by path. */
export function externalContent(course: Course): ReadonlyMap<string, string> {
  const files = course.extensions?.canvas?.[EXTERNAL_CONTENT];
  const entries =
    typeof files === 'object' && files !== null && !Array.isArray(files) ? Object.entries(files) : [];
  return new Map(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}

function referenceTo({ migrationId }: Course): Reference {
  return { kind: 'course', migrationId };
}
