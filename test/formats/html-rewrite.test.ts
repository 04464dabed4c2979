import { describe, expect, it } from 'vitest';
import { rewriteAddresses } from '../../activities/formats/html/rewrite.js';

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
