/** The HTML pages of a cartridge. */
import { describe, expect, it } from 'vitest';
import { readHtmlPage, writeHtmlPage } from '../../../activities/formats/canvas/records/html-page.js';

describe('a page of a cartridge', () => {
  it('is written as Canvas writes it', () => {
    const meta = new Map([
      ['identifier', 'i1'],
      ['editing_roles', ''],
      ['workflow_state', 'active'],
    ]);
    expect(writeHtmlPage('Seas & tides', meta, '<p>Ebb</p>')).toBe(`<html>
<head>
<meta http-equiv="Content-Type" content="text/html; charset=utf-8"/>
<title>Seas &amp; tides</title>
<meta name="identifier" content="i1"/>
<meta name="workflow_state" content="active"/>
</head>
<body>
<p>Ebb</p>
</body>
</html>`);
  });

  it('keeps what stands between the tags of its body, byte for byte', () => {
    const body = '\n<p class=unquoted>&nbsp;&amp;&copy;\t</P>\r\n<!-- </body> --> <custom/>\n';
    expect(readHtmlPage(writeHtmlPage('', new Map(), body)).body).toBe(body);
  });

  it.each([
    ['with the line breaks of Windows', '<body>\r\n<p>a</p>\r\n</body>', '<p>a</p>'],
    ['without line breaks', '<body><p>a</p></body>', '<p>a</p>'],
    ['with attributes', '<body class="x">a</body>', 'a'],
    ['in capitals', '<HTML><BODY>a</BODY></HTML>', 'a'],
    ['that is never closed', '<body>\n<p>a', '<p>a'],
    ['that holds the end of another one', '<body><pre></body></pre></body>', '<pre></body></pre>'],
    ['behind a comment that names it', '<!-- <body>no</body> --><body>a</body>', 'a'],
    ['with letters that change their length in lower case', '<body>İİ</body>', 'İİ'],
  ])('takes a body %s', (_, html, body) => {
    expect(readHtmlPage(html).body).toBe(body);
  });

  it('is all body without a body element', () => {
    expect(readHtmlPage('<p>a</p>')).toEqual({
      title: undefined,
      meta: new Map(),
      body: '<p>a</p>',
      lost: [],
    });
  });

  it('leaves NUL characters out, and tells it (fuzz 77003/8961: a page of nothing else took 260 MB)', () => {
    expect(readHtmlPage('<body>a\0b\0</body>')).toMatchObject({ body: 'ab', lost: ['2 NUL characters'] });
    expect(readHtmlPage('\0')).toMatchObject({ body: '', lost: ['1 NUL characters'] });
  });

  it('decodes its title and meta elements', () => {
    const { title, meta } = readHtmlPage(
      '<head><title>a &amp; b</title><meta name="x" content="&lt;1&gt;"></head><body/>',
    );
    expect(title).toBe('a & b');
    expect(meta.get('x')).toBe('<1>');
  });
});
