/** The class names Canvas gives to kinds of object, in module items, blueprints and alignments. */
import type { ObjectKind } from '../../../course/model/common.js';

/** Read in any of these spellings; the first of a kind is written. */
const CONTENT_TYPES: readonly (readonly [name: string, kind: ObjectKind])[] = [
  ['Assignment', 'assignment'],
  ['Quizzes::Quiz', 'quiz'],
  ['Quiz', 'quiz'],
  ['DiscussionTopic', 'discussionTopic'],
  ['Announcement', 'announcement'],
  ['WikiPage', 'page'],
  ['Attachment', 'file'],
  ['ContextExternalTool', 'externalTool'],
  ['Rubric', 'rubric'],
  ['AssessmentQuestionBank', 'questionBank'],
  ['ContextModule', 'module'],
  ['LearningOutcome', 'outcome'],
  ['CoursePace', 'coursePace'],
];

const KIND_OF = new Map(CONTENT_TYPES);
const NAME_OF = new Map([...CONTENT_TYPES].reverse().map(([name, kind]) => [kind, name]));

/** The kind of object a class name of Canvas stands for. */
export function kindOf(contentType: string): ObjectKind | undefined {
  return KIND_OF.get(contentType);
}

/** The class name of a kind, if Canvas has one. */
export function contentTypeOf(kind: ObjectKind): string | undefined {
  return NAME_OF.get(kind);
}
