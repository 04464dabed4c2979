/** Single records for tests. */
import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { CollectionName, CollectionRecord, CourseRecord } from '../../activities/course/collections.js';
import { formatLink } from '../../activities/course/links.js';
import type { ObjectKind, Reference } from '../../activities/course/model/common.js';
import type { CourseFile } from '../../activities/course/model/content.js';
import type { ModuleItem } from '../../activities/course/model/module.js';

export function ref(kind: ObjectKind, migrationId: string): Reference {
  return { kind, migrationId };
}

/** A link in HTML to an object of the course. */
export function linkTo(kind: ObjectKind, migrationId: string, suffix = ''): string {
  return `<a href="${formatLink(ref(kind, migrationId), suffix)}">link</a>`;
}

export function record<Name extends CollectionName>(
  collection: Name,
  value: CollectionRecord<Name>,
): CourseRecord {
  return { collection, record: value } as unknown as CourseRecord;
}

/** What sample files hold, by the hash of it. */
const contents = new Map<string, Buffer>();

/** The bytes of a sample file; of any other its hash. */
export function contentOf(sha256: string): Uint8Array {
  return contents.get(sha256) ?? Buffer.from(sha256);
}

/** A file of the course that holds `content`, stored as it is in a pack. */
export function sampleFile(
  migrationId: string,
  path: string,
  content: string | Uint8Array = `content of ${path}`,
  location: Partial<CourseFile['location']> = {},
): CourseFile {
  const bytes = Buffer.from(content);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  contents.set(sha256, bytes);
  return {
    migrationId,
    path,
    mediaType: 'text/plain',
    size: bytes.length,
    sha256,
    location: {
      pack: 'pack-1',
      offset: 100,
      storedSize: bytes.length,
      method: 'stored',
      crc32: crc32(bytes),
      ...location,
    },
  };
}

export const page = (
  migrationId: string,
  html = '',
  more: Partial<CollectionRecord<'pages'>> = {},
): CourseRecord => record('pages', { migrationId, title: migrationId, html, published: true, ...more });

/** A line of text in a module. */
export const heading = (migrationId: string): ModuleItem => ({
  migrationId,
  title: migrationId,
  indent: 0,
  published: true,
  content: { type: 'heading' },
});

/** An item that shows an object. */
export const shows = (migrationId: string, object: Reference): ModuleItem => ({
  ...heading(migrationId),
  content: { type: 'object', object },
});

export const module = (
  migrationId: string,
  items: readonly ModuleItem[] = [],
  more: Partial<CollectionRecord<'modules'>> = {},
): CourseRecord =>
  record('modules', {
    migrationId,
    title: migrationId,
    position: 1,
    published: true,
    items: [...items],
    ...more,
  });
