/** Discussion topics and announcements: a topic descriptor each, with Canvas's settings in a resource beside it. */
import type { Announcement, DiscussionTopic } from '../../../../course/model/content.js';
import { writeTopicMeta } from '../../../canvas/write.js';
import { noteSettings } from '../canvas-only/notes.js';
import { topicDescriptor } from '../descriptors/topic.js';
import { notTakenOfTopic } from '../not-taken/notes.js';
import { canvasOptions, fileDependencies, recordsOf, type Writing } from '../writing.js';
import { noteNested } from './assignments.js';

export async function writeTopics(writing: Writing): Promise<void> {
  for await (const topic of recordsOf(writing, 'discussionTopics')) {
    const path = await writeTopic(topic, 'discussionTopic', writing);
    noteNested(topic.assignment, topic.html, path, writing);
  }
  for await (const announcement of recordsOf(writing, 'announcements'))
    await writeTopic(announcement, 'announcement', writing);
}

/**
 * Canvas takes the first dependency of a topic for its settings (topic_converter.rb), so that one leads the list.
 * Gives the path of the settings.
 */
async function writeTopic(
  topic: DiscussionTopic | Announcement,
  kind: 'discussionTopic' | 'announcement',
  writing: Writing,
): Promise<string> {
  const { plan, sink, resources, profile, links, report } = writing;
  const target = { kind, migrationId: topic.migrationId } as const;
  const identifier = plan.identifiers.of(target);
  const metaIdentifier = plan.identifiers.derived(target, 'meta');
  const path = plan.paths.claim(`${identifier}.xml`);
  const metaPath = plan.paths.claim(`${metaIdentifier}.xml`);
  const options = canvasOptions(writing, target);
  const { rewriteHtml } = canvasOptions(writing, target, path);
  await sink.add(path, topicDescriptor(topic, rewriteHtml(topic.html), links, profile));
  await sink.add(metaPath, writeTopicMeta(topic, kind, metaIdentifier, options));
  resources.add({
    identifier,
    type: profile.types.topic,
    files: [path],
    hasHref: false,
    described: topic,
    dependencies: [metaIdentifier, ...fileDependencies(writing, target)],
  });
  resources.add({
    identifier: metaIdentifier,
    type: profile.types.associatedContent,
    files: [metaPath],
    hasHref: true,
  });
  for (const attachment of topic.attachments ?? [])
    if (plan.filePath(attachment) === undefined)
      report.lost(target, `attachments "${attachment.migrationId}"`);
  if (topic.missingAttachments !== undefined) report.lost(target, 'missingAttachments');
  if (topic.textType === 'text/plain' && topic.html.includes('<')) report.lost(target, 'textType');
  noteSettings(kind, topic, writing.canvasOnly);
  notTakenOfTopic(topic, writing.notTaken);
  writing.done(target, path);
  return metaPath;
}
