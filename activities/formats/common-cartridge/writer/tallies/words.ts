/** The words that sentences about many objects share. */
import { camelCaseInWords } from '../../../../course/in-words.js';
import type { Tally } from './tally.js';

/** `12 quizzes ("Final", "Week 3", "Week 4" and 9 more)`. */
export function named({ objects, names }: Tally, one: string, many: string): string {
  const more = objects > names.length ? ` and ${objects - names.length} more` : '';
  return `${counted(objects, one, many)} (${names.join(', ')}${more})`;
}

/** `3 matching, 2 numerical`, the most frequent first. */
export function listed({ details }: Tally): string {
  return [...details]
    .toSorted(([a, many], [b, more]) => more - many || (a < b ? -1 : 1))
    .map(([detail, count]) => `${count} ${detail}`)
    .join(', ');
}

export function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** `12 quizzes, 1 module`. */
export function listedKinds({ details }: Tally): string {
  return [...details].map(([kind, count]) => counted(count, ...formsOf(kind))).join(', ');
}

function formsOf(kind: string): readonly [one: string, many: string] {
  const one = camelCaseInWords(kind);
  return [one, kind === 'quiz' ? 'quizzes' : `${one}s`];
}
