/** Reads discussions and announcements: a descriptor, and the settings Canvas keeps beside it. */
import type { Extensions, Reference } from '../../../course/model/common.js';
import type { Announcement, DiscussionTopic } from '../../../course/model/content.js';
import { readTopic, type TopicDescriptor } from '../../common-cartridge/descriptors/topic.js';
import { lostOf } from '../../common-cartridge/manifest/lost.js';
import { findAttachments, lostAttachments } from '../../common-cartridge/resources/attachments.js';
import { withoutHoles } from '../records/read-record.js';
import { readTopicMeta, type TopicMeta } from '../records/topic.js';
import type { TopicPart } from './catalogue-types.js';
import {
  checkRoot,
  linksOf,
  orFailed,
  type Reading,
  readTree,
  settleFailed,
  settleObject,
  tellMissingLinks,
} from './reading.js';
import { sharedFields } from './shared-fields.js';

export async function readTopics(reading: Reading): Promise<void> {
  for (const part of reading.catalogue.topics) await readOne(reading, part);
}

interface Read<Value> {
  readonly value: Value;
  readonly lost: readonly string[];
}

async function readOne(reading: Reading, part: TopicPart): Promise<void> {
  const { id, path, resource, meta, metaResource } = part;
  const descriptor = await readFile(reading, path, 'topic', readTopic);
  const scope = linksOf(reading, meta ?? path);
  const settings = await readFile(reading, meta, 'topicMeta', (element) => readTopicMeta(element, scope));
  if (descriptor === undefined && settings === undefined) {
    await settleFailed(reading, resource, path);
    return await settleFailed(reading, metaResource, meta ?? path);
  }
  const kind = settings?.value.isAnnouncement === true ? 'announcement' : 'discussionTopic';
  const migrationId = await reading.identities.identify(kind, id, path);
  const target: Reference = { kind, migrationId };
  const attachments = attachmentsOf(reading, part, descriptor?.value);
  const topic = await joinTopic(reading, part, {
    descriptor: descriptor?.value,
    meta: settings?.value,
    attachments,
    target,
  });
  if (kind === 'announcement') await reading.context.emit('announcements', withoutAssignment(topic));
  else await reading.context.emit('discussionTopics', topic);
  const { assignment } = settings?.value ?? {};
  const nested = kind === 'announcement' && assignment !== undefined ? ['assignment'] : [];
  const lost = [
    ...(descriptor?.lost ?? []),
    ...(settings?.lost ?? []),
    ...nested,
    ...lostAttachments(attachments),
    ...contradictions(reading, part, descriptor?.value, settings?.value),
  ];
  await settleObject(reading, { resource, paths: [path, meta], parts: [metaResource] }, target, lost);
}

/** What the two files say of each other and of the package that is not so. */
function contradictions(
  { objects }: Reading,
  { id }: TopicPart,
  descriptor: TopicDescriptor | undefined,
  meta: TopicMeta | undefined,
): string[] {
  const { topic, settings: { title, attachments: [named] = [] } = {} } = meta ?? {};
  const isOther = (one: string | undefined, other: string | undefined) =>
    one !== undefined && other !== undefined && one !== other;
  return [
    ...(isOther(topic, id) ? [`topic_id "${topic}"`] : []),
    ...(isOther(descriptor?.title, title?.trim()) ? [`title "${descriptor?.title}"`] : []),
    ...(named !== undefined && objects.get(named.migrationId)?.kind !== 'file'
      ? [`attachment_identifierref "${named.migrationId}"`]
      : []),
  ];
}

async function readFile<Value>(
  reading: Reading,
  path: string | undefined,
  root: string,
  read: (element: NonNullable<Awaited<ReturnType<typeof readTree>>>) => Value,
): Promise<Read<Value> | undefined> {
  const element = await readTree(reading, path);
  if (element === undefined || path === undefined) return undefined;
  return await orFailed(reading, path, async () => {
    checkRoot(element, root, path);
    return { value: read(element), lost: lostOf(element) };
  });
}

/** The files that the descriptor attaches. */
function attachmentsOf(
  { linkReader: links, targets }: Reading,
  { path }: TopicPart,
  descriptor: TopicDescriptor | undefined,
) {
  const attached = (descriptor?.attachments ?? []).map((href) => ({ href }));
  return findAttachments(attached, path, { links, targets });
}

interface ReadParts {
  readonly descriptor: TopicDescriptor | undefined;
  readonly meta: TopicMeta | undefined;
  readonly attachments: ReturnType<typeof attachmentsOf>;
  readonly target: Reference;
}

async function joinTopic(
  reading: Reading,
  { path, resource }: TopicPart,
  { descriptor, meta, attachments: { found, missing }, target }: ReadParts,
): Promise<DiscussionTopic> {
  const scope = linksOf(reading, path);
  const html = descriptor === undefined ? '' : scope.rewriteHtml(descriptor.text.html);
  await tellMissingLinks(reading, scope, target);
  const { attachments: [named] = [], ...settings } = meta?.settings ?? {};
  const files = found.map((one) => one.target);
  const attachments = withNamed(files, named, reading);
  return withoutHoles({
    published: true,
    ...sharedFields(resource),
    ...settings,
    migrationId: target.migrationId,
    title: settings.title ?? descriptor?.title ?? '',
    html,
    textType: descriptor?.text.type === 'text/plain' ? 'text/plain' : undefined,
    attachments: attachments.length === 0 ? undefined : attachments,
    missingAttachments: missing.length === 0 ? undefined : missing.map(({ href }) => href),
    assignment: meta?.assignment,
    extensions: joinExtensions(descriptor?.extensions, settings.extensions),
  }) as DiscussionTopic;
}

/** What Canvas's settings say goes before. */
function joinExtensions(described?: Extensions, settings?: Extensions): Extensions | undefined {
  return described === undefined ? settings : { ...described, ...settings };
}

/** The settings name an attachment by its identifier, the descriptor the same one by its path. */
function withNamed(
  files: readonly Reference[],
  named: Reference | undefined,
  { objects }: Reading,
): Reference[] {
  const file = named === undefined ? undefined : objects.get(named.migrationId);
  if (file?.kind !== 'file' || files.some(({ migrationId }) => migrationId === file.migrationId))
    return [...files];
  return [file, ...files];
}

function withoutAssignment({ assignment: _, ...topic }: DiscussionTopic): Announcement {
  return topic;
}
