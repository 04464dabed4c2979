/** The fields of an assignment from its CC 1.3 descriptor; what Canvas says in the extension goes before. */
import type { Assignment } from '../../../course/model/assignment.js';
import {
  type AssignmentDescriptor,
  readAssignmentDescriptor,
} from '../../common-cartridge/descriptors/assignment.js';
import {
  attachmentFields,
  findAttachments,
  lostAttachments,
} from '../../common-cartridge/resources/attachments.js';
import { elements, type XmlElement } from '../../xml/tree.js';
import { readCanvasAssignment } from '../records/assignment.js';
import { withoutHoles } from '../records/read-record.js';
import type { LinkScope, Reading } from './reading.js';

export interface ReadDescriptor {
  readonly fields: Partial<Assignment>;
  /** What of it did not become part of the assignment, beside elements that nobody read. */
  readonly lost: readonly string[];
}

/** Reads an `assignment` of the extension's namespace with the Canvas element that its `extensions` may hold. */
export function readDescriptor(
  reading: Reading,
  element: XmlElement,
  id: string,
  scope: LinkScope,
): ReadDescriptor {
  const descriptor = readAssignmentDescriptor(element);
  const { linkReader: links, targets } = reading;
  const attachments = findAttachments(descriptor.attachments, scope.path, { links, targets });
  const canvas = descriptor.extensions.flatMap((extension) => elements(extension, 'assignment'))[0];
  const fields = {
    ...ofDescriptor(descriptor, scope),
    ...attachmentFields(attachments),
    ...(canvas === undefined ? {} : withoutBlankTitle(readCanvasAssignment(canvas, scope, id))),
  };
  return { fields, lost: lostAttachments(attachments) };
}

function withoutBlankTitle({ title, ...others }: Assignment): Partial<Assignment> {
  return title.trim() === '' ? others : { title, ...others };
}

function ofDescriptor(
  { title, text, instructorText, gradable, pointsPossible, submissionTypes }: AssignmentDescriptor,
  scope: LinkScope,
): Partial<Assignment> {
  return withoutHoles({
    title,
    html: text === undefined ? undefined : scope.rewriteHtml(text.html),
    instructorHtml: instructorText?.html ? scope.rewriteHtml(instructorText.html) : undefined,
    gradingType: gradable === false ? 'notGraded' : undefined,
    pointsPossible,
    submissionTypes: submissionTypes === undefined ? undefined : [...submissionTypes],
  });
}
