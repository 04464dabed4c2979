/** The HTML pages of a Canvas cartridge: a title, meta elements by name, and a body kept byte for byte. */
import { Parser } from 'htmlparser2';
import { escapeAttribute, escapeText } from '../../xml/write.js';

export interface HtmlPage {
  readonly title: string | undefined;
  /** `meta` elements by `name`, in order. */
  readonly meta: ReadonlyMap<string, string>;
  /** What stands between the body's tags, without the line breaks that Canvas puts around it. */
  readonly body: string;
}

/**
 * Reads a page. A file without a body element is all body (written by other tools). Entities in title and meta are
 * decoded, the body is not touched.
 */
export function readHtmlPage(html: string): HtmlPage {
  const meta = new Map<string, string>();
  let title: string | undefined;
  let inTitle = false;
  let start: number | undefined;
  const parser = new Parser({
    onopentag: (name, attributes) => {
      if (start !== undefined) return;
      inTitle = name === 'title';
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
  return { title, meta, body: start === undefined ? html : bodyOf(html, start) };
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
