/** Texts of descriptors, which say themselves whether they are plain or HTML. */
import { isMislabelledHtml } from '../../html/mislabelled.js';
import { innerHtml } from '../../xml/serialize.js';
import { attribute, child, leafText, plainText, takeWhole, type XmlElement } from '../../xml/tree.js';
import { escapeText } from '../../xml/write.js';

export interface DescriptorText {
  /** As HTML, its links still the package's. */
  readonly html: string;
  readonly type: 'text/html' | 'text/plain';
}

/**
 * Reads the first child of a name. Without a known `texttype` it is `unmarked`; a type that is not known is still
 * unread, and so is `text/plain` of what is HTML. HTML that is not escaped, as it must be, is kept with its elements. `undefined` when there is no such child.
 */
export function readText(
  parent: XmlElement,
  name: string,
  unmarked: DescriptorText['type'] = 'text/html',
): DescriptorText | undefined {
  const element = child(parent, name);
  if (element === undefined) return undefined;
  const marked = TYPES.get(element.attributes.get('texttype')?.trim().toLowerCase() ?? '');
  const isMislabelled = marked === 'text/plain' && isMislabelledHtml(plainText(element));
  if (marked !== undefined && !isMislabelled) attribute(element, 'texttype');
  const type = isMislabelled ? 'text/html' : (marked ?? unmarked);
  if (type === 'text/plain') return { html: escapeText(leafText(element)), type };
  element.taken.text = true;
  for (const node of element.children) if (typeof node !== 'string') takeWhole(node);
  return { html: innerHtml(element), type };
}

const TYPES: ReadonlyMap<string, DescriptorText['type']> = new Map([
  ['text/plain', 'text/plain'],
  ['text/html', 'text/html'],
]);
