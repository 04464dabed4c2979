/** The files of a resource, by the paths they have in the package. */
import type { ManifestResource } from '../../common-cartridge/manifest-types.js';
import { isExternal } from '../../common-cartridge/package-path.js';
import type { CatalogueBuilder } from './catalogue-builder.js';

/** An href that leads out of the package is no file of it. */
export function firstPath({ href, files, identifier }: ManifestResource, builder: CatalogueBuilder): string {
  const inside = [href, ...files].find((path) => path !== undefined && !isExternal(path));
  return builder.pathOf(inside ?? identifier);
}

/** Files of a resource that no object is made of are left to be what any other free file is. */
export function pathsOf({ files }: ManifestResource, builder: CatalogueBuilder): string[] {
  return files.map((path) => builder.pathOf(path));
}
