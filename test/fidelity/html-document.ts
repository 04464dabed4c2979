/** The head of an HTML file as elements to experiment with; the body is one of them. */
import type { Element } from './xml-document.js';

const NONE = { namespace: '', attributes: [] };

/** Canvas writes the settings of a page as `meta` elements in its head. */
export function parseHtml(text: string): Element {
  const metas = [...text.matchAll(/<meta\s+name="([^"]*)"\s+content="([^"]*)"\s*\/?>/g)].map(
    ([, name = '', content = '']): Element => ({
      name: 'meta',
      local: 'meta',
      namespace: '',
      attributes: [
        { name: 'name', value: name },
        { name: 'content', value: content },
      ],
      children: [],
    }),
  );
  const title = /<title>(.*?)<\/title>/s.exec(text)?.[1] ?? '';
  const body = /<body[^>]*>(.*)<\/body>/s.exec(text)?.[1] ?? '';
  return {
    name: 'html',
    local: 'html',
    ...NONE,
    children: [
      { name: 'title', local: 'title', ...NONE, children: [title] },
      ...metas,
      { name: 'body', local: 'body', ...NONE, children: [body] },
    ],
  };
}

export function serializeHtml({ children }: Element): string {
  const written = children.map((child) => {
    if (typeof child === 'string') return { head: '', body: '' };
    const content = child.children.join('');
    if (child.local === 'body') return { head: '', body: content };
    const [name, value] = child.attributes;
    const head =
      child.local === 'title'
        ? `<title>${content}</title>`
        : `<meta name="${name?.value ?? ''}" content="${value?.value ?? ''}"/>`;
    return { head, body: '' };
  });
  const joined = (part: 'head' | 'body') => written.map((one) => one[part]).join('\n');
  return `<html>\n<head>\n${joined('head')}\n</head>\n<body>\n${joined('body')}\n</body>\n</html>`;
}
