/** Where elements and attributes lie in a text that may be XML or HTML, sound or not. */

export interface ElementSpan {
  readonly name: string;
  readonly start: number;
  /** Behind the start tag. */
  readonly opened: number;
  /** Before the end tag; as `opened` when there is no content. */
  readonly closing: number;
  readonly end: number;
}

export interface AttributeSpan {
  readonly name: string;
  readonly value: string;
  /** Of the whole attribute with the space before it. */
  readonly start: number;
  readonly end: number;
  /** Of the value inside its quotes. */
  readonly from: number;
  readonly to: number;
}

const TAG = /<(\/?)([A-Za-z_][\w.:-]*)((?:[^<>"']|"[^"]*"|'[^']*')*)>/g;
const ATTRIBUTE = /\s+([A-Za-z_][\w.:-]*)\s*=\s*("[^"]*"|'[^']*')/g;

/** In the order in which they end. */
export function elementsOf(text: string): ElementSpan[] {
  const spans: ElementSpan[] = [];
  const open: { name: string; start: number; opened: number }[] = [];
  for (const { 0: tag, 1: slash, 2: name = '', index } of text.matchAll(TAG)) {
    const end = index + tag.length;
    if (slash === '/') {
      const at = open.findLastIndex((one) => one.name === name);
      const [found] = at < 0 ? [] : open.splice(at);
      if (found !== undefined) spans.push({ ...found, closing: index, end });
    } else if (tag.endsWith('/>')) spans.push({ name, start: index, opened: end, closing: end, end });
    else open.push({ name, start: index, opened: end });
  }
  return spans;
}

export function attributesOf(text: string, { start, opened }: ElementSpan): AttributeSpan[] {
  return [...text.slice(start, opened).matchAll(ATTRIBUTE)].map((match) => {
    const { 0: whole, 1: name = '', 2: quoted = '""' } = match;
    const end = start + match.index + whole.length;
    return {
      name,
      value: quoted.slice(1, -1),
      start: start + match.index,
      end,
      from: end - quoted.length + 1,
      to: end - 1,
    };
  });
}
