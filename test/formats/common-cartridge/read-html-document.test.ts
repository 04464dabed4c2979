/** An HTML document is taken apart: title, language, body, base, and what is lost of its head. */
import { describe, expect, it } from 'vitest';
import { readHtmlDocument } from '../../../activities/formats/common-cartridge/html-document.js';

describe('an HTML document', () => {
  it('is read as title, language and body', () => {
    const html =
      '<!DOCTYPE html>\n<html lang="en">\n<head><title> A &amp;\n b </title></head>\n<body>\n\n<p>x</p>\n</body>\n</html>\n';
    expect(readHtmlDocument(html)).toEqual({ title: 'A & b', language: 'en', body: '<p>x</p>', lost: [] });
  });

  it.each([
    ['a fragment', '<p>a</p><p>b', '<p>a</p><p>b'],
    ['a fragment that begins with a style', '<style>p{}</style><p>a', '<style>p{}</style><p>a'],
    ['a fragment that begins with a comment', '<!-- c --><p>a', '<!-- c --><p>a'],
    ['text', 'After this chapter: <p>x', 'After this chapter: <p>x'],
    ['nothing', '', ''],
    ['a page without a body element', '<html><head><title>T</title></head><p>a</p></html>', '<p>a</p>'],
    ['a page without end tags', '<html><head><title>T</title><body><p>a', '<p>a'],
    ['a title and no more of a head', '<title>T</title>\n<p>a</p>', '<p>a</p>'],
    ['upper case', '<HTML><BODY BGCOLOR="red"><P>a</P></BODY></HTML>', '<P>a</P>'],
    [
      'XHTML',
      '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><body><br/></body></html>',
      '<br/>',
    ],
    ['a body that shows an end tag', '<body><pre>&lt;/body></pre></body>', '<pre>&lt;/body></pre>'],
    ['tags as text in a title', '<head><title><b>T</b></title></head><p>a', '<p>a'],
  ])('may be %s', (_, html, body) => {
    expect(readHtmlDocument(html).body).toBe(body);
  });

  it('leaves NUL characters out, and tells it (fuzz 77003/8961: a page of nothing else took 260 MB)', () => {
    const read = readHtmlDocument('<title>T</title>a\0b\0');
    expect(read).toEqual({ title: 'T', body: 'ab', lost: ['2 NUL characters'] });
  });

  it('names what of its head is lost', () => {
    const head = [
      '<meta charset="utf-8"><meta name="viewport" content="x"><meta http-equiv="Content-Type" content="text/html">',
      '<meta name="description" content="d"><meta property="og:title" content="o"><meta name="empty" content="">',
      '<link rel="stylesheet" href="a.css"><link rel="icon" href="i.png"><style>x</style>',
      '<script src="a.js"></script><script>if (a < b) "<p>"</script>',
    ].join('');
    expect(
      readHtmlDocument(`<html class="no-js"><head>${head}</head><body onload="go()">x</body></html>`),
    ).toEqual({
      body: 'x',
      lost: [
        'html class "no-js"',
        'meta "description"',
        'meta "og:title"',
        'stylesheet "a.css"',
        'link icon "i.png"',
        'style',
        'script "a.js"',
        'script',
        'body onload "go()"',
      ],
    });
  });

  it('says where its links start from', () => {
    expect(readHtmlDocument('<head><base href="../x/"></head>a')).toMatchObject({ base: '../x/', body: 'a' });
  });
});
