/** Reads the files of a course: their bytes stay where they are, only what is known of them is read. */
import { createCompactSet } from '../../../course/compact-set.js';
import type { Reference } from '../../../course/model/common.js';
import type { CourseFile } from '../../../course/model/content.js';
import { mediaTypeOf } from '../../media-type.js';
import { CANVAS_FOLDERS } from '../paths.js';
import { withoutHoles } from '../records/read-record.js';
import type { FilePart } from './catalogue-types.js';
import { readFileSettings } from './file-settings.js';
import { type Reading, settleFailed, settleObject } from './reading.js';
import { sharedFields } from './shared-fields.js';

/** Emits every file, with what Canvas's settings say of it. */
export async function readFiles(reading: Reading): Promise<void> {
  const settings = await readFileSettings(reading);
  for (const part of reading.catalogue.files) await readFile(reading, part, settings.get(part.id) ?? {});
}

async function readFile(
  reading: Reading,
  { id, path, resource }: FilePart,
  settings: Partial<CourseFile>,
): Promise<void> {
  const entry = reading.source.entries.get(path);
  if (entry === undefined) return await settleFailed(reading, resource, path);
  const migrationId = await reading.identities.identify('file', id, path);
  const target: Reference = { kind: 'file', migrationId };
  const { size, sha256, location } = entry;
  const record: CourseFile = withoutHoles({
    ...sharedFields(resource),
    ...settings,
    migrationId,
    path: reading.coursePath(path),
    mediaType: mediaTypeOf(path),
    size,
    sha256,
    location,
    intendedUse: resource?.intendedUse,
  });
  await reading.context.emit('files', record);
  await settleObject(reading, { resource, paths: [path] }, target);
}

const FILES = `${CANVAS_FOLDERS.files}/`;

/**
 * The paths that files have in the course: without `web_resources`; one from elsewhere that would stand on another
 * one's path goes by a number more.
 */
export function createCoursePaths(): (path: string) => string {
  const taken = createCompactSet();
  return (path) => {
    const wanted = path.startsWith(FILES) ? path.slice(FILES.length) : path;
    let free = wanted;
    for (let number = 2; !taken.add(free); number += 1) free = wanted.replace(/(\.[^./]*)?$/, `-${number}$1`);
    return free;
  };
}
