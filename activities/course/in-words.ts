/** Objects as people read of them in sentences: `discussion topic "Week 1"`. */
import type { IndexLine } from './course-index.js';
import type { ObjectKind } from './model/common.js';

/** Characters of a title; endless ones are cut, as they are in the API's issues. */
const LONGEST = 150;

type Named = Pick<IndexLine, 'kind' | 'title' | 'migrationId'>;

/** Kind and title, or what stands for a title that is empty. */
export function objectInWords({ kind, title, migrationId }: Named): string {
  const name = title.trim() === '' ? migrationId : title;
  return `${kindInWords(kind)} "${name.length > LONGEST ? `${name.slice(0, LONGEST - 1)}…` : name}"`;
}

/** `discussionTopic` in words. */
export function kindInWords(kind: ObjectKind): string {
  return camelCaseInWords(kind);
}

export function camelCaseInWords(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

/** A sentence begins with it. */
export function capitalized(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
