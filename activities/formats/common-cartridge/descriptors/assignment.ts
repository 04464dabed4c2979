/** Reads the descriptor of an assignment (assignment extension 1.0, with and without what its later copies changed). */
import type { SubmissionType } from '../../../course/model/assignment.js';
import {
  attribute,
  child,
  children,
  childValue,
  elements,
  plainText,
  textOf,
  type XmlElement,
} from '../../xml/tree.js';
import { type DescriptorText, readText } from './text.js';

export interface AssignmentDescriptor {
  /** What it calls the assignment, whatever its resource is called. */
  readonly identifier?: string;
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
  const identifier = attribute(element, 'identifier')?.trim();
  const title = childValue(element, 'title');
  const text = readText(element, 'text');
  const instructorText = readText(element, 'instructor_text');
  const submissionTypes = readFormats(element);
  return {
    ...(identifier === undefined ? {} : { identifier }),
    ...(title === undefined ? {} : { title }),
    ...(text === undefined ? {} : { text }),
    ...(instructorText === undefined ? {} : { instructorText }),
    attachments: readAttachments(element),
    ...readGradable(element),
    ...(submissionTypes.length === 0 ? {} : { submissionTypes }),
    extensions: children(element, 'extensions'),
  };
}

/** An attachment without an address is still unread. */
function readAttachments(element: XmlElement): AssignmentDescriptor['attachments'] {
  const around = child(element, 'attachments');
  return (around === undefined ? [] : elements(around, 'attachment')).flatMap((attachment) => {
    const href = attachment.attributes.get('href')?.trim() ?? '';
    if (href === '') return [];
    attachment.taken.self = true;
    attribute(attachment, 'href');
    const role = attribute(attachment, 'role')?.trim();
    return [role === undefined || role === '' ? { href } : { href, role }];
  });
}

const BOOLEANS: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['1', true],
  ['false', false],
  ['0', false],
]);

/** A word that is no boolean and points that are no number are still unread. */
function readGradable(element: XmlElement): Pick<AssignmentDescriptor, 'gradable' | 'pointsPossible'> {
  const gradable = child(element, 'gradable');
  if (gradable === undefined) return {};
  const isGradable = BOOLEANS.get(plainText(gradable).trim().toLowerCase());
  if (isGradable !== undefined) textOf(gradable);
  const points = gradable.attributes.get('points_possible')?.trim() ?? '';
  const hasPoints = points !== '' && Number.isFinite(Number(points));
  if (hasPoints) attribute(gradable, 'points_possible');
  return {
    ...(isGradable === undefined ? {} : { gradable: isGradable }),
    ...(hasPoints ? { pointsPossible: Number(points) } : {}),
  };
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
