/** Reads assignments: a text with Canvas's settings beside it, or a CC 1.3 descriptor with the settings inside. */
import type { Assignment } from '../../../course/model/assignment.js';
import type { Reference } from '../../../course/model/common.js';
import { lostOf } from '../../common-cartridge/manifest/lost.js';
import { stemOf } from '../../common-cartridge/package-path.js';
import { readCanvasAssignment } from '../records/assignment.js';
import { readHtmlPage } from '../records/html-page.js';
import { withoutHoles } from '../records/read-record.js';
import { readDescriptor } from './assignment-descriptor.js';
import type { AssignmentPart } from './catalogue-types.js';
import {
  checkRoot,
  type LinkScope,
  linksOf,
  orFailed,
  type Reading,
  readText,
  readTree,
  settleFailed,
  settleObject,
  tellMissingLinks,
} from './reading.js';
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
  const described = await readDescribed(reading, part);
  const page = await readPageText(reading, html);
  if (page === undefined && described === undefined) return await failAssignment(reading, part);
  const place = settings ?? descriptor ?? html ?? reading.manifest.path;
  const migrationId = await reading.identities.identify('assignment', id, place);
  const target: Reference = { kind: 'assignment', migrationId };
  const { fields = {}, scope } = described ?? {};
  const shown = fields.html === undefined ? page : undefined;
  for (const links of [scope, shown?.scope])
    if (links !== undefined) await tellMissingLinks(reading, links, target);
  const assignment: Assignment = withoutHoles({
    published: true,
    ...sharedFields(resource),
    html: shown?.html,
    ...fields,
    migrationId,
    title: fields.title || page?.title || id,
    path: html,
  });
  const parts = [fallback];
  const lost = [...(described?.lost ?? []), ...(shown?.lost ?? [])];
  await settleObject(reading, { resource, paths: [settings, descriptor, html], parts }, target, lost);
  return assignment;
}

interface Described {
  readonly fields: Partial<Assignment>;
  readonly lost: readonly string[];
  readonly scope: LinkScope;
}

async function readDescribed(
  reading: Reading,
  { id, settings, descriptor }: AssignmentPart,
): Promise<Described | undefined> {
  const path = settings ?? descriptor;
  const element = await readTree(reading, path);
  if (element === undefined || path === undefined) return undefined;
  return await orFailed(reading, path, async () => {
    checkRoot(element, 'assignment', path);
    const scope = linksOf(reading, path);
    const { fields, lost } =
      settings === undefined
        ? readDescriptor(reading, element, id, scope)
        : { fields: readCanvasAssignment(element, scope, id), lost: [] };
    return { fields, lost: [...lostOf(element), ...lost], scope };
  });
}

interface PageText {
  readonly title: string;
  readonly html: string;
  readonly scope: LinkScope;
  readonly lost: readonly string[];
}

/** Canvas calls the page of an assignment `Assignment: <title>`. */
async function readPageText(reading: Reading, path: string | undefined): Promise<PageText | undefined> {
  const text = await readText(reading, path);
  if (text === undefined || path === undefined) return undefined;
  const { title, body, lost } = readHtmlPage(text);
  const scope = linksOf(reading, path);
  return {
    title: title?.replace(/^Assignment: /, '') || stemOf(path),
    html: scope.rewriteHtml(body),
    scope,
    lost,
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
