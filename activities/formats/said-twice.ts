/** Two descriptions of one object: what the second adds, and what it says otherwise. */
import { isDeepStrictEqual } from 'node:util';
import { withoutForbidden } from './xml/write.js';

const LONGEST_VALUE = 40;

/** What is kept for a platform is joined element by element. */
const DEEP: ReadonlySet<string> = new Set(['extensions', 'canvas']);

export interface Joined<Fields> {
  readonly fields: Fields;
  /** What the second says otherwise, one phrase each. */
  readonly otherwise: readonly string[];
}

/** Takes from `second` what `first` is silent about; where they differ, `first` is believed. */
export function joinSaid<Fields extends object>(first: Fields, second: Fields): Joined<Fields> {
  const fields = { ...first } as Record<string, unknown>;
  const otherwise: string[] = [];
  for (const [name, value] of Object.entries(second)) {
    const said = fields[name];
    if (value === undefined || isDeepStrictEqual(said, value)) continue;
    if (said === undefined) fields[name] = value;
    else if (DEEP.has(name)) {
      const joined = joinSaid(said as object, value as object);
      fields[name] = joined.fields;
      otherwise.push(...joined.otherwise);
    } else otherwise.push(phraseOf(name, value));
  }
  return { fields: fields as Fields, otherwise };
}

/** A name with the beginning of its value, for the ledger. */
export function phraseOf(name: string, value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  return `${name} "${text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text}"`;
}

/** The phrase for a name that is none of those that are kept; of what is absent there is none. */
export function saidOtherwise(
  name: string,
  said: string | undefined,
  kept: readonly (string | undefined)[],
): string[] {
  return said === undefined || said === '' || kept.includes(said) ? [] : [phraseOf(name, said)];
}

/** Whether two texts are the same but for their white space, and for what only one that is not XML can hold. */
export function isSameText(one: string, other: string): boolean {
  return comparable(one) === comparable(other);
}

function comparable(text: string): string {
  return withoutForbidden(text).replace(/\s+/g, ' ').trim();
}
