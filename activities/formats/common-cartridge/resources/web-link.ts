/** Web links. */
import type { WebLink } from '../../../course/model/content.js';
import { PackageError } from '../../../errors.js';
import { readWebLink } from '../descriptors/web-link.js';
import { lostOf } from '../manifest/lost.js';
import type { ManifestResource } from '../manifest-types.js';
import { isLink } from '../plan.js';
import type { Reading } from '../reading.js';
import { readDescriptor } from './descriptor.js';
import { commonFields, isForLearners, type ResourceOutcome, titleOf } from './outcome.js';

export async function readWebLinkResource(
  resource: ManifestResource,
  reading: Reading,
): Promise<ResourceOutcome> {
  if (isLink(resource)) return readBareLink(resource, reading);
  const { root, path } = await readDescriptor(resource, reading);
  const { title: own, url, target, windowFeatures, extensions } = readWebLink(root);
  if (url === undefined) throw new PackageError(`${path}: the web link names no address.`, { path });
  const fields = {
    ...(target === undefined ? {} : { target }),
    ...(windowFeatures === undefined ? {} : { windowFeatures }),
    ...(extensions === undefined ? {} : { extensions }),
  };
  const object = await emitWebLink(
    resource,
    { title: titleOf(own, resource, reading), url, ...fields },
    reading,
  );
  return { object, lost: lostOf(root) };
}

/** A web link without a descriptor, whose href is the address it leads to. */
async function readBareLink(resource: ManifestResource, reading: Reading): Promise<ResourceOutcome> {
  const { identifier, href: url = '' } = resource;
  const { path } = reading.manifest;
  const element = `resource "${identifier}"`;
  const message = `${path}: ${element} is a web link without a file that describes it; its href was taken for the address.`;
  const title = titleOf(undefined, resource, reading);
  const object = await emitWebLink(resource, { title, url }, reading);
  const notice = { severity: 'warning', code: 'bare_link', message, path, element } as const;
  await reading.context.ledger.notice({ ...notice, target: object.target });
  return { object };
}

/** Emits the link a resource is. */
export async function emitWebLink(
  resource: ManifestResource,
  link: Pick<WebLink, 'title' | 'url' | 'target' | 'windowFeatures' | 'extensions'>,
  { context }: Reading,
) {
  await context.emit('webLinks', { ...commonFields(resource), ...link, published: isForLearners(resource) });
  return { target: { kind: 'webLink', migrationId: resource.identifier }, title: link.title } as const;
}
