/** The files about the course itself, read into the fields of the course they fill. */
import type { Course } from '../../../course/model/course.js';
import { attribute, elements, type XmlElement } from '../../xml/tree.js';
import type { ReadScope } from '../fields/codec.js';
import { type Draft, extensionsOf, readPart, readTable } from '../fields/field.js';
import { keep } from '../fields/kept.js';
import { CANVAS_PATHS } from '../paths.js';
import { BLUEPRINT, type Blueprint } from '../tables/blueprint.js';
import { CONTEXT, type CourseOrigin } from '../tables/context.js';
import { COURSE } from '../tables/course.js';
import { LATE_POLICY, type LatePolicy } from '../tables/late-policy.js';
import { NAVIGATION_LINK } from '../tables/navigation-link.js';
import { CONTEXT_CONTROLS } from './course-extensions.js';
import { withoutHoles } from './read-record.js';

/** What one file says of the course. */
export interface CoursePart {
  readonly migrationId?: string;
  readonly fields: Draft<Course>;
}

export interface CourseFileReader {
  readonly path: string;
  readonly root: string;
  /** Reads the root element; what was not understood is still unread. */
  read(element: XmlElement, scope: ReadScope): CoursePart;
}

/** Each file about the course, by its path. */
export const COURSE_FILES: readonly CourseFileReader[] = [
  { path: CANVAS_PATHS.courseSettings, root: 'course', read: readSettings },
  { path: CANVAS_PATHS.context, root: 'context_info', read: readContext },
  { path: CANVAS_PATHS.latePolicy, root: 'late_policy', read: readLatePolicy },
  { path: CANVAS_PATHS.blueprint, root: 'blueprint_settings', read: readBlueprint },
  { path: CANVAS_PATHS.navigationLinks, root: 'navMenuLinks', read: readNavigationLinks },
  { path: CANVAS_PATHS.contextControls, root: 'lti_context_controls', read: readContextControls },
];

function readSettings(element: XmlElement, scope: ReadScope): CoursePart {
  element.taken.self = true;
  const migrationId = attribute(element, 'identifier')?.trim();
  const { draft, kept } = readTable(COURSE, element, scope);
  const fields = withoutHoles({ ...draft, ...extensionsOf(kept) });
  return { fields, ...(migrationId === undefined || migrationId === '' ? {} : { migrationId }) };
}

function readContext(element: XmlElement, scope: ReadScope): CoursePart {
  const origin = readPart<CourseOrigin>(CONTEXT, element, scope);
  return { fields: { source: withoutHoles(origin) } };
}

function readLatePolicy(element: XmlElement, scope: ReadScope): CoursePart {
  return { fields: { latePolicy: withoutHoles(readPart<LatePolicy>(LATE_POLICY, element, scope)) } };
}

function readBlueprint(element: XmlElement, scope: ReadScope): CoursePart {
  return { fields: { blueprint: withoutHoles(readPart<Blueprint>(BLUEPRINT, element, scope)) } };
}

function readNavigationLinks(element: XmlElement, scope: ReadScope): CoursePart {
  const links = elements(element, 'navMenuLink').map((link, at) => {
    link.taken.self = true;
    const migrationId = attribute(link, 'identifier')?.trim() || `nav_menu_link_${at + 1}`;
    const { label = '', url = '' } = readPart(NAVIGATION_LINK, link, scope);
    return { migrationId, label, url };
  });
  return links.length === 0 ? { fields: {} } : { fields: { navigationLinks: links } };
}

function readContextControls(element: XmlElement): CoursePart {
  const controls = elements(element, 'lti_context_control');
  if (controls.length === 0) return { fields: {} };
  return { fields: extensionsOf({ [CONTEXT_CONTROLS]: keep(controls) }) };
}
