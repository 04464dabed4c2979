/** Elements that were read, as text again. */
import { isElement, type XmlElement } from './tree.js';
import { escapeText, openTag } from './write.js';

/** The element with its namespaces. */
export function serializeXml(element: XmlElement, outer = ''): string {
  const { name, namespace, attributes } = element;
  const head = openTag(name, {
    ...(namespace === outer ? {} : { xmlns: namespace }),
    ...Object.fromEntries(attributes),
  });
  const content = element.children.map((node) =>
    isElement(node) ? serializeXml(node, namespace) : escapeText(node),
  );
  return `${head}${content.join('')}</${name}>`;
}

/** Elements of HTML that have no end tag. */
const VOID = new Set('area base br col embed hr img input link meta param source track wbr'.split(' '));

/** What stands in an element whose text is HTML: escaped, as it should be, or as elements of its own. */
export function innerHtml(element: XmlElement): string {
  if (!element.children.some(isElement)) return element.children.join('');
  return element.children.map(nodeHtml).join('');
}

function outerHtml(element: XmlElement): string {
  const { name, attributes } = element;
  const head = openTag(name, Object.fromEntries(attributes));
  return VOID.has(name.toLowerCase()) ? head : `${head}${element.children.map(nodeHtml).join('')}</${name}>`;
}

function nodeHtml(node: XmlElement['children'][number]): string {
  return isElement(node) ? outerHtml(node) : escapeText(node);
}
