/** The settings of a quiz, from assessment_meta.xml. */
import type { Quiz } from '../../../course/model/quiz.js';
import { elements, takeWhole, type XmlElement } from '../../xml/tree.js';
import type { ReadScope } from '../fields/codec.js';
import { QUIZ_META } from '../tables/quiz-meta.js';
import { readNestedAssignment } from './assignment.js';
import { readRecord } from './read-record.js';

/** The identifier of the assignment that is written for a graded quiz that has none. */
export function standInIdentifier(quiz: string): string {
  return `${quiz}_graded`;
}

/** Whether the assignment of a quiz is one that was written for it: it says nothing that the quiz does not say. */
export function isStandIn(assignment: XmlElement, quiz: XmlElement): boolean {
  const [own, owner] = [assignment, quiz].map(({ attributes }) => attributes.get('identifier')?.trim());
  return own !== undefined && owner !== undefined && own === standInIdentifier(owner);
}

/**
 * Reads a `quiz` element into a quiz without entries: they lie in QTI. `fallback` is the identity where the element
 * names none. What was not understood is still unread.
 */
export function readQuizMeta(element: XmlElement, scope: ReadScope, fallback: string): Quiz {
  const quiz = readRecord<Quiz>(QUIZ_META, element, scope, fallback, (draft) => ({
    ...draft,
    title: draft.title ?? '',
    published: draft.published ?? true,
    quizType: draft.quizType ?? 'assignment',
    entries: [],
  }));
  const [inside] = elements(element, 'assignment');
  if (inside !== undefined && isStandIn(inside, element)) {
    takeWhole(inside);
    return quiz;
  }
  const assignment = readNestedAssignment(element, scope, `${quiz.migrationId}_assignment`);
  return assignment === undefined ? quiz : { ...quiz, assignment };
}
