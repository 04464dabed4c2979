/** Pages made in Canvas's block editor: JSON with a title, meta fields and blocks that only Canvas can show. */
import type { Page } from '../../../course/model/content.js';
import { PackageError } from '../../../errors.js';
import type { HtmlPage } from './html-page.js';

/** The blocks of a page among its extensions, as JSON. */
export const BLOCKS = 'block_editor';

const LOST = ['its blocks as text: they are kept for Canvas, which alone can show them'];

/** Reads `wiki_content/<slug>.json`; the blocks are among the meta fields. Throws `PackageError` for any other JSON. */
export function readBlockPage(text: string, path: string): HtmlPage {
  const { title, meta, [BLOCKS]: blocks } = objectIn(text, path);
  if (blocks === undefined) throw new PackageError(`${path}: the file holds no page of blocks.`, { path });
  const said = Object.entries(isObject(meta) ? meta : {}).filter(([, value]) => value !== null);
  return {
    title: typeof title === 'string' ? title : undefined,
    meta: new Map([
      ...said.map(
        ([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)] as const,
      ),
      [BLOCKS, JSON.stringify(blocks)] as const,
    ]),
    body: '',
    lost: LOST,
  };
}

function objectIn(text: string, path: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : {};
  } catch (error) {
    throw new PackageError(`${path}: the file should hold JSON and does not.`, { path }, { cause: error });
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a page is still one of blocks: nobody has given it a text of its own. */
export function isBlockPage({ html, extensions }: Pick<Page, 'html' | 'extensions'>): boolean {
  return html === '' && typeof extensions?.canvas?.[BLOCKS] === 'string';
}

/** Writes such a page; `meta` holds its blocks as well. */
export function writeBlockPage(title: string, meta: ReadonlyMap<string, string>): string {
  const { [BLOCKS]: blocks = 'null', ...fields } = Object.fromEntries(meta);
  return JSON.stringify({ title, [BLOCKS]: JSON.parse(blocks) as unknown, meta: fields });
}
