/** The types of content a selection can name, by the names of the Canvas API: one table for parsing and for trees. */
import type { ObjectKind } from './model/common.js';

export interface SelectionTypeRow {
  readonly kinds: readonly ObjectKind[];
  /** Further kinds that `all_<type>` takes. */
  readonly alsoAll?: readonly ObjectKind[];
  /** Further kinds that single ids of the type may name. */
  readonly alsoNames?: readonly ObjectKind[];
  /** The title of its node in the selection tree; absent for types the tree does not list. */
  readonly title?: string;
}

const TABLE = {
  context_modules: { kinds: ['module'], title: 'Modules' },
  assignments: { kinds: ['assignment'], alsoAll: ['assignmentGroup'], title: 'Assignments' },
  quizzes: { kinds: ['quiz'], title: 'Quizzes' },
  assessment_question_banks: { kinds: ['questionBank'], title: 'Question Banks' },
  discussion_topics: {
    kinds: ['discussionTopic'],
    alsoNames: ['announcement'],
    title: 'Discussion Topics',
  },
  wiki_pages: { kinds: ['page'], title: 'Pages' },
  context_external_tools: { kinds: ['externalTool'], title: 'External Tools' },
  tool_profiles: { kinds: [], title: 'Tool Profiles' },
  announcements: { kinds: ['announcement'], title: 'Announcements' },
  calendar_events: { kinds: ['calendarEvent'], title: 'Calendar Events' },
  rubrics: { kinds: ['rubric'], title: 'Rubrics' },
  groups: { kinds: ['studentGroup'], title: 'Student Groups' },
  learning_outcomes: { kinds: ['outcome'], alsoAll: ['outcomeGroup'], title: 'Learning Outcomes' },
  attachments: { kinds: ['file'], alsoAll: ['folder'], title: 'Files' },
  // Not in the API's list, and only shown for courses that have them: nothing may be out of a selection's reach.
  activities: { kinds: ['activity'], title: 'Activities' },
  web_links: { kinds: ['webLink'], title: 'Web Links' },
  // Named by nodes below the top level, by exports, or by the special flags.
  folders: { kinds: ['folder'], alsoAll: ['file'] },
  assignment_groups: { kinds: ['assignmentGroup'] },
  learning_outcome_groups: { kinds: ['outcomeGroup'] },
  content_tags: { kinds: ['moduleItem'] },
  assessment_questions: { kinds: ['question'] },
  course_paces: { kinds: ['coursePace'] },
  external_feeds: { kinds: ['externalFeed'] },
  grading_standards: { kinds: ['gradingStandard'] },
  lti_resource_links: { kinds: ['resourceLink'] },
} as const satisfies Record<string, SelectionTypeRow>;

export type SelectionType = keyof typeof TABLE;

export const SELECTION_TYPES: Readonly<Record<SelectionType, SelectionTypeRow>> = TABLE;
export const SELECTION_TYPE_NAMES = Object.keys(TABLE) as SelectionType[];

const ALIASES: Readonly<Record<string, SelectionType>> = {
  files: 'attachments',
  modules: 'context_modules',
  submodules: 'context_modules',
  module_items: 'content_tags',
  pages: 'wiki_pages',
  wikis: 'wiki_pages',
  external_tools: 'context_external_tools',
  question_banks: 'assessment_question_banks',
  questions: 'assessment_questions',
  outcomes: 'learning_outcomes',
  outcome_groups: 'learning_outcome_groups',
  resource_links: 'lti_resource_links',
};

/** The type a name or one of its aliases stands for. */
export function selectionType(name: string): SelectionType | undefined {
  if (Object.hasOwn(TABLE, name)) return name as SelectionType;
  return Object.hasOwn(ALIASES, name) ? ALIASES[name] : undefined;
}

/** The parts of the one `course` record that can be selected apart. */
export const COURSE_PARTS = ['settings', 'syllabus', 'blueprint'] as const;
export type CoursePart = (typeof COURSE_PARTS)[number];

const PART_FLAGS: Readonly<Record<string, CoursePart>> = {
  all_course_settings: 'settings',
  course_settings: 'settings',
  all_syllabus_body: 'syllabus',
  syllabus_body: 'syllabus',
  all_blueprint_settings: 'blueprint',
  blueprint_settings: 'blueprint',
};

/** The part of the course that a flag of a selection names. */
export function coursePart(flag: string): CoursePart | undefined {
  return Object.hasOwn(PART_FLAGS, flag) ? PART_FLAGS[flag] : undefined;
}
