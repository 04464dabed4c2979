/** An assignment from its Canvas element, wherever that stands. */
import type { Assignment } from '../../../course/model/assignment.js';
import { attribute, elements, type XmlElement } from '../../xml/tree.js';
import type { ReadScope } from '../fields/codec.js';
import { extensionsOf, readTable } from '../fields/field.js';
import { ASSIGNMENT } from '../tables/assignment.js';
import { readRecord, withoutHoles } from './read-record.js';

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

/**
 * As `readCanvasAssignment`, for one of several descriptions of the assignment `id`: without what is assumed where the
 * element is silent. An identifier of another one is still unread. In a descriptor Canvas adds `_canvas` to it.
 */
export function saidByCanvas(element: XmlElement, scope: ReadScope, id: string): Partial<Assignment> {
  element.taken.self = true;
  if ([id, `${id}_canvas`].includes(element.attributes.get('identifier')?.trim() ?? id))
    attribute(element, 'identifier');
  const { draft, kept } = readTable(ASSIGNMENT, element, scope);
  return withoutHoles({ ...draft, ...extensionsOf(kept) }) as Partial<Assignment>;
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
