/** Lists objects page by page. */

import type { ListOptions, ObjectInfo } from '../port.js';
import { bareEtag, type Connection, sendForDocument } from './request.js';
import { childrenOf, textOf, type XmlElement } from './xml.js';

/** S3's limit for one page. */
const PAGE = 1_000;

/** One page in memory at a time. Objects put or removed meanwhile may or may not be listed. */
export async function* list(
  connection: Connection,
  prefix: string,
  { startAfter, limit = Number.POSITIVE_INFINITY, signal }: ListOptions = {},
): AsyncGenerator<ObjectInfo, void, void> {
  const deed = { operation: 'list', key: prefix };
  let left = limit;
  let token: string | undefined;
  while (left > 0) {
    const query = {
      'list-type': 2,
      'encoding-type': 'url',
      'max-keys': Math.min(left, PAGE),
      prefix,
      ...(token ? { 'continuation-token': token } : startAfter && { 'start-after': startAfter }),
    };
    const page = await sendForDocument(connection, { ...deed, method: 'GET', query, signal });
    const objects = childrenOf(page, 'Contents').slice(0, left).map(objectOf);
    yield* objects;
    left -= objects.length;
    token = textOf(page, 'NextContinuationToken');
    if (textOf(page, 'IsTruncated') !== 'true' || !token) return;
  }
}

function objectOf(contents: XmlElement): ObjectInfo {
  return {
    key: decodeKey(textOf(contents, 'Key') ?? ''),
    size: Number(textOf(contents, 'Size')),
    etag: bareEtag(textOf(contents, 'ETag')),
    modifiedAt: new Date(textOf(contents, 'LastModified') ?? Number.NaN),
  };
}

/** `encoding-type=url` is form encoding: a space may come as a plus sign. */
function decodeKey(key: string): string {
  return decodeURIComponent(key.replaceAll('+', ' '));
}
