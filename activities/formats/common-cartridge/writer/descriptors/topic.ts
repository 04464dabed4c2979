/** The descriptor of a discussion topic or announcement (imsdt). */
import type { Reference } from '../../../../course/model/common.js';
import type { Announcement, DiscussionTopic } from '../../../../course/model/content.js';
import { decodeHtml } from '../../../html/entities.js';
import { type Markup, XML_DECLARATION, xml } from '../../../xml/write.js';
import type { LinkWriter } from '../links.js';
import type { CartridgeProfile } from '../versions.js';

/**
 * Schema: ccv1p1_imsdt_v1p1.xsd, ccv1p3_imsdt_v1p3.xsd. `text` is the topic's HTML with its links translated.
 * Attachments that are not exported are left to the caller to report.
 */
export function topicDescriptor(
  topic: DiscussionTopic | Announcement,
  text: string,
  links: LinkWriter,
  profile: CartridgeProfile,
): string {
  const attachments = (topic.attachments ?? [])
    .map((attachment) => attachmentAddress(attachment, links, profile))
    .filter((href) => href !== undefined)
    .map((href) => xml('attachment', { href }));
  const root = xml(
    'topic',
    { xmlns: profile.namespaces.topic },
    xml('title', {}, topic.title),
    textElement(topic, text),
    attachments.length === 0 ? undefined : xml('attachments', {}, attachments),
  );
  return `${XML_DECLARATION}${root.xml}\n`;
}

/**
 * By the standard the path from the descriptor, which lies at the root. Canvas takes attachments from the settings of
 * a topic alone (topic_converter.rb), and writes its token here.
 */
function attachmentAddress(
  attachment: Reference,
  links: LinkWriter,
  { dialect }: CartridgeProfile,
): string | undefined {
  return dialect === 'canvas' ? links.fileAddress(attachment) : links.attachmentAddress(attachment);
}

/** Text that was plain in its source is escaped in the model; it is plain again here, unless someone added tags. */
function textElement(topic: DiscussionTopic | Announcement, text: string): Markup {
  const isPlain = topic.textType === 'text/plain' && !text.includes('<');
  return isPlain
    ? xml('text', { texttype: 'text/plain' }, decodeHtml(text))
    : xml('text', { texttype: 'text/html' }, text);
}
