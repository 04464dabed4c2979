/** Names what was not read of an element, in short phrases for the ledger. */
import { type Leftover, leftovers, type XmlElement } from '../../xml/tree.js';
import { takeHarmless } from './harmless.js';

const LONGEST = 60;

/** One phrase for each thing inside an element that nobody read, without doubles. */
export function lostOf(element: XmlElement): string[] {
  return phrases(element, ({ path }) => path.slice(path.indexOf('/') + 1));
}

/** The same with the element's own name. */
export function lostIn(element: XmlElement): string[] {
  return phrases(element, ({ path }) => path);
}

/** The attributes and the text of an element whose children were read one by one. */
export function lostOfRoot({ attributes, children }: XmlElement): string[] {
  const text = children
    .filter((node) => typeof node === 'string')
    .join('')
    .trim();
  const said = [...attributes].map(([name, value]) => `@${name} ("${shortened(value)}")`);
  return text === '' ? said : [...said, `text ("${shortened(text)}")`];
}

/** The same for an element that nobody read at all; none when it is empty. */
export function lostWhole(element: XmlElement): string[] {
  const inside = phrases(element, ({ path }) => path);
  return inside.length > 0 || element.attributes.size === 0 ? inside : [element.name];
}

function phrases(element: XmlElement, placeOf: (leftover: Leftover) => string): string[] {
  takeHarmless(element);
  const found = leftovers(element).map((leftover) => {
    const { path, line, value } = leftover;
    if (path.endsWith('/respcondition')) return `the scoring rule in line ${line}`;
    return value === '' ? placeOf(leftover) : `${placeOf(leftover)} ("${shortened(value)}")`;
  });
  return [...new Set(found)];
}

/** The beginning of a text, for a message. */
export function shortened(value: string): string {
  const text = value.replace(/\s+/g, ' ').trim();
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
