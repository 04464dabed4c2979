/** The fields of an assignment from its CC 1.3 descriptor; what Canvas says in the extension goes before. */
import type { Assignment } from '../../../course/model/assignment.js';
import {
  type AssignmentDescriptor,
  readAssignmentDescriptor,
} from '../../common-cartridge/descriptors/assignment.js';
import { elements, type XmlElement } from '../../xml/tree.js';
import { readCanvasAssignment } from '../records/assignment.js';
import { withoutHoles } from '../records/read-record.js';
import { findAttachments } from './attachments.js';
import type { LinkScope, Reading } from './reading.js';

/** Reads an `assignment` of the extension's namespace with the Canvas element that its `extensions` may hold. */
export function readDescriptor(
  reading: Reading,
  element: XmlElement,
  id: string,
  scope: LinkScope,
): Partial<Assignment> {
  const descriptor = readAssignmentDescriptor(element);
  const canvas = descriptor.extensions.flatMap((extension) => elements(extension, 'assignment'))[0];
  return {
    ...ofDescriptor(reading, descriptor, scope),
    ...(canvas === undefined ? {} : withoutBlankTitle(readCanvasAssignment(canvas, scope, id))),
  };
}

function withoutBlankTitle({ title, ...others }: Assignment): Partial<Assignment> {
  return title.trim() === '' ? others : { title, ...others };
}

function ofDescriptor(
  reading: Reading,
  {
    title,
    text,
    instructorText,
    attachments,
    gradable,
    pointsPossible,
    submissionTypes,
  }: AssignmentDescriptor,
  scope: LinkScope,
): Partial<Assignment> {
  return withoutHoles({
    title,
    html: text === undefined ? undefined : scope.rewriteHtml(text.html),
    instructorHtml: instructorText?.html ? scope.rewriteHtml(instructorText.html) : undefined,
    gradingType: gradable === false ? 'notGraded' : undefined,
    pointsPossible,
    submissionTypes: submissionTypes === undefined ? undefined : [...submissionTypes],
    ...attachedFiles(reading, attachments, scope),
  });
}

function attachedFiles(
  reading: Reading,
  attachments: AssignmentDescriptor['attachments'],
  { path }: LinkScope,
): Pick<Assignment, 'attachments' | 'missingAttachments'> {
  const found = attachments.map(({ href, role }) => {
    const { files, missing } = findAttachments(reading, [href], path);
    return { files: files.map((file) => (role === undefined ? { file } : { file, role })), missing };
  });
  const files = found.flatMap((one) => one.files);
  const missing = found.flatMap((one) => one.missing);
  return {
    ...(files.length === 0 ? {} : { attachments: files }),
    ...(missing.length === 0 ? {} : { missingAttachments: [...missing] }),
  };
}
