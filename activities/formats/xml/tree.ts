/**
 * A small XML tree that remembers what was read of it, so that a reader can say at the end what it did not look at.
 * Names are local names: real packages use every namespace for the same element.
 */

export interface XmlElement {
  /** Local name. */
  readonly name: string;
  readonly namespace: string;
  /** By local name (`xml:lang` is `lang`); namespace declarations and `xsi:` hints are left out. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlNode[];
  /** 1-based line in its file. */
  readonly line: number;
  /** What was read of it. */
  readonly taken: { whole: boolean; self: boolean; text: boolean; readonly attributes: string[] };
}

export type XmlNode = XmlElement | string;

export function isElement(node: XmlNode): node is XmlElement {
  return typeof node !== 'string';
}

/** The child elements, or those of one name, without marking them as read. */
export function elements(parent: XmlElement, name?: string): XmlElement[] {
  return parent.children.filter(
    (node): node is XmlElement => isElement(node) && (name === undefined || node.name === name),
  );
}

/**
 * The first child of a name; it counts as read, its own children do not. One of the parent's namespace is preferred
 * to a namesake of an extension.
 */
export function child(parent: XmlElement | undefined, name: string): XmlElement | undefined {
  const named = parent === undefined ? [] : elements(parent, name);
  const found = named.find(({ namespace }) => namespace === parent?.namespace) ?? named[0];
  if (found !== undefined) found.taken.self = true;
  return found;
}

/** All children of a name; they count as read. */
export function children(parent: XmlElement | undefined, name: string): XmlElement[] {
  const found = parent === undefined ? [] : elements(parent, name);
  for (const element of found) element.taken.self = true;
  return found;
}

/** The text of an element with all that is below it, as written. It counts as read. */
export function textOf(element: XmlElement): string {
  element.taken.self = true;
  element.taken.text = true;
  return element.children.map((node) => (isElement(node) ? textOf(node) : node)).join('');
}

/** As `textOf`, of an element that holds no others: those that are there stay unread. */
export function leafText(element: XmlElement): string {
  element.taken.self = true;
  element.taken.text = true;
  return plainText(element);
}

/** The text of the first child of a name; `undefined` when there is none. */
export function childText(parent: XmlElement | undefined, name: string): string | undefined {
  const found = child(parent, name);
  return found === undefined ? undefined : leafText(found);
}

/** The trimmed text of the first child of a name; `undefined` when it is absent or blank. */
export function childValue(parent: XmlElement | undefined, name: string): string | undefined {
  const text = childText(parent, name)?.trim();
  return text === '' ? undefined : text;
}

/** An attribute; it counts as read. */
export function attribute(element: XmlElement | undefined, name: string): string | undefined {
  const value = element?.attributes.get(name);
  if (value !== undefined && element?.taken.attributes.includes(name) === false)
    element.taken.attributes.push(name);
  return value;
}

/** Marks an element and all below it as read: it was kept word for word, or is known to carry nothing. */
export function takeWhole(element: XmlElement): void {
  element.taken.whole = true;
}

export interface Leftover {
  /** From the element asked about, as `assignment/turnitin_settings`, attributes as `@name`. */
  readonly path: string;
  readonly line: number;
  readonly kind: 'element' | 'attribute' | 'text';
  /** The text; of an element that has none its attributes, and those of the elements in it. */
  readonly value: string;
}

/** What was not read below an element (which itself counts as read). Empty elements and white space are nothing. */
export function leftovers(element: XmlElement, path = element.name): Leftover[] {
  if (element.taken.whole) return [];
  const found: Leftover[] = [];
  for (const [name, value] of element.attributes) {
    if (!element.taken.attributes.includes(name))
      found.push({ path: `${path}/@${name}`, line: element.line, kind: 'attribute', value });
  }
  for (const node of element.children) {
    if (isElement(node)) found.push(...leftoverOf(node, `${path}/${node.name}`));
    else if (!element.taken.text && node.trim() !== '')
      found.push({ path, line: element.line, kind: 'text', value: node.trim() });
  }
  return found;
}

function leftoverOf(element: XmlElement, path: string): Leftover[] {
  if (element.taken.self || element.taken.whole) return leftovers(element, path);
  const text = plainText(element).trim();
  const empty = text === '' && element.attributes.size === 0 && elements(element).length === 0;
  const value = text === '' ? allAttributes(element).join(' ') : text;
  return empty ? [] : [{ path, line: element.line, kind: 'element', value }];
}

/** What an element without text says by its attributes and those of the elements in it, as `name=value`. */
function allAttributes(element: XmlElement): string[] {
  const own = [...element.attributes].map(([name, value]) => `${name}=${value}`);
  return [...own, ...elements(element).flatMap(allAttributes)];
}

/** The text of an element without marking it as read. */
export function plainText(element: XmlElement): string {
  return element.children.map((node) => (isElement(node) ? plainText(node) : node)).join('');
}
