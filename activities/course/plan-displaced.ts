/** Finds the objects of a course that an import takes out of the record they are in. */
import { type CourseIndex, type IndexLine, isNested } from './course-index.js';
import type { Matches } from './plan-match.js';
import type { Displacement, PlanInput } from './plan-types.js';
import { referenceKey } from './reference-key.js';

/**
 * - `moved`: the bundle has the same object in another place (an item in another module, an assignment that is now
 *   part of a quiz).
 * - `removed`: its module, quiz, topic or page is updated, and the bundle's has no such object.
 */
export function findDisplaced(
  { bundle, head, insertion }: Pick<PlanInput, 'bundle' | 'head' | 'insertion'>,
  { byBundle, claimed }: Matches,
): Map<string, Displacement> {
  const displaced = new Map<string, Displacement>();
  /** A module that only takes items in gives none away. */
  const onlyTakes = (line: IndexLine) => line.kind === 'module' && line.migrationId === insertion?.module;
  const placeOf = (line: IndexLine) => (isNested(line) ? line.parent : undefined);
  /** The place in the course of what an object of the bundle is in. */
  const placeInCourse = (line: IndexLine): IndexLine | undefined => {
    const place = placeOf(line);
    const container = place === undefined ? undefined : bundle.get(place);
    return container === undefined ? undefined : byBundle.get(container)?.head;
  };
  for (const kind of ['moduleItem', 'assignment'] as const) {
    for (const line of head.ofKind(kind)) {
      const place = placeOf(line);
      const here = place === undefined ? undefined : head.get(place);
      const by = claimed.get(line);
      if (by === undefined) {
        if (
          here !== undefined &&
          claimed.has(here) &&
          !onlyTakes(here) &&
          !isInBundle(line, here, bundle, claimed)
        ) {
          displaced.set(referenceKey(line), 'removed');
        }
      } else if (placeInCourse(by) !== here || (placeOf(by) === undefined) !== (place === undefined)) {
        displaced.set(referenceKey(line), 'moved');
      }
    }
  }
  return displaced;
}

/** An item that the bundle has under the same migration id stays, although the import makes another of it. */
function isInBundle(
  line: IndexLine,
  here: IndexLine,
  bundle: CourseIndex,
  claimed: ReadonlyMap<IndexLine, IndexLine>,
): boolean {
  const there = bundle.get(line);
  if (there === undefined || !isNested(there)) return false;
  return bundle.get(there.parent) === claimed.get(here);
}
