/** Where the tables of Canvas's files stand: which element of which file each describes, and what it becomes. */
import { CANVAS_FOLDERS, CANVAS_PATHS } from '../../activities/formats/canvas/paths.js';
import { ASSIGNMENT } from '../../activities/formats/canvas/tables/assignment.js';
import { ASSIGNMENT_GROUP } from '../../activities/formats/canvas/tables/assignment-group.js';
import {
  MODERATION,
  PEER_REVIEW,
  RUBRIC as RUBRIC_USE,
  TOOL_LAUNCH,
} from '../../activities/formats/canvas/tables/assignment-parts.js';
import { BLUEPRINT } from '../../activities/formats/canvas/tables/blueprint.js';
import { CONTEXT } from '../../activities/formats/canvas/tables/context.js';
import { COURSE } from '../../activities/formats/canvas/tables/course.js';
import { COURSE_PACE } from '../../activities/formats/canvas/tables/course-pace.js';
import { EVENT } from '../../activities/formats/canvas/tables/event.js';
import { EXTERNAL_FEED } from '../../activities/formats/canvas/tables/external-feed.js';
import { FILE_META, FOLDER_META, TRACK_TEXTS } from '../../activities/formats/canvas/tables/file-meta.js';
import { GRADING_STANDARD } from '../../activities/formats/canvas/tables/grading-standard.js';
import { LATE_POLICY } from '../../activities/formats/canvas/tables/late-policy.js';
import { MEDIA_TRACK } from '../../activities/formats/canvas/tables/media-track.js';
import { MODULE_HEAD } from '../../activities/formats/canvas/tables/module.js';
import { MODULE_ITEM } from '../../activities/formats/canvas/tables/module-item.js';
import { NAVIGATION_LINK } from '../../activities/formats/canvas/tables/navigation-link.js';
import { OUTCOME, OUTCOME_GROUP } from '../../activities/formats/canvas/tables/outcome.js';
import { PAGE_META } from '../../activities/formats/canvas/tables/page-meta.js';
import { QUIZ_META } from '../../activities/formats/canvas/tables/quiz-meta.js';
import { RUBRIC } from '../../activities/formats/canvas/tables/rubric.js';
import { TOPIC_META } from '../../activities/formats/canvas/tables/topic-meta.js';

export interface TablePlace {
  /** Of its fields, only names are asked. */
  readonly table: readonly { readonly elements: readonly string[]; readonly keys: readonly string[] }[];
  readonly file: string;
  /** The element whose children and attributes the table describes. */
  readonly path: string;
}

const GROUPS = 'learningOutcomes/learningOutcomeGroup';

export const TABLE_PLACES: readonly TablePlace[] = [
  { table: COURSE, file: CANVAS_PATHS.courseSettings, path: 'course' },
  { table: CONTEXT, file: CANVAS_PATHS.context, path: 'context_info' },
  { table: LATE_POLICY, file: CANVAS_PATHS.latePolicy, path: 'late_policy' },
  { table: BLUEPRINT, file: CANVAS_PATHS.blueprint, path: 'blueprint_settings' },
  { table: NAVIGATION_LINK, file: CANVAS_PATHS.navigationLinks, path: 'navMenuLinks/navMenuLink' },
  { table: MODULE_HEAD, file: CANVAS_PATHS.moduleMeta, path: 'modules/module' },
  { table: MODULE_ITEM, file: CANVAS_PATHS.moduleMeta, path: 'modules/module/items/item' },
  { table: ASSIGNMENT_GROUP, file: CANVAS_PATHS.assignmentGroups, path: 'assignmentGroups/assignmentGroup' },
  { table: GRADING_STANDARD, file: CANVAS_PATHS.gradingStandards, path: 'gradingStandards/gradingStandard' },
  { table: OUTCOME_GROUP, file: CANVAS_PATHS.learningOutcomes, path: GROUPS },
  { table: OUTCOME, file: CANVAS_PATHS.learningOutcomes, path: `${GROUPS}/learningOutcomes/learningOutcome` },
  { table: RUBRIC, file: CANVAS_PATHS.rubrics, path: 'rubrics/rubric' },
  { table: EXTERNAL_FEED, file: CANVAS_PATHS.externalFeeds, path: 'externalFeeds/externalFeed' },
  { table: EVENT, file: CANVAS_PATHS.events, path: 'events/event' },
  { table: FILE_META, file: CANVAS_PATHS.filesMeta, path: 'fileMeta/files/file' },
  { table: FOLDER_META, file: CANVAS_PATHS.filesMeta, path: 'fileMeta/folders/folder' },
  { table: MEDIA_TRACK, file: CANVAS_PATHS.mediaTracks, path: 'media_tracks/media/track' },
  { table: COURSE_PACE, file: CANVAS_PATHS.coursePaces, path: 'course_paces/course_pace' },
  { table: PAGE_META, file: `${CANVAS_FOLDERS.pages}/*.html`, path: 'html' },
  { table: TOPIC_META, file: 'topicMeta.xml', path: 'topicMeta' },
  { table: QUIZ_META, file: 'assessment_meta.xml', path: 'quiz' },
  ...[ASSIGNMENT, PEER_REVIEW, MODERATION, TOOL_LAUNCH, RUBRIC_USE].map((table) => ({
    table,
    file: 'assignment_settings.xml',
    path: 'assignment',
  })),
];

/** The places a table names: of its elements, by the names it reads. Texts of captions stand in another file. */
export function namedPlaces({
  table,
  file,
  path,
}: TablePlace): { file: string; path: string; name: string }[] {
  const isHtml = path === 'html';
  return table
    .flatMap(({ elements }) => elements)
    .filter((name) => name !== TRACK_TEXTS)
    .map((name) => ({ file, name, path: `${path}/${isHtml ? `meta[${name}]` : name}` }));
}
