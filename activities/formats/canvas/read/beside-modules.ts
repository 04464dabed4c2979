/** What the organisation of the manifest says of modules and their items beyond what Canvas's file holds. */
import type { Module, ModuleItem } from '../../../course/model/module.js';
import type { Manifest, OrganizationItem } from '../../common-cartridge/manifest-types.js';
import { isLinkOfItem } from '../../common-cartridge/own-cartridge.js';
import type { Places } from './places.js';
import type { Reading } from './reading.js';

export interface BesideModules {
  /** The module with its metadata. */
  module(module: Module): Module;
  /** The item with its metadata; a heading that holds items is a folder, an address may be a web link's. */
  item(item: ModuleItem): ModuleItem;
}

export function besideModules(
  { manifest, isOwn }: Pick<Reading, 'manifest' | 'isOwn'>,
  places: Places,
): BesideModules {
  const { items } = manifest;
  return {
    module: (module) => ({ ...module, ...metadataOf(items[places.of(module) ?? -1]) }),
    item: (item) => {
      const at = places.of(item) ?? -1;
      const own = items[at];
      if (own === undefined) return item;
      const webLink = isOwn ? webLinkOf(own, manifest) : undefined;
      const holdsItems = items[at + 1]?.parent === at;
      return { ...item, content: contentOf(item.content, holdsItems, webLink), ...metadataOf(own) };
    },
  };
}

function metadataOf(item: OrganizationItem | undefined): Pick<ModuleItem, 'metadata'> {
  return item?.metadata === undefined ? {} : { metadata: item.metadata };
}

/** Canvas has addresses where the course it was written from may have shown a web link of its own. */
function webLinkOf(
  { identifier, identifierref }: OrganizationItem,
  { resources }: Manifest,
): string | undefined {
  const resource = identifierref === undefined ? undefined : resources.get(identifierref);
  if (resource?.kind !== 'webLink' || isLinkOfItem(resource.identifier, identifier)) return undefined;
  return resource.identifier;
}

function contentOf(
  content: ModuleItem['content'],
  holdsItems: boolean,
  webLink: string | undefined,
): ModuleItem['content'] {
  if (content.type === 'heading' && holdsItems) return { type: 'folder' };
  if (content.type !== 'url' || webLink === undefined) return content;
  return { type: 'object', object: { kind: 'webLink', migrationId: webLink } };
}
