/** Reads the descriptor of a web link (imswl of any version). */
import type { Extensions } from '../../../course/model/common.js';
import { attribute, child, childValue, type XmlElement } from '../../xml/tree.js';
import { readExtensions } from './properties.js';

export interface WebLinkDescriptor {
  readonly extensions?: Extensions;
  readonly title?: string;
  readonly url?: string;
  readonly target?: string;
  readonly windowFeatures?: string;
}

/** Reads a `webLink`. What was not understood is still unread (`leftovers`). */
export function readWebLink(element: XmlElement): WebLinkDescriptor {
  element.taken.self = true;
  const url = child(element, 'url');
  const extensions = readExtensions(element);
  return {
    ...present({
      title: childValue(element, 'title'),
      url: attribute(url, 'href')?.trim(),
      target: attribute(url, 'target'),
      windowFeatures: attribute(url, 'windowFeatures'),
    }),
    ...(extensions === undefined ? {} : { extensions }),
  };
}

/** The fields that say something. */
export function present<Fields extends Record<string, string | undefined>>(fields: Fields): Fields {
  const kept = Object.entries(fields).filter(([, value]) => value !== undefined && value.trim() !== '');
  return Object.fromEntries(kept) as Fields;
}
