/** What the organisation of the manifest says of modules and their items beyond what Canvas's file holds. */
import type { Module, ModuleItem } from '../../../course/model/module.js';
import type { Manifest, OrganizationItem } from '../../common-cartridge/manifest-types.js';
import { isLinkOfItem } from '../../common-cartridge/own-cartridge.js';
import type { Reading } from './reading.js';

interface ItemFacts extends OrganizationItem {
  readonly holdsItems: boolean;
}

export interface BesideModules {
  /** The module with its metadata. */
  module(module: Module): Module;
  /** The item with its metadata; a heading that holds items is a folder, an address may be a web link's. */
  item(item: ModuleItem): ModuleItem;
}

export function besideModules({ manifest, isOwn }: Pick<Reading, 'manifest' | 'isOwn'>): BesideModules {
  const facts = itemFacts(manifest);
  return {
    module: (module) => ({ ...module, ...metadataOf(facts.get(module.migrationId)) }),
    item: (item) => {
      const own = facts.get(item.migrationId);
      if (own === undefined) return item;
      const webLink = isOwn ? webLinkOf(own, manifest) : undefined;
      return { ...item, content: contentOf(item.content, own, webLink), ...metadataOf(own) };
    },
  };
}

function itemFacts({ items }: Manifest): ReadonlyMap<string, ItemFacts> {
  return new Map(
    items.map((item, at) => [item.identifier, { ...item, holdsItems: items[at + 1]?.parent === at }]),
  );
}

function metadataOf(facts: ItemFacts | undefined): Pick<ModuleItem, 'metadata'> {
  return facts?.metadata === undefined ? {} : { metadata: facts.metadata };
}

/** Canvas has addresses where the course it was written from may have shown a web link of its own. */
function webLinkOf({ identifier, identifierref }: ItemFacts, { resources }: Manifest): string | undefined {
  const resource = identifierref === undefined ? undefined : resources.get(identifierref);
  if (resource?.kind !== 'webLink' || isLinkOfItem(resource.identifier, identifier)) return undefined;
  return resource.identifier;
}

function contentOf(
  content: ModuleItem['content'],
  { holdsItems }: ItemFacts,
  webLink: string | undefined,
): ModuleItem['content'] {
  if (content.type === 'heading' && holdsItems) return { type: 'folder' };
  if (content.type !== 'url' || webLink === undefined) return content;
  return { type: 'object', object: { kind: 'webLink', migrationId: webLink } };
}
