/** Rewrites the addresses in style sheets and `style` attributes: `url(...)` and `@import "..."`. */

/** Gives the new address, or `undefined` to leave it. */
type Rewrite = (address: string) => string | undefined;

/** Where a style stands: how its text is encoded there, and which quote may be added. */
export interface StylePlace {
  decode(text: string): string;
  encode(text: string): string;
  readonly quote: '"' | "'";
}

/** In a `style` element nothing is encoded. */
export const STYLE_SHEET: StylePlace = { decode: String, encode: String, quote: '"' };

/** A change of the text from `start` to before `end`. */
export interface Change {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Quotes of CSS as they may stand in an attribute of HTML. */
const QUOTE = `"|'|&quot;|&apos;|&#0*3[49];|&#x0*2[27];`;

/**
 * Comments and strings are matched to be passed over. Every part matches to the end of what it began, closed or not:
 * no text is gone through twice.
 */
const PARTS = new RegExp(
  [
    String.raw`\/\*[\s\S]*?(?:\*\/|$)`,
    String.raw`(?<head>\burl\(\s*|@import\s+)(?<quote>${QUOTE})(?<quoted>(?:\\[\s\S]|(?!\k<quote>)[^\\\n])*)(?:\k<quote>)?`,
    String.raw`(?<open>\burl\(\s*)(?<bare>(?:\\[\s\S]|[^\s"'()\\])+)`,
    String.raw`(?<string>${QUOTE})(?:\\[\s\S]|(?!\k<string>)[^\\\n])*`,
  ].join('|'),
  'gi',
);

/** The changes that `rewrite` makes to the addresses of a style, in order. */
export function styleChanges(style: string, place: StylePlace, rewrite: Rewrite): Change[] {
  if (!/url\(|@import/i.test(style)) return [];
  return [...style.matchAll(PARTS)].flatMap(({ 0: whole, index, groups = {} }): Change[] => {
    const { head, open, quote = '', quoted, bare } = groups;
    const written = quoted ?? bare;
    if (written === undefined) return [];
    const address = unescaped(place.decode(written)).trim();
    const changed = address === '' ? undefined : rewrite(address);
    if (changed === undefined || changed === address) return [];
    const start = index + (head ?? open ?? '').length;
    return [{ start, end: index + whole.length, text: place.encode(quotedAddress(changed, quote, place)) }];
  });
}

/** In the quotes it had where they are plain; without any where none are needed. */
function quotedAddress(address: string, quote: string, place: StylePlace): string {
  if (quote === '' && !/[\s"'()\\]/.test(address)) return address;
  const plain = quote === '"' || quote === "'" ? quote : place.quote;
  const escaped = address.replace(/["'\\\n]/g, (character) => `\\${character.charCodeAt(0).toString(16)} `);
  return plain + escaped + plain;
}

/** CSS escapes: a backslash with a code point in hexadecimal digits, or with the character itself. */
function unescaped(text: string): string {
  return text.replace(/\\(?:([\da-f]{1,6})\s?|([\s\S]))/gi, (_, code?: string, character = '') => {
    if (code === undefined) return character === '\n' ? '' : character;
    const point = Number.parseInt(code, 16);
    return point === 0 || point > 0x10ffff ? '\ufffd' : String.fromCodePoint(point);
  });
}
