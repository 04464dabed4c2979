/** Reads the descriptor of a discussion topic (imsdt of any version). */
import { attribute, child, children, childValue, type XmlElement } from '../../xml/tree.js';
import { type DescriptorText, readText } from './text.js';

export interface TopicDescriptor {
  readonly title?: string;
  readonly text: DescriptorText;
  /** Addresses, from the folder of the descriptor. */
  readonly attachments: readonly string[];
}

/** Reads a `topic`. What was not understood is still unread (`leftovers`). */
export function readTopic(element: XmlElement): TopicDescriptor {
  element.taken.self = true;
  const title = childValue(element, 'title');
  const attachments = children(child(element, 'attachments'), 'attachment').flatMap(
    (attachment) => attribute(attachment, 'href')?.trim() || [],
  );
  return {
    ...(title === undefined ? {} : { title }),
    text: readText(element, 'text') ?? { html: '', type: 'text/html' },
    attachments,
  };
}
