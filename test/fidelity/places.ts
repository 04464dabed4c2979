/** Where an element or attribute stands, named so that the same thing has one name in every package. */
import { CANVAS_NAMESPACE } from '../../activities/formats/canvas/fields/document.js';
import { CANVAS_FOLDERS, CANVAS_PATHS } from '../../activities/formats/canvas/paths.js';
import { attributeOf, type Element, elementsOf, textOf } from './xml-document.js';

/** A place in a kind of file: `assignment_settings.xml`, `assignment/points_possible`. */
export interface Place {
  readonly file: string;
  readonly path: string;
}

export function keyOf({ file, path }: Place): string {
  return `${file}: ${path}`;
}

const MANIFEST = 'imsmanifest.xml';

/** Canvas writes assignments in files of their own, in topics, in quizzes and in the extension of CC 1.3. */
const ASSIGNMENT = 'assignment_settings.xml';

/** Kinds of file by their root element, where neither folder nor name tells. */
const BY_ROOT: Readonly<Record<string, string>> = {
  topic: 'topic.xml',
  webLink: 'weblink.xml',
  cartridge_basiclti_link: 'basiclti.xml',
  topicMeta: 'topicMeta.xml',
  quiz: 'assessment_meta.xml',
  questestinterop: 'assessment.xml',
};

const CANVAS_QTI = `${CANVAS_FOLDERS.assessments}/*.xml.qti`;

/** Files of QTI 1.2: one of the Common Cartridge profile, one of Canvas. */
const QTI = new Set(['assessment.xml', CANVAS_QTI]);

/** Flat cartridges hold their descriptors in the manifest. */
const DESCRIPTORS: Readonly<Record<string, string>> = { ...BY_ROOT, assignment: 'assignment.xml' };

/** What kind of file a file is; `undefined` for those that are only carried along. */
export function fileKind(path: string, root: Element): string | undefined {
  if (path === MANIFEST || path.startsWith(`${CANVAS_FOLDERS.settings}/`)) return path;
  if (path.startsWith(`${CANVAS_FOLDERS.resourceLinks}/`)) return `${CANVAS_FOLDERS.resourceLinks}/*.xml`;
  if (root.local === 'html')
    return path.startsWith(`${CANVAS_FOLDERS.pages}/`) ? `${CANVAS_FOLDERS.pages}/*.html` : undefined;
  if (root.local === 'questestinterop' && path.startsWith(`${CANVAS_FOLDERS.assessments}/`))
    return CANVAS_QTI;
  if (root.local === 'assignment') return root.namespace === CANVAS_NAMESPACE ? ASSIGNMENT : 'assignment.xml';
  return BY_ROOT[root.local];
}

/** The files of the standard, in the order they are shown in. */
const STANDARD = [MANIFEST, 'topic.xml', 'weblink.xml', 'basiclti.xml', 'assignment.xml', 'assessment.xml'];

/** Whether a kind of file is the standard's, not Canvas's. */
export function isOfStandard(file: string): boolean {
  return STANDARD.includes(file);
}

export function isOfManifest({ file }: Place): boolean {
  return file.startsWith(MANIFEST);
}

/** Every kind of file and part of the manifest, in the order they are shown in. */
export const FILE_ORDER: readonly string[] = [
  MANIFEST,
  ...['of the cartridge', 'of an item', 'of a resource'].map((owner) => `${MANIFEST}: metadata ${owner}`),
  ...STANDARD.slice(1),
  ...Object.values(CANVAS_PATHS),
  `${CANVAS_FOLDERS.pages}/*.html`,
  ASSIGNMENT,
  'topicMeta.xml',
  'assessment_meta.xml',
  CANVAS_QTI,
  `${CANVAS_FOLDERS.resourceLinks}/*.xml`,
];

/** Around others they change nothing: `flow_mat/flow_mat/material` is `material`. */
const TRANSPARENT = new Set(['flow', 'flow_mat', 'flow_label', 'and', 'or', 'not']);

/** Stand in many places and mean the same in each: named from themselves on. */
const NAMED_FROM_HERE = new Set(['material', 'item', 'lom', 'curriculumStandardsMetadataSet']);

/** Whose metadata it is. */
const METADATA_OF: Readonly<Record<string, string>> = {
  manifest: 'of the cartridge',
  organization: 'of the cartridge',
  item: 'of an item',
  resource: 'of a resource',
};

/** The place of an element with these elements around it. */
export function placeOf(file: string, element: Element, ancestors: readonly Element[]): Place {
  const whole = [...ancestors, element];
  const inline = file === MANIFEST ? whole.findIndex(({ local }) => local in DESCRIPTORS) : -1;
  if (inline > 0 && whole[inline - 1]?.local === 'resource')
    return placeOf(DESCRIPTORS[whole[inline]?.local ?? ''] ?? file, element, ancestors.slice(inline));
  if (file === MANIFEST) return manifestPlace(whole);
  const assignment = whole.findIndex(
    ({ local, namespace }) => local === 'assignment' && namespace === CANVAS_NAMESPACE,
  );
  if (assignment !== -1) return { file: ASSIGNMENT, path: pathOf(whole.slice(assignment)) };
  const isQti = QTI.has(file);
  const from = isQti ? lastIndex(whole, ({ local }) => NAMED_FROM_HERE.has(local)) : 0;
  const named = whole
    .slice(Math.max(from, 0))
    .filter(({ local }, at, all) => at === all.length - 1 || !isQti || !TRANSPARENT.has(local));
  return { file, path: pathOf(named) };
}

function manifestPlace(whole: readonly Element[]): Place {
  const from = whole.findIndex(({ local }) => local === 'lom' || local === 'curriculumStandardsMetadataSet');
  if (from === -1) return { file: MANIFEST, path: pathOf(whole) };
  const owner = METADATA_OF[whole[from - 2]?.local ?? ''] ?? 'of the cartridge';
  return { file: `${MANIFEST}: metadata ${owner}`, path: pathOf(whole.slice(from)) };
}

function lastIndex(list: readonly Element[], fits: (element: Element) => boolean): number {
  return list.findLastIndex(fits);
}

/** Elements in elements of the same name (items, sections, groups) are named once. */
function pathOf(whole: readonly Element[]): string {
  return whole
    .map(segmentOf)
    .filter((segment, at, all) => segment !== all[at - 1])
    .join('/');
}

/** Elements that are told apart by what they are about, not by their name. */
function segmentOf(element: Element): string {
  const { local } = element;
  if (local === 'qtimetadatafield') return `${local}[${labelOf(element)}]`;
  if (local === 'meta') return `${local}[${attributeOf(element, 'name') ?? ''}]`;
  return local;
}

function labelOf(field: Element): string {
  const label = elementsOf(field).find(({ local }) => local === 'fieldlabel');
  return label === undefined ? '' : textOf(label).trim();
}
