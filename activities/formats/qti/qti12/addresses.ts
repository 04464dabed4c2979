/** A link that stands alone in an attribute, translated by what translates links in HTML. */
import { decodeHtml } from '../../html/entities.js';
import { escapeAttribute } from '../../xml/write.js';

export function rewriteAddress(address: string, rewrite: (html: string) => string): string {
  const written = rewrite(`<img src="${escapeAttribute(address)}">`);
  const [, source] = /src="([^"]*)"/.exec(written) ?? [];
  return source === undefined ? address : decodeHtml(source);
}
