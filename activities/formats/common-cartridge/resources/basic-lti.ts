/** LTI tools and links. */
import { hasAddress, readBasicLti, toolFacts, withoutAddress } from '../descriptors/basic-lti.js';
import { lostOf } from '../manifest/lost.js';
import { joinDescribed } from '../manifest/metadata.js';
import type { ManifestResource } from '../manifest-types.js';
import { type Reading, readText } from '../reading.js';
import { readDescriptor } from './descriptor.js';
import { commonFields, isForLearners, type ResourceOutcome, titleOf } from './outcome.js';

export async function readBasicLtiResource(
  resource: ManifestResource,
  reading: Reading,
): Promise<ResourceOutcome> {
  const { root, path } = await readDescriptor(resource, reading);
  const { title: own, description, iconResource, platforms, ...rest } = readBasicLti(root);
  const { metadata, roles, alignments, ...fields } = rest;
  const described = { roles, ...(metadata && { metadata }), ...(alignments && { alignments }) };
  const title = titleOf(own, resource, reading);
  const target = { kind: 'externalTool', migrationId: resource.identifier } as const;
  const icon = iconResource === undefined ? undefined : reading.plan.target(iconResource);
  const html =
    description === undefined
      ? undefined
      : await readText(description, { path, target, field: 'description' }, reading);
  const tool = { ...fields, ...toolFacts({ platforms }) };
  await reading.context.emit('externalTools', {
    ...commonFields(resource, described),
    title,
    ...(html === undefined ? {} : { description: html }),
    ...tool,
    ...(icon?.kind === 'file' ? { iconFile: icon } : {}),
    published: isForLearners(joinDescribed(resource, described)),
  });
  if (!hasAddress(tool)) await reading.context.ledger.notice(withoutAddress(path, title, target));
  const isIconLost = iconResource !== undefined && icon?.kind !== 'file';
  return {
    object: { target, title },
    lost: [
      ...lostOf(root),
      ...(isIconLost ? [`icon "${iconResource}", which the manifest does not have`] : []),
    ],
  };
}
