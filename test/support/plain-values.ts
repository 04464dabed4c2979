/** When two values of a field say the same, as far as a cartridge without a word of Canvas can. */
import { decodeIdentifier } from '../../activities/formats/common-cartridge/encoded-identifiers.js';
import { questionLossIsTold } from './question-losses.js';

/** The format of the extension for a way to hand in work; `undefined` where it has none. */
export function formatOf(type: string): string | undefined {
  return FORMATS[type];
}

const FORMATS: Readonly<Record<string, string>> = {
  onlineText: 'onlineText',
  onlineUrl: 'onlineUrl',
  onlineUpload: 'onlineUpload',
  mediaRecording: 'onlineUpload',
};

export const isJson = (value: unknown, expected: object): boolean =>
  JSON.stringify(value) === JSON.stringify(expected);
export const typeOf = (value: unknown): unknown => (value as { type?: unknown } | undefined)?.type;

const PROFILE_PHRASES: readonly (readonly [phrase: RegExp, field: string])[] = [
  [/^partial credit|^the answer |^white space round/, 'answers'],
  [/^characters that XML cannot hold/, 'stem'],
  [/^the feedback /, 'feedback'],
  [/^its .* points$/, 'points'],
];

export function profileLossIsTold(field: string, lost: readonly string[]): boolean {
  return (
    questionLossIsTold(field, lost) ||
    PROFILE_PHRASES.some(([phrase, told]) => told === field && lost.some((what) => phrase.test(what)))
  );
}

/** Neither the white space nor the characters that XML does not have; an item loses these as its own ledger entry says. */
export const inWords = (title: unknown): string =>
  String(title)
    .replaceAll(/(?![\t\n\r])\p{Cc}|[\ufffe\uffff]/gu, '')
    .trim()
    .replaceAll(/\s+/g, ' ');

/** Right texts without what is understood; nothing for answers of other kinds. */
export function plainTexts(answers: unknown): string | undefined {
  if (!Array.isArray(answers) || answers.some((answer) => typeof answer.text !== 'string')) return undefined;
  const plain = answers.map(({ text, match = 'exact', weight, caseSensitive }) => [
    text,
    match,
    weight,
    caseSensitive,
  ]);
  return JSON.stringify(plain);
}

const LINK = /(?:cartwright:\w+|\$CANVAS_OBJECT_REFERENCE\$\/\w+|\$WIKI_REFERENCE\$\/pages)\/([^"\\?#<]*)/g;

/** Links by the name of their target, whatever the kind and form of the link. */
export function kindless(value: unknown): string {
  return (JSON.stringify(value) ?? '').replaceAll(
    LINK,
    (_, name: string) => `to:${withoutCodes(decodeURIComponent(name))}`,
  );
}

/** Identifiers that were encoded, as they were; those of objects that became others are not given back by the reader. */
export function withoutCodes(text: string): string {
  return text.replaceAll(/cw\.\w+\.[\w.-]+/g, (word) => decodeIdentifier(word)?.migrationId ?? word);
}
