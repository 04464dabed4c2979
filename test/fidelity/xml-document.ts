/** An XML file of a package as something to experiment with: its places, and the file without or with one of them. */
import { SaxesParser } from 'saxes';

interface Attribute {
  readonly name: string;
  value: string;
}

export interface Element {
  readonly name: string;
  readonly local: string;
  readonly namespace: string;
  readonly attributes: Attribute[];
  readonly children: (Element | string)[];
}

/** Parses a text with all its prefixes, so that it can be written again. */
export function parseElement(text: string): Element {
  const parser = new SaxesParser({ xmlns: true });
  const open: Element[] = [];
  let root: Element | undefined;
  parser.on('opentag', ({ name, local, uri, attributes }) => {
    const element: Element = {
      name,
      local,
      namespace: uri,
      attributes: Object.values(attributes).map((one) => ({ name: one.name, value: one.value })),
      children: [],
    };
    open.at(-1)?.children.push(element);
    root ??= element;
    open.push(element);
  });
  const addText = (part: string) => void open.at(-1)?.children.push(part);
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => void open.pop());
  parser.write(text).close();
  if (root === undefined) throw new Error('The text holds no element.');
  return root;
}

export function serialize(element: Element | string): string {
  if (typeof element === 'string') return escapeText(element);
  const attributes = element.attributes
    .map(({ name, value }) => ` ${name}="${escapeAttribute(value)}"`)
    .join('');
  return `<${element.name}${attributes}>${element.children.map(serialize).join('')}</${element.name}>`;
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function escapeAttribute(text: string): string {
  return escapeText(text).replaceAll('"', '&quot;').replaceAll('\n', '&#10;').replaceAll('\t', '&#9;');
}

export function elementsOf(element: Element): Element[] {
  return element.children.filter((child): child is Element => typeof child !== 'string');
}

export function textOf(element: Element): string {
  return element.children.map((child) => (typeof child === 'string' ? child : textOf(child))).join('');
}

export function attributeOf(element: Element, local: string): string | undefined {
  return element.attributes.find(({ name }) => localName(name) === local)?.value;
}

export function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/** Attributes that say something: no namespaces, no hints for validators. */
export function tellingAttributes({ attributes }: Element): Attribute[] {
  return attributes.filter(({ name }) => !/^xmlns(:|$)|^xsi:/.test(name));
}

/** Calls `visit` for an element and all below it, with the elements around each, outermost first. */
export function walk(
  element: Element,
  visit: (element: Element, ancestors: readonly Element[]) => void,
  ancestors: readonly Element[] = [],
): void {
  visit(element, ancestors);
  for (const child of elementsOf(element)) walk(child, visit, [...ancestors, element]);
}
