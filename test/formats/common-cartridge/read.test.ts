/** The course as a whole that a cartridge becomes. */
import { describe, expect, it } from 'vitest';
import { PackageError } from '../../../activities/errors.js';
import { commonCartridgeReader } from '../../../activities/formats/common-cartridge/read.js';
import { packageOf, packageOfFolder } from '../../support/package-source.js';
import { inState, readPackage } from '../../support/read-package.js';
import { content, item, manifestOf, read, resource, TOPIC, troubles, WEB_LINK } from './cartridge.js';

describe('the course of a cartridge', () => {
  it('has the identity, title, language and metadata of the manifest', async () => {
    const found = await read({
      lom: `<lom><general><title><string language="en">Tides</string></title><language>en</language>
        <description><string>Three units</string></description></general>
        <rights><copyrightAndOtherRestrictions><value>yes</value></copyrightAndOtherRestrictions></rights></lom>`,
      more: '<authorizations access="cartridge" import="false"><authorization><cartridgeId>C</cartridgeId></authorization></authorizations>',
    });
    expect(found.records.course).toEqual([
      {
        migrationId: 'M',
        title: 'Tides',
        language: 'en',
        metadata: {
          titles: [{ text: 'Tides', language: 'en' }],
          descriptions: [{ text: 'Three units' }],
          languages: ['en'],
          copyright: 'yes',
        },
        authorizations: [{ access: 'cartridge', import: false, cartridgeId: 'C' }],
      },
    ]);
  });

  it('has the syllabus, whose file stays a file', async () => {
    const found = await read({
      resources:
        content('s', 'about/syllabus.html', '', 'intendeduse="syllabus"') + content('p', 'about/p.png'),
      files: {
        'about/syllabus.html':
          '<html><head><title>The plan</title></head><body><img src="p.png"><a href="x">x</a></body></html>',
        'about/p.png': '',
      },
    });
    expect(found.records.course?.[0]?.syllabus).toEqual({
      html: '<img src="cartwright:file/p"><a href="x">x</a>',
      title: 'The plan',
      path: 'about/syllabus.html',
    });
    expect(found.records.files?.map(({ migrationId, intendedUse }) => [migrationId, intendedUse])).toEqual([
      ['s', 'syllabus'],
      ['p', undefined],
    ]);
    expect(found.notices.map(({ code, target }) => [code, target])).toEqual([
      ['missing_links', { kind: 'course', migrationId: 'M' }],
    ]);
    expect(troubles(found)).toEqual([]);
  });

  it('links to a syllabus that is no HTML', async () => {
    const found = await read({
      resources: content('s', 'plan.pdf', '', 'intendeduse="syllabus"'),
      files: { 'plan.pdf': '' },
    });
    expect(found.records.course?.[0]?.syllabus?.html).toBe('<p><a href="cartwright:file/s">plan</a></p>');
  });

  it('takes the first of several syllabuses', async () => {
    const found = await read({
      resources:
        content('s', 'a.html', '', 'intendeduse="syllabus"') +
        content('t', 'b.html', '', 'intendeduse="syllabus"'),
      files: { 'a.html': 'A', 'b.html': 'B' },
    });
    expect(found.records.course?.[0]?.syllabus?.html).toBe('A');
    expect(found.records.files).toHaveLength(2);
  });
});

describe('the ledger of a cartridge', () => {
  it('settles the manifest, every item, resource, file reference and file once', async () => {
    const found = await read({
      items: item('m', 'Unit', undefined, item('i', 'Page', 'p') + item('j', 'Link', 'w')),
      resources: content('p', 'p.html', '<file href="q.png"/>') + resource('w', 'imswl_xmlv1p3', 'w.xml'),
      files: { 'p.html': '<img src="q.png">', 'q.png': '', 'w.xml': WEB_LINK },
    });
    const totals = Object.entries(found.report.byType).map(([type, { found: count, imported, merged }]) => [
      type,
      { count, imported, merged },
    ]);
    expect(Object.fromEntries(totals)).toEqual({
      manifest: { count: 1, imported: 1, merged: 0 },
      item: { count: 3, imported: 3, merged: 0 },
      resource: { count: 2, imported: 2, merged: 0 },
      'file reference': { count: 3, imported: 1, merged: 2 },
      'zip entry': { count: 4, imported: 1, merged: 3 },
    });
  });

  it('has the files that the manifest does not name, which are imported', async () => {
    const found = await read({
      items: item('i', 'Page', 'p'),
      resources: content('p', 'p.html'),
      files: { 'p.html': '<a href="extra/e.pdf">e</a>', 'extra/e.pdf': 'E' },
    });
    expect(found.records.files?.map(({ path, migrationId }) => [path, migrationId])).toEqual([
      ['extra/e.pdf', expect.stringMatching(/^file_[0-9a-f]{16}$/)],
    ]);
    expect(found.entries.find(({ code }) => code === 'not_in_manifest')).toMatchObject({
      type: 'zip entry',
      path: 'extra/e.pdf',
      state: 'changed',
      message:
        'extra/e.pdf: imsmanifest.xml does not name this file; it was imported as a file of the course.',
    });
  });

  it('leads links and attachments to the files that the manifest does not name', async () => {
    const attachments = '<attachments><attachment href="extra/e.pdf"/></attachments>';
    const found = await read({
      items: item('i', 'Page', 'p'),
      resources: content('p', 'p.html') + resource('t', 'imsdt_xmlv1p1', 't.xml'),
      files: {
        'p.html': '<a href="extra/e.pdf#page=2">e</a><a href="gone.pdf">g</a>',
        't.xml': TOPIC.replace('</topic>', `${attachments}</topic>`),
        'extra/e.pdf': 'E',
      },
    });
    const [file] = found.records.files ?? [];
    expect(file?.path).toBe('extra/e.pdf');
    expect(found.records.pages?.[0]?.html).toBe(
      `<a href="cartwright:file/${file?.migrationId}#page=2">e</a><a href="gone.pdf">g</a>`,
    );
    expect(found.records.discussionTopics?.[0]?.attachments).toEqual([
      { kind: 'file', migrationId: file?.migrationId },
    ]);
    expect(found.records.discussionTopics?.[0]).not.toHaveProperty('missingAttachments');
    expect(found.entries.find(({ element }) => element === 'resource "t"')?.state).toBe('imported');
    expect(found.notices.map(({ message }) => message)).toEqual([
      'p.html: 1 link leads to nothing in the package (text): "gone.pdf".',
    ]);
  });

  it('names what was not understood of the manifest, items and resources', async () => {
    const found = await read({
      items: '<item identifier="i"><title>Unit</title><colour>red</colour></item>',
      resources: content('f', 'f.pdf', '<shape>round</shape>', 'xmlns:a="urn:auth" a:protected="true"'),
      files: { 'f.pdf': '' },
      more: '<sequencing><rule>1</rule></sequencing>',
    });
    expect(
      found.entries.filter(({ state }) => state === 'changed').map(({ type, lost }) => [type, lost]),
    ).toEqual([
      ['resource', ['shape', 'the authorization it asks for']],
      ['item', ['colour']],
      ['manifest', ['sequencing']],
    ]);
  });
});

describe('what is broken in a cartridge', () => {
  it('fails alone when a descriptor is not well-formed, with file and line', async () => {
    const found = await read({
      resources: resource('t', 'imsdt_xmlv1p3', 't.xml') + resource('w', 'imswl_xmlv1p3', 'w.xml'),
      files: { 't.xml': '<topic>\n<title>T</topic>', 'w.xml': WEB_LINK },
    });
    expect(found.records.webLinks).toHaveLength(1);
    expect(found.entries.find(({ element }) => element === 'resource "t"')).toMatchObject({
      state: 'failed',
      code: 'broken_file',
      message: expect.stringMatching(/^t\.xml: line 2, column \d+: /),
    });
    expect(inState(found, 'failed')).toEqual([
      'zip entry t.xml',
      'file reference resource "t", file "t.xml"',
      'resource resource "t"',
    ]);
  });

  it('fails alone when a descriptor is of another kind', async () => {
    const found = await read({
      resources: resource('t', 'imsdt_xmlv1p3', 't.xml'),
      files: { 't.xml': WEB_LINK },
    });
    expect(found.entries.find(({ type }) => type === 'resource')?.message).toBe(
      't.xml: the root element is "webLink"; for resource "t" of type "imsdt_xmlv1p3" it must be "topic".',
    );
  });

  it('is named when the package does not contain a file', async () => {
    const found = await read({
      resources: content('a', 'a/b.html', '<file href="c.png"/>') + resource('t', 'imsdt_xmlv1p3', 't.xml'),
      files: { 'c.png': '' },
    });
    expect(
      found.entries
        .filter(({ type }) => type === 'resource')
        .map(({ state, code, message }) => [state, code, message]),
    ).toEqual([
      [
        'failed',
        'missing_file',
        'imsmanifest.xml: resource "a" names "a/b.html", which the package does not contain.',
      ],
      [
        'failed',
        'missing_file',
        'imsmanifest.xml: resource "t" names "t.xml", which the package does not contain.',
      ],
    ]);
    expect(found.records.files?.map(({ path }) => path)).toEqual(['c.png']);
  });

  it('is named when a resource has no file at all', async () => {
    const found = await read({ resources: '<resource identifier="r" type="imswl_xmlv1p3"/>' });
    expect(found.entries.find(({ type }) => type === 'resource')?.message).toBe(
      'imsmanifest.xml: resource "r" names no file.',
    );
  });

  it('is told when a dependency is not there', async () => {
    const found = await read({
      resources: content('a', 'a.pdf', '<dependency identifierref="x"/>'),
      files: { 'a.pdf': '' },
    });
    expect(found.notices.map(({ message }) => message)).toEqual([
      'imsmanifest.xml: resource "a" depends on "x", which the manifest does not have.',
    ]);
  });

  it('ends the reading when it is the manifest', async () => {
    const reading = readPackage(commonCartridgeReader, packageOf({ 'imsmanifest.xml': '<manifest>' }));
    await expect(reading).rejects.toBeInstanceOf(PackageError);
  });

  it('is not what storage does: its errors are thrown', async () => {
    const whole = packageOf({
      'imsmanifest.xml': manifestOf({ resources: resource('t', 'imsdt_xmlv1p3', 't.xml') }),
      't.xml': TOPIC,
    });
    const source = { ...whole, read: () => Promise.reject(new Error('connection lost')) };
    await expect(readPackage(commonCartridgeReader, source)).rejects.toThrow('connection lost');
  });

  it('leaves nothing running when it is cancelled', async () => {
    const controller = new AbortController();
    const whole = packageOf({
      'imsmanifest.xml': manifestOf({
        resources: resource('t', 'imsdt_xmlv1p3', 't.xml') + content('a', 'a.pdf'),
      }),
      't.xml': TOPIC,
      'a.pdf': '',
    });
    const source = {
      ...whole,
      read: async (path: string, maxBytes: number, signal?: AbortSignal) => {
        controller.abort(new Error('cancelled'));
        return whole.read(path, maxBytes, signal);
      },
    };
    await expect(readPackage(commonCartridgeReader, source, controller.signal)).rejects.toThrow('cancelled');
  });
});

describe('oddities of real cartridges', () => {
  it('types and namespaces of several versions in one', async () => {
    const found = await read({
      resources: [
        resource('t', 'imsdt_xmlv1p0', 't.xml'),
        resource('w', 'imswl_xmlv1p4', 'w.xml'),
        resource('l', 'imsbasiclti_xmlv1p3', 'l.xml'),
      ].join(''),
      files: {
        't.xml': '<topic xmlns="http://www.imsglobal.org/xsd/imsccv1p3/imsdt_v1p3"><title>T</title></topic>',
        'w.xml':
          '<wl:webLink xmlns:wl="http://www.imsglobal.org/xsd/imsccv1p1/imswl_v1p1"><wl:title>W</wl:title><wl:url href="https://example.org"/></wl:webLink>',
        'l.xml':
          '<cartridge_basiclti_link xmlns="http://www.imsglobal.org/xsd/imslticc_v1p2"><title>L</title></cartridge_basiclti_link>',
      },
    });
    expect(
      [found.records.discussionTopics, found.records.webLinks, found.records.externalTools].map(
        (all) => all?.[0]?.title,
      ),
    ).toEqual(['T', 'W', 'L']);
    expect(troubles(found)).toEqual([]);
  });

  it('descriptors in ISO-8859-1', async () => {
    const text = '<?xml version="1.0" encoding="ISO-8859-1"?><topic><title>Übung</title></topic>';
    const found = await read({
      resources: resource('t', 'imsdt_xmlv1p1', 't.xml'),
      files: { 't.xml': Buffer.from(text, 'latin1') },
    });
    expect(found.records.discussionTopics?.[0]?.title).toBe('Übung');
  });

  it('pages in the encoding of their meta element', async () => {
    const page = Buffer.from(
      '<html><head><meta charset="windows-1251"></head><body>X</body></html>',
      'latin1',
    );
    page.writeUInt8(0xcf, page.indexOf('X'));
    const found = await read({
      items: item('i', 'P', 'p'),
      resources: content('p', 'p.html'),
      files: { 'p.html': page },
    });
    expect(found.records.pages?.[0]?.html).toBe('П');
  });

  it('identifiers that are no XML ids, intended uses that are not allowed', async () => {
    const found = await read({
      items: item('1 a', 'A', '2/b'),
      resources: content('2/b', 'b.html', '', 'intendeduse="assignment"'),
      files: { 'b.html': 'B' },
    });
    expect(found.records.pages?.[0]).toMatchObject({ migrationId: '2/b', intendedUse: 'assignment' });
    expect(troubles(found)).toEqual([]);
  });

  it('two resources with one identifier, of which the first is shown', async () => {
    const found = await read({
      items: item('i', 'A', 'r'),
      resources: content('r', 'a.pdf') + content('r', 'b.pdf'),
      files: { 'a.pdf': '', 'b.pdf': '' },
    });
    expect(found.records.files?.map(({ migrationId, path }) => [migrationId, path])).toEqual([
      ['r', 'a.pdf'],
      ['r-2', 'b.pdf'],
    ]);
    expect(found.notices.map(({ code }) => code)).toEqual(['duplicate_identifier']);
  });

  it('addresses that step above the root of the package', async () => {
    const found = await read({
      resources: resource('t', 'imsdt_xmlv1p1', 't.xml') + content('c', 'm/cat.jpg'),
      files: {
        't.xml':
          '<topic><title>T</title><attachments><attachment href="../m/cat.jpg"/></attachments></topic>',
        'm/cat.jpg': '',
      },
    });
    expect(found.records.discussionTopics?.[0]?.attachments).toEqual([{ kind: 'file', migrationId: 'c' }]);
  });

  it('descriptors with an href, which the standard forbids', async () => {
    const found = await read({
      resources: '<resource identifier="t" type="imsdt_xmlv1p1" href="t.xml"/>',
      files: { 't.xml': TOPIC },
    });
    expect(found.records.discussionTopics).toHaveLength(1);
  });
});

describe('the flat form', () => {
  const inline = (identifier: string, type: string, descriptor: string) =>
    `<resource identifier="${identifier}" type="${type}">${descriptor}</resource>`;

  it('has its descriptors inside the manifest', async () => {
    const quiz = `<questestinterop xmlns="http://www.imsglobal.org/xsd/ims_qtiasiv1p2"><assessment ident="A" title="Quiz">
      <section ident="S"><item ident="e"><itemmetadata><qtimetadata><qtimetadatafield><fieldlabel>cc_profile</fieldlabel>
      <fieldentry>cc.essay.v0p1</fieldentry></qtimetadatafield></qtimetadata></itemmetadata><presentation><material>
      <mattext>1 &lt; 2 &amp; "3"?</mattext></material><response_str ident="R"><render_fib/></response_str></presentation></item>
      </section></assessment></questestinterop>`;
    const found = await read({
      items: item(
        'm',
        'Unit',
        undefined,
        item('i', 'Talk', 't') + item('j', 'Quiz', 'q') + item('k', 'Other quiz', 'r'),
      ),
      resources: [
        inline('t', 'imsdt_xmlv1p3', TOPIC),
        inline('w', 'imswl_xmlv1p3', WEB_LINK),
        inline(
          'a',
          'assignment_xmlv1p0',
          '<assignment xmlns="urn:a"><title>Do it</title><gradable>true</gradable></assignment>',
        ),
        inline(
          'l',
          'imsbasiclti_xmlv1p3',
          '<cartridge_basiclti_link><title>Tool</title></cartridge_basiclti_link>',
        ),
        inline('q', 'imsqti_xmlv1p2/imscc_xmlv1p3/assessment', quiz),
        inline('r', 'imsqti_xmlv1p2/imscc_xmlv1p3/assessment', quiz),
        '<resource identifier="self" type="webcontent"><file href="imsmanifest.xml"/></resource>',
      ].join(''),
    });
    const { records } = found;
    expect([
      records.discussionTopics?.map(({ title }) => title),
      records.webLinks?.map(({ title }) => title),
      records.assignments?.map(({ title }) => title),
      records.externalTools?.map(({ title }) => title),
      records.quizzes?.map(({ migrationId }) => migrationId),
      records.questions?.map(({ stem }) => stem),
    ]).toEqual([['Talk'], ['Tables'], ['Do it'], ['Tool'], ['q', 'r'], Array(2).fill('1 &lt; 2 &amp; "3"?')]);
    expect(records.files).toBeUndefined();
    expect(records.modules?.[0]?.items.map((one) => one.content.type)).toEqual([
      'object',
      'object',
      'object',
    ]);
    expect(troubles(found)).toEqual([]);
  });
});

describe('the sample course', () => {
  it('is read whole', async () => {
    const found = await readPackage(commonCartridgeReader, packageOfFolder('samples/tides'));
    expect(
      Object.fromEntries(Object.entries(found.records).map(([name, all]) => [name, all?.length])),
    ).toEqual({
      course: 1,
      modules: 3,
      pages: 4,
      files: 5,
      quizzes: 2,
      questionBanks: 1,
      questions: 7,
      discussionTopics: 1,
      webLinks: 1,
      externalTools: 1,
      assignments: 2,
    });
    expect(troubles(found)).toEqual([]);
    expect(found.notices).toEqual([]);
    expect(found.progress.at(-1)).toEqual([19, 19]);
  });
});
