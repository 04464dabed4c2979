/** Compares two indexes: what one course has that the other has not, and what differs. */
import type { CourseIndex, IndexLine } from './course-index.js';

export interface CourseDiff {
  readonly added: readonly IndexLine[];
  readonly removed: readonly IndexLine[];
  readonly changed: readonly { readonly before: IndexLine; readonly after: IndexLine }[];
}

/** Objects are the same by kind and migration id, and unchanged when their content is, whatever their ids. */
export function diffCourses(before: CourseIndex, after: CourseIndex): CourseDiff {
  const added: IndexLine[] = [];
  const changed: { before: IndexLine; after: IndexLine }[] = [];
  for (const line of after.lines()) {
    const old = before.get(line);
    if (old === undefined) added.push(line);
    else if (old.hash !== line.hash || isMoved(old, line)) changed.push({ before: old, after: line });
  }
  const removed = [...before.lines()].filter((line) => after.get(line) === undefined);
  return { added, removed, changed };
}

/** An item's place is not part of its content. */
function isMoved(before: IndexLine, after: IndexLine): boolean {
  return (
    before.parent?.migrationId !== after.parent?.migrationId || before.parent?.kind !== after.parent?.kind
  );
}
