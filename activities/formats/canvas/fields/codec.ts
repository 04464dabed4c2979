/** Codecs: what the text of an element means, both ways. One codec per kind of value. */
import type { Reference } from '../../../course/model/common.js';
import { formatTime, formatTimeInWords, parseTime } from './time.js';

/** What a value is read with. */
export interface ReadScope {
  /** Translates the package's links in HTML into those of the model. */
  rewriteHtml(html: string): string;
}

/** What a value is written with. */
export interface WriteScope {
  identifier(target: Reference): string;
  rewriteHtml(html: string): string;
}

export interface Codec<Value> {
  /** The value, or `undefined` when the text is none: it is then kept word for word. Never called with blank text. */
  read(text: string, scope: ReadScope): Value | undefined;
  /** The text; reading it gives the value again. `undefined` when another element of the table holds this value. */
  write(value: Value, scope: WriteScope): string | undefined;
  /** Several texts mean the same value: what was read is kept beside it and written again while it still fits. */
  readonly spellings?: true;
}

export const text: Codec<string> = { read: (value) => value, write: (value) => value };

export const html: Codec<string> = {
  read: (value, scope) => scope.rewriteHtml(value),
  write: (value, scope) => scope.rewriteHtml(value),
};

export const number: Codec<number> = {
  read: (value) => finite(Number(value)),
  write: String,
};

export const integer: Codec<number> = {
  read: (value) => (Number.isSafeInteger(Number(value)) ? Number(value) : undefined),
  write: String,
};

function finite(value: number): number | undefined {
  return Number.isFinite(value) ? value : undefined;
}

const TRUTH: ReadonlyMap<string, boolean> = new Map([
  ...['true', 't', 'yes', 'on', '1'].map((word) => [word, true] as const),
  ...['false', 'f', 'no', 'off', '0'].map((word) => [word, false] as const),
]);

export const boolean: Codec<boolean> = {
  read: (value) => TRUTH.get(value.trim().toLowerCase()),
  write: String,
};

export const time: Codec<string> = { read: parseTime, write: formatTime };

/** A time that Canvas writes with its zone. */
export const timeInWords: Codec<string> = { read: parseTime, write: formatTimeInWords };

/** A calendar day; a time of day behind it is cut. */
export const day: Codec<string> = {
  read: (value) => parseTime(value)?.slice(0, 10),
  write: (value) => value,
  spellings: true,
};

/** The identifier of an object of one kind. */
export function referenceTo(kind: Reference['kind']): Codec<Reference> {
  return {
    read: (value) => ({ kind, migrationId: value.trim() }),
    write: (value, scope) => scope.identifier(value),
  };
}

/** As `referenceTo`, where the model has either a reference or something else. */
export function referenceOr<Other extends object>(kind: Reference['kind']): Codec<Reference | Other> {
  return {
    read: (value) => ({ kind, migrationId: value.trim() }),
    write: (value, scope) => (isReference(value) ? scope.identifier(value) : undefined),
  };
}

/** What else there may be: an object with one text. */
export function insteadOfReference<Name extends string>(
  name: Name,
): Codec<Reference | { [Key in Name]: string }> {
  return {
    read: (value) => ({ [name]: value.trim() }) as { [Key in Name]: string },
    write: (value) => (isReference(value) ? undefined : value[name]),
  };
}

function isReference(value: Reference | object): value is Reference {
  return 'migrationId' in value;
}

/** A closed list of words: the model's on the left, Canvas's on the right. */
export function words<Value extends string>(names: Readonly<Record<Value, string>>): Codec<Value> {
  const entries = Object.entries(names) as [Value, string][];
  const byWord = new Map(entries.map(([value, word]) => [word, value]));
  return { read: (word) => byWord.get(word.trim()), write: (value) => names[value] };
}

/** Several words with commas between them. A word that is not of the list stays in the spelling that is kept. */
export function wordList<Value extends string>(names: Readonly<Record<Value, string>>): Codec<Value[]> {
  const word = words(names);
  return {
    read: (list, scope) =>
      list
        .split(',')
        .map((name) => word.read(name, scope))
        .filter((value) => value !== undefined),
    write: (values) => values.map((value) => names[value]).join(','),
    spellings: true,
  };
}

/** Texts with commas between them. */
export const textList: Codec<string[]> = {
  read: (list) =>
    list
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== ''),
  write: (values) => values.join(','),
  spellings: true,
};

/** JSON inside an element. */
export function jsonOf<Value>(accept: (value: unknown) => Value | undefined): Codec<Value> {
  return {
    read: (value) => {
      try {
        return accept(JSON.parse(value));
      } catch {
        return undefined;
      }
    },
    write: (value) => JSON.stringify(value).replace(/[\ufffe\uffff]/g, escapeInJson),
    spellings: true,
  };
}

/** Characters JSON takes as they are and XML cannot hold. */
function escapeInJson(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16)}`;
}

/** Words for yes and no; any other word counts as `other` and is kept. */
export function state(yes: string, no: string, other: boolean): Codec<boolean> {
  return {
    read: (word) => (word === yes ? true : word === no ? false : other),
    write: (value) => (value ? yes : no),
    spellings: true,
  };
}
