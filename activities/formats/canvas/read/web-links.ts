/** Reads web links, most of which are the copy of a module item for systems that know no such items. */
import type { Reference } from '../../../course/model/common.js';
import type { WebLink } from '../../../course/model/content.js';
import { readWebLink } from '../../common-cartridge/descriptors/web-link.js';
import { lostOf } from '../../common-cartridge/manifest/lost.js';
import { isForLearners } from '../../common-cartridge/resources/outcome.js';
import { withoutHoles } from '../records/read-record.js';
import type { FilePart } from './catalogue-types.js';
import type { ShownInModules } from './modules.js';
import { checkRoot, orFailed, type Reading, readTree, settleFailed, settleObject } from './reading.js';
import { sharedFields } from './shared-fields.js';

/** A link that a module item shows by its address adds nothing; any other one is an object of the course. */
export async function readWebLinks(reading: Reading, shown: ShownInModules): Promise<void> {
  const itemOf = new Map(
    reading.manifest.items.flatMap(({ identifier, identifierref }) =>
      identifierref === undefined ? [] : [[identifierref, reading.objects.get(identifier)] as const],
    ),
  );
  for (const part of reading.catalogue.webLinks) await readOne(reading, part, itemOf.get(part.id), shown);
}

async function readOne(
  reading: Reading,
  { id, path, resource }: FilePart,
  item: Reference | undefined,
  shown: ShownInModules,
): Promise<void> {
  const element = await readTree(reading, path);
  if (element === undefined) return await settleFailed(reading, resource, path);
  const descriptor = await orFailed(reading, path, async () => {
    checkRoot(element, 'webLink', path);
    return readWebLink(element);
  });
  if (descriptor === undefined) return await settleFailed(reading, resource, path);
  const { title = '', url = '', ...window } = descriptor;
  const isTwin =
    item?.kind === 'moduleItem' &&
    shown.has('id', item.migrationId) &&
    Object.keys(window).length === 0 &&
    shown.has('url', url) &&
    !shown.has('object', id);
  if (isTwin) return await mergeLink(reading, { id, path, resource }, item);
  const migrationId = await reading.identities.identify('webLink', id, path);
  const record: WebLink = withoutHoles({
    ...sharedFields(resource),
    ...window,
    migrationId,
    title,
    url,
    published: isForLearners(resource ?? { roles: [] }),
  });
  await reading.context.emit('webLinks', record);
  await settleObject(reading, { resource, paths: [path] }, { kind: 'webLink', migrationId }, lostOf(element));
}

async function mergeLink(
  { accounts }: Reading,
  { path, resource }: FilePart,
  target: Reference,
): Promise<void> {
  if (resource !== undefined) await accounts.resource(resource.identifier, { state: 'merged', target });
  await accounts.entry(path, { state: 'merged', target });
}
