/**
 * The tree of content that can be selected, as the Canvas API shows it (`selective_data`): a top level of types, and a
 * list of nodes per type. Made from the index alone.
 */
import type { CourseIndex } from './course-index.js';
import { hasPart } from './select.js';
import { assignmentNodes, attachmentNodes, moduleNodes, outcomeNodes } from './selection-lists.js';
import {
  createLinks,
  linkedNode,
  plainNode,
  type SelectionNode,
  type SelectionTreeOptions,
} from './selection-node.js';
import { SELECTION_TYPE_NAMES, SELECTION_TYPES, type SelectionType } from './selection-types.js';

export type { LinkedResource, SelectionNode, SelectionTreeOptions } from './selection-node.js';

/** The top level: the parts of the course, then every type that has content, in the order of the API. */
export function selectionTree(index: CourseIndex, options: SelectionTreeOptions): SelectionNode[] {
  return [
    ...partNodes(index, options),
    ...SELECTION_TYPE_NAMES.flatMap((type) => typeNode(index, type, options)),
  ];
}

function partNodes(index: CourseIndex, { source, grammar = 'copy' }: SelectionTreeOptions): SelectionNode[] {
  const copy = source === 'courseCopy';
  const paces = index.ofKind('coursePace').length > 0;
  const rows: readonly (readonly [type: string, title: string, isShown: boolean])[] = [
    ['course_settings', 'Course Settings', copy || hasPart(index, 'settings')],
    ['syllabus_body', 'Syllabus Body', copy || hasPart(index, 'syllabus')],
    ['course_paces', 'Course Pace', paces],
    ['blueprint_settings', 'Blueprint Settings', copy && hasPart(index, 'blueprint')],
  ];
  return rows
    .filter(([, , isShown]) => isShown)
    .map(([type, title]) => ({ type, property: `${grammar}[all_${type}]`, title }));
}

function typeNode(index: CourseIndex, type: SelectionType, options: SelectionTreeOptions): SelectionNode[] {
  const { title, kinds } = SELECTION_TYPES[type];
  const count = kinds.reduce((sum, kind) => sum + index.ofKind(kind).length, 0);
  if (title === undefined || count === 0 || (type === 'groups' && options.source === 'courseCopy')) return [];
  const property = `${options.grammar ?? 'copy'}[all_${type}]`;
  return [{ type, property, title, count, sub_items_url: options.urlOf(type) }];
}

const SUBMODULES = 'submodules_';
const OUTCOME_GROUPS = 'learning_outcome_groups_';

/**
 * The nodes of one type: one of the top level's, `submodules_<migration id>` or
 * `learning_outcome_groups_<migration id>`. `undefined` for anything else ("unsupported migration type").
 */
export function selectionNodes(
  index: CourseIndex,
  type: string,
  options: SelectionTreeOptions,
): SelectionNode[] | undefined {
  if (type.startsWith(SUBMODULES)) return moduleNodes(index, options, type.slice(SUBMODULES.length));
  if (type.startsWith(OUTCOME_GROUPS)) return outcomeNodes(index, options, type.slice(OUTCOME_GROUPS.length));
  if (!isListed(type)) return undefined;
  return (LISTS[type] ?? flatNodes)(index, options, type);
}

type List = (
  index: CourseIndex,
  options: SelectionTreeOptions,
  type: SelectionType,
) => SelectionNode[] | undefined;

const LISTS: Partial<Record<SelectionType, List>> = {
  context_modules: (index, options) => moduleNodes(index, options),
  assignments: assignmentNodes,
  quizzes: linkedNodes,
  discussion_topics: linkedNodes,
  wiki_pages: linkedNodes,
  learning_outcomes: (index, options) => outcomeNodes(index, options),
  attachments: attachmentNodes,
  assessment_question_banks: bankNodes,
};

function isListed(type: string): type is SelectionType {
  return Object.hasOwn(SELECTION_TYPES, type) && SELECTION_TYPES[type as SelectionType].title !== undefined;
}

function flatNodes(index: CourseIndex, options: SelectionTreeOptions, type: SelectionType): SelectionNode[] {
  const { kinds } = SELECTION_TYPES[type];
  return kinds.flatMap((kind) => index.ofKind(kind).map((line) => plainNode(line, options)));
}

function linkedNodes(
  index: CourseIndex,
  options: SelectionTreeOptions,
  type: SelectionType,
): SelectionNode[] {
  const links = createLinks(index);
  const { kinds } = SELECTION_TYPES[type];
  return kinds.flatMap((kind) => index.ofKind(kind).map((line) => linkedNode(line, links, options)));
}

/** A bank without a title shows the one it will get. */
function bankNodes(index: CourseIndex, options: SelectionTreeOptions): SelectionNode[] {
  const titled = (title: string) => (title.trim() === '' ? 'Imported Questions' : title);
  return index
    .ofKind('questionBank')
    .map((line) => plainNode({ ...line, title: titled(line.title) }, options));
}
