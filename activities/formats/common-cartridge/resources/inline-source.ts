/** A descriptor inside the manifest as a file of its own, for readers that want files. */

import type { PackageSource } from '../../types.js';
import { isElement, type XmlElement } from '../../xml/tree.js';
import { escapeText, openTag } from '../../xml/write.js';

/** The package, whose every file is the element. */
export function inlineSource(element: XmlElement, source: PackageSource): PackageSource {
  return {
    ...source,
    async *open() {
      yield Buffer.from(xmlOf(element, ''));
    },
  };
}

function xmlOf(element: XmlElement, outer: string): string {
  const { name, namespace, attributes } = element;
  const head = openTag(name, {
    ...(namespace === outer ? {} : { xmlns: namespace }),
    ...Object.fromEntries(attributes),
  });
  const content = element.children.map((node) =>
    isElement(node) ? xmlOf(node, namespace) : escapeText(node),
  );
  return `${head}${content.join('')}</${name}>`;
}
