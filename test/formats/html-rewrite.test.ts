/** Addresses in HTML are replaced where they stand, and every other byte stays. */
import { describe, expect, it } from 'vitest';
import { rewriteAddresses } from '../../activities/formats/html/rewrite.js';
import { processorTime } from '../support/processor-time.js';

const upper = (address: string) => address.toUpperCase();

describe('rewriting addresses in HTML', () => {
  it('changes the addresses and not one byte besides', () => {
    const page = `<!-- a href="x" --><P class=a\n>1 < 2 &amp; <a HREF='b?c&amp;d' title="href">b</a> <img src=e.png ></p>`;
    expect(rewriteAddresses(page, upper)).toBe(
      `<!-- a href="x" --><P class=a\n>1 < 2 &amp; <a HREF='B?C&amp;D' title="href">b</a> <img src="E.PNG" ></p>`,
    );
  });

  it('leaves an address the callback does not know', () => {
    const page = '<a href="  spaced.html ">x</a><a href="">y</a>';
    expect(rewriteAddresses(page, () => undefined)).toBe(page);
  });

  it('rewrites each candidate of a srcset', () => {
    expect(rewriteAddresses('<img srcset="a.png 1x, b.png 2x">', (address) => `f/${address}`)).toBe(
      '<img srcset="f/a.png 1x, f/b.png 2x">',
    );
  });

  it('decodes entities before it asks and encodes what it writes', () => {
    const seen: string[] = [];
    const page = rewriteAddresses('<a href="a&#x20;b&eacute;.html">x</a>', (address) => {
      seen.push(address);
      return 'a"b\'&c';
    });
    expect(seen).toEqual(['a bé.html']);
    expect(page).toBe('<a href="a&quot;b&#39;&amp;c">x</a>');
  });

  it('tells the callback where it is', () => {
    const places: string[] = [];
    rewriteAddresses('<A href=a><object data=b><param name=c value=d></object></A>', (address, place) => {
      places.push(`${place.element} ${place.attribute} ${address}`);
      return undefined;
    });
    expect(places).toEqual(['a href a', 'object data b', 'param value d']);
  });

  it('copes with tags that never end', () => {
    expect(rewriteAddresses('<a href="x', upper)).toBe('<a href="x');
    expect(rewriteAddresses('<', upper)).toBe('<');
  });
});

describe('addresses are found', () => {
  const within = (address: string) => `f/${address}`;

  it.each([
    [
      'in a style attribute',
      `<p style="color: red; background: url(a.png)">`,
      `<p style="color: red; background: url(f/a.png)">`,
    ],
    [
      'in quotes of CSS',
      `<p style="background: url( 'a b.png' )">`,
      `<p style="background: url( 'f/a b.png' )">`,
    ],
    [
      'in encoded quotes',
      `<p style="background: url(&quot;a.png&quot;)">`,
      `<p style="background: url('f/a.png')">`,
    ],
    [
      'in a style in single quotes',
      `<p style='background: url("a.png")'>`,
      `<p style='background: url("f/a.png")'>`,
    ],
    ['in a style without quotes', '<p style=background:url(a.png)>', '<p style=background:url(f/a.png)>'],
    ['twice in one style', '<p style="a:url(a.png),url(b.png)">', '<p style="a:url(f/a.png),url(f/b.png)">'],
    [
      'in a style element',
      '<style>@import "a.css"; p { background: URL(b.png) }</style>',
      '<style>@import "f/a.css"; p { background: URL(f/b.png) }</style>',
    ],
    [
      'in a style element with brackets',
      '<style>a > b { c: url(d) } /* < */ e { f: url(g) }</style>',
      '<style>a > b { c: url(f/d) } /* < */ e { f: url(f/g) }</style>',
    ],
    ['in a style element that never ends', '<style>p { a: url(b) }', '<style>p { a: url(f/b) }'],
    ['in paint of SVG', '<rect fill="url(a.svg#g)"/>', '<rect fill="url(f/a.svg#g)"/>'],
    [
      'in links of SVG',
      '<use href="a.svg#b"/><use xlink:href="c.svg#d"/>',
      '<use href="f/a.svg#b"/><use xlink:href="f/c.svg#d"/>',
    ],
    [
      'in every srcset',
      '<source srcset="a.png, b.png 2x"><link imagesrcset="c.png 1x">',
      '<source srcset="f/a.png, f/b.png 2x"><link imagesrcset="f/c.png 1x">',
    ],
    [
      'in players',
      '<video src="a.mp4" poster="b.png"><track src="c.vtt"><embed src="d.swf"></video>',
      '<video src="f/a.mp4" poster="f/b.png"><track src="f/c.vtt"><embed src="f/d.swf"></video>',
    ],
    ['in frames', '<iframe src="a.html"></iframe>', '<iframe src="f/a.html"></iframe>'],
    [
      'in documents inside of frames',
      `<iframe srcdoc="&lt;img src='a.png'&gt;"></iframe>`,
      `<iframe srcdoc="<img src=&#39;f/a.png&#39;>"></iframe>`,
    ],
    [
      'in forms',
      '<form action="a"><button formaction="b"></form>',
      '<form action="f/a"><button formaction="f/b"></form>',
    ],
    [
      'in attributes of Canvas',
      '<a data-api-endpoint="a" data-download-url="b" data-media-src="c">',
      '<a data-api-endpoint="f/a" data-download-url="f/b" data-media-src="f/c">',
    ],
    [
      'in pages that lead on',
      '<meta http-equiv="refresh" content="5; URL=a.html">',
      '<meta http-equiv="refresh" content="5; URL=f/a.html">',
    ],
  ])('%s', (_, html, expected) => {
    expect(
      rewriteAddresses(html, (address, { isAddress }) => (isAddress ? within(address) : undefined)),
    ).toBe(expected);
  });

  it.each([
    ['comments of CSS', '<style>/* url(a.png) */</style>'],
    ['strings of CSS', `<style>p::after { content: "url(a.png)" }</style>`],
    ['scripts', '<script>const a = "<a href=b>"; url(c)</script>'],
    ['comments', '<!-- <a href="b"> <p style="url(c)"> -->'],
    ['texts', '<p>url(a.png) href="b"</p><textarea><a href="c"></textarea>'],
    ['other metadata', '<meta name="refresh" content="see url=a.html">'],
  ])('nowhere in %s', (_, html) => {
    expect(rewriteAddresses(html, (_, { isAddress }) => (isAddress ? 'x' : undefined))).toBe(html);
  });

  it('in other attributes only where the callback takes them for addresses', () => {
    const html = '<div data-anything="$TOKEN$/a" title="Note: b" class="c">';
    const changed = rewriteAddresses(html, (address) => (address.startsWith('$') ? 'x' : undefined));
    expect(changed).toBe('<div data-anything="x" title="Note: b" class="c">');
  });
});

describe('addresses in styles', () => {
  it('are read and written with the escapes of CSS and HTML', () => {
    const seen: string[] = [];
    const html = `<p style="a: url(x\\(1\\)&amp;y.png); b: url('\\26 z')">`;
    const changed = rewriteAddresses(html, (address) => {
      seen.push(address);
      return `it's "${address.length}" & more`;
    });
    expect(seen).toEqual(['x(1)&y.png', '&z']);
    expect(changed).toBe(
      `<p style="a: url('it\\27 s \\22 10\\22  &amp; more'); b: url('it\\27 s \\22 2\\22  &amp; more')">`,
    );
  });

  it('are found in time that grows with the text and not faster', () => {
    const hostile = ['url(', 'url(   ', '/*', '"', "url('", '@import ', '\\'].map((part) =>
      part.repeat(40_000),
    );
    for (const css of hostile) {
      const html = `<style>${css}</style><p style='${css.replaceAll("'", '')}'>`;
      expect(processorTime(() => rewriteAddresses(html, () => undefined))).toBeLessThan(2_000);
    }
  });
});
