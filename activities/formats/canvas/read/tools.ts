/** Reads external tools and LTI resource links. */
import type { CollectionName, CollectionRecord } from '../../../course/collections.js';
import { COLLECTIONS } from '../../../course/collections.js';
import type { Reference } from '../../../course/model/common.js';
import type { ResourceLink } from '../../../course/model/tool.js';
import {
  type BasicLtiDescriptor,
  CANVAS_PLATFORM,
  hasAddress,
  readBasicLti,
  toolFacts,
  withoutAddress,
} from '../../common-cartridge/descriptors/basic-lti.js';
import { lostOf } from '../../common-cartridge/manifest/lost.js';
import { joinDescribed, NOTHING } from '../../common-cartridge/manifest/metadata.js';
import { descriptorForm } from '../../common-cartridge/manifest/resource-kind.js';
import { isForLearners } from '../../common-cartridge/resources/outcome.js';
import { phraseOf } from '../../said-twice.js';
import type { XmlElement } from '../../xml/tree.js';
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

interface ReadDescriptor<Name extends CollectionName> {
  readonly fields: Omit<CollectionRecord<Name>, 'migrationId'>;
  /** What the descriptor says and the record does not, although it was read. */
  readonly lost: readonly string[];
}

interface DescriptorFile<Name extends CollectionName> {
  readonly collection: Name;
  read(descriptor: BasicLtiDescriptor, scope: LinkScope, reading: Reading): ReadDescriptor<Name>;
  leadsSomewhere(descriptor: BasicLtiDescriptor): boolean;
}

const TOOL: DescriptorFile<'externalTools'> = {
  collection: 'externalTools',
  read: (descriptor, scope, { objects }) => {
    const { title = '', description, custom, vendor, iconResource } = descriptor;
    const { launchUrl, secureLaunchUrl, icon, secureIcon } = descriptor;
    const iconFile = iconResource === undefined ? undefined : objects.get(iconResource);
    const hasIcon = iconResource === undefined || iconFile?.kind === 'file';
    return {
      fields: {
        title,
        description: description === undefined ? undefined : scope.rewriteHtml(description),
        ...{ launchUrl, secureLaunchUrl, icon, secureIcon, custom, vendor },
        iconFile: hasIcon ? iconFile : undefined,
        ...toolFacts(descriptor),
      },
      lost: hasIcon ? [] : [`icon "${iconResource}", which is no file of the package`],
    };
  },
  leadsSomewhere: (descriptor) => hasAddress({ ...descriptor, ...toolFacts(descriptor) }),
};

/** What a link says of its tool beside the address is the tool's to say. */
const RESOURCE_LINK: DescriptorFile<'resourceLinks'> = {
  collection: 'resourceLinks',
  read: (descriptor) => {
    const { title = '', custom, secureLaunchUrl, launchUrl } = descriptor;
    const { description, icon, secureIcon, vendor, iconResource } = descriptor;
    const ofTool = {
      description,
      launch_url: secureLaunchUrl !== undefined && launchUrl !== secureLaunchUrl ? launchUrl : undefined,
      ...{ icon, secure_icon: secureIcon, cartridge_icon: iconResource, vendor },
    };
    return {
      fields: { title, custom, toolUrl: secureLaunchUrl ?? launchUrl, ...linkFacts(descriptor) },
      lost: Object.entries(ofTool).flatMap(([name, value]) =>
        value === undefined ? [] : [phraseOf(name, value)],
      ),
    };
  },
  leadsSomewhere: ({ secureLaunchUrl, launchUrl }) => (secureLaunchUrl ?? launchUrl) !== undefined,
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
  { collection, read, leadsSomewhere }: DescriptorFile<Name>,
): Promise<void> {
  const element = await readTree(reading, path);
  if (element === undefined) return await settleFailed(reading, resource, path);
  const scope = linksOf(reading, path);
  const found = await orFailed(reading, path, async () => {
    if (descriptorForm('basicLti', element.name) === undefined) checkRoot(element, ROOT, path);
    const descriptor = readBasicLti(element);
    return { descriptor, ...read(descriptor, scope, reading) };
  });
  if (found === undefined) return await settleFailed(reading, resource, path);
  const { kind } = COLLECTIONS[collection];
  const migrationId = await reading.identities.identify(kind, id, path);
  const target: Reference = { kind, migrationId };
  const described = joinDescribed(resource ?? NOTHING, found.descriptor);
  const published = collection === 'externalTools' ? isForLearners(described) : undefined;
  const record = withoutHoles({
    ...sharedFields(described),
    ...withoutHoles(found.fields),
    migrationId,
    published,
  });
  await reading.context.emit(collection, record as unknown as CollectionRecord<Name>);
  await tellMissingLinks(reading, scope, target);
  if (!leadsSomewhere(found.descriptor))
    await reading.context.ledger.notice(withoutAddress(path, record.title, target));
  await tellOldRoot(reading, element, path, target);
  await settleObject(reading, { resource, paths: [path] }, target, [...found.lost, ...lostOf(element)]);
}

const ROOT = 'cartridge_basiclti_link';

/** Old exports have the root of LTI's own specification, and the same below it. */
async function tellOldRoot(
  { context }: Reading,
  { name }: XmlElement,
  path: string,
  target: Reference,
): Promise<void> {
  if (name === ROOT) return;
  const message = `${path}: the root element is "${name}"; it must be "${ROOT}". It was read like one.`;
  await context.ledger.notice({ severity: 'warning', code: 'old_descriptor', message, path, target });
}
