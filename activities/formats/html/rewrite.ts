/**
 * Rewrites the addresses in HTML and leaves every other byte as it was: tags are found by a tokenizer, and only the
 * attribute values that change are replaced.
 */
import { QuoteType, Tokenizer, type TokenizerCallbacks } from 'htmlparser2';
import { decodeHtml } from './entities.js';

/** Attributes that hold one address. */
const ADDRESSES = new Set([
  'href',
  'src',
  'data',
  'poster',
  'background',
  'cite',
  'action',
  'longdesc',
  'value',
  'xlink:href',
  'data-download-url',
  'data-media-src',
  'data-api-endpoint',
]);

export interface AddressPlace {
  /** Lower case. */
  readonly element: string;
  readonly attribute: string;
}

/** Gives the new address, or `undefined` to leave it. The address comes with its entities decoded. */
export type RewriteAddress = (address: string, place: AddressPlace) => string | undefined;

interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * Rewrites addresses in attributes (`srcset` candidate by candidate). The callback is called once per address, in
 * document order. `value` holds an address only where the callback takes it for one.
 */
export function rewriteAddresses(html: string, rewrite: RewriteAddress): string {
  if (!html.includes('<')) return html;
  const splices = findSplices(html, rewrite);
  if (splices.length === 0) return html;
  const parts: string[] = [];
  let at = 0;
  for (const { start, end, text } of splices) {
    parts.push(html.slice(at, start), text);
    at = end;
  }
  parts.push(html.slice(at));
  return parts.join('');
}

function findSplices(html: string, rewrite: RewriteAddress): Splice[] {
  const splices: Splice[] = [];
  const ignore = () => undefined;
  let element = '';
  let name = '';
  let value: { start: number; end: number } | undefined;
  const note = (start: number, end: number) => {
    value = { start: value?.start ?? start, end };
  };
  const finish = (quote: QuoteType) => {
    if (value === undefined) return;
    const { start, end } = value;
    value = undefined;
    const changed = rewriteAttribute(html.slice(start, end), { element, attribute: name }, rewrite);
    if (changed === undefined) return;
    const text = escapeFor(quote, changed);
    splices.push({ start, end, text });
  };
  const tokenizer = new Tokenizer({ decodeEntities: false }, {
    onattribdata: note,
    onattribend: finish,
    onattribentity: ignore,
    onattribname: (start, end) => {
      name = html.slice(start, end).toLowerCase();
      value = undefined;
    },
    oncdata: ignore,
    onclosetag: ignore,
    oncomment: ignore,
    ondeclaration: ignore,
    onend: ignore,
    onopentagend: ignore,
    onopentagname: (start, end) => {
      element = html.slice(start, end).toLowerCase();
    },
    onprocessinginstruction: ignore,
    onselfclosingtag: ignore,
    ontext: ignore,
    ontextentity: ignore,
  } satisfies TokenizerCallbacks);
  tokenizer.write(html);
  tokenizer.end();
  return splices;
}

function rewriteAttribute(raw: string, place: AddressPlace, rewrite: RewriteAddress): string | undefined {
  if (place.attribute === 'srcset') return rewriteSourceSet(decodeHtml(raw), place, rewrite);
  if (!ADDRESSES.has(place.attribute)) return undefined;
  const address = decodeHtml(raw).trim();
  const changed = address === '' ? undefined : rewrite(address, place);
  return changed === address ? undefined : changed;
}

/** `a.png 1x, b.png 2x`: commas inside an address are told from separators by the space after them. */
function rewriteSourceSet(value: string, place: AddressPlace, rewrite: RewriteAddress): string | undefined {
  let changed = false;
  const candidates = value.split(/,\s+/).map((candidate) => {
    const [, address = '', descriptor = ''] = /^\s*(\S+)(.*)$/s.exec(candidate) ?? [];
    const replaced = address === '' ? undefined : rewrite(address, place);
    if (replaced === undefined || replaced === address) return candidate;
    changed = true;
    return replaced + descriptor;
  });
  return changed ? candidates.join(', ') : undefined;
}

function escapeFor(quote: QuoteType, text: string): string {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll("'", '&#39;');
  return quote === QuoteType.Unquoted ? `"${escaped}"` : escaped;
}
