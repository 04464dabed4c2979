/** The lists of the selection tree that are more than a flat row of nodes: modules, assignments, outcomes, files. */
import { type CourseIndex, type IndexLine, isNestedAssignment } from './course-index.js';
import { folderId, folderOf, nameOf } from './folder-paths.js';
import { parseReferenceKey } from './reference-key.js';
import {
  createLinks,
  linkedNode,
  plainNode,
  type SelectionNode,
  type SelectionTreeOptions,
} from './selection-node.js';

/** Modules that are in no other module, or those inside one. */
export function moduleNodes(
  index: CourseIndex,
  options: SelectionTreeOptions,
  parent?: string,
): SelectionNode[] | undefined {
  if (parent !== undefined && index.get({ kind: 'module', migrationId: parent }) === undefined)
    return undefined;
  const isIn = (line: IndexLine) => parentModule(line, index)?.migrationId === parent;
  return byPosition(index.ofKind('module').filter(isIn)).map((line) => moduleNode(line, index, options));
}

function parentModule({ parent }: IndexLine, index: CourseIndex): IndexLine | undefined {
  return parent?.kind === 'module' ? index.get(parent) : undefined;
}

function moduleNode(line: IndexLine, index: CourseIndex, options: SelectionTreeOptions): SelectionNode {
  const children = index.children(line);
  const submodules = children.filter(({ kind }) => kind === 'module').length;
  const node = {
    ...plainNode(line, options),
    item_count: children.filter(({ kind }) => kind === 'moduleItem').length,
  };
  if (submodules === 0) return node;
  const url = options.urlOf(`submodules_${encodeURIComponent(line.migrationId)}`);
  return { ...node, submodule_count: submodules, sub_items_url: url };
}

/** A node per group with its assignments in it, then assignments without a group. */
export function assignmentNodes(index: CourseIndex, options: SelectionTreeOptions): SelectionNode[] {
  const links = createLinks(index);
  const members = new Map<IndexLine | undefined, IndexLine[]>();
  for (const line of index.ofKind('assignment')) {
    const group = groupOf(line, index);
    const others = members.get(group);
    if (others === undefined) members.set(group, [line]);
    else others.push(line);
  }
  const nodesOf = (group: IndexLine | undefined) =>
    (members.get(group) ?? []).map((line) => linkedNode(line, links, options));
  const groups = byPosition(index.ofKind('assignmentGroup'));
  return [
    ...groups.map((group) => withSubItems(plainNode(group, options), nodesOf(group))),
    ...nodesOf(undefined),
  ];
}

function groupOf(line: IndexLine, index: CourseIndex): IndexLine | undefined {
  if (!isNestedAssignment(line)) return line.parent === undefined ? undefined : index.get(line.parent);
  const key = line.needs?.find((need) => need.startsWith('assignmentGroup/'));
  return key === undefined ? undefined : index.get(parseReferenceKey(key));
}

function withSubItems(node: SelectionNode, items: readonly SelectionNode[]): SelectionNode {
  return items.length === 0 ? node : { ...node, sub_items: items };
}

/** Outcomes flat, or (`group`: inside one group, by its migration id) as groups with their outcomes in them. */
export function outcomeNodes(
  index: CourseIndex,
  options: SelectionTreeOptions,
  group?: string,
): SelectionNode[] | undefined {
  if (group === undefined && options.outcomeGroups !== true) {
    return index.ofKind('outcome').map((line) => plainNode(line, options));
  }
  if (group === undefined) {
    const tops = [...index.ofKind('outcomeGroup'), ...index.ofKind('outcome')].filter(
      ({ parent }) => parent === undefined || index.get(parent) === undefined,
    );
    return tops.map((line) => outcomeNode(line, index, options, new Set()));
  }
  const top = index.get({ kind: 'outcomeGroup', migrationId: group });
  return top === undefined ? undefined : [...(outcomeNode(top, index, options, new Set()).sub_items ?? [])];
}

function outcomeNode(
  line: IndexLine,
  index: CourseIndex,
  options: SelectionTreeOptions,
  above: ReadonlySet<IndexLine>,
): SelectionNode {
  // A group that is inside itself ends the branch.
  const inside = index.children(line).filter((child) => !above.has(child));
  const path = new Set([...above, line]);
  return withSubItems(
    plainNode(line, options),
    inside.map((child) => outcomeNode(child, index, options, path)),
  );
}

/** Files inside their folders, sorted by path; files of a package that lie in no folder stay plain. */
export function attachmentNodes(index: CourseIndex, options: SelectionTreeOptions): SelectionNode[] {
  const groups = new Map<string, IndexLine[]>();
  for (const line of index.ofKind('file')) {
    const folder = groupPath(line.file?.path ?? line.title, options);
    const others = groups.get(folder);
    if (others === undefined) groups.set(folder, [line]);
    else others.push(line);
  }
  const records = new Map(index.ofKind('folder').map((line) => [line.detail, line]));
  const compare = options.source === 'package' ? byCodeUnits : new Intl.Collator('en').compare;
  return [...groups]
    .sort(([a], [b]) => compare(a, b))
    .map(([path, files]) => folderNode(path, files, records.get(path), options));
}

/** A package's file outside all folders makes a group of its own, under its own name. */
function groupPath(path: string, { source }: SelectionTreeOptions): string {
  return path.includes('/') || source === 'courseCopy' ? folderOf(path) : path;
}

function folderNode(
  path: string,
  files: readonly IndexLine[],
  record: IndexLine | undefined,
  options: SelectionTreeOptions,
): SelectionNode {
  const nodes = files.map((line) => fileNode(line, path, options));
  const [only] = nodes;
  if (only !== undefined && nodes.length === 1 && only.title === path) return only;
  const id = record !== undefined && options.source === 'courseCopy' ? record.migrationId : folderId(path);
  const title = options.source === 'courseCopy' ? ['course files', path].filter(Boolean).join('/') : path;
  const number = record?.id === undefined ? {} : { id: record.id };
  return { ...plainNode({ kind: 'folder', migrationId: id, title, ...number }, options), sub_items: nodes };
}

function fileNode(line: IndexLine, path: string, options: SelectionTreeOptions): SelectionNode {
  return { ...plainNode({ ...line, title: nameOf(line.file?.path ?? line.title) }, options), path };
}

function byCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Lines without a position come last; those of one position keep their order. */
function byPosition(lines: readonly IndexLine[]): IndexLine[] {
  const last = Number.MAX_SAFE_INTEGER;
  return [...lines].sort((a, b) => (a.position ?? last) - (b.position ?? last));
}
