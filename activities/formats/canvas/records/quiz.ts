/** The settings of a quiz, from assessment_meta.xml. */
import { isDeepStrictEqual } from 'node:util';
import type { Assignment } from '../../../course/model/assignment.js';
import type { Quiz } from '../../../course/model/quiz.js';
import { elements, leftovers, type XmlElement } from '../../xml/tree.js';
import type { ReadScope } from '../fields/codec.js';
import { extensionsOf, type KeptElements } from '../fields/field.js';
import { QUIZ_META } from '../tables/quiz-meta.js';
import { readNestedAssignment } from './assignment.js';
import { readRecord, withoutHoles } from './read-record.js';

/** The identifier of the assignment that is written for a graded quiz that has none. */
export function standInIdentifier(quiz: string): string {
  return `${quiz}_graded`;
}

/**
 * The assignment that is written for a quiz that has none: a graded quiz without one ends unpublished and ungraded in
 * Canvas. It says what the quiz says; of a quiz that is not graded there is none.
 */
export function standInFor(quiz: Quiz): Assignment | undefined {
  if (quiz.quizType !== 'assignment' && quiz.quizType !== 'gradedSurvey') return undefined;
  const { migrationId, title, published, dueAt, unlockAt, lockAt, pointsPossible, assignmentGroup } = quiz;
  const said = { title, published, dueAt, unlockAt, lockAt, pointsPossible, group: assignmentGroup };
  return withoutHoles<Assignment>({
    ...said,
    migrationId: standInIdentifier(migrationId),
    gradingType: 'points',
    submissionTypes: ['quiz'],
    quiz: { kind: 'quiz', migrationId },
  });
}

/** Our own word inside an assignment named like a stand-in: it is one of the course, whatever it says. */
export const IS_OWN = 'is_own';

/**
 * Reads a `quiz` element into a quiz without entries: they lie in QTI. `fallback` is the identity where the element
 * names none. What was not understood is still unread. An assignment that was written for a quiz without one is none
 * of the quiz, as long as it says nothing else, not even that it is one.
 */
export function readQuizMeta(element: XmlElement, scope: ReadScope, fallback: string): Quiz {
  const quiz = readRecord<Quiz>(QUIZ_META, element, scope, fallback, (draft) => ({
    ...draft,
    title: draft.title ?? '',
    published: draft.published ?? true,
    quizType: draft.quizType ?? 'assignment',
    entries: [],
  }));
  const assignment = readNestedAssignment(element, scope, `${quiz.migrationId}_assignment`);
  if (assignment === undefined) return quiz;
  const [inside] = elements(element, 'assignment');
  const isWhole = inside !== undefined && leftovers(inside).length === 0;
  return isWhole && isDeepStrictEqual(assignment, standInFor(quiz))
    ? quiz
    : { ...quiz, assignment: unmarked(assignment, quiz) };
}

/** Without our own word, which has done its work. */
function unmarked(assignment: Assignment, quiz: Quiz): Assignment {
  const { extensions, ...fields } = assignment;
  const { [IS_OWN]: mark, ...others } = extensions?.canvas ?? {};
  if (mark === undefined || assignment.migrationId !== standInIdentifier(quiz.migrationId)) return assignment;
  return { ...fields, ...extensionsOf(others as KeptElements) };
}
