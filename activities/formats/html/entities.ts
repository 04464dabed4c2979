/** HTML character references, decoded as a browser does inside an attribute. */
import { decodeHTMLAttribute } from 'entities';

export function decodeHtml(text: string): string {
  return text.includes('&') ? decodeHTMLAttribute(text) : text;
}
