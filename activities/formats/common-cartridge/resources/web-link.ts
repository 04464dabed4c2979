/** Web links. */
import type { WebLink } from '../../../course/model/content.js';
import { PackageError } from '../../../errors.js';
import { readWebLink } from '../descriptors/web-link.js';
import { lostOf } from '../manifest/lost.js';
import type { ManifestResource } from '../manifest-types.js';
import type { Reading } from '../reading.js';
import { readDescriptor } from './descriptor.js';
import { commonFields, isForLearners, type ResourceOutcome, titleOf } from './outcome.js';

export async function readWebLinkResource(
  resource: ManifestResource,
  reading: Reading,
): Promise<ResourceOutcome> {
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

/** Emits the link a resource is. */
export async function emitWebLink(
  resource: ManifestResource,
  link: Pick<WebLink, 'title' | 'url' | 'target' | 'windowFeatures' | 'extensions'>,
  { context }: Reading,
) {
  await context.emit('webLinks', { ...commonFields(resource), ...link, published: isForLearners(resource) });
  return { target: { kind: 'webLink', migrationId: resource.identifier }, title: link.title } as const;
}
