/** LTI tools and links. */
import { readBasicLti, toolFacts } from '../descriptors/basic-lti.js';
import { lostOf } from '../manifest/lost.js';
import type { ManifestResource } from '../manifest-types.js';
import { type Reading, readText } from '../reading.js';
import { readDescriptor } from './descriptor.js';
import { commonFields, isForLearners, type ResourceOutcome, titleOf } from './outcome.js';

export async function readBasicLtiResource(
  resource: ManifestResource,
  reading: Reading,
): Promise<ResourceOutcome> {
  const { root, path } = await readDescriptor(resource, reading);
  const { title: own, description, iconResource, platforms, metadata, ...fields } = readBasicLti(root);
  const title = titleOf(own, resource, reading);
  const target = { kind: 'externalTool', migrationId: resource.identifier } as const;
  const icon = iconResource === undefined ? undefined : reading.plan.target(iconResource);
  const html =
    description === undefined
      ? undefined
      : await readText(description, { path, target, field: 'description' }, reading);
  await reading.context.emit('externalTools', {
    ...commonFields(resource, metadata),
    title,
    ...(html === undefined ? {} : { description: html }),
    ...fields,
    ...toolFacts({ platforms }),
    ...(icon?.kind === 'file' ? { iconFile: icon } : {}),
    published: isForLearners(resource),
  });
  const isIconLost = iconResource !== undefined && icon?.kind !== 'file';
  return {
    object: { target, title },
    lost: [
      ...lostOf(root),
      ...(isIconLost ? [`icon "${iconResource}", which the manifest does not have`] : []),
    ],
  };
}
