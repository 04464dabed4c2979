/** A page's meta elements: its table is read and written as if each were an element of that name. */
import type { Page } from '../../../course/model/content.js';
import { parseXmlText } from '../../xml/parse.js';
import { elements, plainText, type XmlElement } from '../../xml/tree.js';
import { xml } from '../../xml/write.js';
import type { ReadScope } from '../fields/codec.js';
import { type ReadResult, readTable, writeTable } from '../fields/field.js';
import { PAGE_META } from '../tables/page-meta.js';
import type { CanvasWriteOptions } from '../write-types.js';
import type { HtmlPage } from './html-page.js';

/** The identifier of the page, which is no field of it. */
const IDENTIFIER = 'identifier';

/** The fields of a page that its meta elements say, and its identifier. Meta elements nobody knows are kept. */
export function readPageMeta(
  { meta }: Pick<HtmlPage, 'meta'>,
  scope: ReadScope,
): ReadResult<Page> & { identifier: string | undefined } {
  const fields = [...meta].filter(([name]) => name !== IDENTIFIER);
  const around = element(
    'meta',
    fields.map(([name, content]) => element(name, [content])),
  );
  return { ...readTable(PAGE_META, around, scope), identifier: identifierOfPage({ meta }) };
}

/** What a page calls itself. */
export function identifierOfPage({ meta }: Pick<HtmlPage, 'meta'>): string | undefined {
  return meta.get(IDENTIFIER)?.trim() || undefined;
}

/** The meta elements of a page, in Canvas's order. */
export function pageMeta(page: Page, options: CanvasWriteOptions): Map<string, string> {
  const { xml: written } = xml('meta', {}, writeTable(PAGE_META, page, options));
  const meta = new Map([[IDENTIFIER, options.identifier({ kind: 'page', migrationId: page.migrationId })]]);
  for (const field of elements(parseXmlText(written, 'meta'))) meta.set(field.name, plainText(field));
  if (page.assignment === undefined) return meta;
  const { migrationId } = page.assignment;
  return meta.set('assignment_identifier', options.identifier({ kind: 'assignment', migrationId }));
}

function element(name: string, children: XmlElement['children']): XmlElement {
  const taken = { whole: false, self: false, text: false, attributes: [] as string[] };
  return { name, namespace: '', attributes: new Map(), children, line: 1, taken };
}
