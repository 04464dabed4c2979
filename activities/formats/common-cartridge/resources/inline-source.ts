/** A descriptor inside the manifest as a file of its own, for readers that want files. */

import type { PackageSource } from '../../types.js';
import { serializeXml } from '../../xml/serialize.js';
import type { XmlElement } from '../../xml/tree.js';

/** The package, whose every file is the element. */
export function inlineSource(element: XmlElement, source: PackageSource): PackageSource {
  return {
    ...source,
    async *open() {
      yield Buffer.from(serializeXml(element));
    },
  };
}
