/** Where a Canvas cartridge keeps what: its fixed paths and folders. */

/** Files with a fixed place. */
export const CANVAS_PATHS = {
  marker: 'course_settings/canvas_export.txt',
  courseSettings: 'course_settings/course_settings.xml',
  syllabus: 'course_settings/syllabus.html',
  moduleMeta: 'course_settings/module_meta.xml',
  assignmentGroups: 'course_settings/assignment_groups.xml',
  gradingStandards: 'course_settings/grading_standards.xml',
  learningOutcomes: 'course_settings/learning_outcomes.xml',
  rubrics: 'course_settings/rubrics.xml',
  externalFeeds: 'course_settings/external_feeds.xml',
  events: 'course_settings/events.xml',
  filesMeta: 'course_settings/files_meta.xml',
  latePolicy: 'course_settings/late_policy.xml',
  coursePaces: 'course_settings/course_paces.xml',
  /** What Canvas called the paces of a course in 2021. */
  pacePlans: 'course_settings/pace_plans.xml',
  blueprint: 'course_settings/blueprint.xml',
  mediaTracks: 'course_settings/media_tracks.xml',
  context: 'course_settings/context.xml',
  navigationLinks: 'course_settings/nav_menu_links.xml',
  contextControls: 'course_settings/lti_context_controls.xml',
} as const;

/** Folders, without a slash at the end. */
export const CANVAS_FOLDERS = {
  settings: 'course_settings',
  pages: 'wiki_content',
  assessments: 'non_cc_assessments',
  files: 'web_resources',
  resourceLinks: 'lti_resource_links',
  externalContent: 'external_content',
} as const;

/** Only the presence of this file matters: it says that the cartridge is of the Canvas kind. */
export const CANVAS_EXPORT_MARKER = 'This cartridge holds Canvas course settings.\n';
