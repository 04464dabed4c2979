/** media_tracks.xml: captions and subtitles of media files. */
import type { CourseFile } from '../../../course/model/content.js';
import { referenceTo, text } from '../fields/codec.js';
import type { Table } from '../fields/field.js';
import { attributeValue } from '../fields/value.js';

export type MediaTrack = NonNullable<CourseFile['tracks']>[number];

export const MEDIA_TRACK: Table<MediaTrack> = [
  attributeValue('identifierref', 'file', referenceTo('file')),
  attributeValue('kind', 'kind', text),
  attributeValue('locale', 'locale', text),
];
