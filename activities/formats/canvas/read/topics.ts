/** Reads discussions and announcements: a descriptor, and the settings Canvas keeps beside it. */
import type { Extensions, Reference } from '../../../course/model/common.js';
import type { Announcement, DiscussionTopic } from '../../../course/model/content.js';
import { readTopic, type TopicDescriptor } from '../../common-cartridge/descriptors/topic.js';
import { lostOf } from '../../common-cartridge/manifest/lost.js';
import { fileByPath } from '../../common-cartridge/plan.js';
import {
  emitCopies,
  findAttachments,
  lostAttachments,
} from '../../common-cartridge/resources/attachments.js';
import { saidOtherwise } from '../../said-twice.js';
import type { PackageEntry } from '../../types.js';
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
  const named = namedFile(reading, settings?.value);
  await emitCopies([...attachments.copies, ...(named?.copies ?? [])], reading, reading.coursePath);
  const topic = await joinTopic(reading, part, {
    descriptor: descriptor?.value,
    meta: settings?.value,
    files: withNamed(attachments, named),
    missing: attachments.missing,
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
    ...contradictions(part, descriptor?.value, settings?.value),
    ...(named?.lost ?? []),
  ];
  await settleObject(reading, { resource, paths: [path, meta], parts: [metaResource] }, target, lost);
}

/** What the two files say of each other that is not so. */
function contradictions(
  { id, metaResource }: TopicPart,
  descriptor: TopicDescriptor | undefined,
  meta: TopicMeta | undefined,
): string[] {
  const { topic, identifier, settings: { title } = {} } = meta ?? {};
  const isOtherTitle =
    descriptor?.title !== undefined && title !== undefined && descriptor.title !== title.trim();
  return [
    ...saidOtherwise('@identifier', identifier, [id, topic, metaResource?.identifier]),
    ...saidOtherwise('topic_id', topic, [id]),
    ...(isOtherTitle ? [`title "${descriptor.title}"`] : []),
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
  readonly files: readonly Reference[];
  readonly missing: readonly { readonly href: string }[];
  readonly target: Reference;
}

async function joinTopic(
  reading: Reading,
  { path, resource }: TopicPart,
  { descriptor, meta, files, missing, target }: ReadParts,
): Promise<DiscussionTopic> {
  const scope = linksOf(reading, path);
  const html = descriptor === undefined ? '' : scope.rewriteHtml(descriptor.text.html);
  await tellMissingLinks(reading, scope, target);
  const { attachments: _, ...settings } = meta?.settings ?? {};
  return withoutHoles({
    published: true,
    ...sharedFields(resource),
    ...settings,
    migrationId: target.migrationId,
    title: settings.title ?? descriptor?.title ?? '',
    html,
    textType: descriptor?.text.type === 'text/plain' ? 'text/plain' : undefined,
    attachments: files.length === 0 ? undefined : [...files],
    missingAttachments: missing.length === 0 ? undefined : missing.map(({ href }) => href),
    assignment: meta?.assignment,
    extensions: joinExtensions(descriptor?.extensions, settings.extensions),
  }) as DiscussionTopic;
}

/** What Canvas's settings say goes before. */
function joinExtensions(described?: Extensions, settings?: Extensions): Extensions | undefined {
  return described === undefined ? settings : { ...described, ...settings };
}

/** The attachment that the settings name by the identifier of its resource. */
interface NamedFile {
  readonly file?: Reference;
  readonly copies?: readonly PackageEntry[];
  readonly lost?: readonly string[];
}

function namedFile(
  { objects, manifest, source }: Reading,
  meta: TopicMeta | undefined,
): NamedFile | undefined {
  const identifier = meta?.settings.attachments?.[0]?.migrationId;
  if (identifier === undefined) return undefined;
  const object = objects.get(identifier);
  if (object?.kind === 'file') return { file: object };
  const { href, files = [] } = manifest.resources.get(identifier) ?? {};
  const entry = source.entries.get(href ?? files[0] ?? '');
  if (entry === undefined) return { lost: [`attachment_identifierref "${identifier}"`] };
  return { file: fileByPath(entry.path), copies: [entry] };
}

/** The descriptor names the same attachment by its path. */
function withNamed(
  { found }: ReturnType<typeof attachmentsOf>,
  { file }: NamedFile = {},
): readonly Reference[] {
  const files = found.map(({ target }) => target);
  if (file === undefined || files.some(({ migrationId }) => migrationId === file.migrationId)) return files;
  return [file, ...files];
}

function withoutAssignment({ assignment: _, ...topic }: DiscussionTopic): Announcement {
  return topic;
}
