/** Modules: what their items show, as far as the package has it. */
import { referenceKey } from '../../../../course/course-index.js';
import { objectInWords } from '../../../../course/in-words.js';
import type { Reference } from '../../../../course/model/common.js';
import type { Module, ModuleItem } from '../../../../course/model/module.js';
import { noteRequirements, noteSettings } from '../canvas-only/notes.js';
import { lostManifestMetadata } from '../metadata.js';
import { noteShared } from '../shared-fields.js';
import { recordsOf, type Writing } from '../writing.js';

/**
 * The modules as the package has them: items that show an activity or a text lead to the page that stands for it, or
 * become a line of text where there is none.
 */
export async function* modulesOf(writing: Writing): AsyncGenerator<Module> {
  for await (const module of recordsOf(writing, 'modules'))
    yield { ...module, items: module.items.map((item) => adaptItem(item, writing)) };
}

function adaptItem(item: ModuleItem, writing: Writing): ModuleItem {
  const source = standInSource(item);
  if (source === undefined) return item;
  const page = writing.plan.pageFor(source);
  return writing.standIns.has(referenceKey(page))
    ? { ...item, content: { type: 'object', object: page } }
    : { ...item, content: { type: 'heading' } };
}

/** The object whose stand-in page an item shows. */
function standInSource(item: ModuleItem): Reference | undefined {
  if (item.content.type === 'text') return { kind: 'moduleItem', migrationId: item.migrationId };
  const isActivity = item.content.type === 'object' && item.content.object.kind === 'activity';
  return isActivity && item.content.type === 'object' ? item.content.object : undefined;
}

/** The identifier of the resource that an item of `modulesOf` shows; `undefined` for a line of text. */
export function resourceOf(item: ModuleItem, { plan, standIns }: Writing): string | undefined {
  const { content } = item;
  const own: Reference = { kind: 'moduleItem', migrationId: item.migrationId };
  if (content.type === 'url') return plan.identifiers.derived(own, 'link');
  const object = content.type === 'externalTool' ? content.tool : content.type === 'object' && content.object;
  if (!object) return undefined;
  if (standIns.has(referenceKey(object))) return plan.identifiers.of(object);
  const shown = plan.shownBy(object);
  return shown === undefined ? undefined : plan.identifiers.of(shown);
}

/** The title of an item, or of what it shows. */
export function titleOf(item: ModuleItem, { plan }: Writing): string {
  const { content, title } = item;
  if (title.trim() !== '') return title;
  if (content.type === 'url' || content.type === 'externalTool') return content.url;
  return content.type === 'object' ? (plan.index.get(content.object)?.title ?? '') : '';
}

/** Marks modules and items as written, and tells what their items lose. */
export function noteModule(module: Module, path: string, writing: Writing): void {
  const own: Reference = { kind: 'module', migrationId: module.migrationId };
  for (const lost of lostManifestMetadata(module.metadata, writing.profile)) writing.report.lost(own, lost);
  noteRequirements(module, writing.canvasOnly);
  noteSettings('module', module, writing.canvasOnly);
  writing.done(own, path);
  for (const item of module.items) {
    const target: Reference = { kind: 'moduleItem', migrationId: item.migrationId };
    noteItem(item, target, writing);
    noteShared('moduleItem', item, writing);
    for (const lost of lostManifestMetadata(item.metadata, writing.profile))
      writing.report.lost(target, lost);
    writing.done(target, path);
  }
}

function noteItem(item: ModuleItem, target: Reference, { plan, report, standIns }: Writing): void {
  const { content } = item;
  if (content.type === 'text' && !standIns.has(referenceKey(plan.pageFor(target))))
    report.changed(
      target,
      'text_as_heading',
      `The text of the item "${item.title}" is empty and was written as a heading.`,
    );
  if (content.type !== 'object') return;
  const { object } = content;
  const name = objectInWords(plan.index.get(object) ?? { ...object, title: '' });
  const shown = `The item "${item.title}" shows the ${name}`;
  if (plan.index.get(object) === undefined)
    report.changed(
      target,
      'shows_nothing',
      `${shown}, which is not part of the export; it was written as a line of text.`,
    );
  else if (object.kind === 'activity')
    report.changed(target, 'shows_page', `${shown}, which was written as a page, or could not be written.`);
}
