/** An assignment from its Canvas element, wherever that stands. */
import type { Assignment } from '../../../course/model/assignment.js';
import { elements, type XmlElement } from '../../xml/tree.js';
import type { ReadScope } from '../fields/codec.js';
import { ASSIGNMENT } from '../tables/assignment.js';
import { readRecord } from './read-record.js';

/**
 * Reads a Canvas `assignment` element: of assignment_settings.xml, of `extensions` in a CC 1.3 assignment.xml, or
 * inside a topic or quiz. `fallback` is the identity where the element names none. Its text lies elsewhere, so there
 * is no `html`; what was not understood is still unread (`leftovers`).
 */
export function readCanvasAssignment(element: XmlElement, scope: ReadScope, fallback: string): Assignment {
  return readRecord<Assignment>(ASSIGNMENT, element, scope, fallback, (draft) => ({
    ...draft,
    title: draft.title ?? '',
    published: draft.published ?? true,
  }));
}

/** The assignment inside a topic or quiz, if there is one. */
export function readNestedAssignment(
  parent: XmlElement,
  scope: ReadScope,
  fallback: string,
): Assignment | undefined {
  const [element] = elements(parent, 'assignment');
  return element === undefined ? undefined : readCanvasAssignment(element, scope, fallback);
}
