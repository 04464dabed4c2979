/** Writes XML as text: escaping, and elements as template functions. Nothing here builds a tree. */

/** What XML 1.0 cannot hold at all, lone surrogates included. */
const FORBIDDEN = new RegExp(
  [
    '[\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\ufffe\\uffff]',
    '[\\ud800-\\udbff](?![\\udc00-\\udfff])',
    '(?<![\\ud800-\\udbff])[\\udc00-\\udfff]',
  ].join('|'),
  'g',
);

const TEXT: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '&#13;' };
const ATTRIBUTE: Readonly<Record<string, string>> = { ...TEXT, '"': '&quot;', '\n': '&#10;', '\t': '&#9;' };

/** The text without the characters that no XML document can hold. */
export function withoutForbidden(text: string): string {
  return text.replace(FORBIDDEN, '');
}

/** Text content. Characters XML cannot hold are left out. */
export function escapeText(text: string): string {
  return withoutForbidden(text).replace(/[&<>\r]/g, (character) => TEXT[character] ?? character);
}

/** An attribute's value, for use in double quotes. */
export function escapeAttribute(text: string): string {
  return withoutForbidden(text).replace(/[&<>"\r\n\t]/g, (character) => ATTRIBUTE[character] ?? character);
}

/** Whether a text holds characters that no XML document can hold. */
export function hasForbiddenCharacters(text: string): boolean {
  FORBIDDEN.lastIndex = 0;
  return FORBIDDEN.test(text);
}

export type XmlAttributes = Readonly<Record<string, string | number | boolean | undefined>>;

/** Finished XML, as opposed to text that is still to be escaped. */
export interface Markup {
  readonly xml: string;
}

export type XmlContent = Markup | string | number | boolean | undefined | readonly XmlContent[];

/** An element: attributes and children that are `undefined` are left out; texts are escaped. */
export function xml(name: string, attributes: XmlAttributes = {}, ...content: readonly XmlContent[]): Markup {
  const inner = content.map(render).join('');
  const head = openTag(name, attributes);
  return { xml: inner === '' ? `${head.slice(0, -1)}/>` : `${head}${inner}</${name}>` };
}

/** An element with text, or nothing when there is no text to write. */
export function optionalXml(name: string, text: string | number | boolean | undefined): Markup | undefined {
  return text === undefined ? undefined : xml(name, {}, text);
}

/** `<name a="b">`, for documents that are written as a stream. */
export function openTag(name: string, attributes: XmlAttributes = {}): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${escapeAttribute(String(value))}"`);
  return `<${name}${written.join('')}>`;
}

export const XML_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n';

function render(content: XmlContent): string {
  if (content === undefined) return '';
  if (Array.isArray(content)) return content.map(render).join('');
  if (typeof content === 'object' && 'xml' in content) return content.xml;
  return escapeText(String(content));
}
