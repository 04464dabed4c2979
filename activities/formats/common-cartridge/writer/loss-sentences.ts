/** Says in words what an object of an export lost, and why. */
import type { IndexLine } from '../../../course/course-index.js';
import { camelCaseInWords, capitalized, objectInWords } from '../../../course/in-words.js';
import { readable } from '../../../readable.js';
import type { Loss } from './loss.js';
import { TOLD_LOSSES } from './losses-told.js';
import type { CartridgeVersion } from './versions.js';

export interface LostObject {
  readonly line: IndexLine;
  /** Where it is in the package; empty when it is nowhere. */
  readonly path: string;
  /** Names of fields of the model, and phrases that begin with one. */
  readonly lost: readonly string[];
  /** What it has become, as a sentence. */
  readonly message?: string | undefined;
}

/** `wiki_content/welcome.html: page "Welcome": not carried over: metadata. Resources of version 1.1 can only ...` */
export function lossSentence(object: LostObject, version: CartridgeVersion): string {
  const { line, path, lost, message } = object;
  const place = path === '' ? '' : `${path}: `;
  if (lost.length === 0) return readable(place + message);
  const list = `not carried over: ${lost.map(inWords).join('; ')}.`;
  const said = message === undefined ? `${objectInWords(line)}: ${list}` : `${message} ${capitalized(list)}`;
  return readable([place + said, ...reasonsOf(object, version)].join(' '));
}

/** What the table of losses says of the fields, each reason once. */
function reasonsOf({ line, lost }: LostObject, version: CartridgeVersion): Set<string> {
  const found = lost.map((phrase) => lossOf(line, fieldOf(phrase), version));
  return new Set(found.flatMap((loss) => (loss === undefined ? [] : [loss.text])));
}

/** The row that speaks of the field of such an object most precisely. */
function lossOf(line: IndexLine, field: string, version: CartridgeVersion): Loss | undefined {
  return TOLD_LOSSES.filter(
    ({ kinds, fields, versions, nested }) =>
      kinds.includes(line.kind) &&
      fields.includes(field) &&
      versions?.includes(version) !== false &&
      (nested !== true || line.parent !== undefined),
  ).toSorted((one, other) => precision(other) - precision(one))[0];
}

function precision({ nested, versions }: Loss): number {
  if (nested === true) return 2;
  return versions === undefined ? 0 : 1;
}

function fieldOf(phrase: string): string {
  return /^\w+/.exec(phrase)?.[0] ?? phrase;
}

/** Fields of which the name alone says little. */
const FIELDS: Readonly<Record<string, string>> = {
  html: 'text',
  instructorHtml: 'text for instructors',
  content: 'what it shows',
  behaviour: 'the way questions behave',
  caseItemUri: 'CASE addresses',
};

/** A phrase with its field in words. */
function inWords(phrase: string): string {
  return phrase.replace(/^\w+/, (field) => FIELDS[field] ?? camelCaseInWords(field));
}
