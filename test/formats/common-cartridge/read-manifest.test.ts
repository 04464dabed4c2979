/** The manifest: prefixes, namespaces, versions, and what in it is told as unread. */
import { describe, expect, it } from 'vitest';
import { readManifest } from '../../../activities/formats/common-cartridge/manifest.js';
import { packageOf } from '../../support/package-source.js';

const NAMESPACE = 'xmlns="http://www.imsglobal.org/xsd/imsccv1p3/imscp_v1p1"';
const manifest = (inner: string, attributes = '') =>
  `<manifest identifier="M" ${NAMESPACE} ${attributes}>${inner}</manifest>`;
const resources = (...inner: string[]) => manifest(`<resources>${inner.join('')}</resources>`);
const items = (inner: string) =>
  manifest(`<organizations><organization identifier="o">${inner}</organization></organizations>`);

const read = (text: string | Uint8Array, files: Record<string, string> = {}) =>
  readManifest(packageOf({ 'imsmanifest.xml': text, ...files }));
const resourcesOf = async (text: string, files?: Record<string, string>) => [
  ...(await read(text, files)).resources.values(),
];

describe('reading a manifest', () => {
  it.each([
    ['1.0', 'http://www.imsglobal.org/xsd/imscc/imscp_v1p1', '1.0.0', 'imsdt_xmlv1p0'],
    ['1.1', 'http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1', '1.1.0', 'imsdt_xmlv1p1'],
    ['1.2', 'http://www.imsglobal.org/xsd/imsccv1p2/imscp_v1p1', '1.2.0', 'imsdt_xmlv1p2'],
    ['1.3', 'http://www.imsglobal.org/xsd/imsccv1p3/imscp_v1p1', '1.3.0', 'imsdt_xmlv1p3'],
    ['1.4', 'http://www.imsglobal.org/xsd/imsccv1p4/imscp_v1p1', '1.4.0', 'imsdt_xmlv1p4'],
    [
      'a plain content package with the types of a cartridge',
      'http://www.imsglobal.org/xsd/imscp_v1p1',
      '',
      'imsdt_xmlv1p0',
    ],
  ])('reads %s', async (_, namespace, version, type) => {
    const found = await read(
      `<manifest identifier="M" xmlns="${namespace}">
        <metadata><schema>IMS Common Cartridge</schema><schemaversion>${version}</schemaversion></metadata>
        <resources><resource identifier="t" type="${type}"><file href="t.xml"/></resource></resources>
      </manifest>`,
      { 't.xml': '' },
    );
    expect(found).toMatchObject({ identifier: 'M', schema: 'IMS Common Cartridge', lost: [], notices: [] });
    expect(found.schemaVersion).toBe(version === '' ? undefined : version);
    expect(found.resources.get('t')).toMatchObject({ kind: 'discussionTopic', type, files: ['t.xml'] });
  });

  it('reads the same element under any prefix', async () => {
    const found = await read(
      `<cp:manifest xmlns:cp="urn:x" identifier="M"><cp:resources>
        <cp:resource identifier="r" type="webcontent"><cp:file href="a.txt"/></cp:resource></cp:resources></cp:manifest>`,
    );
    expect(found.resources.get('r')?.files).toEqual(['a.txt']);
  });

  it.each([
    ['a byte order mark', Buffer.from(`\ufeff${resources()}`)],
    [
      'UTF-16 declared and UTF-8 stored',
      Buffer.from(`<?xml version="1.0" encoding="UTF-16"?>${resources()}`),
    ],
    ['UTF-16', Buffer.from(`\ufeff<?xml version="1.0" encoding="UTF-16"?>${resources()}`, 'utf16le')],
  ])('reads %s', async (_, bytes) => {
    expect((await read(bytes)).identifier).toBe('M');
  });

  it('reads what says UTF-8 and was stored as windows-1252', async () => {
    const text = `<?xml version="1.0" encoding="UTF-8"?>${items('<item identifier="a"><title>Gezeiten – Übung</title></item>')}`;
    const bytes = Buffer.from(text.replace('–', '\x96'), 'latin1');
    expect((await read(bytes)).items[0]?.title).toBe('Gezeiten – Übung');
  });

  it('says which file is missing', async () => {
    await expect(readManifest(packageOf({ 'a.txt': '' }))).rejects.toThrow(
      'imsmanifest.xml: the package does not contain this file',
    );
  });

  it('names line and column of what is not well-formed', async () => {
    await expect(read('<manifest>\n<resources></manifest>')).rejects.toThrow(
      /^imsmanifest\.xml: line 2, column \d+: /,
    );
  });

  it('refuses a root that is no manifest', async () => {
    await expect(read('<html/>')).rejects.toThrow('imsmanifest.xml: the root element is "html"');
  });

  it('stops when it is told to', async () => {
    const source = packageOf({ 'imsmanifest.xml': resources() });
    await expect(readManifest(source, { signal: AbortSignal.abort(new Error('enough')) })).rejects.toThrow(
      'enough',
    );
  });
});

describe('metadata of a manifest', () => {
  const lom = (inner: string) => `<metadata><lom>${inner}</lom></metadata>`;
  const described = async (inner: string) => (await read(manifest(lom(inner)))).metadata;

  it('reads texts with their language', async () => {
    const general =
      '<general><title><string language="en">Tides</string><string language="de">Gezeiten</string></title></general>';
    expect((await described(general))?.titles).toEqual([
      { text: 'Tides', language: 'en' },
      { text: 'Gezeiten', language: 'de' },
    ]);
  });

  it.each([
    [
      'langstring',
      '<title><langstring xml:lang="fr">T</langstring></title>',
      [{ text: 'T', language: 'fr' }],
    ],
    ['text without a string element', '<title>T</title>', [{ text: 'T' }]],
    [
      'a language that says nothing',
      '<title><langstring xml:lang="x-none">T</langstring></title>',
      [{ text: 'T' }],
    ],
    ['an empty title', '<title><string/></title>', undefined],
  ])('reads %s', async (_, title, expected) => {
    expect((await described(`<general>${title}</general>`))?.titles).toEqual(expected);
  });

  it('reads the fifteen fields of Dublin Core', async () => {
    const found = await described(`
      <general><identifier><catalog>ISBN</catalog><entry>1</entry></identifier><language>en</language>
        <description><string>D</string></description><keyword><string>K</string></keyword>
        <coverage><string>C</string></coverage></general>
      <lifeCycle><contribute><role><source>LOMv1.0</source><value>author</value></role><entity>E</entity>
        <date><dateTime>2026-01-31</dateTime></date></contribute></lifeCycle>
      <technical><format>text/html</format></technical>
      <rights><copyrightAndOtherRestrictions><value>yes</value></copyrightAndOtherRestrictions>
        <description><string>R</string></description></rights>
      <relation><kind><value>ispartof</value></kind><resource><identifier><entry>X</entry></identifier></resource></relation>`);
    expect(found).toEqual({
      identifiers: [{ catalog: 'ISBN', entry: '1' }],
      languages: ['en'],
      descriptions: [{ text: 'D' }],
      keywords: [{ text: 'K' }],
      coverage: [{ text: 'C' }],
      contributions: [{ role: 'author', entities: ['E'], date: '2026-01-31' }],
      formats: ['text/html'],
      copyright: 'yes',
      rights: [{ text: 'R' }],
      relations: [{ kind: 'ispartof', entry: 'X' }],
    });
  });

  it('names what has no place in the model', async () => {
    const found = await read(
      manifest(`${lom('<educational><context><value>school</value></context></educational>')}<x>1</x>`),
    );
    expect(found.lost).toEqual(['lom/educational/context', 'x']);
  });

  it('reads curriculum standards of the cartridge and of a resource', async () => {
    const set = `<curriculumStandardsMetadataSet><curriculumStandardsMetadata providerId="ASN">
      <setOfGUIDs region="Florida" version="1.0"><labelledGUID><label>L</label><GUID>G</GUID></labelledGUID>
      <labelledGUID><caseItemURI>urn:case</caseItemURI></labelledGUID></setOfGUIDs>
      </curriculumStandardsMetadata></curriculumStandardsMetadataSet>`;
    const found = await read(
      manifest(`<metadata>${set}</metadata><resources><resource identifier="r" type="webcontent">
        <metadata>${set}</metadata></resource></resources>`),
    );
    const expected = [
      { provider: 'ASN', region: 'Florida', version: '1.0', label: 'L', guid: 'G' },
      { provider: 'ASN', region: 'Florida', version: '1.0', caseItemUri: 'urn:case', guid: 'urn:case' },
    ];
    expect(found.alignments).toEqual(expected);
    expect(found.resources.get('r')?.alignments).toEqual(expected);
  });

  it('reads authorizations', async () => {
    const found = await read(
      manifest(`<authorizations access="cartridge" import="true"><authorization><cartridgeId>C1</cartridgeId>
        <webservice>https://example.org/check</webservice></authorization></authorizations>`),
    );
    expect(found.authorizations).toEqual([
      { access: 'cartridge', import: true, cartridgeId: 'C1', webService: 'https://example.org/check' },
    ]);
    expect(found.lost).toEqual([]);
  });
});

describe('resources of a manifest', () => {
  it.each([
    ['webcontent', 'webcontent'],
    ['associatedcontent/imscc_xmlv1p2/learning-application-resource', 'associatedcontent'],
    ['imsdt_xmlv1p1', 'discussionTopic'],
    ['imswl_xmlv1p3', 'webLink'],
    ['imsqti_xmlv1p2/imscc_xmlv1p0/assessment', 'assessment'],
    ['imsqti_xmlv1p2/imscc_xmlv1p4/question-bank', 'questionBank'],
    ['imsbasiclti_xmlv1p0', 'basicLti'],
    ['imsbasiclti_xmlv1p4', 'basicLti'],
    ['assignment_xmlv1p0', 'assignment'],
    ['idpfepub_epubv3p0', 'epub'],
    ['imsapip_zipv1p0', 'apip'],
    ['imsiwb_iwbv1p0', 'iwb'],
    ['imsov_xmlv1p0', 'openVideo'],
    ['imsov_zipv1p0', 'openVideo'],
    ['imsqti_zipv3p0', 'qti3'],
    ['imsunknwn_xmlv1p3', 'unknown'],
  ])('takes %s for %s', async (type, kind) => {
    const [resource] = await resourcesOf(resources(`<resource identifier="r" type="${type}"/>`));
    expect(resource?.kind).toBe(kind);
  });

  it('lists files once, the href first', async () => {
    const [resource] = await resourcesOf(
      resources(
        '<resource identifier="r" href="b.html"><file href="a.png"/><file href="b.html"/><file href="a.png"/></resource>',
      ),
    );
    expect(resource).toMatchObject({ href: 'b.html', files: ['b.html', 'a.png'] });
  });

  it.each([
    ['percent-encoded', 'a%20b/%C3%BC.html', 'a b/ü.html'],
    ['with percent signs in the name itself', 'c%20d.html', 'c%20d.html'],
    ['with a query', 'a%20b/%C3%BC.html?x=1#y', 'a b/ü.html'],
    ['with backslashes', 'a%20b\\ü.html', 'a b/ü.html'],
    ['in another case', 'A B/Ü.HTML', 'a b/ü.html'],
    ['with steps up and down', './x/../a b/ü.html', 'a b/ü.html'],
    ['of no file, as near as it can be told', 'x%20y.html', 'x y.html'],
  ])('finds a file whose address is %s', async (_, href, path) => {
    const files = { 'a b/ü.html': '', 'c%20d.html': '' };
    const [resource] = await resourcesOf(resources(`<resource identifier="r" href="${href}"/>`), files);
    expect(resource?.href).toBe(path);
  });

  it('puts xml:base before addresses', async () => {
    const text = manifest(
      '<resources xml:base="b/"><resource identifier="r" xml:base="c/" href="d.html"/></resources>',
      'xml:base="a/"',
    );
    expect((await read(text)).resources.get('r')?.href).toBe('a/b/c/d.html');
  });

  it('keeps an address outside the package as it is', async () => {
    const [resource] = await resourcesOf(
      resources('<resource identifier="r" href="https://example.org/a b"/>'),
    );
    expect(resource).toMatchObject({ href: 'https://example.org/a b', files: [] });
  });

  it('reads roles, also where the LOM stands in the resource itself', async () => {
    const lom = (role: string) =>
      `<lom><educational><intendedEndUserRole><source>IMSGLC_CC_Rolesv1p2</source><value>${role}</value></intendedEndUserRole></educational></lom>`;
    const found = await resourcesOf(
      resources(
        `<resource identifier="a"><metadata>${lom('Instructor')}</metadata></resource>`,
        `<resource identifier="b">${lom('Learner')}</resource>`,
      ),
    );
    expect(found.map(({ roles, lost }) => [roles, lost])).toEqual([
      [['Instructor'], undefined],
      [['Learner'], undefined],
    ]);
  });

  it('reads dependencies, variants, protection and intended use', async () => {
    const [resource] = await resourcesOf(
      resources(`<resource identifier="r" type="webcontent" intendeduse="lessonplan" xmlns:a="urn:auth" a:protected="true">
        <dependency identifierref="d"/><variant identifier="v" identifierref="s"><metadata/></variant></resource>`),
    );
    expect(resource).toMatchObject({
      dependencies: ['d'],
      variants: ['s'],
      protected: true,
      intendedUse: 'lessonplan',
    });
    expect(resource?.lost).toBeUndefined();
  });

  it('names elements and attributes it does not know', async () => {
    const [resource] = await resourcesOf(
      resources('<resource identifier="r" colour="red"><shape>round</shape></resource>'),
    );
    expect(resource?.lost).toEqual(['@colour "red"', 'shape']);
  });

  it('keeps both of two resources with one identifier and says so', async () => {
    const found = await read(
      resources(
        '<resource identifier="r" href="a"/>',
        '<resource identifier="r" href="b"/>',
        '<resource href="c"/>',
      ),
    );
    expect([...found.resources].map(([identifier, { href }]) => [identifier, href])).toEqual([
      ['r', 'a'],
      ['r-2', 'b'],
      ['resource-3', 'c'],
    ]);
    expect(found.notices.map(({ code }) => code)).toEqual(['duplicate_identifier', 'missing_identifier']);
  });

  it('keeps the descriptor of the flat form', async () => {
    const [resource] = await resourcesOf(
      resources(
        '<resource identifier="r" type="imswl_xmlv1p3"><webLink><title>T</title></webLink></resource>',
      ),
    );
    expect(resource?.inline?.name).toBe('webLink');
    expect(resource?.lost).toBeUndefined();
  });
});

describe('the organisation of a manifest', () => {
  const shape = async (inner: string) =>
    (await read(items(inner))).items.map(({ identifier, title, depth, parent }) => [
      identifier,
      title,
      depth,
      parent,
    ]);

  it('leaves the root item out and keeps depths and parents', async () => {
    const tree = `<item identifier="root">
      <item identifier="a"><title>A</title><item identifier="b"><title>B</title>
        <item identifier="c" identifierref="r"><title> C
          c </title></item></item></item>
      <item identifier="d"><title>D</title></item></item>`;
    expect(await shape(tree)).toEqual([
      ['a', 'A', 0, undefined],
      ['b', 'B', 1, 0],
      ['c', 'C c', 2, 1],
      ['d', 'D', 0, undefined],
    ]);
  });

  it('takes items without a root item as they are', async () => {
    expect(
      await shape('<item identifier="a"><title>A</title></item><item identifier="b" identifierref="r"/>'),
    ).toEqual([
      ['a', 'A', 0, undefined],
      ['b', undefined, 0, undefined],
    ]);
  });

  it('reads a cartridge without an organisation', async () => {
    expect((await read(manifest('<organizations/><resources/>'))).items).toEqual([]);
    expect((await read(manifest('<resources/>'))).items).toEqual([]);
  });

  it('tells items of one identifier apart', async () => {
    const found = await read(
      items('<item identifier="a"><title>1</title></item><item identifier="a"><title>2</title></item>'),
    );
    expect(found.items.map(({ identifier }) => identifier)).toEqual(['a', 'a-2']);
    expect(found.notices[0]?.message).toBe(
      'imsmanifest.xml: line 1: another item is called "a" already; this one goes by "a-2".',
    );
  });

  it('reads an item that is not to be seen, and names what it does not know', async () => {
    const found = await read(
      items(
        '<item identifier="a" isvisible="false" parameters="?x"><title>A</title><timelimit>1</timelimit></item>',
      ),
    );
    expect(found.items[0]).toMatchObject({ hidden: true, lost: ['@parameters "?x"', 'timelimit'] });
  });

  it('holds no tree of a long organisation', async () => {
    const count = 20_000;
    const many = Array.from(
      { length: count },
      (_, at) => `<item identifier="i${at}"><title>T</title></item>`,
    );
    const found = await read(items(`<item identifier="root">${many.join('')}</item>`));
    expect(found.items).toHaveLength(count);
    expect(Object.keys(found.items[0]!).sort()).toEqual(['depth', 'identifier', 'line', 'title']);
  });
});
