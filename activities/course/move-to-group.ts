/** `settings[move_to_assignment_group_id]`: everything graded that is imported goes into one assignment group. */

import type { CollectionName, CollectionRecord } from './collections.js';
import type { Assignment } from './model/assignment.js';
import type { Reference } from './model/common.js';
import type { RecordSource } from './record-source.js';
import { type Replacements, replacedSource } from './replaced-source.js';

/** The source with its assignments, quizzes and the assignments inside other objects in the group, in no order. */
export function movedToGroup(
  source: RecordSource,
  group: Reference,
  signal: AbortSignal,
): Promise<RecordSource> {
  const change = <Name extends CollectionName>(
    name: Name,
    move: (record: CollectionRecord<Name>) => CollectionRecord<Name>,
  ) =>
    async function* (reading?: AbortSignal) {
      for await (const record of source.records(name, reading)) yield move(record);
    };
  const moveInner = <Owner extends { assignment?: Assignment | undefined }>(owner: Owner): Owner =>
    owner.assignment === undefined ? owner : { ...owner, assignment: moved(owner.assignment, group) };
  const replacements: Replacements = {
    assignments: change('assignments', (assignment) => moved(assignment, group)),
    quizzes: change('quizzes', ({ position: _, ...quiz }) => moveInner({ ...quiz, assignmentGroup: group })),
    discussionTopics: change('discussionTopics', moveInner),
    pages: change('pages', moveInner),
  };
  return replacedSource(source, replacements, signal);
}

function moved({ position: _, ...assignment }: Assignment, group: Reference): Assignment {
  return { ...assignment, group };
}
