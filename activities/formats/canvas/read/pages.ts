/** Reads the pages of `wiki_content`. */

import { nameOf } from '../../../course/folder-paths.js';
import type { Assignment } from '../../../course/model/assignment.js';
import type { Reference } from '../../../course/model/common.js';
import type { Page } from '../../../course/model/content.js';
import { stemOf } from '../../common-cartridge/package-path.js';
import { saidOtherwise } from '../../said-twice.js';
import { type Draft, extensionsOf, type KeptElements } from '../fields/field.js';
import { readBlockPage } from '../records/block-page.js';
import { type HtmlPage, readHtmlPage } from '../records/html-page.js';
import { readPageMeta } from '../records/page.js';
import { withoutHoles } from '../records/read-record.js';
import { readAssignment } from './assignments.js';
import type { AssignmentPart, FilePart } from './catalogue-types.js';
import {
  linksOf,
  orFailed,
  type Reading,
  readText,
  settleFailed,
  settleObject,
  tellMissingLinks,
} from './reading.js';
import { sharedFields } from './shared-fields.js';

/** What the pages took with them. */
export interface ReadPages {
  readonly frontPage: Reference | undefined;
  /** Assignments that are part of a page now. */
  readonly assignments: ReadonlySet<string>;
}

export async function readPages(reading: Reading): Promise<ReadPages> {
  const byId = new Map(reading.catalogue.assignments.map((part) => [part.id, part]));
  const assignments = new Set<string>();
  let frontPage: Reference | undefined;
  for (const part of reading.catalogue.pages) {
    const page = await readPage(reading, part, byId);
    if (page?.assignment !== undefined) assignments.add(page.assignment.migrationId);
    if (page?.frontPage === true) frontPage ??= { kind: 'page', migrationId: page.migrationId };
  }
  return { frontPage, assignments };
}

async function readPage(
  reading: Reading,
  { id, path, resource }: FilePart,
  assignments: ReadonlyMap<string, AssignmentPart>,
): Promise<Page | undefined> {
  const text = await readText(reading, path);
  const page =
    text === undefined ? undefined : await orFailed(reading, path, async () => readFile(text, path));
  if (page === undefined) {
    await settleFailed(reading, resource, path);
    return undefined;
  }
  const scope = linksOf(reading, path);
  const { draft, kept, identifier } = readPageMeta(page, scope);
  const own = reading.objects.get(id)?.migrationId ?? id;
  const migrationId = await reading.identities.identify('page', own, path);
  const target: Reference = { kind: 'page', migrationId };
  const assignment = await readPageAssignment(reading, kept, assignments);
  const record: Page = withoutHoles({
    ...draft,
    ...sharedFields(resource),
    migrationId,
    title: page.title ?? stemOf(path),
    html: scope.rewriteHtml(page.body),
    path,
    slug: stemOf(nameOf(path)),
    intendedUse: resource?.intendedUse,
    published: isPublished(draft, kept),
    assignment,
    ...extensionsOf(kept),
  });
  await reading.context.emit('pages', record);
  await tellMissingLinks(reading, scope, target);
  const lost = [...page.lost, ...saidOtherwise('identifier', identifier, [own])];
  await settleObject(reading, { resource, paths: [path] }, target, lost);
  return record;
}

function readFile(text: string, path: string): HtmlPage {
  return path.endsWith('.json') ? readBlockPage(text, path) : readHtmlPage(text, 'all');
}

/** Old exports hide a page from learners by a word of its own (wiki_converter.rb). */
function isPublished({ published }: Draft<Page>, { hide_from_students: hidden }: KeptElements): boolean {
  return hidden === 'true' ? false : (published ?? true);
}

/** A page that is graded, or a step of a mastery path, names its assignment. */
async function readPageAssignment(
  reading: Reading,
  kept: Record<string, unknown>,
  assignments: ReadonlyMap<string, AssignmentPart>,
): Promise<Assignment | undefined> {
  const named = kept.assignment_identifier;
  const own = typeof named === 'string' ? reading.objects.get(named.trim())?.migrationId : undefined;
  const part = own === undefined ? undefined : assignments.get(own);
  if (part === undefined) return undefined;
  const assignment = await readAssignment(reading, part);
  if (assignment !== undefined) delete kept.assignment_identifier;
  return assignment;
}
