/** Cartridges that break the rules of the standard: what is read of them, and what is told. */
import { describe, expect, it } from 'vitest';
import { commonCartridgeReader } from '../../../activities/formats/common-cartridge/read.js';
import { packageOf } from '../../support/package-source.js';
import { readPackage } from '../../support/read-package.js';
import { content, item, read, resource, roles, TOPIC, troubles, WEB_LINK } from './cartridge.js';

const PRIVATE = 'associatedcontent/imscc_xmlv1p3/learning-application-resource';
const LINK = { resources: resource('w', 'imswl_xmlv1p3', 'w.xml'), files: { 'w.xml': WEB_LINK } };

describe('organisations that break the rules', () => {
  it('may nest hundreds of levels', async () => {
    const levels = 400;
    let inner = item('leaf', 'Leaf', 'w');
    for (let at = levels; at > 0; at--) inner = item(`f${at}`, `Level ${at}`, undefined, inner);
    const found = await read({ items: inner, ...LINK });
    const items = found.records.modules?.[0]?.items ?? [];
    expect(items).toHaveLength(levels);
    expect(items.at(-1)).toMatchObject({ title: 'Leaf', indent: levels - 1 });
    expect(troubles(found)).toEqual([]);
  });

  it('may hold thousands of items in one folder', async () => {
    const many = Array.from({ length: 5_000 }, (_, at) => item(`i${at}`, `Item ${at}`, 'w')).join('');
    const found = await read({ items: item('m', 'Unit', undefined, many), ...LINK });
    expect(found.records.modules?.[0]?.items).toHaveLength(5_000);
    expect(found.records.webLinks).toHaveLength(1);
  });

  it('may be several: the items of all are taken, and it is told', async () => {
    const second =
      '</item></organization><organization identifier="P"><title>Other way</title><item identifier="root2">';
    const found = await read({ items: item('m', 'One') + second + item('n', 'Two'), ...LINK });
    expect(found.records.modules?.map(({ title }) => title)).toEqual(['One', 'Two']);
    expect(found.notices.map(({ message }) => message)).toEqual([
      'imsmanifest.xml: there are 2 organizations, where a cartridge has one; the items of all were taken, one after the other.',
    ]);
  });

  it('may have a title other than that of the cartridge, which is told', async () => {
    const found = await read({
      items: '</item><metadata/><title>Ebb</title><item identifier="second">',
      lom: '<lom><general><title><string>Flow</string></title></general></lom>',
    });
    expect(found.records.course?.[0]?.title).toBe('Flow');
    expect(found.entries.find(({ type }) => type === 'manifest')?.lost).toEqual(['organization/title "Ebb"']);
  });

  it('may have a root with metadata, which are those of the course', async () => {
    const found = await read({ items: roles('Instructor') });
    expect(found.records.course?.[0]?.audience).toEqual(['Instructor']);
  });

  it('may say of an item for whom it is', async () => {
    const found = await read({
      items: item('m', 'Unit', undefined, roles('Mentor') + item('i', 'Item', 'w', roles('Instructor'))),
      ...LINK,
    });
    expect(found.records.modules?.[0]).toMatchObject({
      audience: ['Mentor'],
      published: false,
      items: [{ audience: ['Instructor'], published: false }],
    });
    expect(found.records.webLinks?.[0]?.published).toBe(true);
  });

  it('may hide an item with a zero for false', async () => {
    const found = await read({ items: '<item identifier="m" isvisible="0"><title>M</title></item>' });
    expect(found.records.modules?.[0]?.published).toBe(false);
  });

  it('may give an item two titles, of which the second is told', async () => {
    const found = await read({ items: '<item identifier="m"><title>A</title><title>B</title></item>' });
    expect(found.records.modules?.[0]?.title).toBe('A');
    expect(found.entries.find(({ type }) => type === 'item')?.lost).toEqual(['title "B"']);
  });
});

describe('text between the elements of a manifest', () => {
  const lostOf = async (cartridge: Parameters<typeof read>[0], type: string) =>
    (await read({ ...LINK, ...cartridge })).entries
      .filter((entry) => entry.type === type)
      .map(({ lost }) => lost);

  it('is told, whichever container it stands in', async () => {
    const resources = `one${LINK.resources}<![CDATA[two]]>`;
    const items = '</item>three</organization>four<organization identifier="P">five<item identifier="six">';
    expect(await lostOf({ items, resources, more: 'seven' }, 'manifest')).toEqual([
      [
        'organization/text "three"',
        'organizations/text "four"',
        'organization/text "five"',
        'text "seven"',
        'resources/text "one"',
        'resources/text "two"',
      ],
    ]);
  });

  it('is told of the item it stands in, before and after the items in that', async () => {
    const items = item('m', 'Unit', undefined, `one${item('i', 'Item', 'w', 'two')}three`);
    expect(await lostOf({ items }, 'item')).toEqual([['text "one"', 'text "three"'], ['text "two"']]);
  });

  it('is told of the root item with the manifest', async () => {
    expect(await lostOf({ items: `one${item('m', 'Unit')}` }, 'manifest')).toEqual([
      ['organization/item/text "one"'],
    ]);
  });
});

describe('items that break the rules', () => {
  it('may show a resource and hold items, which is told', async () => {
    const found = await read({
      items: item('m', 'Unit', 'w', item('f', 'Part', 'w', item('i', 'I', 'w'))),
      ...LINK,
    });
    expect(found.notices.map(({ message }) => message)).toEqual([
      'imsmanifest.xml: items that show a resource hold others, as only folders may; what they show was put first in them: "m", "f".',
    ]);
  });

  it('may have neither a title nor a resource, which is told', async () => {
    const items = Array.from(
      { length: 12 },
      (_, at) => `<item identifier="i${at}"><item identifier="j${at}"/></item>`,
    );
    const found = await read({ items: item('m', 'Unit', undefined, items.join('')) });
    expect(found.notices.map(({ code, message }) => [code, message.slice(-60)])).toEqual([
      ['untitled_item', expect.stringContaining('"j4" and 14 more.')],
    ]);
    expect(found.records.modules?.[0]?.items[0]?.title).toBe('Untitled');
  });
});

describe('dependencies that break the rules', () => {
  it('may go round in circles, to themselves, and be given twice', async () => {
    const on = (...names: string[]) => names.map((name) => `<dependency identifierref="${name}"/>`).join('');
    const found = await read({
      items: item('i', 'A', 'a'),
      resources: content('a', 'a.html', on('b', 'b', 'a')) + resource('b', PRIVATE, 'b.txt', on('a', 'b')),
      files: { 'a.html': 'A', 'b.txt': '' },
    });
    expect(found.records.pages?.map(({ migrationId }) => migrationId)).toEqual(['a']);
    expect(found.records.files?.map(({ path }) => path)).toEqual(['b.txt']);
    expect([...troubles(found), ...found.notices]).toEqual([]);
  });

  it('may, as variants, lead to nothing, which is told', async () => {
    const found = await read({
      resources: content('a', 'a.pdf', '<variant identifier="v" identifierref="x"/>'),
      files: { 'a.pdf': '' },
    });
    expect(found.notices.map(({ message }) => message)).toEqual([
      'imsmanifest.xml: resource "a" is to be replaced by "x", which the manifest does not have.',
    ]);
  });
});

describe('resources that break the rules', () => {
  const lostOf = async (resources: string, files: Record<string, string>) =>
    (await read({ resources, files })).entries.find(({ type, lost }) => type === 'resource' && lost)?.lost;

  it('may share a file and say something else of it, which is told', async () => {
    const about = '<metadata><lom><general><keyword><string>K</string></keyword></general></lom></metadata>';
    const found = await read({
      resources: content('a', 'a.pdf') + content('b', 'a.pdf', about),
      files: { 'a.pdf': '' },
    });
    expect(found.records.files).toHaveLength(1);
    expect(found.entries.find(({ element }) => element === 'resource "b"')).toMatchObject({
      state: 'changed',
      target: { kind: 'file', migrationId: 'a' },
      lost: ['metadata/lom "keywords"'],
    });
  });

  it('may address a place inside of a file, which is told', async () => {
    const resources =
      '<resource identifier="a" type="webcontent" href="a.html?x=1#y"><file href="a.html#z"/></resource>';
    expect(await lostOf(resources, { 'a.html': '' })).toEqual(['@href "…?x=1#y"', 'file/@href "…#z"']);
  });

  it('may be protected with a one for true', async () => {
    const resources = content('a', 'a.pdf', '', 'xmlns:a="urn:auth" a:protected="1"');
    expect(await lostOf(resources, { 'a.pdf': '' })).toEqual(['the authorization it asks for']);
  });

  it('may start from an address of the web', async () => {
    const found = await read({
      resources:
        '<resource identifier="a" type="webcontent" xml:base="https://example.org/x/" href="b.html"/>',
    });
    expect(found.records.webLinks?.[0]?.url).toBe('https://example.org/x/b.html');
  });

  it('may be a link to the web with files beside it', async () => {
    const found = await read({
      resources:
        '<resource identifier="a" type="webcontent" href="https://example.org"><file href="b.pdf"/></resource>',
      files: { 'b.pdf': '' },
    });
    expect(found.records.webLinks?.map(({ url }) => url)).toEqual(['https://example.org']);
    expect(found.records.files?.map(({ path }) => path)).toEqual(['b.pdf']);
    expect(troubles(found)).toEqual([]);
  });

  it('may hold two descriptors inside the manifest, of which the second is told', async () => {
    const resources = `<resource identifier="t" type="imsdt_xmlv1p3">${TOPIC}${TOPIC}</resource>`;
    expect(await lostOf(resources, {})).toEqual(['topic']);
  });

  it('may have attributes of vendors that are named as its own', async () => {
    const found = await read({
      resources: content('a', 'a.pdf', '', 'xmlns:v="urn:vendor" v:href="other.pdf" v:identifier="z"'),
      files: { 'a.pdf': '' },
    });
    expect(found.records.files?.map(({ migrationId, path }) => [migrationId, path])).toEqual([
      ['a', 'a.pdf'],
    ]);
    expect(found.entries.find(({ type }) => type === 'resource')?.lost).toEqual([
      '@v:href "other.pdf"',
      '@v:identifier "z"',
    ]);
  });
});

describe('manifests that break the rules', () => {
  it('may be of a version that nobody knows, which is told', async () => {
    const found = await read({ version: '1.9.0' });
    expect(found.notices.map(({ message }) => message)).toEqual([
      'imsmanifest.xml: the version is "1.9.0"; known are Common Cartridge 1.0 to 1.4, so parts of it may not have been understood.',
    ]);
  });

  it('may be stored in another encoding than they declare, which is told', async () => {
    const text = `<?xml version="1.0" encoding="UTF-8"?><manifest identifier="M"><organizations><organization><item><item identifier="a"><title>\u00dcbung</title></item></item></organization></organizations></manifest>`;
    const found = await readPackage(
      commonCartridgeReader,
      packageOf({ 'imsmanifest.xml': Buffer.from(text, 'latin1') }),
    );
    expect(found.records.modules?.[0]?.title).toBe('\u00dcbung');
    expect(found.notices.map(({ message }) => message)).toEqual([
      'imsmanifest.xml: the bytes of the file are not in the encoding it declares; they were read as windows-1252.',
    ]);
  });

  it('may have their metadata in two parts', async () => {
    const found = await read({
      lom: '<lom><general><title><string>A</string></title></general></lom>',
      more: '<metadata><lom><general><keyword><string>K</string></keyword></general></lom></metadata>',
    });
    expect(found.records.course?.[0]).toMatchObject({ title: 'A', metadata: { keywords: [{ text: 'K' }] } });
  });

  it('may hold manifests, which are told; their files are kept', async () => {
    const found = await read({
      more: '<manifest identifier="N"><resources><resource identifier="r" href="a.pdf"/></resources></manifest>',
      files: { 'a.pdf': '' },
    });
    expect(found.entries.find(({ type }) => type === 'manifest')?.lost).toEqual(['manifest']);
    expect(found.records.files?.map(({ path }) => path)).toEqual(['a.pdf']);
  });
});

describe('texts that break the rules', () => {
  const readTopic = async (text: string, namespace = 'urn:dt') =>
    read({
      resources: resource('t', 'imsdt_xmlv1p0', 't.xml'),
      files: { 't.xml': `<topic xmlns="${namespace}"><title>T</title>${text}</topic>` },
    });

  it('may stand there as elements, which are kept', async () => {
    const found = await readTopic('<text texttype="text/html"><p class="x">1 &lt; 2<br/></p></text>');
    expect(found.records.discussionTopics?.[0]?.html).toBe('<p class="x">1 &lt; 2<br></p>');
    expect(troubles(found)).toEqual([]);
  });

  it('may be unmarked: they are HTML, but plain in 1.0, whose schema says so', async () => {
    const text = '<text>1 &lt; 2</text>';
    const [later, first] = [
      await readTopic(text, 'http://www.imsglobal.org/xsd/imsccv1p1/imsdt_v1p1'),
      await readTopic(text, 'http://www.imsglobal.org/xsd/imsdt_v1p0'),
    ];
    expect(later.records.discussionTopics?.[0]).toMatchObject({ html: '1 < 2', textType: 'text/html' });
    expect(first.records.discussionTopics?.[0]).toMatchObject({ html: '1 &lt; 2', textType: 'text/plain' });
  });

  it('are HTML where they call themselves plain and show files of the package, which is told', async () => {
    const found = await readTopic(
      '<text texttype="text/plain">&lt;img src="$IMS-CC-FILEBASE$/a.png"&gt;</text>',
    );
    expect(found.records.discussionTopics?.[0]).toMatchObject({
      html: '<img src="$IMS-CC-FILEBASE$/a.png">',
      textType: 'text/html',
    });
    expect(found.entries.find(({ type }) => type === 'resource')?.lost).toEqual([
      'text/@texttype "text/plain"',
    ]);
  });

  it('may be marked as something else, which is told', async () => {
    const found = await readTopic('<text texttype="text/markdown">*x*</text>');
    expect(found.entries.find(({ type }) => type === 'resource')?.lost).toEqual([
      'text/@texttype "text/markdown"',
    ]);
  });
});

describe('descriptors that say something twice, or not at all', () => {
  const lti = (inner: string) => ({
    resources: resource('l', 'imsbasiclti_xmlv1p0', 'l.xml'),
    files: { 'l.xml': `<cartridge_basiclti_link><title>T</title>${inner}</cartridge_basiclti_link>` },
  });
  const lostOf = (found: Awaited<ReturnType<typeof read>>) =>
    found.entries.find(({ type }) => type === 'resource')?.lost;

  it('have the last of several settings of one name; the others are told unless they are the same', async () => {
    const found = await read(
      lti(
        '<custom><property name="a">1</property><property name="a">2</property><property name="b">3</property><property name="b">3</property></custom>',
      ),
    );
    expect(found.records.externalTools?.[0]?.custom).toEqual({ a: '2', b: '3' });
    expect(lostOf(found)).toEqual(['custom/property']);
  });

  it('have groups of custom values told, which cannot nest', async () => {
    const found = await read(
      lti('<custom><options name="o"><property name="a">1</property></options></custom>'),
    );
    expect(lostOf(found)).toEqual(['custom/options']);
  });

  it('say of an LTI link for whom it is and what it is aligned to', async () => {
    const standards =
      '<curriculumStandardsMetadataSet><curriculumStandardsMetadata><setOfGUIDs><labelledGUID><GUID>G</GUID></labelledGUID></setOfGUIDs></curriculumStandardsMetadata></curriculumStandardsMetadataSet>';
    const found = await read(lti(roles('Instructor').replace('</metadata>', `${standards}</metadata>`)));
    expect(found.records.externalTools?.[0]).toMatchObject({
      audience: ['Instructor'],
      published: false,
      alignments: [{ guid: 'G' }],
    });
  });

  it('have points that are no number, and grading that is no truth, told', async () => {
    const found = await read({
      resources: resource('a', 'assignment_xmlv1p0', 'a.xml'),
      files: {
        'a.xml':
          '<assignment><title>T</title><gradable points_possible="ten">perhaps</gradable></assignment>',
      },
    });
    expect(found.records.assignments?.[0]).not.toHaveProperty('gradingType');
    expect(lostOf(found)).toEqual(['gradable/@points_possible "ten"', 'gradable "perhaps"']);
  });

  it('keep the settings of platforms that 1.4 lets topics and web links have', async () => {
    const settings =
      '<extensions platform="lms.example.org"><property name="colour">blue</property></extensions>';
    const found = await read({
      resources: resource('t', 'imsdt_xmlv1p4', 't.xml') + resource('w', 'imswl_xmlv1p4', 'w.xml'),
      files: {
        't.xml': TOPIC.replace('</topic>', `${settings}</topic>`),
        'w.xml': WEB_LINK.replace('</webLink>', `${settings}</webLink>`),
      },
    });
    const extensions = { 'lms.example.org': { colour: 'blue' } };
    expect(found.records.discussionTopics?.[0]?.extensions).toEqual(extensions);
    expect(found.records.webLinks?.[0]?.extensions).toEqual(extensions);
    expect(troubles(found)).toEqual([]);
  });
});
