/** files_meta.xml: what is special about files and folders. */
import type { CourseFile, Folder } from '../../../course/model/content.js';
import { part } from '../fields/block.js';
import { boolean, text, time } from '../fields/codec.js';
import { type Field, type Table, withOthers } from '../fields/field.js';
import { attributeValue, value } from '../fields/value.js';

type UsageRights = NonNullable<CourseFile['usageRights']>;

const USAGE_RIGHTS: Table<UsageRights> = [
  attributeValue('use_justification', 'justification', text),
  value('legal_copyright', 'copyright', text),
  value('license', 'license', text),
];

/** Captions whose text stands in media_tracks.xml are kept with their file, and are no setting of it. */
export const TRACK_TEXTS = 'media_track_texts';

const trackTexts: Field<CourseFile> = {
  elements: [TRACK_TEXTS],
  keys: [],
  read: () => undefined,
  write: () => undefined,
};

export const FILE_META: Table<CourseFile> = withOthers<CourseFile>(
  [
    value('locked', 'locked', boolean),
    value('hidden', 'hidden', boolean),
    value('lock_at', 'lockAt', time),
    value('unlock_at', 'unlockAt', time),
    value('display_name', 'displayName', text),
    value('category', 'category', text),
  ],
  [part('usage_rights', 'usageRights', USAGE_RIGHTS, (rights) => rights), trackTexts],
);

export const FOLDER_META: Table<Folder> = withOthers<Folder>([
  attributeValue('path', 'path', text),
  value('locked', 'locked', boolean),
  value('hidden', 'hidden', boolean),
  value('lock_at', 'lockAt', time),
  value('unlock_at', 'unlockAt', time),
]);
