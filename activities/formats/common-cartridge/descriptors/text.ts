/** Texts of descriptors, which say themselves whether they are plain or HTML. */
import { attribute, child, leafText, type XmlElement } from '../../xml/tree.js';
import { escapeText } from '../../xml/write.js';

export interface DescriptorText {
  /** As HTML, its links still the package's. */
  readonly html: string;
  readonly type: 'text/html' | 'text/plain';
}

/** Reads the first child of a name; without a `texttype` it is HTML. `undefined` when there is none. */
export function readText(parent: XmlElement, name: string): DescriptorText | undefined {
  const element = child(parent, name);
  if (element === undefined) return undefined;
  const type =
    attribute(element, 'texttype')?.trim().toLowerCase() === 'text/plain' ? 'text/plain' : 'text/html';
  const text = leafText(element);
  return { html: type === 'text/plain' ? escapeText(text) : text, type };
}
