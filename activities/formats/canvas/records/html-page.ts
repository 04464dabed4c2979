/** The HTML pages of a Canvas cartridge: a title, meta elements by name, and a body kept byte for byte. */
import { Parser } from 'htmlparser2';
import { withoutNul } from '../../html/nul.js';
import { escapeAttribute, escapeText } from '../../xml/write.js';
import { lostInHead } from './html-head.js';

export interface HtmlPage {
  readonly title: string | undefined;
  /** `meta` elements by `name`, in order. */
  readonly meta: ReadonlyMap<string, string>;
  /** What stands between the body's tags, without the line breaks that Canvas puts around it. */
  readonly body: string;
  /** Styles, scripts and attributes around the body, which a page of a course has no place for: one phrase each. */
  readonly lost: readonly string[];
}

/** Which meta elements, by name, the caller reads: all, or none. */
export type ReadMeta = 'all' | 'none';

/**
 * Reads a page. A file without a body element is all body (written by other tools). Entities in title and meta are
 * decoded, the body is not touched.
 */
export function readHtmlPage(written: string, readMeta: ReadMeta = 'none'): HtmlPage {
  const { html, lost: nul } = withoutNul(written);
  const meta = new Map<string, string>();
  const lost = new Set(nul);
  let title: string | undefined;
  let inTitle = false;
  let start: number | undefined;
  const parser = new Parser({
    onopentag: (name, attributes) => {
      if (start !== undefined) return;
      inTitle = name === 'title';
      for (const phrase of lostInHead(name, attributes, readMeta === 'all')) lost.add(phrase);
      if (name === 'body') {
        start = parser.endIndex + 1;
        parser.pause();
      }
      const { name: key, content } = attributes;
      if (name === 'meta' && key !== undefined) meta.set(key, content ?? '');
    },
    ontext: (text) => {
      if (inTitle && start === undefined) title = (title ?? '') + text;
    },
    onclosetag: () => {
      inTitle = false;
    },
  });
  parser.write(html);
  if (start === undefined) parser.end();
  if (start === undefined) return { title, meta, body: html, lost: nul };
  return { title, meta, body: bodyOf(html, start), lost: [...lost] };
}

function bodyOf(html: string, start: number): string {
  const end = [...html.slice(start).matchAll(/<\/body\b/gi)].at(-1)?.index;
  const body = html.slice(start, end === undefined ? undefined : start + end);
  const [lineBreak = ''] = /^\r?\n/.exec(body) ?? [];
  const inner = body.slice(lineBreak.length);
  return lineBreak !== '' && inner.endsWith(lineBreak) ? inner.slice(0, -lineBreak.length) : inner;
}

/** Writes a page; meta elements that say nothing are left out. */
export function writeHtmlPage(title: string, meta: ReadonlyMap<string, string>, body: string): string {
  const lines = [...meta]
    .filter(([, content]) => content !== '')
    .map(
      ([name, content]) => `<meta name="${escapeAttribute(name)}" content="${escapeAttribute(content)}"/>\n`,
    );
  return [
    '<html>\n<head>\n<meta http-equiv="Content-Type" content="text/html; charset=utf-8"/>\n',
    `<title>${escapeText(title)}</title>\n${lines.join('')}</head>\n<body>\n${body}\n</body>\n</html>`,
  ].join('');
}
