/** A page of web content: what is shown of it, and what of its head a page of a course has no place for. */
import { Parser } from 'htmlparser2';
import { withoutNul } from '../html/nul.js';

export interface HtmlDocument {
  readonly title?: string;
  readonly language?: string;
  /** Where relative links start from, if the page says so. */
  readonly base?: string;
  /** What stands between the body's tags, byte for byte; without them, everything behind the head. */
  readonly body: string;
  /** Styles, scripts, metadata and attributes that are not in `body`, one phrase each. */
  readonly lost: readonly string[];
}

interface HeadReading {
  title?: string;
  language?: string;
  base?: string;
  /** Inside html or head: styles and scripts are then the head's, and not the start of a fragment. */
  isDocument: boolean;
  /** Whether anything of a head was there; without it the text begins at its first character. */
  hasHead: boolean;
  readonly lost: Set<string>;
}

/** Reads an HTML file; it may be a fragment without html, head and body. */
export function readHtmlDocument(written: string): HtmlDocument {
  const { html, lost } = withoutNul(written);
  const head: HeadReading = { isDocument: false, hasHead: false, lost: new Set(lost) };
  const body = bodyOf(html, readHead(html, head));
  const title = head.title?.replace(/\s+/g, ' ').trim();
  return {
    ...(title === undefined || title === '' ? {} : { title }),
    ...(head.language === undefined ? {} : { language: head.language }),
    ...(head.base === undefined ? {} : { base: head.base }),
    body,
    lost: [...head.lost],
  };
}

/** Elements whose text is not shown. */
const SILENT = new Set(['title', 'style', 'script']);

/** Reads up to the body; answers where that begins. */
function readHead(html: string, head: HeadReading): number {
  let start: number | undefined;
  let silent: string | undefined;
  const begin = (at: number) => {
    start = head.hasHead ? at : 0;
    parser.pause();
  };
  const parser = new Parser({
    onopentag: (name, attributes) => {
      if (start !== undefined) return;
      const take = HEAD_ELEMENTS.get(name);
      const belongs = take !== undefined && (head.isDocument || !FRAGMENT_STARTS.has(name));
      if (!belongs) return begin(parser.startIndex);
      head.hasHead = true;
      take(attributes, head);
      if (name === 'body') return begin(parser.endIndex + 1);
      if (SILENT.has(name)) silent = name;
    },
    ontext: (text) => {
      if (start !== undefined) return;
      if (silent === 'title') head.title = (head.title ?? '') + text;
      else if (silent === undefined && text.trim() !== '') begin(parser.startIndex);
    },
    onclosetag: (name) => {
      if (name === silent) silent = undefined;
    },
    onprocessinginstruction: () => {
      head.hasHead = true;
    },
  });
  parser.write(html);
  if (start === undefined) parser.end();
  return start ?? html.length;
}

type TakeAttributes = (attributes: Readonly<Record<string, string>>, head: HeadReading) => void;

/** Elements that may also be the first of a fragment. */
const FRAGMENT_STARTS = new Set(['style', 'script', 'link']);

const HEAD_ELEMENTS: ReadonlyMap<string, TakeAttributes> = new Map<string, TakeAttributes>([
  [
    'html',
    (attributes, head) => {
      head.isDocument = true;
      const language = (attributes.lang ?? attributes['xml:lang'])?.trim();
      if (language) head.language = language;
      loseAttributes('html', attributes, /^(lang|xml:lang|xmlns.*|version)$/, head);
    },
  ],
  [
    'head',
    (_, head) => {
      head.isDocument = true;
    },
  ],
  ['title', () => undefined],
  [
    'base',
    ({ href = '' }, head) => {
      if (href !== '') head.base ??= href;
    },
  ],
  ['meta', loseMeta],
  [
    'link',
    ({ rel = '', href = '' }, head) =>
      void head.lost.add(`${/stylesheet/i.test(rel) ? 'stylesheet' : `link ${rel}`.trim()} "${href}"`),
  ],
  ['style', (_, head) => void head.lost.add('style')],
  ['script', ({ src }, head) => void head.lost.add(src === undefined ? 'script' : `script "${src}"`)],
  ['body', (attributes, head) => loseAttributes('body', attributes, /^$/, head)],
]);

/** Metadata that says nothing a course does not know: how the file is stored, and what wrote it. */
const IDLE_META = /^(viewport|generator|progid|originator|content-\w+-?\w*|x-ua-compatible|robots)$/i;

function loseMeta(attributes: Readonly<Record<string, string>>, head: HeadReading): void {
  const name = attributes.name ?? attributes.property ?? attributes['http-equiv'];
  if (name !== undefined && !IDLE_META.test(name) && attributes.content?.trim())
    head.lost.add(`meta "${name}"`);
}

function loseAttributes(
  element: string,
  attributes: Readonly<Record<string, string>>,
  kept: RegExp,
  head: HeadReading,
): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (!kept.test(name) && value.trim() !== '') head.lost.add(`${element} ${name} "${value}"`);
  }
}

/** Up to the last end tag of the body, or of the page where there is none; without the line breaks around it. */
function bodyOf(html: string, start: number): string {
  const rest = html.slice(start);
  const end = lastIndexOf(rest, /<\/body\s*>/gi) ?? lastIndexOf(rest, /<\/html\s*>/gi);
  return rest.slice(0, end).replace(/^(\r?\n)+|(\r?\n)+$/g, '');
}

function lastIndexOf(text: string, pattern: RegExp): number | undefined {
  return [...text.matchAll(pattern)].at(-1)?.index;
}
