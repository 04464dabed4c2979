/** The descriptor of an assignment (Common Cartridge assignment extension 1.0), with Canvas's settings inside. */
import type { Assignment, SubmissionType } from '../../../../course/model/assignment.js';
import type { Reference } from '../../../../course/model/common.js';
import { type Markup, XML_DECLARATION, xml } from '../../../xml/write.js';

const NAMESPACE = 'http://www.imsglobal.org/xsd/imscc_extensions/assignment';

/** What the standard's four formats can say of the ways to submit. */
const FORMATS: Readonly<Partial<Record<SubmissionType, string>>> = {
  onlineText: 'html',
  onlineUrl: 'url',
  onlineUpload: 'file',
  mediaRecording: 'file',
};

const ATTACHMENT_ROLES = new Set(['All', 'Learner', 'Manager', 'Instructor']);

export interface AssignmentDescriptorOptions {
  readonly identifier: string;
  /** `undefined` for a file that is not exported. */
  fileAddress(file: Reference): string | undefined;
  rewriteHtml(html: string): string;
  /** Canvas's own settings, with a namespace of their own. */
  readonly extension: Markup;
}

/**
 * Schema: assignment_v1p0.xsd of 2013, which requires `instructor_text`; `identifier` and `points_possible` satisfy
 * the later copies too. Elements may stand in any order.
 */
export function assignmentDescriptor(assignment: Assignment, options: AssignmentDescriptorOptions): string {
  const { html = '', instructorHtml = '' } = assignment;
  const root = xml(
    'assignment',
    { identifier: options.identifier, xmlns: NAMESPACE },
    xml('title', {}, assignment.title),
    xml('text', { texttype: 'text/html' }, options.rewriteHtml(html)),
    xml('instructor_text', { texttype: 'text/html' }, options.rewriteHtml(instructorHtml)),
    attachments(assignment, options),
    gradable(assignment),
    submissionFormats(assignment),
    xml('extensions', {}, options.extension),
  );
  return `${XML_DECLARATION}${root.xml}\n`;
}

/** Whether the standard knows this role of an attachment. */
export function isAttachmentRole(role: string): boolean {
  return ATTACHMENT_ROLES.has(role);
}

function attachments(
  assignment: Assignment,
  { fileAddress }: AssignmentDescriptorOptions,
): Markup | undefined {
  const written = (assignment.attachments ?? []).flatMap(({ file, role = 'All' }) => {
    const href = fileAddress(file);
    return href === undefined
      ? []
      : [xml('attachment', { href, role: isAttachmentRole(role) ? role : 'All' })];
  });
  return written.length === 0 ? undefined : xml('attachments', {}, written);
}

function gradable({ gradingType, pointsPossible }: Assignment): Markup {
  return xml('gradable', { points_possible: pointsPossible }, gradingType !== 'notGraded');
}

function submissionFormats({ submissionTypes = [] }: Assignment): Markup | undefined {
  const formats = new Set(submissionTypes.flatMap((type) => FORMATS[type] ?? []));
  if (formats.size === 0) return undefined;
  return xml(
    'submission_formats',
    {},
    [...formats].map((type) => xml('format', { type })),
  );
}
