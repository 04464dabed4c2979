/**
 * The one link scheme of the model: `cartwright:<kind>/<migration id>[?query][#fragment]` for an object of the same
 * course, `cartwright:course/<place>` for a place in it (`syllabus`, `modules`, `files` ...). Readers translate their
 * format's tokens into it, writers out of it. Link text that resolves to nothing stays as it was authored.
 */
import { OBJECT_KINDS, type ObjectKind, type Reference } from './model/common.js';

const SCHEME = 'cartwright:';
const KINDS = new Set<string>(OBJECT_KINDS);

export interface CourseLink extends Reference {
  /** With its `?`, or empty. */
  readonly query: string;
  /** With its `#`, or empty. */
  readonly fragment: string;
}

/** Writes a link. `suffix` is a query and fragment, kept as given. */
export function formatLink(target: Reference, suffix = ''): string {
  return `${SCHEME}${target.kind}/${encodeSegment(target.migrationId)}${suffix}`;
}

/** Percent-encoded, also where a quote or parenthesis would end the attribute or style that holds the link. */
function encodeSegment(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16)}`,
  );
}

/** Reads a link; `undefined` for any other address. */
export function parseLink(address: string): CourseLink | undefined {
  if (!address.startsWith(SCHEME)) return undefined;
  const match = /^([A-Za-z]+)\/([^?#]+)(\?[^#]*)?(#.*)?$/s.exec(address.slice(SCHEME.length));
  if (match === null) return undefined;
  const [, kind = '', id = '', query = '', fragment = ''] = match;
  if (!KINDS.has(kind)) return undefined;
  try {
    return { kind: kind as ObjectKind, migrationId: decodeURIComponent(id), query, fragment };
  } catch {
    return undefined;
  }
}

/** Up to where an attribute, an entity, a style or a list of addresses goes on. */
const LINK_IN_TEXT = /cartwright:([A-Za-z]+)\/([^\s"'<>?#&,;()\\]+)/g;

/** Every object that a text (HTML or an address) links to, in order, doubles included. */
export function linksIn(text: string): Reference[] {
  if (!text.includes(SCHEME)) return [];
  const links: Reference[] = [];
  for (const [address] of text.matchAll(LINK_IN_TEXT)) {
    const link = parseLink(address);
    if (link !== undefined) links.push({ kind: link.kind, migrationId: link.migrationId });
  }
  return links;
}

/** The text with its links changed; the link stays as it is where `change` answers `undefined`. */
export function changeLinks(text: string, change: (link: CourseLink) => Reference | undefined): string {
  if (!text.includes(SCHEME)) return text;
  return text.replaceAll(LINK_IN_TEXT, (address) => {
    const link = parseLink(address);
    const target = link === undefined ? undefined : change(link);
    return target === undefined ? address : formatLink(target);
  });
}
