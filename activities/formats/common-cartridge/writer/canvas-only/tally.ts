/**
 * What stands in the files of Canvas only: nothing of it is lost to programs that read these, but those that read plain
 * Common Cartridges do not get it. It is counted while the export is written, and told in one sentence for each sort.
 */
import type { Notice } from '../../../../course/ledger.js';
import { readable } from '../../../../readable.js';
import { type CanvasOnlySort, SENTENCES, type Tally } from './sentences.js';

/** How many names a sentence gives, and how many characters of each. */
const NAMED = 3;
const LONGEST_NAME = 80;

interface Noted {
  readonly migrationId: string;
  readonly title?: string | undefined;
}

export interface CanvasOnly {
  /** Counts one of a sort for an object; `detail` says what it is, and the sentence how many of each there are. */
  note(sort: CanvasOnlySort, object: Noted, detail?: string): void;
  /** One for each sort that was noted. */
  notices(): Notice[];
}

/** Holds counts and a few names of each sort. */
export function createCanvasOnly(): CanvasOnly {
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
      Object.entries(SENTENCES).flatMap(([sort, { code, say }]): Notice[] => {
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
