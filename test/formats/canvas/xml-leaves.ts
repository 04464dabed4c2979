/** Takes XML apart into its leaves, and plants things into it. */
import { SaxesParser } from 'saxes';

export interface TestElement {
  readonly name: string;
  readonly attributes: Record<string, string>;
  readonly children: (TestElement | string)[];
}

/** The root element; names keep their prefixes. */
export function parse(xml: string): TestElement {
  const around: TestElement = { name: '', attributes: {}, children: [] };
  const open = [around];
  const parser = new SaxesParser();
  parser.on('opentag', ({ name, attributes }) => {
    const element = { name, attributes: { ...attributes }, children: [] };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on('text', (text) => void open.at(-1)?.children.push(text));
  parser.on('closetag', () => void open.pop());
  parser.write(xml).close();
  return around.children.find(isElement) as TestElement;
}

export function isElement(node: TestElement | string): node is TestElement {
  return typeof node !== 'string';
}

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

export function serialize({ name, attributes, children }: TestElement): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(value)}"`);
  const content = children.map((child) => (isElement(child) ? serialize(child) : escaped(child)));
  return `<${name}${written.join('')}>${content.join('')}</${name}>`;
}

/** A place in a document: the elements down to it, by their places among their brothers. */
export interface Place {
  /** `module[2]/items/item[3]`, without the root; elements with a name by it. */
  readonly path: string;
  /** In the document given; finds the same element in a copy. */
  in(root: TestElement): TestElement;
}

/** Every element of a document, the root first. */
export function placesIn(root: TestElement): Place[] {
  const walk = (element: TestElement, path: string, find: Place['in']): Place[] => {
    const counts = new Map<string, number>();
    const below = element.children.flatMap((child, at) => {
      if (!isElement(child)) return [];
      const named =
        child.attributes.name === undefined ? child.name : `${child.name}{${child.attributes.name}}`;
      const count = (counts.get(named) ?? 0) + 1;
      counts.set(named, count);
      const name = `${named}${count === 1 ? '' : `[${count}]`}`;
      return walk(
        child,
        path === '' ? name : `${path}/${name}`,
        (copy) => find(copy).children[at] as TestElement,
      );
    });
    return [{ path, in: find }, ...below];
  };
  return walk(root, '', (copy) => copy);
}

const NAMESPACE = /^xmlns(:|$)|^xsi:/;

/** Each text of a leaf and each attribute, as `path = value`. */
export function leavesOf(root: TestElement): string[] {
  return placesIn(root).flatMap((place) => {
    const { attributes, children } = place.in(root);
    const text = children.filter((child) => !isElement(child)).join('');
    const own = Object.entries(attributes)
      .filter(([name]) => !NAMESPACE.test(name))
      .map(([name, value]) => `${place.path}/@${name} = ${value}`);
    return text.trim() === '' ? own : [...own, `${place.path} = ${text}`];
  });
}
