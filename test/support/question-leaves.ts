/** The leaves of QTI documents: what a question says, by what it is about, whatever its parts are called. */
import { elements, plainText, type XmlElement } from '../../activities/formats/xml/tree.js';

type Leaf = readonly [place: string, value: string];

/** How elements of an item that name things are told apart, and what their names stand for. */
interface Names {
  /** Items of a writer's own naming are known by their order. */
  readonly isRenamed: boolean;
  /** What an identifier stands for, as `label 2` or `feedback "Well done"`. */
  readonly of: (identifier: string) => string;
}

const FIELD = 'qtimetadatafield';

function partOf(element: XmlElement, name: string): string {
  return elements(element, name)
    .map((part) => plainText(part).trim())
    .join();
}

/**
 * Texts and attributes by their places. Items are known by their ids, fields by their labels, conditions by what they
 * ask; tests and sections by their order. Where `isRenamed`, names inside an item are those of a writer, and count for
 * what they stand for.
 */
export function leavesOfQuestions(root: XmlElement, isRenamed: boolean): Map<string, string> {
  const leaves = new Map<string, string>();
  const add = (place: string, value: string): void => {
    let key = place;
    for (let number = 2; leaves.has(key); number++) key = place.replace(/(?=@\w+$|$)/, `#${number}`);
    leaves.set(key, value);
  };
  for (const [place, value] of walk(root, root.name, { isRenamed, of: (identifier) => identifier }))
    add(place, value);
  return leaves;
}

function* walk(element: XmlElement, place: string, names: Names): Generator<Leaf> {
  if (element.name === FIELD) return yield* fieldLeaves(element, place);
  yield* ownLeaves(element, place, names);
  const inside = element.name === 'item' ? namesIn(element, names.isRenamed) : names;
  const counts = new Map<string, number>();
  for (const child of elements(element)) {
    const named = `${place}/${child.name}${nameOf(child, inside)}`;
    const count = (counts.get(named) ?? 0) + 1;
    counts.set(named, count);
    yield* walk(child, count === 1 || MERGED.has(child.name) ? named : `${named}#${count}`, inside);
  }
}

/** A field without an entry says nothing. */
function* fieldLeaves(field: XmlElement, place: string): Generator<Leaf> {
  const entry = partOf(field, 'fieldentry');
  if (entry !== '') yield [place, entry];
}

/** Several of these with one name say what one could say. */
const MERGED = new Set(['respcondition']);

function isName(attribute: string, { isRenamed }: Names): boolean {
  return attribute === 'respident' || (isRenamed && (attribute === 'ident' || attribute === 'linkrefid'));
}

function* ownLeaves(element: XmlElement, place: string, names: Names): Generator<Leaf> {
  for (const [name, value] of element.attributes)
    if (name !== 'schemaLocation')
      yield [`${place}@${name}`, isName(name, names) ? names.of(value.trim()) : value.trim()];
  if (elements(element).length > 0) return;
  const text = plainText(element).trim();
  if (text !== '') yield [place, element.name === 'varequal' ? names.of(text) : text];
}

function nameOf(element: XmlElement, names: Names): string {
  const { name, attributes } = element;
  if (name === FIELD) return `[${partOf(element, 'fieldlabel')}]`;
  if (name === 'item' && !names.isRenamed) return `[${attributes.get('ident') ?? ''}]`;
  if (name === 'itemfeedback') return `[${names.of(attributes.get('ident') ?? '')}]`;
  if (name === 'displayfeedback') return `[${names.of(attributes.get('linkrefid') ?? '')}]`;
  if (name === 'respcondition')
    return `[${elements(element, 'conditionvar')
      .map((test) => shown(test, names))
      .join()}]`;
  return '';
}

/** A test as a line, as `and(varequal response 1 = label 2, not(...))`. */
function shown(element: XmlElement, names: Names): string {
  const inside = elements(element);
  const response = element.attributes.get('respident');
  const about =
    response === undefined ? '' : ` ${names.of(response)} = ${names.of(plainText(element).trim())}`;
  return `${element.name}${about}${inside.length === 0 ? '' : `(${inside.map((one) => shown(one, names)).join(', ')})`}`;
}

/** Responses by their order; where a writer names the parts itself labels too, and feedback by its text. */
function namesIn(item: XmlElement, isRenamed: boolean): Names {
  const known = new Map<string, string>();
  const counts = { response: 0, label: 0 };
  const visit = (element: XmlElement): void => {
    const { name, attributes } = element;
    const ident = attributes.get('ident') ?? '';
    if (/^response_(?:lid|str|num|grp|xy)$/.test(name)) known.set(ident, `response ${++counts.response}`);
    if (isRenamed && name === 'response_label') known.set(ident, `label ${++counts.label}`);
    if (isRenamed && name === 'itemfeedback') known.set(ident, `feedback "${textIn(element)}"`);
    for (const child of elements(element)) visit(child);
  };
  visit(item);
  return { isRenamed, of: (identifier) => known.get(identifier) ?? identifier };
}

function textIn(element: XmlElement): string {
  const inside = elements(element);
  return inside.length === 0
    ? plainText(element)
        .replaceAll(/="[^"]*"/g, '=')
        .trim()
    : inside.map(textIn).join(' ');
}
