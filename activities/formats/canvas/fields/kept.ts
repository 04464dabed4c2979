/** Elements kept word for word: from XML to JSON for `extensions.canvas`, and back. */
import { attribute, elements, isElement, textOf, type XmlElement } from '../../xml/tree.js';
import { type Markup, type XmlContent, xml } from '../../xml/write.js';

export type KeptJson = string | KeptNode | KeptJson[];

/** An element that is more than text. */
export interface KeptNode {
  attributes?: { [name: string]: string };
  content?: (string | KeptChild)[];
}

interface KeptChild extends KeptNode {
  name: string;
}

/** Whether an element is text and nothing else. */
export function isPlain(element: XmlElement): boolean {
  return element.attributes.size === 0 && elements(element).length === 0;
}

/** An element as JSON, all of it taken as read; several of one name as a list. */
export function keep(found: readonly XmlElement[]): KeptJson {
  const [first] = found;
  return found.length === 1 && first !== undefined ? keepOne(first) : found.map(keepOne);
}

function keepOne(element: XmlElement): KeptJson {
  return isPlain(element) ? textOf(element) : keepNode(element);
}

function keepNode(element: XmlElement): KeptNode {
  element.taken.self = true;
  element.taken.text = true;
  const attributes = Object.fromEntries(
    [...element.attributes.keys()].map((name) => [name, attribute(element, name) ?? '']),
  );
  const hasElements = elements(element).length > 0;
  const content: (string | KeptChild)[] = element.children
    .filter((node) => isElement(node) || !hasElements || node.trim() !== '')
    .map((node) => (isElement(node) ? { name: node.name, ...keepNode(node) } : node));
  return {
    ...(Object.keys(attributes).length === 0 ? {} : { attributes }),
    ...(content.length === 0 ? {} : { content }),
  };
}

const NAME = /^[A-Za-z_][\w.-]*$/;

/** Whether an element of this name can be kept. */
export function canKeep(name: string): boolean {
  return NAME.test(name) && name !== '__proto__';
}

/** Writes what was kept, under its name. What is not of the shape `keep` gives is left out. */
export function writeKept(name: string, kept: unknown): Markup[] {
  if (!NAME.test(name)) return [];
  if (typeof kept === 'string') return [xml(name, {}, kept)];
  if (Array.isArray(kept)) return kept.flatMap((one) => writeKept(name, one));
  return isNode(kept) ? [writeNode(name, kept)] : [];
}

function writeNode(name: string, node: KeptNode): Markup {
  const attributes = Object.fromEntries(
    Object.entries(node.attributes ?? {}).filter(([attribute]) => NAME.test(attribute)),
  );
  const content = (node.content ?? []).flatMap((part): XmlContent[] =>
    typeof part === 'string' ? [part] : NAME.test(part.name) ? [writeNode(part.name, part)] : [],
  );
  return xml(name, attributes, ...content);
}

function isNode(value: unknown): value is KeptNode {
  return typeof value === 'object' && value !== null;
}
