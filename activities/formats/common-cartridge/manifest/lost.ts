/** What was not read of an element, as short phrases for the ledger. */
import { isElement, type Leftover, leftovers, type XmlElement } from '../../xml/tree.js';

const LONGEST_VALUE = 40;
/** Far more than any real element needs; what is hostile stays small. */
const MOST_PHRASES = 200;

/** Hints for validators, in whatever namespace: drafts of XML Schema are still seen. */
const IDLE_ATTRIBUTES = /\/@(schemaLocation|noNamespaceSchemaLocation)$/;

/** One phrase for each thing that was not read below an element, without the element's own name. */
export function lostOf(element: XmlElement, except: (leftover: Leftover) => boolean = () => false): string[] {
  const phrases = leftovers(element)
    .filter((leftover) => !IDLE_ATTRIBUTES.test(leftover.path) && !except(leftover))
    .map((leftover) => phraseOf(leftover, element.name));
  return atMost([...new Set(phrases)]);
}

/** One phrase for each attribute of the element that was not read. Its children are not looked at. */
export function lostAttributes(element: XmlElement): string[] {
  return lostOf({ ...element, children: [] });
}

/** One phrase for each text that stands in the element itself. Its attributes and child elements are not looked at. */
export function lostTexts(element: XmlElement): string[] {
  const texts = element.children.filter((node) => !isElement(node));
  if (texts.length === 0) return [];
  return lostOf({ ...element, attributes: new Map(), children: texts });
}

function phraseOf({ path, kind, value }: Leftover, root: string): string {
  const place = path === root ? kind : path.slice(root.length + 1);
  const shown = value.length > LONGEST_VALUE ? `${value.slice(0, LONGEST_VALUE)}…` : value;
  return shown === '' || kind === 'element' ? place : `${place} "${shown}"`;
}

/** The first of many phrases, and how many more there are. */
export function atMost(phrases: string[]): string[] {
  if (phrases.length <= MOST_PHRASES) return phrases;
  return [...phrases.slice(0, MOST_PHRASES), `${phrases.length - MOST_PHRASES} more`];
}
