/** Where the organisation of the manifest shows what the modules of Canvas show: places in its list of items. */
import type { Reference } from '../../../course/model/common.js';
import type { Module, ModuleItem } from '../../../course/model/module.js';
import type { OrganizationItem } from '../../common-cartridge/manifest-types.js';
import type { Reading } from './reading.js';

export interface Places {
  /** Of a module or an item, by its identifier. */
  of(thing: Pick<Module | ModuleItem, 'migrationId'>): number | undefined;
  /** Of the one item that shows this object, where items have other identifiers than those of Canvas's file. */
  showing(object: Reference): number | undefined;
}

/** Numbers, not items: there may be a hundred thousand of them. */
export function placesOf({ manifest, objects }: Pick<Reading, 'manifest' | 'objects'>): Places {
  const places = new Map<string, number>();
  const showing = new Map<string, number | undefined>();
  for (const [at, { identifier }] of manifest.items.entries()) places.set(identifier, at);
  for (const [at, item] of manifest.items.entries()) {
    const { identifierref } = item;
    if (identifierref === undefined || isOfModules(objects.get(item.identifier))) continue;
    const shown = objects.get(identifierref);
    if (shown === undefined) continue;
    if (isOfModules(shown)) places.set(identifierref, at);
    else showing.set(shown.migrationId, showing.has(shown.migrationId) ? undefined : at);
  }
  return {
    of: ({ migrationId }) => places.get(migrationId),
    showing: ({ migrationId }) => showing.get(migrationId),
  };
}

/** The module, or item of one, that an item of the organisation is: external tools are named by a reference. */
export function ofModules(
  { identifier, identifierref = '' }: OrganizationItem,
  { objects }: Pick<Reading, 'objects'>,
): Reference | undefined {
  return [identifier, identifierref].map((id) => objects.get(id)).find(isOfModules);
}

function isOfModules(target: Reference | undefined): boolean {
  return target?.kind === 'module' || target?.kind === 'moduleItem';
}
