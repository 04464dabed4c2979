/** Where links in a Canvas cartridge can lead to, known before the first text is read. */
import { nameOf } from '../../../course/folder-paths.js';
import type { Reference } from '../../../course/model/common.js';
import type { LinkTargets } from '../../common-cartridge/links-in.js';
import { stemOf } from '../../common-cartridge/package-path.js';
import type { Catalogue, FilePart } from './catalogue-types.js';
import type { Objects } from './prescan.js';
import type { Pace } from './reading.js';

/** Canvas's tokens name a type and an identifier; the identifier alone says what is meant. */
export async function linkTargets(catalogue: Catalogue, objects: Objects, pace: Pace): Promise<LinkTargets> {
  const byPath = new Map<string, Reference>();
  const bySlug = new Map<string, Reference>();
  const note = (path: string | undefined, id: string) => {
    const target = objects.get(id);
    if (path !== undefined && target !== undefined) byPath.set(path, target);
  };
  for (const { path, id } of filesOf(catalogue)) {
    note(path, id);
    await pace();
  }
  for (const { id, html, settings, descriptor } of catalogue.assignments)
    for (const path of [html, settings, descriptor]) note(path, id);
  for (const { id, meta, qti, commonQti } of catalogue.quizzes)
    for (const path of [meta, qti, commonQti]) note(path, id);
  for (const { path, id } of catalogue.pages) {
    const target = objects.get(id);
    if (target !== undefined) bySlug.set(slugOf(path), target);
  }
  return {
    byPath: (path) => byPath.get(path),
    byCanvas: (_, identifier) => objects.get(identifier),
    byPageSlug: (slug) => bySlug.get(slug.toLowerCase()),
  };
}

function filesOf(catalogue: Catalogue): FilePart[] {
  const { files, pages, topics, webLinks, tools, resourceLinks, banks, commonBanks } = catalogue;
  return [files, pages, topics, webLinks, tools, resourceLinks, banks, commonBanks].flat();
}

function slugOf(path: string): string {
  return stemOf(nameOf(path)).toLowerCase();
}
