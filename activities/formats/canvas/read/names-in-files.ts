/** What a file calls the object it is of, from its head: other files may mean the object by that name. */
import { PackageError } from '../../../errors.js';
import type { PackageSource } from '../../types.js';
import { decodeText } from '../../xml/encoding.js';
import { streamXml } from '../../xml/parse.js';
import { readBlockPage } from '../records/block-page.js';
import { type HtmlPage, readHtmlPage } from '../records/html-page.js';
import { identifierOfPage } from '../records/page.js';
import { LARGEST_PAGE } from './catalogue-builder.js';

/** Bytes: names stand at the beginning. */
const LONGEST_HEAD = 2 ** 13;
const SLICE = 2 ** 9;

/** The identifier among the meta elements of a page; a page of blocks has it at any place of its JSON. */
export async function nameInPage(
  source: PackageSource,
  path: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  if (!source.entries.has(path)) return undefined;
  const page = await quietly(async () => {
    if (path.endsWith('.json'))
      return readBlockPage(textOf(await source.read(path, LARGEST_PAGE, signal)), path);
    return readHead(source, path, signal);
  });
  return page === undefined ? undefined : identifierOfPage(page);
}

async function readHead(source: PackageSource, path: string, signal: AbortSignal): Promise<HtmlPage> {
  const parts: Uint8Array[] = [];
  for await (const part of headOf(source.open(path, signal))) parts.push(part);
  const head = Buffer.concat(parts);
  // No character is halved behind a tag.
  const cut = head.length < LONGEST_HEAD ? head.length : head.lastIndexOf('>') + 1;
  return readHtmlPage(textOf(head.subarray(0, cut)), 'all');
}

function textOf(bytes: Uint8Array): string {
  try {
    return decodeText(bytes).text;
  } catch {
    return '';
  }
}

/** An attribute of the first of these elements that an XML file opens. */
export async function nameInXml(
  source: PackageSource,
  path: string | undefined,
  { elements, attribute }: { readonly elements: readonly string[]; readonly attribute: string },
  signal: AbortSignal,
): Promise<string | undefined> {
  if (path === undefined || !source.entries.has(path)) return undefined;
  return await quietly(async () => {
    for await (const events of streamXml(headOf(source.open(path, signal)), path, () => false))
      for (const { type, element } of events)
        if (type === 'open' && elements.includes(element.name))
          return element.attributes.get(attribute)?.trim() || undefined;
    return undefined;
  });
}

async function* headOf(content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let left = LONGEST_HEAD;
  for await (const chunk of content) {
    for (let at = 0; at < chunk.length && left > 0; at += SLICE) {
      const slice = chunk.subarray(at, at + Math.min(SLICE, left));
      left -= slice.length;
      yield slice;
    }
    if (left <= 0) return;
  }
}

/** What is broken is passed over here: it is told when it is read in earnest. */
export async function quietly<Value>(read: () => Promise<Value>): Promise<Value | undefined> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof PackageError)) throw error;
    return undefined;
  }
}
