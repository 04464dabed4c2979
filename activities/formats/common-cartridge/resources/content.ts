/** Web content and associated content: pages where the organisation shows HTML, else files. */
import { folderOf } from '../../../course/folder-paths.js';
import { formatLink } from '../../../course/links.js';
import type { Reference } from '../../../course/model/common.js';
import { isHtmlPath } from '../../media-type.js';
import { escapeText } from '../../xml/write.js';
import { type HtmlDocument, readHtmlDocument } from '../html-document.js';
import { decodeHtmlFile } from '../html-encoding.js';
import type { ManifestResource } from '../manifest-types.js';
import { isExternal, resolvePath } from '../package-path.js';
import { isLink, LARGEST_PAGE, mainFile } from '../plan.js';
import { type Reading, readText } from '../reading.js';
import { missingFile } from './descriptor.js';
import { commonFields, isForLearners, type ResourceOutcome, titleOf } from './outcome.js';
import { emitWebLink } from './web-link.js';

export async function readContent(resource: ManifestResource, reading: Reading): Promise<ResourceOutcome> {
  const { identifier, href, intendedUse } = resource;
  const title = titleOf(undefined, resource, reading);
  if (isLink(resource)) return { object: await emitWebLink(resource, { title, url: href ?? '' }, reading) };
  const target = reading.plan.target(identifier);
  const path = mainFile(resource);
  if (target === undefined || path === undefined) throw missingFile(resource, path, reading);
  if (intendedUse === 'syllabus') await takeSyllabus(resource, target, path, reading);
  if (target.kind === 'page') return readPage(resource, path, reading);
  // What belongs to another object, or is the manifest itself, brings nothing of its own.
  const isOwn = reading.plan.claims.get(path)?.by === identifier;
  return { object: { target, title }, ...(isOwn ? {} : { state: 'merged' }) };
}

async function readPage(
  resource: ManifestResource,
  path: string,
  reading: Reading,
): Promise<ResourceOutcome> {
  const { identifier, intendedUse } = resource;
  const target: Reference = { kind: 'page', migrationId: identifier };
  const document = await readDocument(path, reading);
  const shown = reading.plan.shown.get(identifier);
  const title = shown ?? document.title ?? titleOf(undefined, resource, reading);
  const html = await readText(
    document.body,
    { path, ...startOf(document, path), target, field: 'text' },
    reading,
  );
  await reading.context.emit('pages', {
    ...commonFields(
      resource,
      document.language === undefined ? {} : { metadata: { languages: [document.language] } },
    ),
    title,
    html,
    path,
    published: isForLearners(resource),
    ...(intendedUse === undefined ? {} : { intendedUse }),
  });
  const isTitleLost = document.title !== undefined && document.title !== title;
  const lost = isTitleLost ? [`title "${document.title}"`, ...document.lost] : document.lost;
  return { object: { target, title }, lost };
}

/** The first syllabus is the course's; it stays a page or file besides. */
async function takeSyllabus(
  resource: ManifestResource,
  target: Reference,
  path: string,
  reading: Reading,
): Promise<void> {
  if (reading.syllabus !== undefined) return;
  const title = titleOf(undefined, resource, reading);
  const isReadable = isHtmlPath(path) && (reading.source.entries.get(path)?.size ?? 0) <= LARGEST_PAGE;
  if (!isReadable) {
    reading.syllabus = {
      html: `<p><a href="${formatLink(target)}">${escapeText(title)}</a></p>`,
      title,
      path,
    };
    return;
  }
  const course: Reference = { kind: 'course', migrationId: reading.manifest.identifier };
  const document = await readDocument(path, reading);
  const place = { path, ...startOf(document, path), target: course, field: 'syllabus' };
  const html = await readText(document.body, place, reading);
  reading.syllabus = { html, title: document.title ?? title, path };
}

async function readDocument(path: string, { source, context }: Reading): Promise<HtmlDocument> {
  return readHtmlDocument(decodeHtmlFile(await source.read(path, LARGEST_PAGE, context.signal), path));
}

/** Where relative links start from; a `base` element may name another folder of the package. */
function startOf({ base }: HtmlDocument, path: string): { from?: string } {
  if (base === undefined || isExternal(base)) return {};
  return { from: resolvePath(folderOf(path), `${base.slice(0, base.lastIndexOf('/') + 1)}x`) };
}
