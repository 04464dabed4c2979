/** The organisation of the manifest: modules and their items as a tree, streamed. */
import type { Reference } from '../../../course/model/common.js';
import type { Module, ModuleItem } from '../../../course/model/module.js';
import { openTag, withoutForbidden, xml } from '../../xml/write.js';
import { manifestLom } from './metadata.js';
import { ORGANIZATION_IDENTIFIER, ROOT_ITEM_IDENTIFIER } from './plan.js';
import type { CartridgeProfile } from './versions.js';

/** XML parsers refuse elements nested deeper than a few hundred levels; folders below this one lie flat in it. */
export const DEEPEST_FOLDER = 100;

export interface OrganizationOptions {
  readonly profile: CartridgeProfile;
  identifier(target: Reference): string;
  /** The identifier of the resource an item shows; `undefined` when it is only a line of text. */
  resourceOf(item: ModuleItem): string | undefined;
  /** What to show of an item without a title. */
  titleOf(item: ModuleItem): string;
}

/**
 * The `organizations` element. The root item has no title; each module is an item below it. A `folder` holds the
 * items after it with a greater indent; the indent of other items has no place here (module_meta.xml holds it).
 *
 * What is not published stands here too, as in Canvas's exports (organization.rb takes every item that is not deleted;
 * exports of 2014 left them out): the Common Cartridge profile took `isvisible` out of Content Packaging, so only
 * module_meta.xml can say so, and what is left out here no other system would get.
 */
export async function* writeOrganization(
  modules: AsyncIterable<Module>,
  options: OrganizationOptions,
): AsyncGenerator<string> {
  yield '<organizations>';
  yield openTag('organization', { identifier: ORGANIZATION_IDENTIFIER, structure: 'rooted-hierarchy' });
  yield openTag('item', { identifier: ROOT_ITEM_IDENTIFIER });
  for await (const module of modules) yield* moduleItems(module, options);
  yield '</item></organization></organizations>\n';
}

interface OpenFolder {
  readonly indent: number;
  readonly item: ModuleItem;
}

function* moduleItems(module: Module, options: OrganizationOptions): Generator<string> {
  const identifier = options.identifier({ kind: 'module', migrationId: module.migrationId });
  yield `\n${openTag('item', { identifier })}${title(module.title)}`;
  const folders: OpenFolder[] = [];
  for (const item of module.items) {
    yield* closeFolders(folders, item.indent, options);
    const isFolder = item.content.type === 'folder' && folders.length < DEEPEST_FOLDER;
    yield openItem(item, options);
    if (isFolder) folders.push({ indent: item.indent, item });
    else yield closeItem(item.metadata, options);
  }
  yield* closeFolders(folders, 0, options);
  yield closeItem(module.metadata, options);
}

function* closeFolders(
  folders: OpenFolder[],
  indent: number,
  options: OrganizationOptions,
): Generator<string> {
  for (
    let folder = folders.at(-1);
    folder !== undefined && folder.indent >= indent;
    folder = folders.at(-1)
  ) {
    yield closeItem(folder.item.metadata, options);
    folders.pop();
  }
}

function openItem(item: ModuleItem, options: OrganizationOptions): string {
  const identifier = options.identifier({ kind: 'moduleItem', migrationId: item.migrationId });
  return `\n${openTag('item', { identifier, identifierref: options.resourceOf(item) })}${title(options.titleOf(item))}`;
}

function closeItem(metadata: Module['metadata'], { profile }: OrganizationOptions): string {
  return metadata === undefined
    ? '</item>'
    : `${xml('metadata', {}, manifestLom(metadata, profile)).xml}</item>`;
}

/** Titles are never empty: readers show them as links. */
function title(text: string): string {
  return xml('title', {}, withoutForbidden(text).trim() === '' ? 'Untitled' : text).xml;
}
