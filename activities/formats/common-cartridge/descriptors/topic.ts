/** Reads the descriptor of a discussion topic (imsdt of any version). */
import type { Extensions } from '../../../course/model/common.js';
import { attribute, child, children, childValue, type XmlElement } from '../../xml/tree.js';
import { readExtensions } from './properties.js';
import { type DescriptorText, readText } from './text.js';

export interface TopicDescriptor {
  readonly title?: string;
  readonly text: DescriptorText;
  /** Addresses, from the folder of the descriptor. */
  readonly attachments: readonly string[];
  readonly extensions?: Extensions;
}

/** Reads a `topic`. What was not understood is still unread (`leftovers`). */
export function readTopic(element: XmlElement): TopicDescriptor {
  element.taken.self = true;
  const title = childValue(element, 'title');
  const attachments = children(child(element, 'attachments'), 'attachment').flatMap(
    (attachment) => attribute(attachment, 'href')?.trim() || [],
  );
  const extensions = readExtensions(element);
  return {
    ...(title === undefined ? {} : { title }),
    text: readText(element, 'text', unmarkedText(element)) ?? { html: '', type: 'text/html' },
    attachments,
    ...(extensions === undefined ? {} : { extensions }),
  };
}

/** Only the schema of 1.0 lets a text be unmarked; it is plain then. */
function unmarkedText({ namespace }: XmlElement): DescriptorText['type'] {
  return /imsdt_v1p0$/.test(namespace) ? 'text/plain' : 'text/html';
}
