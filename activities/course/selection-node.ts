/** One node of the selection tree, and how it is made from an index line. */
import { type CourseIndex, type IndexLine, isNestedAssignment } from './course-index.js';
import type { ObjectKind } from './model/common.js';
import { kindOfKey, parseReferenceKey, referenceKey } from './reference-key.js';
import type { SelectionGrammar } from './selection.js';

/** Keys are those of the API. */
export interface SelectionNode {
  readonly type: string;
  /** What to send to select it: `copy[wiki_pages][id_...]`. Absent in lists for exports, which have `id`. */
  readonly property?: string;
  readonly title: string;
  readonly migration_id?: string;
  /** Lists for exports: the asset string, `assignment_12`. */
  readonly id?: string;
  readonly count?: number;
  readonly item_count?: number;
  readonly submodule_count?: number;
  /** Files: the folder. */
  readonly path?: string;
  readonly sub_items_url?: string;
  readonly sub_items?: readonly SelectionNode[];
  readonly linked_resource?: LinkedResource;
}

export interface LinkedResource {
  readonly type: string;
  readonly migration_id?: string;
  readonly id?: string;
  /** Course copies only. */
  readonly property?: string;
  readonly message?: string;
}

export interface SelectionTreeOptions {
  /** `courseCopy` for a course that is there, `package` for one that was converted. Their trees differ a little. */
  readonly source: 'package' | 'courseCopy';
  /** What properties begin with: `copy` unless given. */
  readonly grammar?: SelectionGrammar;
  /** Show outcomes inside their groups instead of as a flat list. */
  readonly outcomeGroups?: boolean;
  /** The address of the list of a type, for `sub_items_url`. */
  urlOf(type: string): string;
}

/** The name a kind goes by in the tree, in asset strings and in messages. */
const KIND_NAMES: Partial<Record<ObjectKind, { type: string; asset: string; label?: string }>> = {
  module: { type: 'context_modules', asset: 'context_module' },
  assignment: { type: 'assignments', asset: 'assignment', label: 'Assignment' },
  assignmentGroup: { type: 'assignment_groups', asset: 'assignment_group' },
  quiz: { type: 'quizzes', asset: 'quizzes:quiz', label: 'Quiz' },
  questionBank: { type: 'assessment_question_banks', asset: 'assessment_question_bank' },
  discussionTopic: { type: 'discussion_topics', asset: 'discussion_topic', label: 'Discussion Topic' },
  page: { type: 'wiki_pages', asset: 'wiki_page', label: 'Wiki Page' },
  externalTool: { type: 'context_external_tools', asset: 'context_external_tool' },
  announcement: { type: 'announcements', asset: 'discussion_topic' },
  calendarEvent: { type: 'calendar_events', asset: 'calendar_event' },
  rubric: { type: 'rubrics', asset: 'rubric' },
  studentGroup: { type: 'groups', asset: 'group' },
  outcome: { type: 'learning_outcomes', asset: 'learning_outcome' },
  outcomeGroup: { type: 'learning_outcome_groups', asset: 'learning_outcome_group' },
  file: { type: 'attachments', asset: 'attachment' },
  folder: { type: 'folders', asset: 'folder' },
  activity: { type: 'activities', asset: 'activity' },
  webLink: { type: 'web_links', asset: 'web_link' },
};

/** What every node of an object begins with. */
export function plainNode(
  { kind, migrationId, id, title }: Pick<IndexLine, 'kind' | 'migrationId' | 'id' | 'title'>,
  { grammar = 'copy' }: SelectionTreeOptions,
): SelectionNode {
  const { type, asset } = KIND_NAMES[kind] ?? { type: kind, asset: kind };
  if (grammar === 'select') return { type, id: `${asset}_${id ?? migrationId}`, title };
  return { type, property: `copy[${type}][id_${migrationId}]`, title, migration_id: migrationId };
}

/** A node of an object that may be tied to an assignment, or an assignment tied to another object. */
export function linkedNode(line: IndexLine, links: Links, options: SelectionTreeOptions): SelectionNode {
  const other = links.of(line);
  return other === undefined
    ? plainNode(line, options)
    : { ...plainNode(line, options), linked_resource: linkedResource(other, options) };
}

function linkedResource(other: IndexLine, options: SelectionTreeOptions): LinkedResource {
  const { title, property, ...named } = plainNode(other, options);
  if (options.source === 'package') return named;
  const label = KIND_NAMES[other.kind]?.label ?? other.kind;
  const message = `linked with ${label} '${title}'`;
  return property === undefined ? { ...named, message } : { ...named, property, message };
}

/** Which assignment stands for which quiz, topic or page, both ways. */
export interface Links {
  of(line: IndexLine): IndexLine | undefined;
}

export function createLinks(index: CourseIndex): Links {
  const pairs = new Map<string, IndexLine>();
  for (const assignment of index.ofKind('assignment')) {
    const other = isNestedAssignment(assignment) ? index.get(assignment.parent) : quizOf(assignment, index);
    if (other === undefined) continue;
    pairs.set(referenceKey(assignment), other);
    pairs.set(referenceKey(other), assignment);
  }
  return { of: (line) => pairs.get(referenceKey(line)) };
}

function quizOf({ needs = [] }: IndexLine, index: CourseIndex): IndexLine | undefined {
  const key = needs.find((need) => kindOfKey(need) === 'quiz');
  return key === undefined ? undefined : index.get(parseReferenceKey(key));
}
