/** The organisation of the manifest: it says again, and less, what the modules of Canvas say. */
import type { LedgerOutcome } from '../../../course/ledger.js';
import type { OrganizationItem } from '../../common-cartridge/manifest-types.js';
import { readModules } from '../../common-cartridge/modules.js';
import { beginReading } from '../../common-cartridge/reading.js';
import { phraseOf } from '../../said-twice.js';
import { CANVAS_PATHS } from '../paths.js';
import type { ShownInModules } from './modules.js';
import { ofModules } from './places.js';
import type { Reading } from './reading.js';

/** Where Canvas's modules are missing or there are none, the organisation is all there is, as in any cartridge. */
export async function readOrganization(reading: Reading, shown: ShownInModules): Promise<void> {
  if (shown.modules > 0) return await mergeOrganization(reading, shown);
  const { source, context, manifest, objects, accounts } = reading;
  const plain = beginReading(source, manifest, context);
  for (const identifier of objects.keys()) {
    const target = reading.readObject(identifier);
    if (target !== undefined) plain.objects.set(identifier, { target, title: identifier });
  }
  for (const identifier of manifest.resources.keys()) {
    const fault = accounts.faultOf(identifier);
    if (fault !== undefined) plain.faults.set(identifier, fault);
  }
  await readModules(plain);
}

/** Settles every item by the module or item that shows the same. */
async function mergeOrganization(reading: Reading, shown: ShownInModules): Promise<void> {
  for (const item of reading.manifest.items)
    await reading.accounts.item(item, itemOutcome(reading, item, shown));
}

function itemOutcome(reading: Reading, item: OrganizationItem, shown: ShownInModules): LedgerOutcome {
  const { readObject, manifest, accounts, isOwn } = reading;
  const { identifier, identifierref, title } = item;
  const named = ofModules(item, reading);
  const own = named !== undefined && shown.has('id', named.migrationId) ? named : undefined;
  const target = own ?? (identifierref === undefined ? undefined : readObject(identifierref));
  const because = identifierref === undefined ? undefined : accounts.faultOf(identifierref);
  if (target === undefined && because !== undefined) {
    const message = `${manifest.path}: item "${identifier}" shows resource "${identifierref}", which could not be read.`;
    return { state: 'failed', code: 'unread_resource', message, because };
  }
  const isShown =
    own !== undefined ||
    (target !== undefined && shown.has('object', target.migrationId)) ||
    (identifierref === undefined && title !== undefined && shown.has('title', title));
  if (!isShown) {
    const message = `${manifest.path}: item "${identifier}" ("${title ?? ''}") is in no module of ${CANVAS_PATHS.moduleMeta}, which says what the modules hold.`;
    return { state: 'unsupported', code: 'not_in_modules', message };
  }
  const about = target === undefined ? {} : { target };
  const lost = [...(item.lost ?? []), ...(isOwn ? [] : saidOtherwise(item, shown))];
  return lost.length === 0 ? { state: 'merged', ...about } : { state: 'changed', lost, ...about };
}

/** What an item says that no module and no module item says: Canvas's modules are believed. */
function saidOtherwise(
  { title = '', hidden, roles = [], alignments }: OrganizationItem,
  shown: ShownInModules,
): string[] {
  return [
    ...(title.trim() === '' || shown.has('title', title) ? [] : [phraseOf('title', title)]),
    ...(hidden === true ? ['@isvisible "false"'] : []),
    ...(roles.length === 0 ? [] : [`metadata/lom/educational/intendedEndUserRole "${roles.join(', ')}"`]),
    ...(alignments === undefined ? [] : ['metadata/curriculumStandardsMetadataSet']),
  ];
}
