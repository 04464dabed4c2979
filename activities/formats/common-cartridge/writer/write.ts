/** The writer of Common Cartridge 1.1 and 1.3, with the files Canvas adds so that nothing of a course is lost to it. */
import type { Course } from '../../../course/model/course.js';
import type { CourseSource, FormatWriter } from '../../types.js';
import { writeAssignments } from './collections/assignments.js';
import { writeFiles } from './collections/files.js';
import { reportStudentGroups } from './collections/left-out.js';
import { modulesOf, resourceOf, titleOf } from './collections/modules.js';
import { writeActivities, writeItemTexts, writePages } from './collections/pages.js';
import { writeQuestionBanks } from './collections/question-banks.js';
import { writeQuizzes } from './collections/quizzes.js';
import { courseOf, writeSettings } from './collections/settings.js';
import { writeExternalTools, writeResourceLinks } from './collections/tools.js';
import { writeTopics } from './collections/topics.js';
import { writeItemLinks, writeWebLinks } from './collections/web-links.js';
import { writeManifest } from './manifest.js';
import { MANIFEST_PATH } from './plan.js';
import { startWriting, type Writing } from './writing.js';

/** In this order, so that the same course gives the same bytes; module items come after what they show. */
const STEPS: readonly ((writing: Writing) => Promise<void>)[] = [
  writePages,
  writeActivities,
  writeItemTexts,
  writeAssignments,
  writeQuizzes,
  writeQuestionBanks,
  writeTopics,
  writeWebLinks,
  writeItemLinks,
  writeExternalTools,
  writeResourceLinks,
  reportStudentGroups,
];

/**
 * Writes the objects of `course.index`: it must hold exactly what is to be exported. Options: `version`, `1.1` (the
 * default) or `1.3`; `dialect`, `standard` (the default: valid by the schemas of the version) or `canvas` (what Canvas
 * itself writes and reads: resource types of 1.1 in every version, file names that are not encoded). Throws `PackageError` for other values. Every object ends in the ledger.
 */
export const commonCartridgeWriter: FormatWriter = {
  id: 'common_cartridge',
  extension: 'imscc',
  mediaType: 'application/octet-stream',
  async write(course, sink, context) {
    const record = await courseRecord(course);
    const writing = startWriting(course, record, sink, context);
    for (const step of STEPS) await step(writing);
    await writeSettings(record, writing);
    await writeFiles(writing);
    await sink.add(MANIFEST_PATH, manifest(record, writing));
    for (const told of [writing.canvasOnly, writing.notTaken])
      for (const notice of told.notices()) writing.report.notice(notice);
    await writing.report.flush();
    await writing.report.settle();
  },
};

async function courseRecord(course: CourseSource): Promise<Course | undefined> {
  for await (const record of course.records('course')) return record;
  return undefined;
}

function manifest(course: Course | undefined, writing: Writing): AsyncIterable<string> {
  const { plan, profile, resources } = writing;
  return writeManifest(course, modulesOf(writing), resources, {
    profile,
    manifestIdentifier: plan.identifiers.derived(courseOf(course), 'manifest'),
    identifier: (target) => plan.identifiers.of(target),
    resourceOf: (item) => resourceOf(item, writing),
    titleOf: (item) => titleOf(item, writing),
  });
}
