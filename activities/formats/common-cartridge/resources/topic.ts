/** Discussion topics. */
import { readTopic } from '../descriptors/topic.js';
import { lostOf } from '../manifest/lost.js';
import type { ManifestResource } from '../manifest-types.js';
import { type Reading, readText } from '../reading.js';
import { emitCopies, findAttachments, lostAttachments } from './attachments.js';
import { readDescriptor } from './descriptor.js';
import { commonFields, isForLearners, type ResourceOutcome, titleOf } from './outcome.js';

export async function readTopicResource(
  resource: ManifestResource,
  reading: Reading,
): Promise<ResourceOutcome> {
  const { root, path } = await readDescriptor(resource, reading);
  const topic = readTopic(root);
  const title = titleOf(topic.title, resource, reading);
  const target = { kind: 'discussionTopic', migrationId: resource.identifier } as const;
  const hrefs = topic.attachments.map((href) => ({ href }));
  const attachments = findAttachments(hrefs, path, reading);
  await emitCopies(attachments.copies, reading);
  await reading.context.emit('discussionTopics', {
    ...commonFields(resource),
    ...(topic.extensions === undefined ? {} : { extensions: topic.extensions }),
    title,
    html: await readText(topic.text.html, { path, target, field: 'text' }, reading),
    textType: topic.text.type,
    published: isForLearners(resource),
    ...(attachments.found.length === 0 ? {} : { attachments: attachments.found.map((one) => one.target) }),
    ...(attachments.missing.length === 0
      ? {}
      : { missingAttachments: attachments.missing.map(({ href }) => href) }),
  });
  return { object: { target, title }, lost: [...lostOf(root), ...lostAttachments(attachments)] };
}
