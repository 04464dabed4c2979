/** Web links. */
import type { Notice } from '../../../course/ledger.js';
import type { WebLink } from '../../../course/model/content.js';
import { PackageError } from '../../../errors.js';
import { readWebLink } from '../descriptors/web-link.js';
import { lostOf } from '../manifest/lost.js';
import type { Manifest, ManifestResource } from '../manifest-types.js';
import { isExternal } from '../package-path.js';
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
  const { title: own, url: ofFile, target, windowFeatures, extensions } = readWebLink(root);
  const { url, ...unlike } = addressOf(resource, ofFile, { path, manifest: reading.manifest.path });
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
  return { object, ...unlike, lost: [...(unlike.lost ?? []), ...lostOf(root)] };
}

/** What a web link with a descriptor leads to, and what is to be said of it. */
export interface WebLinkAddress extends Pick<ResourceOutcome, 'lost' | 'code' | 'message'> {
  readonly url: string;
}

/**
 * The address of the descriptor; of one that names none the href, where that leads out of the package. Throws
 * `PackageError` when there is neither.
 */
export function addressOf(
  resource: Pick<ManifestResource, 'identifier' | 'href'>,
  ofFile: string | undefined,
  { path, manifest }: { readonly path: string; readonly manifest: string },
): WebLinkAddress {
  const href = resource.href !== undefined && isExternal(resource.href) ? resource.href.trim() : undefined;
  const url = ofFile ?? href;
  if (url === undefined) throw new PackageError(`${path}: the web link names no address.`, { path });
  if (href === undefined || href === url) return { url };
  const message = `${manifest}: resource "${resource.identifier}" has "${href}" as its href, and "${path}" leads to "${url}"; the file was believed.`;
  return { url, lost: [`@href "${href}"`], code: 'other_address', message };
}

/** A web link without a descriptor, whose href is the address it leads to. */
async function readBareLink(resource: ManifestResource, reading: Reading): Promise<ResourceOutcome> {
  const title = titleOf(undefined, resource, reading);
  const object = await emitWebLink(resource, { title, url: resource.href ?? '' }, reading);
  await reading.context.ledger.notice(bareLinkNotice(resource, reading.manifest));
  return { object };
}

/** What is said of such a link. */
export function bareLinkNotice(
  { identifier }: Pick<ManifestResource, 'identifier'>,
  { path }: Pick<Manifest, 'path'>,
): Notice {
  const element = `resource "${identifier}"`;
  const message = `${path}: ${element} is a web link without a file that describes it; its href was taken for the address.`;
  const target = { kind: 'webLink', migrationId: identifier } as const;
  return { severity: 'warning', code: 'bare_link', message, path, element, target };
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
