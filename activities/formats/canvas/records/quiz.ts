/** The settings of a quiz, from assessment_meta.xml. */
import type { Quiz } from '../../../course/model/quiz.js';
import type { XmlElement } from '../../xml/tree.js';
import type { ReadScope } from '../fields/codec.js';
import { QUIZ_META } from '../tables/quiz-meta.js';
import { readNestedAssignment } from './assignment.js';
import { readRecord } from './read-record.js';

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
  const assignment = readNestedAssignment(element, scope, `${quiz.migrationId}_assignment`);
  return assignment === undefined ? quiz : { ...quiz, assignment };
}
