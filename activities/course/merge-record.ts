/** What an object of a course keeps when it is updated from a package (reference behaviour: Canvas importers). */
import type { CollectionName, CollectionRecord } from './collections.js';
import type { Assignment } from './model/assignment.js';
import { nestedAssignment } from './nested.js';

/** Dates are only overwritten by dates: a package that has none leaves those that a teacher has set. */
const DATES = [
  'unlockAt',
  'lockAt',
  'dueAt',
  'gradeDueAt',
  'todoAt',
  'publishAt',
  'postedAt',
  'delayedPostAt',
  'startAt',
  'endAt',
  'allDayDate',
  'endDate',
  'showCorrectAnswersAt',
  'hideCorrectAnswersAt',
] as const;

type Fields = Record<string, unknown>;

/** The package's record with what the course's keeps. Merging the same record again changes nothing. */
export function mergeRecord<Name extends CollectionName>(
  collection: Name,
  fresh: CollectionRecord<Name>,
  there: CollectionRecord<Name>,
): CollectionRecord<Name> {
  const kept = KEEPS[collection] as ((fresh: Fields, there: Fields) => Fields) | undefined;
  const merged = { ...withDates(fresh, there), ...kept?.(fresh, there) };
  const assignment = nestedAssignment(fresh);
  if (assignment === undefined) return merged as CollectionRecord<Name>;
  return {
    ...merged,
    assignment: mergeAssignment(assignment, nestedAssignment(there)),
  } as CollectionRecord<Name>;
}

const KEEPS: { readonly [Name in CollectionName]?: (fresh: Fields, there: Fields) => Fields } = {
  // A module keeps its place, and what learners see is not taken from them.
  modules: (fresh, there) => ({
    position: there.position,
    published: fresh.published === true || there.published === true,
  }),
  pages: (_, there) => (there.frontPage === true ? { frontPage: true } : {}),
  assignments: (fresh, there) => keptPeerReviews(fresh, there),
};

function mergeAssignment(fresh: Assignment, there: Assignment | undefined): Assignment {
  if (there === undefined) return fresh;
  return { ...withDates(fresh, there), ...keptPeerReviews(fresh, there) } as Assignment;
}

function withDates(fresh: Fields, there: Fields): Fields {
  const dates = DATES.filter((name) => fresh[name] === undefined && there[name] !== undefined);
  return { ...fresh, ...Object.fromEntries(dates.map((name) => [name, there[name]])) };
}

function keptPeerReviews(fresh: Pick<Assignment, 'peerReviews'> | Fields, there: Fields): Fields {
  const [own, old] = [fresh.peerReviews, there.peerReviews] as Assignment['peerReviews'][];
  if (own === undefined || own.dueAt !== undefined || old?.dueAt === undefined) return {};
  return { peerReviews: { ...own, dueAt: old.dueAt } };
}
