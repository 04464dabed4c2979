/** Where links of a plain cartridge lead: files, and objects by the identifier of their resource. */
import type { ObjectKind, Reference } from '../../course/model/common.js';
import type { LinkTargets } from './link-types.js';
import type { Manifest } from './manifest-types.js';
import { stemOf } from './package-path.js';
import { type CartridgePlan, objectOfFile } from './plan.js';

export function createLinkTargets(manifest: Manifest, plan: CartridgePlan): LinkTargets {
  let items: ReadonlyMap<string, ObjectKind> | undefined;
  let slugs: ReadonlyMap<string, Reference> | undefined;
  return {
    byPath: (path) => objectOfFile(plan, path),
    byCanvas: (type, identifier) => {
      if (type !== 'modules' && type !== 'module_items') return plan.target(identifier);
      items ??= kindsOfItems(manifest);
      const kind = items.get(identifier);
      return kind === undefined ? undefined : { kind, migrationId: identifier };
    },
    byPageSlug: (slug) => {
      slugs ??= pagesBySlug(plan);
      return slugs.get(slug);
    },
  };
}

/** Folders at the top are modules, all else are items. */
function kindsOfItems({ items }: Manifest): ReadonlyMap<string, ObjectKind> {
  const parents = new Set(items.map(({ parent }) => parent));
  return new Map(
    items.map(({ identifier, depth, identifierref }, at) => {
      const isFolder = identifierref === undefined || parents.has(at);
      return [identifier, depth === 0 && isFolder ? 'module' : 'moduleItem'] as const;
    }),
  );
}

/** Canvas names the file of a page after its address. */
function pagesBySlug({ claims }: CartridgePlan): ReadonlyMap<string, Reference> {
  const pages = [...claims].filter(([, { target }]) => target.kind === 'page');
  return new Map(pages.reverse().map(([path, { target }]) => [stemOf(path), target]));
}
