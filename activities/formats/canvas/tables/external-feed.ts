/** external_feeds.xml: feeds that become announcements. */
import type { ExternalFeed } from '../../../course/model/content.js';
import { text } from '../fields/codec.js';
import { type Table, withOthers } from '../fields/field.js';
import { kept, value } from '../fields/value.js';

export const EXTERNAL_FEED: Table<ExternalFeed> = withOthers<ExternalFeed>([
  value('title', 'title', text),
  value('url', 'url', text),
  value('verbosity', 'verbosity', text),
  value('header_match', 'headerMatch', text),
  kept('purpose', 'feed_type'),
]);
