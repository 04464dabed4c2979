/** What of an object is noted as cut or left out by Canvas's importer. */
import type { CourseIndex } from '../../../../course/course-index.js';
import type { ObjectKind, Reference } from '../../../../course/model/common.js';
import type { Announcement, CalendarEvent, DiscussionTopic } from '../../../../course/model/content.js';
import type { Question } from '../../../../course/model/question.js';
import type { Quiz, QuizEntry } from '../../../../course/model/quiz.js';
import type { ExternalTool, ResourceLink } from '../../../../course/model/tool.js';
import { outsideBank } from '../../../qti/qti12/write-entries.js';
import { hasAddress } from '../../descriptors/basic-lti.js';
import { encodeHref } from '../paths.js';
import { type CartridgeProfile, cartridgeProfile, type ResourceTypes } from '../versions.js';
import type { NotTaken } from './sentences.js';

/** Kinds whose titles Canvas's models hold to 255 characters. */
const LIMITED = [
  ...([
    'page',
    'questionBank',
    'quiz',
    'assignment',
    'discussionTopic',
    'announcement',
    'externalTool',
  ] as const),
  ...(['calendarEvent', 'rubric', 'outcome', 'outcomeGroup', 'assignmentGroup'] as const),
] satisfies readonly ObjectKind[];

const LONGEST_TITLE = 255;

/** What Canvas looks for by the types of their resources, which are others in its own dialect. */
const FOUND_BY_TYPE = {
  topic: ['discussionTopic', 'announcement'],
  basicLti: ['externalTool'],
  resourceLink: ['resourceLink'],
} as const satisfies Partial<Record<keyof ResourceTypes, readonly ObjectKind[]>>;

/** Notes what the titles and types of objects keep Canvas from taking. */
export function notTakenOfIndex(index: CourseIndex, profile: CartridgeProfile, notTaken: NotTaken): void {
  for (const kind of LIMITED)
    for (const line of index.ofKind(kind))
      if (isLonger(line.title, LONGEST_TITLE)) notTaken.note('titles', line);
  const { types } = cartridgeProfile({ version: profile.version, dialect: 'canvas' });
  for (const [type, kinds] of Object.entries(FOUND_BY_TYPE))
    for (const kind of kinds)
      if (profile.types[type as keyof ResourceTypes] !== types[type as keyof ResourceTypes])
        for (const line of index.ofKind(kind)) notTaken.note('types', line, kind);
}

/** Characters as Ruby counts them. */
function isLonger(text: string, limit: number): boolean {
  return text.length > limit && [...text].length > limit;
}

type Group = Extract<QuizEntry, { type: 'group' }>;

/** What quiz_metadata_converter.rb reads as something else or not at all, and assessment_test_converter.rb of sections. */
export function notTakenOfQuiz(quiz: Quiz, notTaken: NotTaken): void {
  const { timeLimit = 0, shuffleQuestions, scoringPolicy, engine, entries } = quiz;
  if (!Number.isInteger(timeLimit)) notTaken.note('timeLimits', quiz);
  if (shuffleQuestions === true) notTaken.note('questionOrder', quiz);
  if (scoringPolicy === 'first' && engine !== 'newQuizzes') notTaken.note('scoring', quiz);
  if (entries.some(isHeaded)) notTaken.note('sections', quiz);
  for (const entry of quiz.entries) if (entry.type === 'group') notTakenOfGroup(entry, quiz, notTaken);
}

function isHeaded(entry: QuizEntry): boolean {
  return entry.type === 'section' && (entry.title ?? entry.html) !== undefined;
}

/**
 * Classic quizzes have no group without a number (assessment_test_converter.rb); a bank without an owner is looked for
 * in the course itself (quiz_group_importer.rb).
 */
function notTakenOfGroup(group: Group, quiz: Quiz, notTaken: NotTaken): void {
  const outside = outsideBank(group);
  if (outside === undefined) return;
  notTaken.note('outsideBanks', quiz);
  if (quiz.engine === 'newQuizzes') return;
  if (group.pick === undefined) notTaken.note('groupsWithoutNumber', quiz);
  else if ((outside.context ?? '').trim() === '') notTaken.note('banksWithoutOwner', quiz);
}

/** A tool must have a way to it (context_external_tool.rb). */
export function notTakenOfTool(tool: ExternalTool, notTaken: NotTaken): void {
  if (!hasAddress(tool)) notTaken.note('tools', tool);
}

/** Links are known by the addresses of their tools (lti_resource_link_converter.rb). */
export function notTakenOfLink(link: ResourceLink, notTaken: NotTaken): void {
  if ((link.toolUrl ?? '') === '') notTaken.note('links', link);
}

const LONGEST_TEXT = 16 * 1024;

/** What Canvas's converter gives back as an error, or not at all, in quizzes that are not of New Quizzes. */
const OF_NEW_QUIZZES: Readonly<Partial<Record<Question['interaction'], string>>> = {
  ordering: 'ordering',
  hotSpot: 'hot spot',
};

/** `owner` is the quiz or bank that a question is written into (assessment_question_importer.rb). */
export function notTakenOfQuestion(
  question: Question,
  owner: { readonly migrationId: string; readonly title: string; readonly isOfNewQuizzes: boolean },
  notTaken: NotTaken,
): void {
  const kind = OF_NEW_QUIZZES[question.interaction];
  if (kind !== undefined && !owner.isOfNewQuizzes) notTaken.note('questionKinds', owner, kind);
  if (isLonger(question.stem, LONGEST_TEXT)) notTaken.note('questionTexts', question);
}

/** A topic has one attachment; those of the descriptor are not read (topic_converter.rb). */
export function notTakenOfTopic(topic: DiscussionTopic | Announcement, notTaken: NotTaken): void {
  if ((topic.attachments?.length ?? 0) > 1) notTaken.note('attachments', topic);
}

/** Places are not read (course_settings.rb). */
export function notTakenOfEvent(event: CalendarEvent, notTaken: NotTaken): void {
  if ((event.location ?? '').trim() !== '') notTaken.note('eventPlaces', event);
}

/** Canvas takes the names in the manifest as they are. */
export function notTakenOfFile(
  file: Reference,
  path: string,
  { dialect }: CartridgeProfile,
  notTaken: NotTaken,
): void {
  if (dialect === 'standard' && encodeHref(path) !== path)
    notTaken.note('fileNames', { ...file, title: path.slice(path.indexOf('/') + 1) });
}

/** Bytes: `course_settings_import_xml_threshold` (course_settings.rb). */
const LARGEST_SETTINGS = 25 * 2 ** 20;

/** The content of a file of settings, which is counted on its way. */
export async function* countedSettings(
  path: string,
  content: string | AsyncIterable<string>,
  notTaken: NotTaken,
): AsyncGenerator<string> {
  let size = 0;
  for await (const chunk of typeof content === 'string' ? [content] : content) {
    size += Buffer.byteLength(chunk);
    yield chunk;
  }
  if (size > LARGEST_SETTINGS) notTaken.note('settings', { migrationId: path });
}
