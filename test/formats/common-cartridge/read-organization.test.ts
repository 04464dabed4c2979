/** The organisation of a cartridge becomes modules and their items. */
import { describe, expect, it } from 'vitest';
import type { ReadPackage } from '../../support/read-package.js';
import { content, item, read, resource, TOPIC, troubles, WEB_LINK } from './cartridge.js';

const LINKS = (...identifiers: string[]) => ({
  resources: identifiers.map((one) => resource(one, 'imswl_xmlv1p3', `${one}.xml`)).join(''),
  files: Object.fromEntries(identifiers.map((one) => [`${one}.xml`, WEB_LINK])),
});

/** Modules as `[title, [indent type title]]`. */
const outline = ({ records }: ReadPackage) =>
  [...(records.modules ?? [])]
    .sort((a, b) => a.position - b.position)
    .map(({ title, items }) => [title, items.map((one) => `${one.indent} ${one.content.type} ${one.title}`)]);

describe('the organisation', () => {
  it('becomes modules, and folders of any depth with their indent', async () => {
    const found = await read({
      items:
        item(
          'm',
          'Unit 1',
          undefined,
          item('a', 'A', 'r') +
            item('f', 'Part', undefined, item('g', 'Deeper', undefined, item('b', 'B', 'r'))),
        ) + item('n', 'Unit 2', undefined, item('c', 'C', 'r')),
      ...LINKS('r'),
    });
    expect(outline(found)).toEqual([
      ['Unit 1', ['0 object A', '0 folder Part', '1 folder Deeper', '2 object B']],
      ['Unit 2', ['0 object C']],
    ]);
    expect(
      found.records.modules?.map(({ migrationId, position, published }) => [
        migrationId,
        position,
        published,
      ]),
    ).toEqual([
      ['m', 1, true],
      ['n', 2, true],
    ]);
    expect(troubles(found)).toEqual([]);
  });

  it('puts items outside of folders into one module with the title of the cartridge', async () => {
    const found = await read({
      items: item('a', 'A', 'r') + item('m', 'Unit', undefined, item('b', 'B', 'r')) + item('c', 'C', 's'),
      ...LINKS('r', 's'),
      lom: '<lom><general><title><string>Tides</string></title></general></lom>',
    });
    expect(outline(found)).toEqual([
      ['Tides', ['0 object A', '0 object C']],
      ['Unit', ['0 object B']],
    ]);
    expect(found.records.modules?.find(({ title }) => title === 'Tides')?.migrationId).toBe('M_items');
  });

  it('calls that module Course content when the cartridge has no title', async () => {
    const found = await read({ items: item('a', 'A', 'r'), ...LINKS('r') });
    expect(outline(found)).toEqual([['Course content', ['0 object A']]]);
  });

  it('keeps empty folders: modules at the top, headings below', async () => {
    const found = await read({
      items: item('m', 'Unit', undefined, item('h', 'To come')) + item('n', 'Empty'),
    });
    expect(outline(found)).toEqual([
      ['Unit', ['0 heading To come']],
      ['Empty', []],
    ]);
  });

  it('imports a resource once and shows it as often as it is named', async () => {
    const found = await read({
      items: item('m', 'Unit', undefined, item('a', 'First', 'r') + item('b', 'Again', 'r')),
      ...LINKS('r', 'hidden'),
    });
    expect(found.records.webLinks?.map(({ migrationId }) => migrationId)).toEqual(['r', 'hidden']);
    expect(
      found.records.modules?.[0]?.items.map(({ migrationId, title, content }) => [
        migrationId,
        title,
        content,
      ]),
    ).toEqual([
      ['a', 'First', { type: 'object', object: { kind: 'webLink', migrationId: 'r' } }],
      ['b', 'Again', { type: 'object', object: { kind: 'webLink', migrationId: 'r' } }],
    ]);
  });

  it('splits a folder that shows something itself', async () => {
    const found = await read({
      items: item('m', 'Unit', 'r', item('f', 'Part', 'r', item('a', 'A', 'r'))),
      ...LINKS('r'),
    });
    expect(outline(found)).toEqual([
      ['Unit', ['0 object Unit', '0 folder Part', '1 object Part', '1 object A']],
    ]);
    expect(found.records.modules?.[0]?.items.map(({ migrationId }) => migrationId)).toEqual([
      'm_content',
      'f',
      'f_content',
      'a',
    ]);
  });

  it('takes the title of what is shown for an item without one', async () => {
    const found = await read({ items: '<item identifier="a" identifierref="r"/>', ...LINKS('r') });
    expect(found.records.modules?.[0]?.items[0]?.title).toBe('Tables');
  });

  it('keeps an item whose resource is not there, and says so', async () => {
    const found = await read({ items: item('m', 'Unit', undefined, item('a', 'Gone', 'nowhere')) });
    expect(found.records.modules?.[0]?.items).toEqual([
      {
        migrationId: 'a',
        title: 'Gone',
        indent: 0,
        published: true,
        content: { type: 'missing', target: 'nowhere' },
      },
    ]);
    expect(found.entries.find(({ element }) => element === 'item "a"')).toMatchObject({
      state: 'changed',
      code: 'missing_resource',
      lost: ['what it shows'],
      message: 'imsmanifest.xml: item "a" shows resource "nowhere", which the manifest does not have.',
    });
  });

  it('keeps an item whose resource could not be read, and says so', async () => {
    const found = await read({
      items: item('m', 'Unit', undefined, item('a', 'Broken', 't')),
      resources: resource('t', 'imsdt_xmlv1p3', 't.xml'),
      files: { 't.xml': '<topic><title>' },
    });
    expect(found.records.modules?.[0]?.items[0]?.content).toEqual({ type: 'missing', target: 't' });
    expect(found.entries.find(({ element }) => element === 'item "a"')?.code).toBe('unread_resource');
  });

  it('keeps what is hidden and the metadata of items', async () => {
    const lom = '<metadata><lom><general><title><string>About</string></title></general></lom></metadata>';
    const found = await read({
      items: `<item identifier="m" isvisible="false"><title>Unit</title>${lom}<item identifier="a" isvisible="false" identifierref="r"><title>A</title>${lom}</item></item>`,
      ...LINKS('r'),
    });
    expect(found.records.modules?.[0]).toMatchObject({
      published: false,
      metadata: { titles: [{ text: 'About' }] },
      items: [{ published: false, metadata: { titles: [{ text: 'About' }] } }],
    });
  });

  it('is missing in some cartridges, which are read all the same', async () => {
    const found = await read(LINKS('r'));
    expect(found.records.modules).toBeUndefined();
    expect(found.records.webLinks).toHaveLength(1);
    expect(troubles(found)).toEqual([]);
  });

  it('can be linked to', async () => {
    const page =
      '<a href="$CANVAS_OBJECT_REFERENCE$/modules/m">m</a><a href="$CANVAS_COURSE_REFERENCE$/modules/items/a">a</a><a href="$WIKI_REFERENCE$/pages/a">p</a>';
    const found = await read({
      items: item('m', 'Unit', undefined, item('a', 'A', 'p')),
      resources: content('p', 'wiki_content/a.html'),
      files: { 'wiki_content/a.html': page },
    });
    expect(found.records.pages?.[0]?.html).toBe(
      '<a href="cartwright:module/m">m</a><a href="cartwright:moduleItem/a">a</a><a href="cartwright:page/p">p</a>',
    );
  });
});

describe('variants', () => {
  const variant = (to: string) => `<variant identifier="v-${to}" identifierref="${to}"/>`;
  const files = { 'a.html': '<p>A</p>', 'b.xml': TOPIC, 'c.epub': '' };
  const shown = ({ records }: ReadPackage) => records.modules?.[0]?.items.map((one) => one.content);

  it('are preferred where their type is supported, and nothing else is imported beside them', async () => {
    const found = await read({
      items: item('i', 'Shown', 'a'),
      resources: content('a', 'a.html', variant('b')) + resource('b', 'imsdt_xmlv1p3', 'b.xml'),
      files,
    });
    expect(found.records.pages).toBeUndefined();
    expect(shown(found)).toEqual([{ type: 'object', object: { kind: 'discussionTopic', migrationId: 'b' } }]);
    const target = { kind: 'discussionTopic', migrationId: 'b' };
    const outcome = (element: string) => found.entries.find((entry) => entry.element === element);
    expect(outcome('resource "a"')).toMatchObject({ state: 'merged', target });
    expect(outcome('resource "b"')).toMatchObject({ state: 'imported', target });
  });

  it('that are not supported leave what they are variants of', async () => {
    const found = await read({
      items: item('i', 'Shown', 'a'),
      resources: content('a', 'a.html', variant('c')) + resource('c', 'idpfepub_epubv3p0', 'c.epub'),
      files,
    });
    expect(shown(found)).toEqual([{ type: 'object', object: { kind: 'page', migrationId: 'a' } }]);
    expect(found.records.files?.map(({ path }) => path)).toContain('c.epub');
  });

  it('are followed from one to the next, and round and round only once', async () => {
    const found = await read({
      items: item('i', 'Shown', 'c'),
      resources: [
        resource('c', 'idpfepub_epubv3p0', 'c.epub', variant('a')),
        content('a', 'a.html', variant('b')),
        resource('b', 'imsdt_xmlv1p3', 'b.xml', variant('a')),
      ].join(''),
      files,
    });
    expect(shown(found)).toEqual([{ type: 'object', object: { kind: 'discussionTopic', migrationId: 'b' } }]);
    expect(found.records.pages).toBeUndefined();
  });

  it('whose files are not there are not taken', async () => {
    const found = await read({
      items: item('i', 'Shown', 'a'),
      resources: content('a', 'a.html', variant('b')) + resource('b', 'imsdt_xmlv1p3', 'gone.xml'),
      files: { 'a.html': '<p>A</p>' },
    });
    expect(shown(found)).toEqual([{ type: 'object', object: { kind: 'page', migrationId: 'a' } }]);
    expect(found.entries.find(({ element }) => element === 'resource "b"')?.state).toBe('failed');
  });
});
