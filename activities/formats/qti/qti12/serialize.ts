/** Writes parsed elements out again: as XML where a source is kept word for word, as HTML where markup was not escaped. */
import { isElement, type XmlElement, type XmlNode } from '../../xml/tree.js';
import { escapeAttribute, escapeText } from '../../xml/write.js';

/** Attributes of the `xml` namespace; the tree keeps local names only. */
const XML_ATTRIBUTES = new Set(['lang', 'space', 'base']);

const VOID_ELEMENTS = new Set([
  'area',
  'base',
  'br',
  'col',
  'embed',
  'hr',
  'img',
  'input',
  'link',
  'meta',
  'param',
  'source',
  'track',
  'wbr',
]);

/**
 * The XML of an element, without prefixes: an element of another namespace than its parent declares its own.
 * The outermost one takes the namespace of the document it is put into. Reading the result and writing it again
 * gives the same text.
 */
export function serializeXml(element: XmlElement, parentNamespace = element.namespace): string {
  const declared = element.namespace === parentNamespace ? [] : [['xmlns', element.namespace] as const];
  const attributes = [...declared, ...element.attributes].map(
    ([name, value]) => ` ${XML_ATTRIBUTES.has(name) ? `xml:${name}` : name}="${escapeAttribute(value)}"`,
  );
  const inner = element.children
    .map((node) => (isElement(node) ? serializeXml(node, element.namespace) : escapeText(node)))
    .join('');
  const head = `<${element.name}${attributes.join('')}`;
  return inner === '' ? `${head}/>` : `${head}>${inner}</${element.name}>`;
}

/** The HTML of nodes that stand as child elements where HTML is meant. */
export function serializeHtml(nodes: readonly XmlNode[]): string {
  return nodes.map((node) => (isElement(node) ? htmlElement(node) : escapeText(node))).join('');
}

function htmlElement({ name, attributes, children }: XmlElement): string {
  const written = [...attributes].map(([key, value]) => ` ${key}="${escapeAttribute(value)}"`).join('');
  const head = `<${name}${written}>`;
  return VOID_ELEMENTS.has(name.toLowerCase()) ? head : `${head}${serializeHtml(children)}</${name}>`;
}
