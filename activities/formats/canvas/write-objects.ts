/** The files that belong to one object each: pages, assignments, topics, quizzes. */
import type { Assignment } from '../../course/model/assignment.js';
import type { Reference } from '../../course/model/common.js';
import type { Announcement, DiscussionTopic, Page } from '../../course/model/content.js';
import type { Quiz } from '../../course/model/quiz.js';
import { type Markup, xml } from '../xml/write.js';
import { CANVAS_NAMESPACE, writeDocument } from './fields/document.js';
import { lostKeys, type Table, writeTable } from './fields/field.js';
import { isBlockPage, writeBlockPage } from './records/block-page.js';
import { writeHtmlPage } from './records/html-page.js';
import { pageMeta } from './records/page.js';
import { IS_OWN, standInFor, standInIdentifier } from './records/quiz.js';
import { ASSIGNMENT } from './tables/assignment.js';
import { PAGE_META } from './tables/page-meta.js';
import { QUIZ_META } from './tables/quiz-meta.js';
import { TOPIC_META } from './tables/topic-meta.js';
import type { CanvasWriteOptions } from './write-types.js';

/** What the manifest says of the resource an object is in. */
const OF_RESOURCE = ['metadata', 'audience', 'alignments'] as const;

/** `wiki_content/<slug>.html`, or `.json` for a page of blocks. */
export function writePage(page: Page, options: CanvasWriteOptions): string {
  const target: Reference = { kind: 'page', migrationId: page.migrationId };
  const elsewhere = [...OF_RESOURCE, 'title', 'html', 'path', 'slug', 'assignment', 'intendedUse'] as const;
  tellLost(PAGE_META, page, target, elsewhere, options);
  const meta = pageMeta(page, options);
  return isBlockPage(page)
    ? writeBlockPage(page.title, meta)
    : writeHtmlPage(page.title, meta, options.rewriteHtml(page.html));
}

/** `<key>/<slug>.html`, the text of an assignment. */
export function writeAssignmentHtml(assignment: Assignment, options: CanvasWriteOptions): string {
  const body = options.rewriteHtml(assignment.html ?? '');
  return writeHtmlPage(`Assignment: ${assignment.title}`, new Map(), body);
}

/** `<key>/assignment_settings.xml`. */
export function writeAssignmentSettings(assignment: Assignment, options: CanvasWriteOptions): string {
  const { attributes, content } = assignmentElement(assignment, options, []);
  return writeDocument('assignment', attributes, content);
}

/** The `assignment` element of Canvas for `extensions` of a CC 1.3 assignment.xml. */
export function assignmentExtension(assignment: Assignment, options: CanvasWriteOptions): Markup {
  const { attributes, content } = assignmentElement(assignment, options, ['instructorHtml', 'attachments']);
  const identifier = `${attributes.identifier}_canvas`;
  return xml('assignment', { identifier, xmlns: CANVAS_NAMESPACE }, content);
}

function assignmentElement(
  assignment: Assignment,
  options: CanvasWriteOptions,
  elsewhere: readonly (keyof Assignment & string)[],
): { attributes: { identifier: string }; content: ReturnType<typeof writeTable> } {
  const target: Reference = { kind: 'assignment', migrationId: assignment.migrationId };
  tellLost(ASSIGNMENT, assignment, target, [...OF_RESOURCE, 'html', 'path', ...elsewhere], options);
  return {
    attributes: { identifier: options.identifier(target) },
    content: writeTable(ASSIGNMENT, assignment, options),
  };
}

/**
 * An assignment inside a topic or quiz, whose text is that of the object around it. One that is called as that of the
 * quiz of this identifier would be, if it had none, says that it is one.
 */
function nested(
  assignment: Assignment | undefined,
  options: CanvasWriteOptions,
  quiz?: string,
): Markup | undefined {
  if (assignment === undefined) return undefined;
  const { attributes, content } = assignmentElement(assignment, options, []);
  const isLikeStandIn = quiz !== undefined && attributes.identifier === standInIdentifier(quiz);
  return xml('assignment', attributes, content, isLikeStandIn ? xml(IS_OWN, {}, 'true') : undefined);
}

/** Canvas takes the first element of a name, so what only the inner object says must not be found for the outer. */
function blankBefore(element: string, outer: unknown, inner: unknown): Markup | undefined {
  return outer === undefined && inner !== undefined ? xml(element) : undefined;
}

/** `<meta key>.xml` beside a topic's descriptor; `metaIdentifier` is the meta resource's own. */
export function writeTopicMeta(
  topic: DiscussionTopic | Announcement,
  kind: 'discussionTopic' | 'announcement',
  metaIdentifier: string,
  options: CanvasWriteOptions,
): string {
  const target: Reference = { kind, migrationId: topic.migrationId };
  const { assignment, ...settings }: DiscussionTopic = topic;
  tellLost(TOPIC_META, settings, target, [...OF_RESOURCE, 'html', 'textType', 'missingAttachments'], options);
  return writeDocument('topicMeta', { identifier: metaIdentifier }, [
    xml('topic_id', {}, options.identifier(target)),
    xml('type', {}, kind === 'announcement' ? 'announcement' : 'topic'),
    ...writeTable(TOPIC_META, settings, options),
    blankBefore('position', settings.position, assignment?.position),
    nested(assignment, options),
  ]);
}

/** `<quiz key>/assessment_meta.xml`. */
export function writeAssessmentMeta(quiz: Quiz, options: CanvasWriteOptions): string {
  const target: Reference = { kind: 'quiz', migrationId: quiz.migrationId };
  tellLost(QUIZ_META, quiz, target, [...OF_RESOURCE, 'entries', 'assignment'], options);
  const identifier = options.identifier(target);
  return writeDocument('quiz', { identifier }, [
    ...writeTable(QUIZ_META, quiz, options),
    blankBefore('allowed_attempts', quiz.allowedAttempts, quiz.assignment?.allowedAttempts),
    nested(quiz.assignment, options, identifier) ?? standIn(quiz, options),
  ]);
}

function standIn(quiz: Quiz, options: CanvasWriteOptions): Markup | undefined {
  const assignment = standInFor(quiz);
  if (assignment === undefined) return undefined;
  const target: Reference = { kind: 'quiz', migrationId: quiz.migrationId };
  const identifier = standInIdentifier(options.identifier(target));
  return xml('assignment', { identifier }, writeTable(ASSIGNMENT, assignment, options));
}

function tellLost<Model extends object>(
  table: Table<Model>,
  model: Model,
  target: Reference,
  elsewhere: readonly string[],
  { onLost }: CanvasWriteOptions,
): void {
  for (const key of lostKeys(table, model, elsewhere as (keyof Model & string)[])) onLost?.(target, key);
}
