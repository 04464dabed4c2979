/** learning_outcomes.xml: groups within groups, written as the index of the course has them. */
import type { IndexLine } from '../../course/course-index.js';
import type { Reference } from '../../course/model/common.js';
import { openTag, XML_DECLARATION, xml } from '../xml/write.js';
import { NAMESPACE_ATTRIBUTES } from './fields/document.js';
import { lostKeys, writeTable } from './fields/field.js';
import { OUTCOME, OUTCOME_GROUP } from './tables/outcome.js';
import type { CanvasCourseOptions } from './write-types.js';

/** Writes the file. An object whose parent is not in the course is at the top; groups that go in circles end it. */
export async function* writeLearningOutcomes(options: CanvasCourseOptions): AsyncGenerator<string> {
  yield `${XML_DECLARATION}${openTag('learningOutcomes', NAMESPACE_ATTRIBUTES)}\n`;
  const written = new Set<string>();
  yield* writeLevel(topLines(options), options, written);
  const { index } = options.course;
  const circular = index.ofKind('outcomeGroup').filter(({ migrationId }) => !written.has(migrationId));
  yield* writeLevel(circular, options, written);
  yield '</learningOutcomes>\n';
}

function topLines({ course: { index } }: CanvasCourseOptions): IndexLine[] {
  return [...index.ofKind('outcomeGroup'), ...index.ofKind('outcome')].filter(
    ({ parent }) => parent === undefined || index.get(parent) === undefined,
  );
}

/** Canvas writes the groups of a level before its outcomes; the order within a kind is by position. */
async function* writeLevel(
  lines: readonly IndexLine[],
  options: CanvasCourseOptions,
  written: Set<string>,
): AsyncGenerator<string> {
  for (const line of byPosition(lines, 'outcomeGroup')) {
    if (!written.has(line.migrationId)) yield* writeGroup(line, options, written);
  }
  for (const { migrationId } of byPosition(lines, 'outcome')) yield* writeOutcome(migrationId, options);
}

function byPosition(lines: readonly IndexLine[], kind: IndexLine['kind']): IndexLine[] {
  return lines
    .filter((line) => line.kind === kind)
    .sort((one, other) => (one.position ?? 0) - (other.position ?? 0));
}

async function* writeGroup(
  { migrationId }: IndexLine,
  options: CanvasCourseOptions,
  written: Set<string>,
): AsyncGenerator<string> {
  written.add(migrationId);
  const group = await options.course.get('outcomeGroups', migrationId);
  if (group === undefined) return;
  const target: Reference = { kind: 'outcomeGroup', migrationId };
  for (const key of lostKeys(OUTCOME_GROUP, group, ['parent', 'position'])) options.onLost?.(target, key);
  const { xml: head } = xml('head', {}, writeTable(OUTCOME_GROUP, group, options));
  yield `${openTag('learningOutcomeGroup', { identifier: options.identifier(target) })}\n`;
  yield `${head.replace(/^<head>|<head\/>$|<\/head>$/g, '')}\n<learningOutcomes>\n`;
  yield* writeLevel(options.course.index.children(target), options, written);
  yield '</learningOutcomes>\n</learningOutcomeGroup>\n';
}

async function* writeOutcome(migrationId: string, options: CanvasCourseOptions): AsyncGenerator<string> {
  const outcome = await options.course.get('outcomes', migrationId);
  if (outcome === undefined) return;
  const target: Reference = { kind: 'outcome', migrationId };
  for (const key of lostKeys(OUTCOME, outcome, ['group', 'position'])) options.onLost?.(target, key);
  const identifier = options.identifier(target);
  yield `${xml('learningOutcome', { identifier }, writeTable(OUTCOME, outcome, options)).xml}\n`;
}
