/** Reads Canvas cartridges: fixed paths and whatever the manifest names, every element settled once. */
import { createPace } from '../../archive/pace.js';
import { COLLECTIONS } from '../../course/collections.js';
import { createCompactSet } from '../../course/compact-set.js';
import type { Reference } from '../../course/model/common.js';
import { nestedAssignment } from '../../course/nested.js';
import { repoint } from '../../course/repoint.js';
import { createLinkReader } from '../common-cartridge/links-in.js';
import { readManifest } from '../common-cartridge/manifest.js';
import type { Manifest } from '../common-cartridge/manifest-types.js';
import { isOwnCartridge, withRestoredIdentities } from '../common-cartridge/own-cartridge.js';
import type { FormatReader, PackageSource, ReadContext } from '../types.js';
import { openAccounts } from './read/accounts.js';
import { readAssignments } from './read/assignments.js';
import { catalogue } from './read/catalogue.js';
import type { LooseQuestions } from './read/catalogue-types.js';
import { readCourse } from './read/course.js';
import { createCoursePaths, readFiles } from './read/files.js';
import { createIdentities } from './read/identities.js';
import { linkTargets } from './read/link-targets.js';
import { readModules } from './read/modules.js';
import { readOrganization } from './read/organization.js';
import { readOutcomes } from './read/outcomes.js';
import { readPages } from './read/pages.js';
import { type Objects, prescan } from './read/prescan.js';
import { readAssessments } from './read/quizzes.js';
import type { Reading } from './read/reading.js';
import { readRecordFile } from './read/record-file.js';
import { settleRest } from './read/rest.js';
import { readTools } from './read/tools.js';
import { readTopics } from './read/topics.js';
import { readTwins } from './read/twins.js';
import { readWebLinks } from './read/web-links.js';
import {
  ASSIGNMENT_GROUPS,
  COURSE_PACES,
  EVENTS,
  EXTERNAL_FEEDS,
  GRADING_STANDARDS,
  PACE_PLANS,
  RUBRICS,
} from './records/record-files.js';

/**
 * Reads a cartridge that Canvas wrote, or a tool that writes as Canvas does. Throws `PackageError` when the manifest
 * is missing or broken; any other broken file fails by itself.
 */
export const canvasReader: FormatReader = {
  id: 'canvas_cartridge',
  read: async (source, context) => {
    const manifest = await readManifest(source, { signal: context.signal });
    await readCanvasPackage(
      { source, manifest, isCartridge: true, links: source, looseQuestions: new Map() },
      context,
    );
  },
};

/** A package to be read as Canvas's are. */
export interface CanvasPackage {
  readonly source: PackageSource;
  readonly manifest: Manifest;
  /** In packages that are none, nothing goes by the names that files have for their objects. */
  readonly isCartridge: boolean;
  /** How the addresses in texts find files. */
  readonly links: Pick<PackageSource, 'find'>;
  /** Files of questions outside Canvas's folders: what those are that no resource names. */
  readonly looseQuestions: LooseQuestions;
}

/** Reads a package whose manifest was read. Throws as `canvasReader` does. */
export async function readCanvasPackage(given: CanvasPackage, context: ReadContext): Promise<void> {
  const reading = await startReading(given, context);
  for (const step of stepsOf(reading)) {
    context.signal.throwIfAborted();
    await step();
  }
}

async function startReading(
  { source, manifest, isCartridge, links, looseQuestions }: CanvasPackage,
  given: ReadContext,
): Promise<Reading> {
  const { signal } = given;
  const isOwn = await isOwnCartridge(source, signal);
  const ofCourse = isOwn ? withRestoredIdentities(given, manifest.path) : given;
  for (const notice of manifest.notices) await ofCourse.ledger.notice(notice);
  const pace = createPace();
  const found = await catalogue(manifest, source, looseQuestions, pace);
  const accounts = await openAccounts(ofCourse, source, manifest, pace);
  const { objects, otherNames } = await prescan(source, found, signal, pace);
  const { context, wasEmitted } = noteEmitted(withoutOtherNames(ofCourse, otherNames));
  const targets = await linkTargets(found, objects, pace);
  const linkReader = createLinkReader(links, targets);
  const identities = createIdentities(context.ledger);
  return {
    source,
    context,
    manifest,
    isCartridge,
    isOwn,
    catalogue: found,
    accounts,
    identities,
    objects,
    readObject: (identifier) => {
      const object = objects.get(identifier);
      return object !== undefined && wasEmitted(object) ? object : undefined;
    },
    targets,
    linkReader,
    copied: createCompactSet(),
    coursePath: createCoursePaths(),
    pace,
  };
}

/** Points references by another name of an object at what the object goes by. Nearly no package has such names. */
function withoutOtherNames(given: ReadContext, names: Objects): ReadContext {
  if (names.size === 0) return given;
  const nameOf = ({ kind, migrationId }: Reference) => {
    const target = names.get(migrationId);
    return target?.kind === kind ? target.migrationId : undefined;
  };
  return { ...given, emit: (collection, record) => given.emit(collection, repoint(record, nameOf)) };
}

/** Remembers which objects were handed over, those inside of others too. */
function noteEmitted(given: ReadContext) {
  const emitted = createCompactSet();
  const context: ReadContext = {
    ...given,
    emit: async (collection, record) => {
      await given.emit(collection, record);
      emitted.add(`${COLLECTIONS[collection].kind} ${record.migrationId}`);
      const nested = nestedAssignment(record);
      if (nested !== undefined) emitted.add(`assignment ${nested.migrationId}`);
    },
  };
  const wasEmitted = ({ kind, migrationId }: Reference) => emitted.has(`${kind} ${migrationId}`);
  return { context, wasEmitted };
}

/** Modules come after what they show, the course after its front page. */
function stepsOf(reading: Reading): readonly (() => Promise<void>)[] {
  return [
    () => readFiles(reading),
    () => readRecordFile(reading, GRADING_STANDARDS),
    () => readOutcomes(reading),
    () => readRecordFile(reading, RUBRICS),
    () => readRecordFile(reading, ASSIGNMENT_GROUPS),
    () => readRecordFile(reading, EXTERNAL_FEEDS),
    () => readTools(reading),
    () => readAssessments(reading),
    () => readTopics(reading),
    async () => {
      const { frontPage, assignments } = await readPages(reading);
      await readAssignments(reading, assignments);
      await readCourse(reading, frontPage);
    },
    () => readRecordFile(reading, EVENTS),
    () => readRecordFile(reading, COURSE_PACES),
    () => readRecordFile(reading, PACE_PLANS),
    async () => {
      const shown = await readModules(reading);
      await readWebLinks(reading, shown);
      await readOrganization(reading, shown);
    },
    () => readTwins(reading),
    () => settleRest(reading),
  ];
}
