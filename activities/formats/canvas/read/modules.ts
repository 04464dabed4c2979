/** Reads module_meta.xml, module by module. */
import { createCompactSet } from '../../../course/compact-set.js';
import type { Reference } from '../../../course/model/common.js';
import type { ModuleItem } from '../../../course/model/module.js';
import { CANVAS_PATHS } from '../paths.js';
import { type ReadItem, readModule } from '../records/module.js';
import { createArrangement } from './arrangement.js';
import { besideModules } from './beside-modules.js';
import { placesOf } from './places.js';
import { linksOf, type Reading } from './reading.js';
import { readList, settleElement } from './record-file.js';

/** What the modules show, so that the organisation of the manifest can be told to say the same. */
export interface ShownInModules {
  readonly modules: number;
  /** Migration ids of modules and items, those of the objects they show, their titles, and addresses. */
  has(what: 'id' | 'object' | 'title' | 'url', text: string): boolean;
}

/** Reads and emits the modules. Each item is settled for itself. */
export async function readModules(reading: Reading): Promise<ShownInModules> {
  const { context, identities } = reading;
  const path = CANVAS_PATHS.moduleMeta;
  const scope = linksOf(reading, path);
  const shown = createCompactSet();
  const places = placesOf(reading);
  const beside = besideModules(reading, places);
  const arrangement = createArrangement(reading.manifest, places);
  let modules = 0;
  await readList(reading, {
    path,
    root: 'modules',
    isRecord: ({ name }, ancestors) => name === 'module' && ancestors.length === 1,
    onEvent: async (event) => {
      if (event.type !== 'record') return;
      modules += 1;
      const { module, items } = readModule(event.element, event.at, scope, reading.readObject);
      const migrationId = await identities.identify('module', module.migrationId, path);
      const unique: ModuleItem[] = [];
      for (const item of items) unique.push(beside.item(await settleItem(reading, item, path)));
      const whole = { ...beside.module(module), migrationId, items: unique };
      await context.emit('modules', whole);
      arrangement.add(whole);
      await settleElement(context.ledger, path, event.element, { kind: 'module', migrationId });
      shown.add(`id ${migrationId}`);
      shown.add(`title ${onOneLine(module.title)}`);
      for (const item of unique) noteShown(item, (text) => shown.add(text));
    },
  });
  const notice = arrangement.notice();
  if (notice !== undefined) await context.ledger.notice(notice);
  return { modules, has: (what, text) => shown.has(`${what} ${what === 'title' ? onOneLine(text) : text}`) };
}

/** Titles of the manifest have their white space made single. */
function onOneLine(title: string): string {
  return title.replace(/\s+/g, ' ').trim();
}

function noteShown({ migrationId, title, content }: ModuleItem, note: (text: string) => void): void {
  note(`id ${migrationId}`);
  note(`title ${onOneLine(title)}`);
  if (content.type === 'object') note(`object ${content.object.migrationId}`);
  if (content.type === 'url') note(`url ${content.url}`);
}

/** An item's element is read before its module's, so what it lost is not told twice. */
async function settleItem(reading: Reading, { item, element }: ReadItem, path: string): Promise<ModuleItem> {
  const { context, identities } = reading;
  const migrationId = await identities.identify('moduleItem', item.migrationId, path);
  const target: Reference = { kind: 'moduleItem', migrationId };
  if (item.content.type === 'missing')
    await tellMissing(reading, { ...item, migrationId }, item.content, path);
  await settleElement(context.ledger, path, element, target);
  element.taken.whole = true;
  return { ...item, migrationId };
}

/** What is there and could not be read has been told as such. */
async function tellMissing(
  { context, accounts }: Reading,
  item: ModuleItem,
  { target: named, contentType = 'content' }: Extract<ModuleItem['content'], { type: 'missing' }>,
  path: string,
): Promise<void> {
  if (accounts.faultOf(named) !== undefined) return;
  await context.ledger.notice({
    severity: 'warning',
    code: 'missing_content',
    message: `${path}: item "${item.migrationId}" ("${item.title}") shows ${contentType} "${named}", which the package does not contain.`,
    path,
    element: `item "${item.migrationId}"`,
    target: { kind: 'moduleItem', migrationId: item.migrationId },
  });
}
