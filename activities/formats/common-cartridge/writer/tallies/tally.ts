/**
 * Counts what concerns many objects of an export while it is written, and tells it in one sentence for each sort,
 * whatever the size of the course.
 */
import type { Notice } from '../../../../course/ledger.js';
import { readable } from '../../../../readable.js';

/** How many names a sentence gives, and how many characters of each. */
const NAMED = 3;
const LONGEST_NAME = 80;

/** What was noted of one sort. */
export interface Tally {
  count: number;
  /** The objects it was noted of, each once: they are noted one after the other. */
  objects: number;
  last: string | undefined;
  readonly names: string[];
  readonly details: Map<string, number>;
}

/** How a sort is told. */
export interface Sentence {
  readonly code: string;
  say(tally: Tally): string;
}

interface Noted {
  readonly migrationId: string;
  readonly title?: string | undefined;
}

export interface Tallies<Sort extends string> {
  /** Counts one of a sort for an object; `detail` says what it is, and the sentence how many of each there are. */
  note(sort: Sort, object: Noted, detail?: string): void;
  /** One for each sort that was noted, in the order of the sentences. */
  notices(): Notice[];
}

/** Holds counts and a few names of each sort. */
export function createTallies<Sort extends string>(
  sentences: Readonly<Record<Sort, Sentence>>,
): Tallies<Sort> {
  const tallies = new Map<string, Tally>();
  return {
    note(sort, { migrationId, title = '' }, detail) {
      const tally = tallies.get(sort) ?? newTally();
      tallies.set(sort, tally);
      tally.count += 1;
      if (detail !== undefined) tally.details.set(detail, (tally.details.get(detail) ?? 0) + 1);
      if (tally.last === migrationId) return;
      tally.last = migrationId;
      tally.objects += 1;
      if (tally.names.length < NAMED)
        tally.names.push(`"${shortened(title.trim() === '' ? migrationId : title)}"`);
    },
    notices: () =>
      Object.entries<Sentence>(sentences).flatMap(([sort, { code, say }]): Notice[] => {
        const tally = tallies.get(sort);
        return tally === undefined ? [] : [{ severity: 'warning', code, message: readable(say(tally)) }];
      }),
  };
}

function newTally(): Tally {
  return { count: 0, objects: 0, last: undefined, names: [], details: new Map() };
}

function shortened(name: string): string {
  return name.length <= LONGEST_NAME ? name : `${name.slice(0, LONGEST_NAME - 1)}…`;
}
