/** Reads web links, most of which are the copy of a module item for systems that know no such items. */
import type { Reference } from '../../../course/model/common.js';
import type { WebLink } from '../../../course/model/content.js';
import { readWebLink, type WebLinkDescriptor } from '../../common-cartridge/descriptors/web-link.js';
import { lostOf } from '../../common-cartridge/manifest/lost.js';
import type { OrganizationItem } from '../../common-cartridge/manifest-types.js';
import { isLink } from '../../common-cartridge/plan.js';
import { isForLearners } from '../../common-cartridge/resources/outcome.js';
import { addressOf, bareLinkNotice } from '../../common-cartridge/resources/web-link.js';
import { phraseOf } from '../../said-twice.js';
import { withoutHoles } from '../records/read-record.js';
import type { FilePart } from './catalogue-types.js';
import type { ShownInModules } from './modules.js';
import {
  checkRoot,
  mergedOutcome,
  orFailed,
  type Reading,
  readTree,
  settleFailed,
  settleObject,
} from './reading.js';
import { lostOfPart } from './said-by-resource.js';
import { sharedFields } from './shared-fields.js';

/** A link that a module item shows by its address adds nothing; any other one is an object of the course. */
export async function readWebLinks(reading: Reading, shown: ShownInModules): Promise<void> {
  const itemOf = new Map(
    reading.manifest.items.flatMap((item) =>
      item.identifierref === undefined ? [] : [[item.identifierref, item] as const],
    ),
  );
  for (const part of reading.catalogue.webLinks) {
    const item = itemOf.get(part.id);
    const link = await readLink(reading, part, item);
    if (link === undefined) await settleFailed(reading, part.resource, part.path);
    else await takeLink(reading, part, link, { item, shown });
  }
}

interface ReadLink {
  readonly fields: Omit<WebLinkDescriptor, 'title' | 'url'>;
  readonly title: string;
  readonly url: string;
  readonly lost: readonly string[];
}

async function readLink(
  reading: Reading,
  { id, path, resource }: FilePart,
  item: OrganizationItem | undefined,
): Promise<ReadLink | undefined> {
  if (resource !== undefined && isLink(resource)) {
    if (resource.kind === 'webLink')
      await reading.context.ledger.notice(bareLinkNotice(resource, reading.manifest));
    return { fields: {}, title: item?.title ?? id, url: resource.href?.trim() ?? '', lost: [] };
  }
  const element = await readTree(reading, path);
  if (element === undefined) return undefined;
  return await orFailed(reading, path, async () => {
    checkRoot(element, 'webLink', path);
    const { title = item?.title ?? id, url: ofFile, ...fields } = readWebLink(element);
    const place = { path, manifest: reading.manifest.path };
    const { url, lost = [] } = addressOf(resource ?? { identifier: id }, ofFile, place);
    return { fields, title, url, lost: [...lost, ...lostOf(element)] };
  });
}

interface Around {
  readonly item: OrganizationItem | undefined;
  readonly shown: ShownInModules;
}

async function takeLink(reading: Reading, part: FilePart, link: ReadLink, around: Around): Promise<void> {
  const twin = twinOf(reading, part, link, around);
  if (twin !== undefined) return await mergeLink(reading, part, link, { twin, ...around });
  const { id, path, resource } = part;
  const { fields, title, url, lost } = link;
  const migrationId = await reading.identities.identify('webLink', id, path);
  const record: WebLink = withoutHoles({
    ...sharedFields(resource),
    ...fields,
    migrationId,
    title,
    url,
    published: isForLearners(resource ?? { roles: [] }),
  });
  await reading.context.emit('webLinks', record);
  const paths = resource !== undefined && isLink(resource) ? [] : [path];
  await settleObject(reading, { resource, paths }, { kind: 'webLink', migrationId }, lost);
}

/** The module item that a link is the copy of. */
function twinOf(
  { objects }: Reading,
  { id }: FilePart,
  { fields, url }: ReadLink,
  { item, shown }: Around,
): Reference | undefined {
  const object = item === undefined ? undefined : objects.get(item.identifier);
  const isTwin =
    object?.kind === 'moduleItem' &&
    shown.has('id', object.migrationId) &&
    Object.keys(fields).length === 0 &&
    shown.has('url', url) &&
    !shown.has('object', id);
  return isTwin ? object : undefined;
}

/** What a copy says of itself beyond the address and the title of its item has no place there. */
async function mergeLink(
  { accounts }: Reading,
  { path, resource }: FilePart,
  { title, lost }: ReadLink,
  { twin, item, shown }: Around & { readonly twin: Reference },
): Promise<void> {
  const isSaid = title === item?.title || shown.has('title', title);
  const ofLink = [...lost, ...(isSaid ? [] : [phraseOf('title', title)])];
  if (resource !== undefined) {
    const all = [...ofLink, ...lostOfPart(resource, undefined)];
    await accounts.resource(resource.identifier, mergedOutcome(twin, all));
  }
  await accounts.entry(
    path,
    resource === undefined ? mergedOutcome(twin, ofLink) : { state: 'merged', target: twin },
  );
}
