/** Merges the one `course` record: what a course has of its own stays, settings and syllabus come when selected. */
import type { Extensions } from './model/common.js';
import type { Course } from './model/course.js';
import type { ImportSkip } from './plan-types.js';
import type { CoursePart } from './selection-types.js';

export interface CourseMerge {
  readonly id: number;
  /** The parts that are imported. */
  readonly parts: ReadonlySet<CoursePart>;
  readonly skips: readonly ImportSkip[];
  readonly keepsFrontPage: boolean;
}

/** Who and when a course is, is not for a package to say. */
const OWN = ['title', 'courseCode', 'startAt', 'concludeAt'] as const;

/** What the setting `visibility_settings` of `importer_skips` keeps out, in the model and in what Canvas alone knows. */
const VISIBILITY = ['visibility', 'syllabusVisibility'] as const;
const CANVAS_VISIBILITY = [
  'is_public',
  'is_public_to_auth_users',
  'public_syllabus',
  'public_syllabus_to_auth',
];

/** The course after the import. `there` is the course as it was, if it had a record. */
export function mergeCourse(fresh: Course, there: Course | undefined, merge: CourseMerge): Course {
  const { syllabus, blueprint, migrationId, id: _, ...settings } = fresh;
  const { parts } = merge;
  return {
    ...there,
    ...(parts.has('settings') ? mergeSettings(settings, there, merge) : {}),
    ...(parts.has('syllabus') && syllabus !== undefined ? { syllabus } : {}),
    ...(parts.has('blueprint') && blueprint !== undefined ? { blueprint } : {}),
    migrationId: there?.migrationId ?? migrationId,
    id: merge.id,
  };
}

type Settings = Omit<Course, 'syllabus' | 'blueprint' | 'migrationId' | 'id'>;

function mergeSettings(
  fresh: Settings,
  there: Course | undefined,
  { skips, keepsFrontPage }: CourseMerge,
): Settings {
  const skipsVisibility = skips.includes('visibility_settings');
  const left = new Set<string>([
    ...OWN.filter((name) => there?.[name] !== undefined),
    ...(skipsVisibility ? VISIBILITY : []),
    ...(keepsFrontPage || there?.frontPage !== undefined ? ['frontPage'] : []),
  ]);
  const taken = Object.fromEntries(Object.entries(fresh).filter(([name]) => !left.has(name)));
  const canvas = skipsVisibility
    ? without(fresh.extensions?.canvas, CANVAS_VISIBILITY)
    : fresh.extensions?.canvas;
  const extensions = mergeExtensions({ ...fresh.extensions, ...(canvas && { canvas }) }, there?.extensions);
  return { ...taken, ...(extensions && { extensions }) };
}

function without(values: Extensions[string] | undefined, names: readonly string[]) {
  return values && Object.fromEntries(Object.entries(values).filter(([name]) => !names.includes(name)));
}

function mergeExtensions(fresh: Extensions, there: Extensions = {}): Extensions | undefined {
  const systems = [...new Set([...Object.keys(there), ...Object.keys(fresh)])];
  if (systems.length === 0) return undefined;
  return Object.fromEntries(systems.map((system) => [system, { ...there[system], ...fresh[system] }]));
}
