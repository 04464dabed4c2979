/** A module of module_meta.xml, with its items and what completes them. */
import type { Module, ModuleItem } from '../../../course/model/module.js';
import { attribute, elements, type XmlElement } from '../../xml/tree.js';
import { type Markup, xml } from '../../xml/write.js';
import type { ReadScope } from '../fields/codec.js';
import { lostKeys, readTable, writeTable } from '../fields/field.js';
import { MODULE_HEAD } from '../tables/module.js';
import { type ItemElements, MODULE_ITEM } from '../tables/module-item.js';
import type { CanvasCourseOptions } from '../write-types.js';
import { readCompletion, writeCompletion } from './completion.js';
import { beyondContent, type FindObject, readContent, writeContent } from './module-item-content.js';
import { readRecord, withoutHoles } from './read-record.js';

/** An item and the element it was read from. */
export interface ReadItem {
  readonly item: ModuleItem;
  readonly element: XmlElement;
}

export interface ReadModule {
  readonly module: Module;
  readonly items: readonly ReadItem[];
}

/** Reads a `module` element. `at` is its place in the file, from 0; `findObject` knows what the package holds. */
export function readModule(
  element: XmlElement,
  at: number,
  scope: ReadScope,
  findObject: FindObject,
): ReadModule {
  const head = readRecord<Module>(MODULE_HEAD, element, scope, `module_${at + 1}`, (draft) => ({
    ...draft,
    title: draft.title ?? '',
    position: draft.position ?? at + 1,
    published: draft.published ?? true,
    items: [],
  }));
  const completions = readCompletion(element);
  const items = elements(element, 'items').flatMap((around) => {
    around.taken.self = true;
    return elements(around, 'item').map((one, place) =>
      readItem(one, `${head.migrationId}_item_${place + 1}`, scope, findObject),
    );
  });
  const finished = items.map(({ item, element: from }) => {
    const completion = completions.take(item.migrationId);
    return { element: from, item: completion === undefined ? item : { ...item, completion } };
  });
  return { module: { ...head, items: finished.map(({ item }) => item) }, items: finished };
}

function readItem(element: XmlElement, fallback: string, scope: ReadScope, findObject: FindObject): ReadItem {
  const migrationId = attribute(element, 'identifier')?.trim() || fallback;
  element.taken.self = true;
  const { draft, kept } = readTable(MODULE_ITEM, element, scope);
  const content = readContent(draft, findObject);
  Object.assign(kept, beyondContent(draft, content, migrationId));
  const item: ModuleItem = {
    migrationId,
    title: draft.title ?? '',
    indent: Math.max(0, draft.indent ?? 0),
    published: draft.published ?? true,
    content,
    ...withoutHoles({ newTab: draft.newTab }),
    ...(Object.keys(kept).length === 0 ? {} : { extensions: { canvas: kept } as ModuleItem['extensions'] }),
  };
  return { item, element };
}

/** Writes a `module` element. */
export async function writeModule(module: Module, options: CanvasCourseOptions): Promise<Markup> {
  const target = { kind: 'module', migrationId: module.migrationId } as const;
  for (const key of lostKeys(MODULE_HEAD, module, ['items'])) options.onLost?.(target, key);
  const items: Markup[] = [];
  for (const [at, item] of module.items.entries()) items.push(await writeItem(item, at, options));
  return xml(
    'module',
    { identifier: options.identifier(target) },
    writeTable(MODULE_HEAD, module, options),
    xml('items', {}, items),
    writeCompletion(module.items, options),
  );
}

const ITEM_KEYS = new Set([
  'migrationId',
  'id',
  'title',
  'indent',
  'published',
  'content',
  'newTab',
  'completion',
  'extensions',
]);

async function writeItem(item: ModuleItem, at: number, options: CanvasCourseOptions): Promise<Markup> {
  const target = { kind: 'moduleItem', migrationId: item.migrationId } as const;
  const lose = (what: string) => options.onLost?.(target, what);
  for (const [key, value] of Object.entries(item)) if (value !== undefined && !ITEM_KEYS.has(key)) lose(key);
  const content = await writeContent(item, options, lose);
  const element = {
    ...content,
    ...keptInstead(item, content.contentType),
    title: item.title,
    published: item.published,
    newTab: item.newTab,
    indent: item.indent,
    position: at + 1,
    extensions: item.extensions,
  };
  return xml('item', { identifier: options.identifier(target) }, writeTable(MODULE_ITEM, element, options));
}

/**
 * An address may stand for a kind of item that only Canvas knows, and an object be shown as one of another kind (a quiz
 * of New Quizzes as its assignment).
 */
function keptInstead(
  { content, extensions }: ModuleItem,
  written: string | undefined,
): Pick<ItemElements, 'contentType' | 'target'> {
  const { content_type: contentType, identifierref: target } = extensions?.canvas ?? {};
  const isAddress = written === 'ExternalUrl';
  return {
    ...(typeof contentType === 'string' && (isAddress || content.type === 'object') ? { contentType } : {}),
    ...(typeof target === 'string' && isAddress ? { target } : {}),
  };
}
