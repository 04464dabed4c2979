/**
 * Rewrites the addresses in HTML and leaves every other byte as it was: tags are found by a tokenizer, and only what
 * changes is replaced.
 */
import { QuoteType, Tokenizer, type TokenizerCallbacks } from 'htmlparser2';
import { decodeHtml } from './entities.js';
import { type Change, STYLE_SHEET, type StylePlace, styleChanges } from './rewrite-style.js';

export interface AddressPlace {
  /** Lower case. */
  readonly element: string;
  readonly attribute: string;
  /** Whether what stands there is an address whatever it says. */
  readonly isAddress: boolean;
}

/** Gives the new address, or `undefined` to leave it. The address comes with its entities decoded. */
export type RewriteAddress = (address: string, place: AddressPlace) => string | undefined;

/**
 * Rewrites addresses in attributes (`srcset` candidate by candidate, `srcdoc` as HTML), in styles and in `meta
 * http-equiv="refresh"`. The callback is called once per address, in document order; also for other attributes that
 * might hold one, as `value` of a `param` does: `isAddress` is then false.
 */
export function rewriteAddresses(html: string, rewrite: RewriteAddress): string {
  return rewriteInside(html, { rewrite, depth: 0 });
}

/** Documents inside of documents (`srcdoc`) that are gone into. */
const DEEPEST = 2;

interface Rewriting {
  readonly rewrite: RewriteAddress;
  /** How many documents this one is inside of. */
  readonly depth: number;
}

function rewriteInside(html: string, rewriting: Rewriting): string {
  if (!html.includes('<')) return html;
  return withChanges(html, findChanges(html, rewriting));
}

function withChanges(text: string, changes: readonly Change[]): string {
  if (changes.length === 0) return text;
  const parts: string[] = [];
  let at = 0;
  for (const change of changes) {
    parts.push(text.slice(at, change.start), change.text);
    at = change.end;
  }
  parts.push(text.slice(at));
  return parts.join('');
}

interface Span {
  readonly start: number;
  readonly end: number;
}

function findChanges(html: string, rewriting: Rewriting): Change[] {
  const changes: Change[] = [];
  const ignore = () => undefined;
  let element = '';
  let name = '';
  let value: Span | undefined;
  let style: Span | undefined;
  const spanTo = (known: Span | undefined, start: number, end: number) => ({
    start: known?.start ?? start,
    end,
  });
  const add = (found: readonly Change[]) => {
    for (const change of found) changes.push(change);
  };
  const finishStyle = () => {
    if (style !== undefined) add(changesInSheet(html, style, rewriting));
    style = undefined;
  };
  const tokenizer = new Tokenizer({ decodeEntities: false }, {
    onattribdata: (start, end) => {
      value = spanTo(value, start, end);
    },
    onattribend: (quote) => {
      if (value !== undefined) add(changesInAttribute(html, value, { element, name, quote }, rewriting));
      value = undefined;
    },
    onattribentity: ignore,
    onattribname: (start, end) => {
      name = html.slice(start, end).toLowerCase();
      value = undefined;
    },
    oncdata: ignore,
    onclosetag: () => {
      finishStyle();
      element = '';
    },
    oncomment: ignore,
    ondeclaration: ignore,
    onend: finishStyle,
    onopentagend: ignore,
    onopentagname: (start, end) => {
      element = html.slice(start, end).toLowerCase();
    },
    onprocessinginstruction: ignore,
    onselfclosingtag: ignore,
    ontext: (start, end) => {
      if (element === 'style') style = spanTo(style, start, end);
    },
    ontextentity: ignore,
  } satisfies TokenizerCallbacks);
  tokenizer.write(html);
  tokenizer.end();
  return changes;
}

interface Attribute {
  readonly element: string;
  readonly name: string;
  readonly quote: QuoteType;
}

/** What an attribute holds. Those that are not here may hold an address, where the callback takes it for one. */
const HELD: ReadonlyMap<string, 'address' | 'candidates' | 'style' | 'html'> = new Map([
  ...[
    'href',
    'src',
    'data',
    'poster',
    'background',
    'cite',
    'action',
    'formaction',
    'longdesc',
    'lowsrc',
    'xlink:href',
    'data-href',
    'data-src',
    'data-poster',
    'data-download-url',
    'data-media-src',
    'data-api-endpoint',
  ].map((name) => [name, 'address'] as const),
  ...['srcset', 'imagesrcset', 'data-srcset'].map((name) => [name, 'candidates'] as const),
  ...['style', 'fill', 'stroke', 'filter', 'mask', 'clip-path', 'cursor'].map(
    (name) => [name, 'style'] as const,
  ),
  ['srcdoc', 'html'],
]);

/** No address has none of these: what else stands in attributes is not asked about. */
const SIGNS = /[$%:]/;

function changesInAttribute(
  html: string,
  { start, end }: Span,
  { element, name, quote }: Attribute,
  { rewrite, depth }: Rewriting,
): readonly Change[] {
  const raw = html.slice(start, end);
  const held = HELD.get(name);
  const place = { element, attribute: name, isAddress: held !== undefined };
  const ask = (address: string) => rewrite(address, place);
  const whole = (changed: string | undefined) =>
    changed === undefined ? [] : [{ start, end, text: escapeFor(quote, changed) }];
  switch (held) {
    case 'style':
      return shifted(styleChanges(raw, inAttribute(quote), ask), start);
    case 'candidates':
      return whole(rewriteSourceSet(decodeHtml(raw), ask));
    case 'html': {
      const inner = decodeHtml(raw);
      const changed = depth < DEEPEST ? rewriteInside(inner, { rewrite, depth: depth + 1 }) : inner;
      return whole(changed === inner ? undefined : changed);
    }
    case 'address':
      return whole(rewriteOne(decodeHtml(raw), ask));
    case undefined:
      if (element === 'meta' && name === 'content')
        return whole(rewriteRefresh(decodeHtml(raw), place, rewrite));
      return SIGNS.test(raw) || name === 'value' ? whole(rewriteOne(decodeHtml(raw), ask)) : [];
  }
}

function changesInSheet(html: string, { start, end }: Span, { rewrite }: Rewriting): Change[] {
  const place = { element: 'style', attribute: '', isAddress: true };
  return shifted(
    styleChanges(html.slice(start, end), STYLE_SHEET, (address) => rewrite(address, place)),
    start,
  );
}

function shifted(changes: readonly Change[], by: number): Change[] {
  return changes.map(({ start, end, text }) => ({ start: start + by, end: end + by, text }));
}

type Ask = (address: string) => string | undefined;

function rewriteOne(value: string, ask: Ask): string | undefined {
  const address = value.trim();
  const changed = address === '' ? undefined : ask(address);
  return changed === address ? undefined : changed;
}

/** `a.png 1x, b.png 2x`: commas inside an address are told from separators by the space after them. */
function rewriteSourceSet(value: string, ask: Ask): string | undefined {
  let isChanged = false;
  const candidates = value.split(/,\s+/).map((candidate) => {
    const [, address = '', descriptor = ''] = /^\s*(\S+)(.*)$/s.exec(candidate) ?? [];
    const replaced = address === '' ? undefined : ask(address);
    if (replaced === undefined || replaced === address) return candidate;
    isChanged = true;
    return replaced + descriptor;
  });
  return isChanged ? candidates.join(', ') : undefined;
}

/** `5; url=page.html`: what comes before the address stays as it is; any other metadata is no address. */
function rewriteRefresh(value: string, place: AddressPlace, rewrite: RewriteAddress): string | undefined {
  const [, head, address = ''] = /^(\s*[\d.]+\s*[;,]\s*url\s*=\s*["']?)([^"']+)/i.exec(value) ?? [];
  if (head === undefined) return rewriteOne(value, (whole) => rewrite(whole, place));
  const changed = rewriteOne(address, (one) => rewrite(one, { ...place, isAddress: true }));
  return changed === undefined ? undefined : head + changed + value.slice(head.length + address.length);
}

/** A style is changed where it stands, so that all around its addresses stays byte for byte. */
function inAttribute(quote: QuoteType): StylePlace {
  const encode = (text: string) => text.replaceAll('&', '&amp;');
  if (quote === QuoteType.Single)
    return { decode: decodeHtml, encode: (text) => encode(text).replaceAll("'", '&#39;'), quote: '"' };
  if (quote === QuoteType.Double)
    return { decode: decodeHtml, encode: (text) => encode(text).replaceAll('"', '&quot;'), quote: "'" };
  const spaced = (text: string) => encode(text).replaceAll('>', '&gt;').replaceAll(/\s/g, '&#32;');
  return { decode: decodeHtml, encode: spaced, quote: "'" };
}

function escapeFor(quote: QuoteType, text: string): string {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll("'", '&#39;');
  return quote === QuoteType.Unquoted ? `"${escaped}"` : escaped;
}
