/** External tools and LTI resource links. */
import { CANVAS_FOLDERS } from '../../../canvas/paths.js';
import { resourceLinkDescriptor, toolDescriptor } from '../descriptors/basic-lti.js';
import { notTakenOfLink, notTakenOfTool } from '../not-taken/notes.js';
import { noteLost, noteUnpublished } from '../shared-fields.js';
import { canvasOptions, recordsOf, type Writing } from '../writing.js';

export async function writeExternalTools(writing: Writing): Promise<void> {
  const { plan, sink, resources, profile } = writing;
  for await (const tool of recordsOf(writing, 'externalTools')) {
    const target = { kind: 'externalTool', migrationId: tool.migrationId } as const;
    const identifier = plan.identifiers.of(target);
    const path = plan.paths.claim(`${identifier}.xml`);
    await sink.add(path, toolDescriptor(tool, descriptorOptions(path, writing, target)));
    noteLost(tool, ['position', 'availability', 'tags'], target, writing);
    noteUnpublished(tool, target, writing);
    notTakenOfTool(tool, writing.notTaken);
    if (tool.iconFile !== undefined && plan.filePath(tool.iconFile) === undefined)
      writing.report.lost(target, 'iconFile');
    resources.add({
      identifier,
      type: profile.types.basicLti,
      files: [path],
      hasHref: false,
      described: tool,
    });
    writing.done(target, path);
  }
}

/** CC 1.1 has no type for LTI 1.3 links; as associated content they are there for readers that know the folder. */
export async function writeResourceLinks(writing: Writing): Promise<void> {
  const { plan, sink, resources, profile } = writing;
  for await (const link of recordsOf(writing, 'resourceLinks')) {
    const target = { kind: 'resourceLink', migrationId: link.migrationId } as const;
    const identifier = plan.identifiers.of(target);
    const path = plan.paths.claim(`${CANVAS_FOLDERS.resourceLinks}/${identifier}.xml`);
    await sink.add(path, resourceLinkDescriptor(link, descriptorOptions(path, writing, target)));
    const type = profile.types.resourceLink;
    const hasHref = type === profile.types.associatedContent;
    notTakenOfLink(link, writing.notTaken);
    noteLost(link, ['tool', 'availability', 'tags'], target, writing);
    resources.add({ identifier, type, files: [path], hasHref, described: link });
    writing.done(target, path);
  }
}

function descriptorOptions(
  path: string,
  writing: Writing,
  owner: { kind: 'externalTool' | 'resourceLink'; migrationId: string },
) {
  const { plan, profile } = writing;
  return {
    profile,
    rewriteHtml: canvasOptions(writing, owner, path).rewriteHtml,
    resourceOf: (target: Parameters<typeof plan.filePath>[0]) =>
      plan.filePath(target) === undefined ? undefined : plan.identifiers.of(target),
  };
}
