/** Reads assignments: a text with Canvas's settings beside it, a CC 1.3 descriptor with them inside, or both. */
import type { Assignment } from '../../../course/model/assignment.js';
import type { Reference } from '../../../course/model/common.js';
import { stemOf } from '../../common-cartridge/package-path.js';
import { emitCopies } from '../../common-cartridge/resources/attachments.js';
import { joinDescriptor } from '../../common-cartridge/resources/beside-settings.js';
import { isSameText, joinSaid, phraseOf } from '../../said-twice.js';
import { withoutHoles } from '../records/read-record.js';
import {
  type DescriptorFile,
  type PageFile,
  readDescriptor,
  readPage,
  readSettings,
  type SettingsFile,
  type Text,
} from './assignment-files.js';
import type { AssignmentPart } from './catalogue-types.js';
import { type Reading, settleFailed, settleObject, tellMissingLinks } from './reading.js';
import { sharedFields } from './shared-fields.js';

/** Reads and emits every assignment but those that `taken` says are a part of a page. */
export async function readAssignments(reading: Reading, taken: ReadonlySet<string>): Promise<void> {
  for (const part of reading.catalogue.assignments) {
    if (taken.has(part.id)) continue;
    const assignment = await readAssignment(reading, part);
    if (assignment !== undefined) await reading.context.emit('assignments', assignment);
  }
}

/** Reads one and settles all it was made of; `undefined` when nothing of it can be read. */
export async function readAssignment(
  reading: Reading,
  part: AssignmentPart,
): Promise<Assignment | undefined> {
  const { id, resource, fallback, settings, descriptor, html } = part;
  const files: AssignmentFiles = {
    settings: await readSettings(reading, settings, id),
    descriptor: await readDescriptor(reading, descriptor, id),
    page: await readPage(reading, html),
  };
  if (Object.values(files).every((file) => file === undefined)) return await failAssignment(reading, part);
  const place = settings ?? descriptor ?? html ?? reading.manifest.path;
  const migrationId = await reading.identities.identify('assignment', id, place);
  const target: Reference = { kind: 'assignment', migrationId };
  const { fields, text, lost } = joinFiles(files);
  for (const scope of [files.settings?.scope, files.descriptor?.scope, text?.scope])
    if (scope !== undefined) await tellMissingLinks(reading, scope, target);
  await emitCopies(files.descriptor?.copies ?? [], reading, reading.coursePath);
  const assignment: Assignment = withoutHoles({
    published: true,
    ...sharedFields(resource),
    ...fields,
    html: text?.html,
    migrationId,
    title: fields.title || files.page?.title || (html === undefined ? id : stemOf(html)),
    path: html,
  });
  const paths = [settings, descriptor, html];
  await settleObject(reading, { resource, paths, parts: [fallback] }, target, lost);
  return assignment;
}

interface AssignmentFiles {
  readonly settings: SettingsFile | undefined;
  readonly descriptor: DescriptorFile | undefined;
  readonly page: PageFile | undefined;
}

interface JoinedFiles {
  readonly fields: Partial<Assignment>;
  readonly text: Text | undefined;
  readonly lost: readonly string[];
}

/** Canvas's settings are believed first, then those inside the descriptor, then the descriptor's own words. */
function joinFiles({ settings, descriptor, page }: AssignmentFiles): JoinedFiles {
  const { canvas = {}, standard = {}, gradable } = descriptor ?? {};
  const ofCanvas = joinSaid(settings?.fields ?? {}, canvas);
  const joined = joinDescriptor(ofCanvas.fields, standard, gradable === undefined ? {} : { gradable });
  const texts = [page?.text, descriptor?.text];
  const { text, otherwise } = joinTexts(settings === undefined ? texts.reverse() : texts);
  const { title } = joined.fields;
  const isOtherTitle = title && page?.title && !isSameText(title, page.title);
  const lost = [
    ...[settings, descriptor, page].flatMap((file) => file?.lost ?? []),
    ...[...ofCanvas.otherwise, ...joined.otherwise, ...otherwise],
    ...(isOtherTitle ? [phraseOf('title', page.title)] : []),
  ];
  return { fields: joined.fields, text, lost };
}

/** The page is the text of the settings beside it, and stands in for a descriptor alone. A blank text says nothing. */
function joinTexts(texts: readonly (Text | undefined)[]): { text: Text | undefined; otherwise: string[] } {
  const [text, other] = texts.filter((one) => one !== undefined && one.html.trim() !== '');
  const isOther = text !== undefined && other !== undefined && !isSameText(text.html, other.html);
  return {
    text: text ?? texts.find((one) => one !== undefined),
    otherwise: isOther ? [phraseOf('text', other.html)] : [],
  };
}

async function failAssignment(
  reading: Reading,
  { resource, fallback, settings, descriptor, html }: AssignmentPart,
): Promise<undefined> {
  const path = settings ?? descriptor ?? html ?? '';
  await settleFailed(reading, resource, path);
  await settleFailed(reading, fallback, html ?? path);
}
