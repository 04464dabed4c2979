/** An assignment with a descriptor of the standard and settings of Canvas, which are believed where the two differ. */
import type { Assignment, SubmissionType } from '../../../course/model/assignment.js';
import { isSameText, type Joined, joinSaid, phraseOf } from '../../said-twice.js';
import type { AssignmentDescriptor } from '../descriptors/assignment.js';

type Fields = Partial<Assignment>;

/**
 * Adds to Canvas's settings what the descriptor says. `described` are its fields; `gradable` is its own word, of which
 * a way of grading says more.
 */
export function joinDescriptor(
  settings: Fields,
  described: Fields,
  { gradable }: Pick<AssignmentDescriptor, 'gradable'>,
): Joined<Fields> {
  const { title, submissionTypes, gradingType, ...others } = described;
  const isOtherTitle = Boolean(title && settings.title && !isSameText(title, settings.title));
  const areOtherTypes =
    submissionTypes !== undefined &&
    settings.submissionTypes !== undefined &&
    !areSameFormats(submissionTypes, settings.submissionTypes);
  const joined = joinSaid(settings, {
    ...others,
    title: settings.title ? undefined : title,
    submissionTypes: settings.submissionTypes === undefined ? submissionTypes : undefined,
    gradingType: settings.gradingType === undefined ? gradingType : undefined,
  } as Fields);
  return {
    fields: joined.fields,
    otherwise: [
      ...(isOtherTitle ? [phraseOf('title', title)] : []),
      ...(areOtherTypes ? [phraseOf('submission_formats', submissionTypes.join(', '))] : []),
      ...(isOtherwiseGraded(settings, gradable) ? [phraseOf('gradable', gradable)] : []),
      ...joined.otherwise,
    ],
  };
}

/** Canvas says of what is not graded either how it is graded or how it is submitted (`Assignment#graded?`). */
const UNGRADED: ReadonlySet<SubmissionType> = new Set(['notGraded', 'wikiPage']);

function isOtherwiseGraded({ gradingType, submissionTypes = [] }: Fields, gradable?: boolean): boolean {
  if (gradable === undefined || gradingType === undefined) return false;
  if (gradable) return gradingType === 'notGraded';
  return gradingType !== 'notGraded' && !submissionTypes.some((type) => UNGRADED.has(type));
}

/** The ways to submit that a descriptor has a format for. A recording is a file, or is not said (Canvas). */
const WITH_FORMAT: ReadonlySet<SubmissionType> = new Set(['onlineText', 'onlineUrl', 'onlineUpload']);

function areSameFormats(formats: readonly SubmissionType[], types: readonly SubmissionType[]): boolean {
  const said = new Set<SubmissionType>(
    types.map((type) => (type === 'mediaRecording' ? 'onlineUpload' : type)),
  );
  const isSaid = formats.every((format) => said.has(format));
  return isSaid && types.every((type) => !WITH_FORMAT.has(type) || formats.includes(type));
}
