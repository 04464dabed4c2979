/** An assignment as Canvas writes it: in assignment_settings.xml, a quiz, a topic, and the extension of CC 1.3. */
import type { Assignment } from '../../../course/model/assignment.js';
import { inside, list, spread } from '../fields/block.js';
import {
  boolean,
  insteadOfReference,
  integer,
  number,
  referenceOr,
  referenceTo,
  state,
  text,
  textList,
  time,
} from '../fields/codec.js';
import { type Field, type Table, withOthers } from '../fields/field.js';
import { derived, kept, value } from '../fields/value.js';
import {
  lineItems,
  MODERATION,
  OVERRIDES,
  PEER_REVIEW,
  RUBRIC,
  TOOL_LAUNCH,
  withSwitch,
} from './assignment-parts.js';
import { gradingType, submissionTypes } from './assignment-words.js';

const gradedBy = value<Assignment, 'gradingType'>('grading_type', 'gradingType', gradingType);

/** Canvas keeps the points of an assignment only where it is told how they are given (assignment_importer.rb). */
const grading: Field<Assignment> = {
  ...gradedBy,
  write: (assignment, writing) => {
    const isSilent = assignment.gradingType === undefined && writing.kept.grading_type === undefined;
    const byPoints = isSilent && assignment.pointsPossible !== undefined;
    return gradedBy.write(byPoints ? { ...assignment, gradingType: 'points' } : assignment, writing);
  },
};

export const ASSIGNMENT: Table<Assignment> = withOthers<Assignment>(
  [
    value('title', 'title', text),
    kept('time_zone_edited'),
    value('due_at', 'dueAt', time),
    value('lock_at', 'lockAt', time),
    value('unlock_at', 'unlockAt', time),
    value('module_locked', 'moduleLocked', boolean),
    kept('all_day_date'),
    value('assignment_group_identifierref', 'group', referenceTo('assignmentGroup')),
    value('grading_standard_identifierref', 'gradingStandard', referenceOr('gradingStandard')),
    value(
      'grading_standard_external_identifier',
      'gradingStandard',
      insteadOfReference('externalIdentifier'),
    ),
    value('workflow_state', 'published', state('published', 'unpublished', true)),
    value('quiz_identifierref', 'quiz', referenceTo('quiz')),
    value('allowed_extensions', 'allowedExtensions', textList),
    value('group_category', 'groupCategory', text),
    derived('has_group_category', ({ groupCategory }) => String(groupCategory !== undefined)),
    value('points_possible', 'pointsPossible', number),
    grading,
    value('all_day', 'allDay', boolean),
    value('submission_types', 'submissionTypes', submissionTypes),
    value('position', 'position', number),
    spread('peerReviews', PEER_REVIEW, withSwitch),
    kept('peer_reviews_assigned', 'turnitin_enabled', 'vericite_enabled', 'freeze_on_copy', 'muted'),
    value('grade_group_students_individually', 'gradeGroupStudentsIndividually', boolean),
    value('omit_from_final_grade', 'omitFromFinalGrade', boolean),
    value('hide_in_gradebook', 'hideInGradebook', boolean),
    value('only_visible_to_overrides', 'onlyVisibleToOverrides', boolean),
    value('post_to_sis', 'postToSis', boolean),
    spread('moderation', MODERATION, withSwitch),
    value('anonymous_grading', 'anonymousGrading', boolean),
    value('anonymous_instructor_annotations', 'anonymousInstructorAnnotations', boolean),
    value('allowed_attempts', 'allowedAttempts', integer),
    spread('toolLaunch', TOOL_LAUNCH, (launch) => launch),
    kept('turnitin_settings'),
    value('annotatable_attachment_migration_id', 'annotatedFile', referenceTo('file')),
  ],
  [
    spread('rubric', RUBRIC, ({ rubric, ...use }) => (rubric === undefined ? undefined : { rubric, ...use })),
    list('overrides', OVERRIDES),
    kept('similarity_detection_tool', 'tool_setting', 'sub_assignments'),
    inside('post_policy', [value('post_manually', 'postGradesManually', boolean)]),
    lineItems,
  ],
);
