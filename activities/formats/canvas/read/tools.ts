/** Reads external tools and LTI resource links. */
import type { CollectionName, CollectionRecord } from '../../../course/collections.js';
import { COLLECTIONS } from '../../../course/collections.js';
import type { Reference } from '../../../course/model/common.js';
import type { ResourceLink } from '../../../course/model/tool.js';
import {
  type BasicLtiDescriptor,
  CANVAS_PLATFORM,
  readBasicLti,
  toolFacts,
} from '../../common-cartridge/descriptors/basic-lti.js';
import { lostOf } from '../../common-cartridge/manifest/lost.js';
import { isForLearners } from '../../common-cartridge/resources/outcome.js';
import { childValue, type XmlElement } from '../../xml/tree.js';
import { withoutHoles } from '../records/read-record.js';
import type { FilePart } from './catalogue-types.js';
import {
  checkRoot,
  type LinkScope,
  linksOf,
  orFailed,
  type Reading,
  readTree,
  settleFailed,
  settleObject,
  tellMissingLinks,
} from './reading.js';
import { sharedFields } from './shared-fields.js';

interface DescriptorFile<Name extends CollectionName> {
  readonly collection: Name;
  readonly root: string;
  read(element: XmlElement, scope: LinkScope, reading: Reading): Omit<CollectionRecord<Name>, 'migrationId'>;
  /** What the element says and the record does not, although it was read. */
  lost?(element: XmlElement): string[];
}

const TOOL: DescriptorFile<'externalTools'> = {
  collection: 'externalTools',
  root: 'cartridge_basiclti_link',
  read: (element, scope, reading) => {
    const descriptor = readBasicLti(element);
    const { title = '', description, custom, vendor, iconResource, metadata, alignments } = descriptor;
    const { launchUrl, secureLaunchUrl, icon, secureIcon, roles } = descriptor;
    return {
      title,
      description: description === undefined ? undefined : scope.rewriteHtml(description),
      ...{ launchUrl, secureLaunchUrl, icon, secureIcon, custom, vendor, metadata },
      alignments: alignments === undefined ? undefined : [...alignments],
      audience: roles.length === 0 ? undefined : [...roles],
      iconFile: iconResource === undefined ? undefined : reading.objects.get(iconResource),
      ...toolFacts(descriptor),
    };
  },
};

/** What a link says of its tool beside the address is the tool's to say. */
const RESOURCE_LINK: DescriptorFile<'resourceLinks'> = {
  collection: 'resourceLinks',
  root: 'cartridge_basiclti_link',
  read: (element) => {
    const descriptor = readBasicLti(element);
    const { title = '', custom, secureLaunchUrl, launchUrl } = descriptor;
    return { title, custom, toolUrl: secureLaunchUrl ?? launchUrl, ...linkFacts(descriptor) };
  },
  lost: (element) =>
    ['description', 'icon', 'vendor'].filter((name) => childValue(element, name) !== undefined),
};

const LINK_FACTS = { lookup_uuid: 'lookupUuid', resource_link_url: 'url' } as const;

/** Canvas writes the facts of a link as settings of its platform. */
function linkFacts({
  platforms,
}: BasicLtiDescriptor): Pick<ResourceLink, 'lookupUuid' | 'url' | 'platforms'> {
  const facts: { lookupUuid?: string; url?: string } = {};
  const left = platforms.map(({ platform, settings }) => {
    if (platform !== CANVAS_PLATFORM) return { platform, settings };
    const others = { ...settings };
    for (const [name, field] of Object.entries(LINK_FACTS)) {
      const value = others[name];
      if (typeof value !== 'string') continue;
      facts[field] = value;
      delete others[name];
    }
    return { platform, settings: others };
  });
  const said = left.filter(({ settings }) => Object.keys(settings).length > 0);
  return { ...facts, ...(said.length === 0 ? {} : { platforms: said }) };
}

/** Tools and links to them, each a file of its own. */
export async function readTools(reading: Reading): Promise<void> {
  for (const part of reading.catalogue.tools) await readOne(reading, part, TOOL);
  for (const part of reading.catalogue.resourceLinks) await readOne(reading, part, RESOURCE_LINK);
}

async function readOne<Name extends 'externalTools' | 'resourceLinks'>(
  reading: Reading,
  { id, path, resource }: FilePart,
  { collection, root, read, lost = () => [] }: DescriptorFile<Name>,
): Promise<void> {
  const element = await readTree(reading, path);
  if (element === undefined) return await settleFailed(reading, resource, path);
  const scope = linksOf(reading, path);
  const fields = await orFailed(reading, path, async () => {
    checkRoot(element, root, path);
    return read(element, scope, reading);
  });
  if (fields === undefined) return await settleFailed(reading, resource, path);
  const { kind } = COLLECTIONS[collection];
  const migrationId = await reading.identities.identify(kind, id, path);
  const target: Reference = { kind, migrationId };
  const published = collection === 'externalTools' ? isForLearners(resource ?? { roles: [] }) : undefined;
  const record = withoutHoles({ ...sharedFields(resource), ...withoutHoles(fields), migrationId, published });
  await reading.context.emit(collection, record as unknown as CollectionRecord<Name>);
  await tellMissingLinks(reading, scope, target);
  await settleObject(reading, { resource, paths: [path] }, target, [...lost(element), ...lostOf(element)]);
}
