/** The settings Canvas keeps beside a topic's descriptor, of discussions and announcements alike. */
import type { Announcement, DiscussionTopic } from '../../../course/model/content.js';
import { xml } from '../../xml/write.js';
import { boolean, number, referenceTo, state, text, time, timeInWords, words } from '../fields/codec.js';
import { type Field, type Table, withOthers } from '../fields/field.js';
import { derived, kept, ownText, single, value } from '../fields/value.js';

export type Discussion = DiscussionTopic | Announcement;

/** Canvas knows one attachment of a topic. The descriptor beside these settings names it by its path as well. */
const attachment: Field<Discussion> = {
  elements: ['attachment_identifierref'],
  keys: ['attachments'],
  read: (parent, draft) => {
    const found = single(parent, 'attachment_identifierref');
    const migrationId = found === undefined ? '' : ownText(found);
    if (migrationId.trim() !== '') draft.attachments = [{ kind: 'file', migrationId: migrationId.trim() }];
  },
  write: ({ attachments: [first] = [] }, { scope }) =>
    first === undefined ? undefined : xml('attachment_identifierref', {}, scope.identifier(first)),
};

export const TOPIC_META: Table<Discussion> = withOthers<Discussion>([
  value('title', 'title', text),
  value('posted_at', 'postedAt', time),
  value('delayed_post_at', 'delayedPostAt', time),
  value('lock_at', 'lockAt', time),
  value('unlock_at', 'unlockAt', time),
  value('position', 'position', number),
  value('external_feed_identifierref', 'externalFeed', referenceTo('externalFeed')),
  value(
    'discussion_type',
    'discussionType',
    words({ sideComment: 'side_comment', threaded: 'threaded', flat: 'flat' }),
  ),
  value('pinned', 'pinned', boolean),
  value('require_initial_post', 'requireInitialPost', boolean),
  value('group_category', 'groupCategory', text),
  derived('has_group_category', ({ groupCategory }) => String(groupCategory !== undefined)),
  value('workflow_state', 'published', state('active', 'unpublished', true)),
  value('module_locked', 'moduleLocked', boolean),
  value('allow_rating', 'allowRating', boolean),
  value('only_graders_can_rate', 'onlyGradersCanRate', boolean),
  value('sort_by_rating', 'sortByRating', boolean),
  value('todo_date', 'todoAt', timeInWords),
  kept('locked', 'anonymous_state', 'is_anonymous_author'),
  attachment,
]);
