/** Web links: those of the course, and those that only a module item names. */

import type { Reference } from '../../../../course/model/common.js';
import type { WebLink } from '../../../../course/model/content.js';
import { webLinkDescriptor } from '../descriptors/web-link.js';
import { noteLost, noteUnpublished } from '../shared-fields.js';
import { recordsOf, type Writing } from '../writing.js';

/** What a web link holds beside its address has no place in the descriptor. */
const WITHOUT_PLACE = ['description', 'availability', 'tags'] as const;

export async function writeWebLinks(writing: Writing): Promise<void> {
  const { plan } = writing;
  for await (const link of recordsOf(writing, 'webLinks')) {
    const target: Reference = { kind: 'webLink', migrationId: link.migrationId };
    const path = await addWebLink(link, plan.identifiers.of(target), writing);
    noteLost(link, WITHOUT_PLACE, target, writing);
    noteUnpublished(link, target, writing);
    writing.done(target, path);
  }
}

/** Canvas writes the address of such an item twice: into the module, and as a web link for everyone else. */
export async function writeItemLinks(writing: Writing): Promise<void> {
  const { plan } = writing;
  if (!plan.index.ofKind('moduleItem').some(({ detail }) => detail === 'url')) return;
  for await (const module of recordsOf(writing, 'modules')) {
    for (const { migrationId, title, content } of module.items) {
      if (content.type !== 'url') continue;
      const identifier = plan.identifiers.derived({ kind: 'moduleItem', migrationId }, 'link');
      await addWebLink({ title: title === '' ? content.url : title, url: content.url }, identifier, writing);
    }
  }
}

async function addWebLink(
  link: Pick<WebLink, 'title' | 'url' | 'target' | 'windowFeatures' | 'audience' | 'metadata' | 'alignments'>,
  identifier: string,
  { plan, sink, resources, profile }: Writing,
): Promise<string> {
  const path = plan.paths.claim(`${identifier}.xml`);
  await sink.add(path, webLinkDescriptor(link, profile));
  resources.add({ identifier, type: profile.types.webLink, files: [path], hasHref: false, described: link });
  return path;
}
