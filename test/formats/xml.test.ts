/** Parsing XML as a stream and as a tree: what is taken, what is refused, and where. */
import { describe, expect, it } from 'vitest';
import { parseXml, parseXmlText, streamXml } from '../../activities/formats/xml/parse.js';
import { innerHtml, serializeXml } from '../../activities/formats/xml/serialize.js';
import {
  attribute,
  child,
  childValue,
  leftovers,
  takeWhole,
  textOf,
  type XmlElement,
} from '../../activities/formats/xml/tree.js';
import { xml } from '../../activities/formats/xml/write.js';

const bytes = (text: string) => new TextEncoder().encode(text);

describe('parsing XML', () => {
  it('names file, line and column of what is not well-formed', () => {
    expect(() => parseXmlText('<a>\n<b></a>', 'x/y.xml')).toThrow(/^x\/y\.xml: line 2, column \d+: .*\.$/);
  });

  it.each([
    ['nothing', ''],
    ['two roots', '<a/><b/>'],
    ['a truncated document', '<a><b>text'],
    ['an unknown entity', '<a>&foo;</a>'],
    ['a control character', '<a>\u0001</a>'],
    ['entities of its own', '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'],
    ['endless nesting', '<a>'.repeat(600)],
  ])('refuses %s', (_, text) => {
    expect(() => parseXmlText(text, 'f.xml')).toThrow(/^f\.xml: /);
  });

  it('keeps order and mixed content', () => {
    const root = parseXmlText('<a>x<b/>y<c>z</c><b/></a>', 'f.xml');
    expect(root.children.map((node) => (typeof node === 'string' ? node : node.name))).toEqual([
      'x',
      'b',
      'y',
      'c',
      'b',
    ]);
    expect(textOf(root)).toBe('xyz');
  });

  it.each([
    ['UTF-8 with a mark', Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from('<a>é</a>')])],
    ['UTF-16 with a mark', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('<a>é</a>', 'utf16le')])],
    [
      'ISO-8859-1 by declaration',
      Buffer.from('<?xml version="1.0" encoding="ISO-8859-1"?><a>é</a>', 'latin1'),
    ],
    ['UTF-16 declared, UTF-8 stored', Buffer.from('<?xml version="1.0" encoding="UTF-16"?><a>é</a>')],
    ['windows-1252 undeclared', Buffer.from('<a>é</a>', 'latin1')],
  ])('decodes %s', (_, content) => {
    expect(textOf(parseXml(content, 'f.xml'))).toBe('é');
  });

  it('reads names by their local part in every namespace', () => {
    const root = parseXmlText('<l:lom xmlns:l="urn:x" xml:lang="en"><l:title>T</l:title></l:lom>', 'f.xml');
    expect([root.name, root.namespace, attribute(root, 'lang'), childValue(root, 'title')]).toEqual([
      'lom',
      'urn:x',
      'en',
      'T',
    ]);
  });
});

describe('extensions of other namespaces', () => {
  const root = parseXmlText(
    '<a xmlns="urn:a" xmlns:x="urn:x" x:href="other" href="own" x:kind="only"><x:b>other</x:b><b>own</b></a>',
    'a.xml',
  );

  it('do not take the place of an attribute of the same local name', () => {
    expect([...root.attributes]).toEqual([
      ['href', 'own'],
      ['x:href', 'other'],
      ['kind', 'only'],
    ]);
  });

  it('do not take the place of an element of the same local name', () => {
    expect(childValue(root, 'b')).toBe('own');
    expect(leftovers(root).map(({ path }) => path)).toContain('a/b');
  });
});

describe('writing what was read', () => {
  it('gives the same element again', () => {
    const text = '<a xmlns="urn:a" b="1 &lt; 2">x &amp; y<c xmlns="urn:c">z</c></a>';
    expect(serializeXml(parseXmlText(text, 'a.xml'))).toBe(text);
  });

  it('gives the HTML inside an element, whether it is escaped or not', () => {
    const inner = (text: string) => innerHtml(parseXmlText(`<a>${text}</a>`, 'a.xml'));
    expect(inner('&lt;p&gt;1 &amp;lt; 2&lt;/p&gt;')).toBe('<p>1 &lt; 2</p>');
    expect(inner('<p class="x">1 &lt; 2<br/><em/></p>')).toBe('<p class="x">1 &lt; 2<br><em></em></p>');
  });
});

describe('streaming XML', () => {
  async function* chunked(text: string, size: number) {
    const all = bytes(text);
    for (let at = 0; at < all.length; at += size) yield all.subarray(at, at + size);
  }

  it.each([1, 7, 1000])(
    'delivers records whole from chunks of %i bytes, and their surroundings',
    async (size) => {
      const seen: string[] = [];
      const text = '<q><s id="1"><meta>é€</meta><item>1</item><item><item>2</item></item></s></q>';
      const isItem = ({ name }: XmlElement) => name === 'item';
      for await (const events of streamXml(chunked(text, size), 'f.xml', isItem)) {
        for (const { type, element, ancestors } of events) {
          const place = ancestors.map(({ name }) => name).join('/');
          seen.push(`${type} ${place}>${element.name} ${type === 'open' ? '' : textOf(element)}`);
        }
      }
      expect(seen).toEqual([
        'open >q ',
        'open q>s ',
        'open q/s>meta ',
        'close q/s>meta é€',
        'record q/s>item 1',
        'record q/s>item 2',
        'close q>s é€',
        'close >q é€',
      ]);
    },
  );

  it('hands on what is in a large chunk before all of it is parsed', async () => {
    const items = Array.from({ length: 10_000 }, (_, at) => `<item>${at}</item>`);
    const text = `<q>${items.join('')}</q>`;
    const lists: string[][] = [];
    for await (const events of streamXml(chunked(text, text.length), 'f.xml', ({ name }) => name === 'item'))
      lists.push(events.filter(({ type }) => type === 'record').map(({ element }) => textOf(element)));
    expect(lists.flat()).toEqual(items.map((_, at) => `${at}`));
    expect(Math.max(...lists.map(({ length }) => length))).toBeLessThan(2_000);
  });

  it('fails on a document that is cut off', async () => {
    const read = async () => {
      for await (const _ of streamXml(chunked('<q><item>1</item>', 4), 'f.xml', () => false));
    };
    await expect(read()).rejects.toThrow(/^f\.xml: line 1/);
  });
});

describe('what was not read', () => {
  const document = () => parseXmlText('<a x="1" y="2"><b>1</b><c><d>2</d><e/></c>stray</a>', 'f.xml');

  it('is every attribute, element and text, with its path', () => {
    const root = document();
    attribute(root, 'x');
    childValue(root, 'b');
    child(root, 'c');
    expect(leftovers(root).map(({ path, kind, value }) => [path, kind, value])).toEqual([
      ['a/@y', 'attribute', '2'],
      ['a/c/d', 'element', '2'],
      ['a', 'text', 'stray'],
    ]);
  });

  it('is nothing when the element was kept whole', () => {
    const root = document();
    takeWhole(root);
    expect(leftovers(root)).toEqual([]);
  });
});

describe('writing XML', () => {
  it('escapes text and attributes and drops what XML cannot hold', () => {
    expect(xml('a', { b: '"<&\n', c: undefined }, 'x<y & \u0000z', undefined, xml('d')).xml).toBe(
      '<a b="&quot;&lt;&amp;&#10;">x&lt;y &amp; z<d/></a>',
    );
  });

  it('is read back as it was meant', () => {
    const text = ' \ttabs, "quotes" & <tags>\r\n end ';
    const root = parseXmlText(xml('a', { b: text }, text).xml, 'f.xml');
    expect([attribute(root, 'b'), textOf(root)]).toEqual([text, text]);
  });
});
