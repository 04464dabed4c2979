/** Pages, and the pages that stand for what cartridges do not know: activities and texts of module items. */
import { referenceKey } from '../../../../course/course-index.js';
import type { Activity } from '../../../../course/model/activity.js';
import type { Reference } from '../../../../course/model/common.js';
import type { Page } from '../../../../course/model/content.js';
import type { ModuleItem } from '../../../../course/model/module.js';
import { CANVAS_FOLDERS } from '../../../canvas/paths.js';
import { isBlockPage, writePage } from '../../../canvas/write.js';
import { activityPage } from '../activity-page.js';
import { noteSettings } from '../canvas-only/notes.js';
import { safePath, slugOf } from '../paths.js';
import { isIntendedUse } from '../resources.js';
import { noteLost, noteShared } from '../shared-fields.js';
import { canvasOptions, fileDependencies, recordsOf, type Writing } from '../writing.js';
import { writeAssignment } from './assignments.js';

export async function writePages(writing: Writing): Promise<void> {
  for await (const record of recordsOf(writing, 'pages')) {
    const target = { kind: 'page', migrationId: record.migrationId } as const;
    const page = withFrontPage(record, writing);
    const path = await addPage(page, target, writing);
    const slug = path.slice(path.lastIndexOf('/') + 1, path.lastIndexOf('.'));
    if (page.slug !== undefined && page.slug !== slug)
      writing.report.lost(target, `slug (written as "${slug}")`);
    if (page.intendedUse !== undefined && !isIntendedUse(page.intendedUse, writing.profile))
      writing.report.lost(target, 'intendedUse');
    if (page.assignment !== undefined) {
      noteShared('assignment', page.assignment, writing);
      await writeAssignment(page.assignment, writing);
    }
    noteSettings('page', page, writing.canvasOnly);
    writing.done(target, path);
  }
}

/** A cartridge has one front page: that of the course, where the course says which it is. */
function withFrontPage(page: Page, { frontPage, report }: Writing): Page {
  if (frontPage === undefined) return page;
  const isFront = frontPage.migrationId === page.migrationId;
  if (page.frontPage === true && !isFront)
    report.lost({ kind: 'page', migrationId: page.migrationId }, 'frontPage');
  const { frontPage: _, ...others } = page;
  return isFront ? { ...others, frontPage: true } : others;
}

/** Writes a page and its resource; `source` is the object whose dependencies it has. Gives its path. */
async function addPage(page: Page, source: Reference, writing: Writing): Promise<string> {
  const { plan, sink, resources, profile } = writing;
  const path = plan.paths.claim(`${CANVAS_FOLDERS.pages}/${fileName(page)}`);
  await sink.add(path, writePage(page, canvasOptions(writing, source, isBlockPage(page) ? undefined : path)));
  resources.add({
    identifier: plan.identifiers.of({ kind: 'page', migrationId: page.migrationId }),
    type: profile.types.webcontent,
    files: [path],
    hasHref: true,
    intendedUse: page.intendedUse,
    described: page,
    dependencies: fileDependencies(writing, source),
  });
  return path;
}

/** The slug it has, or that of its path, or one of its title. */
function fileName(page: Page): string {
  const { slug, path, title } = page;
  const fromPath = path?.slice(path.lastIndexOf('/') + 1).replace(/\.(x?html?|json)$/i, '');
  const name = [slug, fromPath].find((text) => text !== undefined && text !== '');
  const extension = isBlockPage(page) ? 'json' : 'html';
  return safePath(`${name === undefined ? slugOf(title) : name.replaceAll('/', '-')}.${extension}`);
}

export async function writeActivities(writing: Writing): Promise<void> {
  for await (const activity of recordsOf(writing, 'activities')) await writeActivity(activity, writing);
}

async function writeActivity(activity: Activity, writing: Writing): Promise<void> {
  const { plan, report } = writing;
  const target = { kind: 'activity', migrationId: activity.migrationId } as const;
  const { html, lost } = activityPage(activity, (file) => plan.index.get(file)?.title ?? file.migrationId);
  const type = activity.type === 'unknown' ? activity.sourceType : activity.type;
  if (html.trim() === '') {
    const message = `The ${type} "${activity.title}" holds nothing that a page could show; cartridges have no such activity.`;
    report.unsupported(target, 'activity_without_content', message);
    return;
  }
  const { title, published, audience, metadata, alignments, unlockAt, lockAt } = activity;
  const page = { title, html, published, audience, metadata, alignments, unlockAt, lockAt };
  const path = await addStandIn(page, target, writing);
  for (const what of lost) report.lost(target, what);
  noteLost(activity, ['dueAt', 'pointsPossible', 'group', 'availability', 'tags'], target, writing);
  report.changed(target, 'activity_as_page', `The ${type} "${title}" was written as a page.`);
  writing.done(target, path);
}

/** Module items that are text and nothing else: the text becomes a page, the item leads to it. */
export async function writeItemTexts(writing: Writing): Promise<void> {
  if (!writing.plan.index.ofKind('moduleItem').some(({ detail }) => detail === 'text')) return;
  for await (const module of recordsOf(writing, 'modules'))
    for (const item of module.items) await writeItemText(item, writing);
}

async function writeItemText(item: ModuleItem, writing: Writing): Promise<void> {
  if (item.content.type !== 'text') return;
  const target = { kind: 'moduleItem', migrationId: item.migrationId } as const;
  const { html } = item.content;
  if (html.trim() === '') return;
  await addStandIn({ title: item.title, html, published: item.published }, target, writing);
  const message = `The text "${item.title}" was written as a page, and its module item leads to that page.`;
  writing.report.changed(target, 'text_as_page', message);
}

async function addStandIn(
  content: Omit<Page, 'migrationId'>,
  source: Reference,
  writing: Writing,
): Promise<string> {
  const page = writing.plan.pageFor(source);
  const path = await addPage({ ...content, migrationId: page.migrationId }, source, writing);
  writing.standIns.add(referenceKey(page));
  return path;
}
