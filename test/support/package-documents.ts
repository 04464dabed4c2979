/** The documents of a package by what they are about, taken apart into their texts and attributes. */

import { PackageError } from '../../activities/errors.js';
import { readManifest } from '../../activities/formats/common-cartridge/manifest.js';
import type { Manifest } from '../../activities/formats/common-cartridge/manifest-types.js';
import type { PackageSource } from '../../activities/formats/types.js';
import { parseXml } from '../../activities/formats/xml/parse.js';
import { elements, plainText, type XmlElement } from '../../activities/formats/xml/tree.js';
import { leavesOfQuestions } from './question-leaves.js';

/** Texts and attributes by their places, as `quiz/assignment[i1]/points_possible` and `…@identifierref`. */
export type Leaves = ReadonlyMap<string, string>;

export interface PackageDocument {
  readonly path: string;
  readonly leaves: Leaves;
}

/**
 * The descriptors and settings of a package, by the name of their root element and the object they are of. Those that
 * cannot be parsed are left out, as are files of the course that happen to be XML.
 */
export async function documentsOf(
  source: PackageSource,
  courseFiles: ReadonlySet<string>,
): Promise<ReadonlyMap<string, PackageDocument>> {
  const manifest = await readManifest(source);
  const owners = ownersOf(manifest);
  const documents = new Map<string, PackageDocument>();
  const written = await parsed(source, manifest.path, source.entries.get(manifest.path)?.size ?? 0);
  if (written !== undefined)
    documents.set('manifest metadata', { path: manifest.path, leaves: metadataLeaves(written) });
  for (const { path, size } of source.entries.values()) {
    if (PAGES.test(path) && !courseFiles.has(path))
      documents.set(`page ${path}`, { path, leaves: leavesOfPage(await textOf(source, path, size)) });
    if (!XML.test(path) || path === manifest.path || courseFiles.has(path)) continue;
    const root = await parsed(source, path, size);
    if (root === undefined) continue;
    const leaves =
      root.name === 'questestinterop'
        ? leavesOfQuestions(root, !CANVAS_QUESTIONS.test(path))
        : leavesOf(root);
    documents.set(`${root.name} ${subjectOf(root, path, owners)}`, { path, leaves });
  }
  return documents;
}

/** In its own dialect Canvas names the parts of questions itself, and so does whoever writes it. */
const CANVAS_QUESTIONS = /^non_cc_assessments\//;

const XML = /\.xml(?:\.qti)?$/;

async function parsed(source: PackageSource, path: string, size: number): Promise<XmlElement | undefined> {
  try {
    return parseXml(await source.read(path, size), path);
  } catch (error) {
    if (error instanceof PackageError) return undefined;
    throw error;
  }
}

/** Pages of Canvas, with what their head says of them. */
const PAGES = /^(wiki_content\/.*|course_settings\/syllabus)\.html$/;

async function textOf(source: PackageSource, path: string, size: number): Promise<string> {
  return Buffer.from(await source.read(path, size)).toString('utf8');
}

function leavesOfPage(html: string): Leaves {
  const [head = '', body = ''] = html.split(/<body[^>]*>/i);
  const metas = [...head.matchAll(/<meta\s+name="([^"]*)"\s+content="([^"]*)"/gi)];
  return new Map([
    ['page/title', /<title>(.*?)<\/title>/is.exec(head)?.[1]?.trim() ?? ''],
    ['page/body', body.replace(/<\/body>.*$/is, '').trim()],
    ...metas.map(([, name = '', content = '']): [string, string] => [`page/meta[${name}]`, content.trim()]),
  ]);
}

/** The resource that a file is of. */
function ownersOf({ resources }: Manifest): ReadonlyMap<string, string> {
  return new Map(
    [...resources.values()].flatMap(({ identifier, files }) => files.map((path) => [path, identifier])),
  );
}

/** Settings name their object; a link is known by where it leads, as Canvas's items have no links of their own. */
function subjectOf(root: XmlElement, path: string, owners: ReadonlyMap<string, string>): string {
  const { name, attributes } = root;
  const [topic] = elements(root, 'topic_id');
  const [url] = elements(root, 'url');
  if (name === 'topicMeta' && topic !== undefined) return plainText(topic).trim();
  if (name === 'webLink') return url?.attributes.get('href')?.trim() ?? path;
  if (path.startsWith('course_settings/') || CANVAS_QUESTIONS.test(path)) return path;
  if (name === 'quiz') return attributes.get('identifier') ?? path;
  return owners.get(path) ?? attributes.get('identifier') ?? path;
}

const NAMES = ['identifier', 'name', 'platform'];

/** Elements are told apart by their identifiers and names, others by their number. */
export function leavesOf(root: XmlElement): Leaves {
  const leaves = new Map<string, string>();
  const walk = (element: XmlElement, place: string): void => {
    for (const [name, value] of element.attributes)
      if (name !== 'identifier' && name !== 'schemaLocation') leaves.set(`${place}@${name}`, value.trim());
    const inside = elements(element);
    const text = inside.length === 0 ? plainText(element).trim() : '';
    if (text !== '') leaves.set(place, text);
    const counts = new Map<string, number>();
    for (const child of inside) {
      const named = `${place}/${child.name}${nameOf(child)}`;
      const count = (counts.get(named) ?? 0) + 1;
      counts.set(named, count);
      walk(child, count === 1 ? named : `${named}#${count}`);
    }
  };
  walk(root, root.name);
  return leaves;
}

/** What a manifest says of the cartridge, and of items and resources, each by its identifier. */
function metadataLeaves(manifest: XmlElement): Leaves {
  const said = [...leavesOf(manifest)].filter(([place]) =>
    /\/(?:metadata|lom|authorizations)[/@]/.test(place),
  );
  return new Map(
    said.map(([place, value]) => [
      place.replace(/^manifest\/.*(?=\b(?:item|resource)\[)/, 'manifest/'),
      value,
    ]),
  );
}

function nameOf({ attributes }: XmlElement): string {
  const name = NAMES.flatMap((each) => attributes.get(each) ?? [])[0];
  return name === undefined ? '' : `[${name.trim()}]`;
}
