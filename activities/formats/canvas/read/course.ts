/** Reads what is said of the course itself: in six files, the syllabus, the head of the manifest. */
import type { LedgerOutcome } from '../../../course/ledger.js';
import type { Reference } from '../../../course/model/common.js';
import type { Course } from '../../../course/model/course.js';
import { lostOf } from '../../common-cartridge/manifest/lost.js';
import type { Manifest, ManifestResource } from '../../common-cartridge/manifest-types.js';
import { CANVAS_PATHS } from '../paths.js';
import { COURSE_FILES, type CourseFileReader, type CoursePart } from '../records/course.js';
import { EXTERNAL_CONTENT } from '../records/course-extensions.js';
import { readHtmlPage } from '../records/html-page.js';
import { withoutHoles } from '../records/read-record.js';
import {
  checkRoot,
  type LinkScope,
  linksOf,
  mergedOutcome,
  missingFile,
  orFailed,
  type Reading,
  readText,
  readTree,
  tellMissingLinks,
} from './reading.js';
import { lostOfPart } from './said-by-resource.js';

interface ReadPart extends CoursePart {
  readonly path: string;
  readonly lost: readonly string[];
  readonly scope?: LinkScope;
}

/** Reads and emits the course. `frontPage` is the page that says so of itself. */
export async function readCourse(reading: Reading, frontPage: Reference | undefined): Promise<void> {
  const parts: ReadPart[] = [];
  for (const file of COURSE_FILES) parts.push(...(await readPart(reading, file)));
  parts.push(...(await readSyllabus(reading)), ...(await readExternalContent(reading)));
  tellOtherAccount(parts);
  const target = courseReference(reading, parts);
  await reading.context.emit(
    'course',
    withoutHoles({
      ...ofManifest(reading.manifest),
      ...joined(parts),
      frontPage,
      ...target,
      kind: undefined,
    }),
  );
  for (const { scope } of parts) if (scope !== undefined) await tellMissingLinks(reading, scope, target);
  await settleCourse(reading, parts, target);
}

async function readPart(reading: Reading, { path, root, read }: CourseFileReader): Promise<ReadPart[]> {
  const element = await readTree(reading, path);
  if (element === undefined) return [];
  const part = await orFailed(reading, path, async () => {
    checkRoot(element, root, path);
    return read(element, linksOf(reading, path));
  });
  return part === undefined ? [] : [{ ...part, path, lost: lostOf(element) }];
}

async function readSyllabus(reading: Reading): Promise<ReadPart[]> {
  const path = CANVAS_PATHS.syllabus;
  const text = await readText(reading, path);
  if (text === undefined) return [];
  const { title, body, lost } = readHtmlPage(text);
  const scope = linksOf(reading, path);
  const html = scope.rewriteHtml(body);
  const syllabus = withoutHoles({ html, path, ...(title === undefined ? {} : { title }) });
  return [{ path, lost, fields: { syllabus }, scope }];
}

/** Two files name the account the course is from; the one read later is believed. */
function tellOtherAccount(parts: ReadPart[]): void {
  const named = parts.flatMap(({ fields }) => fields.source?.accountUuid ?? []);
  const [first] = parts;
  if (first === undefined || named[0] === named.at(-1)) return;
  parts[0] = { ...first, lost: [...first.lost, `root_account_uuid "${named[0]}"`] };
}

/** What Canvas's services say of the course is JSON that only they understand: it is kept as it is. */
async function readExternalContent(reading: Reading): Promise<ReadPart[]> {
  const parts: ReadPart[] = [];
  for (const path of reading.catalogue.externalContent) {
    const text = await readText(reading, path);
    const extensions = { canvas: { [EXTERNAL_CONTENT]: { [path]: text ?? '' } } };
    if (text !== undefined) parts.push({ path, lost: [], fields: { extensions } });
  }
  return parts;
}

/** The course's identity: of its settings, or else of their resource, or of the manifest. */
function courseReference({ catalogue, manifest }: Reading, parts: readonly ReadPart[]): Reference {
  const { settings } = catalogue;
  const bundle = settings.find(({ intendedUse }) => intendedUse !== 'syllabus') ?? settings[0];
  const named = [parts[0]?.migrationId, bundle?.identifier, manifest.identifier];
  return { kind: 'course', migrationId: named.find((id) => id !== undefined && id !== '') ?? 'course' };
}

function ofManifest({ metadata, authorizations }: Manifest): Partial<Course> {
  const title = metadata?.titles?.[0]?.text;
  return {
    ...(title === undefined ? {} : { title }),
    ...(metadata === undefined ? {} : { metadata }),
    ...(authorizations === undefined ? {} : { authorizations: [...authorizations] }),
  };
}

/** Two files speak of where the course is from, and several have settings to keep. */
function joined(parts: readonly ReadPart[]): Partial<Course> {
  const course: Partial<Course> = {};
  for (const { fields } of parts) {
    const { source, extensions, ...others } = withoutHoles(fields) as Partial<Course>;
    Object.assign(course, others);
    if (source !== undefined) course.source = { ...course.source, ...source };
    if (extensions !== undefined) course.extensions = { canvas: joinKept(course, extensions.canvas) };
  }
  return course;
}

type Kept = NonNullable<Course['extensions']>[string];

function joinKept({ extensions }: Partial<Course>, kept: Kept = {}): Kept {
  const { [EXTERNAL_CONTENT]: files, ...settings } = kept;
  const before = extensions?.canvas ?? {};
  if (files === undefined) return { ...before, ...settings };
  return { ...before, ...settings, [EXTERNAL_CONTENT]: Object.assign({}, before[EXTERNAL_CONTENT], files) };
}

async function settleCourse(reading: Reading, parts: readonly ReadPart[], target: Reference): Promise<void> {
  const { accounts, context, manifest, catalogue, source } = reading;
  const element = {
    type: 'course',
    path: parts[0]?.path ?? manifest.path,
    element: `course "${target.migrationId}"`,
  };
  await context.ledger.settle(element, { state: 'imported', target });
  for (const { path, lost } of parts) await accounts.entry(path, mergedOutcome(target, lost));
  await accounts.entry(CANVAS_PATHS.marker, { state: 'merged', target });
  await accounts.entry(manifest.path, mergedOutcome(target, manifest.lost ?? []));
  for (const resource of catalogue.settings) {
    const missing = resource.files.filter((path) => source.find(path) === undefined);
    const message = missingFile(reading, resource.identifier, missing);
    const lost = lostOfPart(withoutSyllabus(resource), undefined);
    const [path, ...more] = [...missing, ...lost];
    const because = path === undefined || more.length > 0 ? {} : { because: { path } };
    const outcome: LedgerOutcome =
      missing.length === 0
        ? mergedOutcome(target, lost)
        : {
            state: 'changed',
            target,
            lost: [...missing, ...lost],
            code: 'missing_file',
            message,
            ...because,
          };
    await accounts.resource(resource.identifier, outcome);
  }
}

/** The syllabus is the course's. */
function withoutSyllabus(resource: ManifestResource): ManifestResource {
  const { intendedUse, ...others } = resource;
  return intendedUse === 'syllabus' ? others : resource;
}
