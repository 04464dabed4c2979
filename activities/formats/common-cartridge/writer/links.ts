/**
 * Links out: from the model's scheme to the tokens of Canvas, which every reader of its cartridges knows, and for files
 * to the form that the document has.
 */
import { capitalized, objectInWords } from '../../../course/in-words.js';
import type { Notice } from '../../../course/ledger.js';
import { type CourseLink, parseLink } from '../../../course/links.js';
import type { ObjectKind, Reference } from '../../../course/model/common.js';
import { CANVAS_FOLDERS } from '../../canvas/paths.js';
import { rewriteAddresses } from '../../html/rewrite.js';
import { encodePath } from './paths.js';
import type { Plan } from './plan.js';
import type { ExportReport } from './report.js';

const FILE_BASE = '$IMS-CC-FILEBASE$';
const OBJECT = '$CANVAS_OBJECT_REFERENCE$';
const COURSE = '$CANVAS_COURSE_REFERENCE$';
const WIKI = '$WIKI_REFERENCE$';

/** The places of objects in Canvas's addresses, before their identifier, by the words its link parser knows. */
const PLACES: Readonly<Record<Exclude<ObjectKind, 'course' | 'folder'>, string>> = {
  module: `${OBJECT}/modules`,
  moduleItem: `${COURSE}/modules/items`,
  page: `${WIKI}/pages`,
  activity: `${WIKI}/pages`,
  file: `${OBJECT}/attachments`,
  assignmentGroup: `${OBJECT}/assignment_groups`,
  assignment: `${OBJECT}/assignments`,
  quiz: `${OBJECT}/quizzes`,
  questionBank: `${OBJECT}/question_banks`,
  question: `${OBJECT}/questions`,
  discussionTopic: `${OBJECT}/discussion_topics`,
  announcement: `${OBJECT}/announcements`,
  calendarEvent: `${OBJECT}/calendar_events`,
  rubric: `${OBJECT}/rubrics`,
  outcomeGroup: `${OBJECT}/learning_outcome_groups`,
  outcome: `${OBJECT}/learning_outcomes`,
  externalTool: `${OBJECT}/context_external_tools`,
  resourceLink: `${OBJECT}/resource_links`,
  gradingStandard: `${OBJECT}/grading_standards`,
  webLink: `${OBJECT}/web_links`,
  externalFeed: `${OBJECT}/external_feeds`,
  studentGroup: `${OBJECT}/groups`,
  coursePace: `${OBJECT}/course_paces`,
};

/** Places of a course by Canvas's addresses, where they differ from the model's names. */
const COURSE_PLACES: Readonly<Record<string, string>> = { home: '', syllabus: 'assignments/syllabus' };

/** How a text names a file of the cartridge, by its path. */
export type FileForm = (path: string) => string;

/** Canvas's own: the token stands for the folder of its files, whatever document the text is in. */
const inCanvasFiles: FileForm = (path) =>
  `${FILE_BASE}/${encodePath(path.slice(CANVAS_FOLDERS.files.length + 1))}`;

/**
 * The form of a document of the standard: relative in pages; in descriptors behind the token, which stands for the
 * folder of the descriptor. Moodle finds no files by another, and Canvas looks for the end of any path.
 */
export function standardForm(document: string): FileForm {
  const up = '../'.repeat(document.split('/').length - 1);
  const start = document.endsWith('.html') ? up : FILE_BASE + up;
  return (path) => start + encodePath(path);
}

export interface LinkWriter {
  /** Rewrites the links of a text of `owner`; one that leads out of the export gives a notice about it. */
  rewriteHtml(html: string, owner?: Reference, form?: FileForm): string;
  /** The address of a file of the course, for descriptors that name files; `undefined` when it is not exported. */
  fileAddress(target: Reference, form?: FileForm): string | undefined;
  /** The address of an attachment from a descriptor at the root; `undefined` when it is not exported. */
  attachmentAddress(target: Reference): string | undefined;
}

export function createLinkWriter(plan: Plan, report: Pick<ExportReport, 'notice'>): LinkWriter {
  const fileAddress = (target: Reference, form = inCanvasFiles): string | undefined => {
    const path = plan.filePath(target);
    return path === undefined ? undefined : form(path);
  };
  const addressOf = (link: CourseLink, owner: Reference | undefined, form?: FileForm): string => {
    if (link.kind === 'course')
      return `${COURSE}/${COURSE_PLACES[link.migrationId] ?? encodePath(link.migrationId)}`;
    const line = plan.index.get(link);
    if (line === undefined) report.notice(leadsOut(link, owner, plan));
    if (link.kind === 'folder')
      return `${COURSE}/files/folder/${encodePath(line?.detail ?? link.migrationId)}`;
    if (link.kind === 'file') return fileAddress(link, form) ?? objectAddress(link, plan);
    return objectAddress(link, plan);
  };
  return {
    fileAddress,
    attachmentAddress: (target) => {
      const path = plan.filePath(target);
      return path === undefined ? undefined : encodePath(path);
    },
    rewriteHtml: (html, owner, form) =>
      rewriteAddresses(html, (address) => {
        const link = parseLink(address);
        return link === undefined ? undefined : addressOf(link, owner, form) + link.query + link.fragment;
      }),
  };
}

function objectAddress(link: CourseLink, plan: Plan): string {
  const kind = link.kind as keyof typeof PLACES;
  const target = kind === 'activity' ? plan.pageFor(link) : link;
  return `${PLACES[kind]}/${encodePath(plan.identifiers.of(target))}`;
}

function leadsOut(link: CourseLink, owner: Reference | undefined, { index }: Plan): Notice {
  const from = owner === undefined ? undefined : index.get(owner);
  const begin = from === undefined ? 'A link leads' : `${capitalized(objectInWords(from))} has a link`;
  return {
    severity: 'warning',
    code: 'link_outside_export',
    message: `${begin} to the ${objectInWords({ ...link, title: '' })}, which is not part of the export.`,
    ...(owner === undefined ? {} : { target: owner }),
  };
}
