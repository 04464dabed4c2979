/** Objects that a cartridge without a word of Canvas has and the course did not, and why. */
import type { COLLECTIONS } from '../../activities/course/collections.js';
import { banksIn, itemsIn } from './plain-course.js';
import type { PlainTrip } from './plain-round-trip.js';

export interface Newcomer {
  readonly what: string;
  readonly why: string;
  readonly is: (key: string, trip: PlainTrip) => boolean;
}

const named =
  (collection: keyof typeof COLLECTIONS, keys: (id: string) => readonly string[]): Newcomer['is'] =>
  (key, { course }) =>
    course.some((each) => each.collection === collection && keys(each.record.migrationId).includes(key));

/** Objects that the course did not have before. */
export const NEWCOMERS: readonly Newcomer[] = [
  {
    what: 'The course itself',
    why: 'A cartridge is always one of a course.',
    is: (key, { course }) =>
      key.startsWith('course/') && !course.some(({ collection }) => collection === 'course'),
  },
  {
    what: 'A page for an activity, or a file where no item shows it',
    why: 'The ledger of the export tells that the activity is a page.',
    is: named('activities', (id) => [`page/${id}`, `file/${id}`]),
  },
  {
    what: 'A page for a text of a module item',
    why: 'The ledger of the export tells it.',
    is: (key, { course }) => itemsIn(course).some(({ migrationId }) => key === `page/text-${migrationId}`),
  },
  {
    what: 'A web link for an address of a module item',
    why: 'The organisation shows resources.',
    is: (key, { course }) => itemsIn(course).some(({ migrationId }) => key === `webLink/${migrationId}_link`),
  },
  {
    what: 'A file that is the syllabus',
    why: 'The resource is there for everyone, and says that it is the syllabus.',
    is: named('course', (id) => [`file/${id}_syllabus`]),
  },
  {
    what: 'A file or tool for an LTI 1.3 link',
    why: 'Version 1.1 has no type for it, and 1.3 the one of tools.',
    is: named('resourceLinks', (id) => [`file/${id}`, `externalTool/${id}`]),
  },
  {
    what: 'One question bank for several',
    why: 'A cartridge holds one at most.',
    is: (key, { course }) => key.startsWith('questionBank/') && banksIn(course).length > 1,
  },
  {
    what: 'A question drawn from a bank or group, in the list of its quiz',
    why: 'The profile has no draws; what two quizzes draw is there twice.',
    is: (key) => /^question\/.*-\d+$|^quizEntry\/.*\/question /s.test(key),
  },
];

export function newcomerAs(key: string, trip: PlainTrip): Newcomer | undefined {
  return NEWCOMERS.find(({ is }) => is(key, trip));
}
