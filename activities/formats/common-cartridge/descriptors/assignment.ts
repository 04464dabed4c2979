/** Reads the descriptor of an assignment (assignment extension 1.0, with and without what its later copies changed). */
import type { SubmissionType } from '../../../course/model/assignment.js';
import { attribute, child, children, childValue, textOf, type XmlElement } from '../../xml/tree.js';
import { type DescriptorText, readText } from './text.js';

export interface AssignmentDescriptor {
  readonly title?: string;
  readonly text?: DescriptorText;
  readonly instructorText?: DescriptorText;
  readonly attachments: readonly { readonly href: string; readonly role?: string }[];
  /** Whether it is graded, if the descriptor says so. */
  readonly gradable?: boolean;
  readonly pointsPossible?: number;
  readonly submissionTypes?: readonly SubmissionType[];
  /** The `extensions` blocks; their content is unread. */
  readonly extensions: readonly XmlElement[];
}

const FORMATS: ReadonlyMap<string, SubmissionType> = new Map([
  ['text', 'onlineText'],
  ['html', 'onlineText'],
  ['url', 'onlineUrl'],
  ['file', 'onlineUpload'],
]);

/** Reads an `assignment` of the extension's namespace. What was not understood is still unread (`leftovers`). */
export function readAssignmentDescriptor(element: XmlElement): AssignmentDescriptor {
  element.taken.self = true;
  attribute(element, 'identifier');
  const title = childValue(element, 'title');
  const text = readText(element, 'text');
  const instructorText = readText(element, 'instructor_text');
  const submissionTypes = readFormats(element);
  return {
    ...(title === undefined ? {} : { title }),
    ...(text === undefined ? {} : { text }),
    ...(instructorText === undefined ? {} : { instructorText }),
    attachments: readAttachments(element),
    ...readGradable(element),
    ...(submissionTypes.length === 0 ? {} : { submissionTypes }),
    extensions: children(element, 'extensions'),
  };
}

function readAttachments(element: XmlElement): AssignmentDescriptor['attachments'] {
  return children(child(element, 'attachments'), 'attachment').flatMap((attachment) => {
    const href = attribute(attachment, 'href')?.trim();
    const role = attribute(attachment, 'role')?.trim();
    if (href === undefined || href === '') return [];
    return [role === undefined || role === '' ? { href } : { href, role }];
  });
}

function readGradable(element: XmlElement): Pick<AssignmentDescriptor, 'gradable' | 'pointsPossible'> {
  const gradable = child(element, 'gradable');
  if (gradable === undefined) return {};
  const points = attribute(gradable, 'points_possible')?.trim();
  const isGradable = /^(true|1)$/i.test(textOf(gradable).trim());
  const hasPoints = points !== undefined && points !== '' && Number.isFinite(Number(points));
  return { gradable: isGradable, ...(hasPoints ? { pointsPossible: Number(points) } : {}) };
}

/** A format nobody knows stays unread. */
function readFormats(element: XmlElement): SubmissionType[] {
  const formats = children(child(element, 'submission_formats'), 'format');
  const types = formats.flatMap((format) => {
    const type = FORMATS.get(format.attributes.get('type')?.trim().toLowerCase() ?? '');
    if (type !== undefined) attribute(format, 'type');
    return type ?? [];
  });
  return [...new Set(types)];
}
