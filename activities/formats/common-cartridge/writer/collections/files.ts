/** Files of the course: their stored bytes are copied as they lie, each is a resource of its own. */
import type { CourseFile } from '../../../../course/model/content.js';
import { mediaTypeOf } from '../../../media-type.js';
import { noteSettings } from '../canvas-only/notes.js';
import { notTakenOfFile } from '../not-taken/notes.js';
import { isIntendedUse } from '../resources.js';
import { noteLost } from '../shared-fields.js';
import { recordsOf, type Writing } from '../writing.js';

/** Private files become files of the course; whoever owns them depends on them. */
const WITHOUT_PLACE = ['owner', 'author', 'position', 'availability', 'tags'] as const;

export async function writeFiles(writing: Writing): Promise<void> {
  for await (const file of recordsOf(writing, 'files')) await writeFile(file, writing);
}

async function writeFile(file: CourseFile, writing: Writing): Promise<void> {
  const { plan, sink, resources, report, profile } = writing;
  const target = { kind: 'file', migrationId: file.migrationId } as const;
  const path = plan.filePath(target);
  if (path === undefined) return;
  await sink.copy(path, file);
  resources.add({
    identifier: plan.identifiers.of(target),
    type: profile.types.webcontent,
    files: [path],
    hasHref: true,
    intendedUse: file.intendedUse,
    described: file,
  });
  const writtenPath = path.slice(path.indexOf('/') + 1);
  if (writtenPath !== file.path) report.lost(target, `path (written as "${writtenPath}")`);
  if (mediaTypeOf(path) !== file.mediaType) report.lost(target, 'mediaType');
  noteLost(file, WITHOUT_PLACE, target, writing);
  if (file.intendedUse !== undefined && !isIntendedUse(file.intendedUse, profile))
    report.lost(target, 'intendedUse');
  noteSettings('file', file, writing.canvasOnly);
  notTakenOfFile(target, path, profile, writing.notTaken);
  writing.done(target, path);
}
