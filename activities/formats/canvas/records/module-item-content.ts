/** What a module item shows: Canvas's content types on one side, the model's content on the other. */

import type { Reference } from '../../../course/model/common.js';
import type { ModuleItem } from '../../../course/model/module.js';
import { contentTypeOf } from '../tables/content-types.js';
import type { ItemElements } from '../tables/module-item.js';
import type { CanvasCourseOptions } from '../write-types.js';

type Content = ModuleItem['content'];

/** Finds an object of the package by its identifier. */
export type FindObject = (identifier: string) => Reference | undefined;

/** A later kind of item that has an address is shown by it. */
const CANVAS_CONTENT = new Set([
  'WikiPage',
  'Attachment',
  'Assignment',
  'DiscussionTopic',
  'Quizzes::Quiz',
  '',
]);

/** The content of an item that was read; `missing` when the package does not hold what it names. */
export function readContent(
  { contentType = '', target, url }: ItemElements,
  findObject: FindObject,
): Content {
  if (contentType === 'ContextModuleSubHeader') return { type: 'heading' };
  if (contentType === 'ExternalUrl') return { type: 'url', url: url ?? '' };
  const object = target === undefined ? undefined : findObject(target.trim());
  if (contentType === 'ContextExternalTool')
    return { type: 'externalTool', url: url ?? '', ...(object === undefined ? {} : { tool: object }) };
  if (object !== undefined) return { type: 'object', object };
  if (url !== undefined && !CANVAS_CONTENT.has(contentType)) return { type: 'url', url };
  return { type: 'missing', target: target ?? '', ...(contentType === '' ? {} : { contentType }) };
}

const CONTENT_TYPES = new Set(['ContextModuleSubHeader', 'ExternalUrl', 'ContextExternalTool']);

/** What the elements of an item say beyond its content, by their names: it is kept beside it. */
export function beyondContent(
  { contentType = '', target, url, lookupUuid }: ItemElements,
  content: Content,
  own: string,
): Record<string, string> {
  const isUrl = content.type === 'url';
  const hasUrl = isUrl || content.type === 'externalTool';
  return said({
    content_type: saysType(contentType, content) ? undefined : contentType,
    identifierref: isTargetKnown(target, content, own) ? undefined : target,
    url: hasUrl ? undefined : url,
    lti_resource_link_lookup_uuid: lookupUuid,
  });
}

/** Whether a type says no more than the content: the first name of its kind, or any of those without an object. */
function saysType(contentType: string, content: Content): boolean {
  if (content.type === 'url') return CONTENT_TYPES.has(contentType);
  if (content.type !== 'object' || contentType === '') return true;
  return (
    contentType === (content.object.kind === 'announcement' ? DISCUSSION : contentTypeOf(content.object.kind))
  );
}

/** Canvas has one class for discussions and announcements. */
const DISCUSSION = 'DiscussionTopic';

function said(elements: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(elements).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

function isTargetKnown(target: string | undefined, content: Content, own: string): boolean {
  if (content.type === 'object' || content.type === 'missing') return true;
  if (content.type === 'externalTool') return content.tool !== undefined;
  return content.type === 'url' && target === own;
}

type ItemTarget = Pick<ItemElements, 'contentType' | 'target' | 'url' | 'lookupUuid'>;

/** What Canvas calls the content of an item, and where that is. `lose` hears what Canvas has no content type for. */
export async function writeContent(
  item: ModuleItem,
  options: CanvasCourseOptions,
  lose: (what: string) => void,
): Promise<ItemTarget> {
  const { content } = item;
  const own = options.identifier({ kind: 'moduleItem', migrationId: item.migrationId });
  switch (content.type) {
    case 'folder':
    case 'heading':
      return { contentType: 'ContextModuleSubHeader' };
    case 'text':
      lose('content.html');
      return { contentType: 'ContextModuleSubHeader' };
    case 'url':
      return { contentType: 'ExternalUrl', target: own, url: content.url };
    case 'externalTool':
      return {
        contentType: 'ContextExternalTool',
        ...(content.tool === undefined ? {} : { target: options.identifier(content.tool) }),
        url: content.url,
      };
    case 'missing':
      return { contentType: content.contentType ?? 'WikiPage', target: content.target };
    case 'object':
      return writeObject(content.object, own, options, lose);
  }
}

async function writeObject(
  object: Reference,
  own: string,
  { course, identifier }: CanvasCourseOptions,
  lose: (what: string) => void,
): Promise<ItemTarget> {
  const target = identifier(object);
  switch (object.kind) {
    case 'webLink': {
      const link = await course.get('webLinks', object.migrationId);
      return { contentType: 'ExternalUrl', target: own, url: link?.url ?? '' };
    }
    case 'externalTool': {
      const tool = await course.get('externalTools', object.migrationId);
      return {
        contentType: 'ContextExternalTool',
        target,
        url: tool?.launchUrl ?? tool?.secureLaunchUrl ?? '',
      };
    }
    case 'resourceLink': {
      const link = await course.get('resourceLinks', object.migrationId);
      const tool = link?.tool === undefined ? undefined : identifier(link.tool);
      return {
        contentType: 'ContextExternalTool',
        target: tool,
        url: link?.url ?? link?.toolUrl ?? '',
        lookupUuid: link?.lookupUuid,
      };
    }
    case 'announcement':
      return { contentType: DISCUSSION, target };
    case 'activity':
      return { contentType: 'WikiPage', target };
    case 'assignment':
    case 'quiz':
    case 'discussionTopic':
    case 'page':
    case 'file':
      return { contentType: contentTypeOf(object.kind), target };
    default:
      lose(`content (${object.kind})`);
      return { contentType: 'ContextModuleSubHeader' };
  }
}
