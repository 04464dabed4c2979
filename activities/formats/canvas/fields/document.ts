/** Documents of the Canvas namespace: read record by record, written whole or as a stream. */
import { type Markup, openTag, XML_DECLARATION, type XmlAttributes, xml } from '../../xml/write.js';

export const CANVAS_NAMESPACE = 'http://canvas.instructure.com/xsd/cccv1p0';

/** The attributes of a document's root element. */
export const NAMESPACE_ATTRIBUTES: XmlAttributes = {
  xmlns: CANVAS_NAMESPACE,
  'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
  'xsi:schemaLocation': `${CANVAS_NAMESPACE} https://canvas.instructure.com/xsd/cccv1p0.xsd`,
};

/** A document of one record. */
export function writeDocument(
  root: string,
  attributes: XmlAttributes,
  content: Parameters<typeof xml>[2],
): string {
  return `${XML_DECLARATION}${xml(root, { ...attributes, ...NAMESPACE_ATTRIBUTES }, content).xml}\n`;
}

/** A document of any number of records, one by one. */
export async function* streamDocument(root: string, records: AsyncIterable<Markup>): AsyncGenerator<string> {
  yield `${XML_DECLARATION}${openTag(root, NAMESPACE_ATTRIBUTES)}\n`;
  for await (const record of records) yield `${record.xml}\n`;
  yield `</${root}>\n`;
}
