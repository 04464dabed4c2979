/** What of courses with hostile titles and dangling links comes back otherwise, beside what the ledger tells. */
import type { Difference } from './round-trip.js';

export interface HostileRule {
  readonly rule: string;
  readonly why: string;
  readonly explains: (difference: Difference) => boolean;
}

export const HOSTILE_RULES: readonly HostileRule[] = [
  {
    rule: 'White space round the title of a tool or bank means nothing.',
    why: 'XML is often indented; a reader cannot tell that from a part of the title.',
    explains: ({ kind, field, before, after }) =>
      (kind === 'externalTool' || kind === 'questionBank') &&
      field === 'title' &&
      String(before).trim() === after,
  },
  {
    rule: 'A link that leads nowhere says where it would lead.',
    why: 'A notice of the export names it; it is written as Canvas writes links to what is there.',
    explains: ({ before, after }) =>
      typeof before === 'string' && typeof after === 'string' && pointed(before) === pointed(after),
  },
  {
    rule: 'Characters that XML does not have are gone.',
    why: 'No cartridge can hold them; the ledger says so of the object whose name or text it is.',
    explains: ({ before, after }) =>
      typeof before === 'string' && before !== after && written(before) === written(String(after)),
  },
  {
    rule: 'A question that was kept as it is says what its source says.',
    why: 'The sample is an item without a word, which Canvas takes for a text.',
    explains: ({ kind, field }) =>
      kind === 'question' && ['interaction', 'source', 'sourceType', 'stem'].includes(field),
  },
  {
    rule: 'Any other answer is worth nothing without a word.',
    why: 'It is what every numerical question means.',
    explains: ({ kind, field, before, after }) =>
      kind === 'question' &&
      field === 'answers' &&
      JSON.stringify(before).replace(REST, '') === JSON.stringify(after),
  },
];

const REST = ',{"type":"any","weight":0}';

/** What XML can hold of a text, with the marks of links to nothing. */
const written = (text: string): string =>
  pointed(text)
    .replaceAll(/(?![\t\n\r])\p{Cc}|[\ufffe\uffff]|\p{Cs}/gu, '')
    .trim();

const pointed = (html: string): string => html.replaceAll('$WIKI_REFERENCE$/pages/', 'cartwright:page/');
