/** From the organisation to modules: folders at the top are modules, what lies deeper are their items. */
import type { LedgerOutcome } from '../../course/ledger.js';
import type { Module, ModuleItem } from '../../course/model/module.js';
import type { OrganizationItem } from './manifest-types.js';
import { elementOf, type Reading } from './reading.js';
import { isForLearners } from './resources/outcome.js';

const UNTITLED = 'Untitled';

/** What the module of items outside of any folder is called when the cartridge has no title. */
const LOOSE_ITEMS = 'Course content';

interface OpenModule {
  readonly module: Module;
  readonly items: ModuleItem[];
}

/**
 * Emits the modules, one at a time. Items at the top that are no folders go into one module together, which stands
 * where the first of them stands.
 */
export async function readModules(reading: Reading): Promise<void> {
  const { items } = reading.manifest;
  const isFolder = items.map(
    ({ identifierref }, at) => identifierref === undefined || items[at + 1]?.parent === at,
  );
  let count = 0;
  let open: OpenModule | undefined;
  let loose: OpenModule | undefined;
  const emit = async ({ module, items: inside }: OpenModule) =>
    reading.context.emit('modules', { ...module, items: inside });
  for (const [at, item] of items.entries()) {
    await reading.step();
    const holdsItems = items[at + 1]?.parent === at;
    if (item.depth > 0 && open !== undefined) {
      open.items.push(...(await readItem(item, holdsItems, item.depth - 1, reading)));
    } else if (isFolder[at] === true) {
      if (open !== undefined) await emit(open);
      count += 1;
      open = await beginModule(item, count, reading);
    } else {
      if (loose === undefined) count += 1;
      loose ??= { module: looseModule(count, reading), items: [] };
      loose.items.push(...(await readItem(item, false, 0, reading)));
    }
  }
  if (open !== undefined) await emit(open);
  if (loose !== undefined) await emit(loose);
}

async function beginModule(item: OrganizationItem, position: number, reading: Reading): Promise<OpenModule> {
  const { identifier, metadata, hidden, roles = [], alignments } = item;
  const shown = showing(item, reading);
  const module: Module = {
    migrationId: identifier,
    title: item.title ?? shown?.title ?? UNTITLED,
    position,
    published: hidden !== true && isForLearners({ roles }),
    ...(roles.length === 0 ? {} : { audience: [...roles] }),
    ...(metadata === undefined ? {} : { metadata }),
    ...(alignments === undefined ? {} : { alignments: alignments.map((one) => ({ ...one })) }),
    items: [],
  };
  await settleItem(
    item,
    { state: 'imported', target: { kind: 'module', migrationId: identifier } },
    shown,
    reading,
  );
  return { module, items: shown === undefined ? [] : [itemOf(item, `${identifier}_content`, 0, shown)] };
}

function looseModule(position: number, { manifest }: Reading): Module {
  const title = manifest.metadata?.titles?.[0]?.text ?? LOOSE_ITEMS;
  return { migrationId: `${manifest.identifier}_items`, title, position, published: true, items: [] };
}

/** One item; two for a folder that shows something itself, which the standard forbids and real cartridges do. */
async function readItem(
  item: OrganizationItem,
  holdsItems: boolean,
  indent: number,
  reading: Reading,
): Promise<ModuleItem[]> {
  const { identifier } = item;
  const shown = showing(item, reading);
  const target = { kind: 'moduleItem', migrationId: identifier } as const;
  const lost = item.alignments === undefined ? [] : ['metadata/curriculumStandardsMetadataSet'];
  await settleItem(item, { state: 'imported', target, lost }, shown, reading);
  if (shown !== undefined && !holdsItems) return [itemOf(item, identifier, indent, shown)];
  const folder = itemOf(item, identifier, indent, {
    content: { type: holdsItems ? 'folder' : 'heading' },
    title: UNTITLED,
    ...accessOf(item.roles ?? []),
  });
  return shown === undefined ? [folder] : [folder, itemOf(item, `${identifier}_content`, indent + 1, shown)];
}

interface Shown {
  readonly content: ModuleItem['content'];
  readonly title: string;
  readonly audience?: ModuleItem['audience'];
  readonly isHidden?: boolean;
  /** Why there is nothing to show. */
  readonly problem?: Pick<LedgerOutcome, 'code' | 'message' | 'because'>;
}

/** What an item says of its audience goes before what its resource says. */
function accessOf(roles: NonNullable<OrganizationItem['roles']>): Pick<Shown, 'audience' | 'isHidden'> {
  return {
    ...(roles.length === 0 ? {} : { audience: [...roles] }),
    isHidden: !isForLearners({ roles }),
  };
}

/** What an item leads to; `undefined` when it names no resource. */
function showing(
  { identifier, identifierref, roles = [] }: OrganizationItem,
  reading: Reading,
): Shown | undefined {
  const { manifest, plan, objects, faults } = reading;
  if (identifierref === undefined) return undefined;
  const resource = manifest.resources.get(plan.standIn(identifierref));
  const object = resource === undefined ? undefined : objects.get(resource.identifier);
  const access = accessOf(roles.length > 0 ? roles : (resource?.roles ?? []));
  if (object !== undefined && object.target.kind !== 'course')
    return { content: { type: 'object', object: object.target }, title: object.title, ...access };
  const [code, why] =
    resource === undefined
      ? ['missing_resource', 'which the manifest does not have']
      : ['unread_resource', 'of which nothing could be imported to show'];
  const because = faults.get(resource?.identifier ?? '');
  const message = `${manifest.path}: item "${identifier}" shows resource "${identifierref}", ${why}.`;
  return {
    content: { type: 'missing', target: identifierref },
    title: identifierref,
    ...access,
    problem: { code, message, ...(because === undefined ? {} : { because }) },
  };
}

function itemOf(item: OrganizationItem, migrationId: string, indent: number, shown: Shown): ModuleItem {
  const { metadata, hidden } = item;
  return {
    migrationId,
    title: item.title ?? shown.title,
    indent,
    published: hidden !== true && shown.isHidden !== true,
    content: shown.content,
    ...(shown.audience === undefined ? {} : { audience: shown.audience }),
    ...(metadata === undefined ? {} : { metadata }),
  };
}

async function settleItem(
  item: OrganizationItem,
  outcome: LedgerOutcome,
  shown: Shown | undefined,
  { manifest, context }: Reading,
): Promise<void> {
  const { lost: unkept = [], ...whole } = outcome;
  const own = [...(item.lost ?? []), ...unkept];
  const lost = [...own, ...(shown?.problem === undefined ? [] : ['what it shows'])];
  const { because, ...problem } = shown?.problem ?? {};
  const settled: LedgerOutcome = {
    ...whole,
    ...(lost.length === 0 ? {} : { state: 'changed', lost }),
    ...problem,
    ...(own.length > 0 || because === undefined ? {} : { because }),
  };
  await context.ledger.settle(elementOf(manifest, 'item', item), settled);
}
