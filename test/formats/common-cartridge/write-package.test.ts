/** A small course as a cartridge: its files and their order, its manifest and its versions. */
import { describe, expect, it } from 'vitest';
import { COLLECTIONS } from '../../../activities/course/collections.js';
import { exportCourse, problemsOf, schemaComplaints } from '../../support/cartridge-export.js';
import { HAS_SCHEMAS } from '../../support/cartridge-schemas.js';
import { ALL_COLLECTIONS } from '../../support/course-source.js';
import { record, ref, sampleCourse, sampleFile } from '../../support/courses.js';

const SMALL = [
  record('course', { migrationId: 'tides', title: 'Tides & Currents', language: 'en' }),
  record('files', sampleFile('f1', 'pictures/moon 1.png')),
  record('webLinks', {
    migrationId: 'w1',
    title: 'Tables',
    url: 'https://example.org/',
    audience: ['Instructor'],
  }),
  record('pages', {
    migrationId: '7',
    title: 'High water',
    html: '<img src="cartwright:file/f1">',
    published: true,
    intendedUse: 'lessonplan',
  }),
  record('assignments', { migrationId: 'a1', title: 'Essay', html: '<p>Write.</p>', published: true }),
  record('modules', {
    migrationId: 'm1',
    title: 'Week 1',
    position: 1,
    published: true,
    items: [
      { migrationId: 'i1', title: 'Read', indent: 0, published: true, content: { type: 'folder' } },
      {
        migrationId: 'i2',
        title: '',
        indent: 1,
        published: true,
        content: { type: 'object', object: ref('page', '7') },
      },
      {
        migrationId: 'i3',
        title: 'Site',
        indent: 0,
        published: true,
        content: { type: 'url', url: 'https://example.org/a' },
      },
    ],
  }),
];

const MANIFEST_1_1 = `<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="tides_manifest" xmlns="http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1" xmlns:lom="http://ltsc.ieee.org/xsd/imsccv1p1/LOM/resource" xmlns:lomimscc="http://ltsc.ieee.org/xsd/imsccv1p1/LOM/manifest" xmlns:auth="http://www.imsglobal.org/xsd/imsccv1p1/imsccauth_v1p1">
<metadata><schema>IMS Common Cartridge</schema><schemaversion>1.1.0</schemaversion><lomimscc:lom><lomimscc:general><lomimscc:title><lomimscc:string>Tides &amp; Currents</lomimscc:string></lomimscc:title><lomimscc:language>en</lomimscc:language></lomimscc:general></lomimscc:lom></metadata>
<organizations><organization identifier="org_1" structure="rooted-hierarchy"><item identifier="LearningModules">
<item identifier="m1"><title>Week 1</title>
<item identifier="i1"><title>Read</title>
<item identifier="i2" identifierref="cw.page.7"><title>High water</title></item></item>
<item identifier="i3" identifierref="i3_link"><title>Site</title></item></item></item></organization></organizations>
<resources>
<resource identifier="cw.page.7" type="webcontent" href="wiki_content/high-water.html" intendeduse="lessonplan"><file href="wiki_content/high-water.html"/><dependency identifierref="f1"/></resource>
<resource identifier="a1" type="associatedcontent/imscc_xmlv1p1/learning-application-resource" href="a1/essay.html"><file href="a1/essay.html"/><file href="a1/assignment_settings.xml"/></resource>
<resource identifier="w1" type="imswl_xmlv1p1"><metadata><lom:lom><lom:educational><lom:intendedEndUserRole><lom:source>IMSGLC_CC_Rolesv1p1</lom:source><lom:value>Instructor</lom:value></lom:intendedEndUserRole></lom:educational></lom:lom></metadata><file href="w1.xml"/></resource>
<resource identifier="i3_link" type="imswl_xmlv1p1"><file href="i3_link.xml"/></resource>
<resource identifier="tides" type="associatedcontent/imscc_xmlv1p1/learning-application-resource" href="course_settings/canvas_export.txt"><file href="course_settings/canvas_export.txt"/><file href="course_settings/course_settings.xml"/><file href="course_settings/files_meta.xml"/><file href="course_settings/media_tracks.xml"/><file href="course_settings/module_meta.xml"/></resource>
<resource identifier="f1" type="webcontent" href="web_resources/pictures/moon 1.png"><file href="web_resources/pictures/moon 1.png"/></resource>
</resources>
</manifest>
`;

const PAGE = `<html>
<head>
<meta http-equiv="Content-Type" content="text/html; charset=utf-8"/>
<title>High water</title>
<meta name="identifier" content="cw.page.7"/>
<meta name="workflow_state" content="active"/>
</head>
<body>
<img src="../web_resources/pictures/moon%201.png">
</body>
</html>`;

/** The resources of a manifest: identifier and type. */
function resourcesOf(manifest: string): string[] {
  return [...manifest.matchAll(/<resource identifier="([^"]*)" type="([^"]*)"/g)].map(
    ([, identifier, type]) => `${identifier} ${type}`,
  );
}

describe('a small course', () => {
  it('is a cartridge of version 1.1 unless told otherwise', async () => {
    const { sink } = await exportCourse(SMALL);
    expect(sink.text('imsmanifest.xml')).toBe(MANIFEST_1_1);
    expect(sink.text('wiki_content/high-water.html')).toBe(PAGE);
  });

  it('names the types of 1.3 in a cartridge of 1.3, with assignments for everyone', async () => {
    const { sink } = await exportCourse(SMALL, { version: '1.3' });
    const manifest = sink.text('imsmanifest.xml');
    expect(resourcesOf(manifest)).toEqual([
      'cw.page.7 webcontent',
      'a1 assignment_xmlv1p0',
      'a1_fallback webcontent',
      'w1 imswl_xmlv1p3',
      'i3_link imswl_xmlv1p3',
      'tides associatedcontent/imscc_xmlv1p3/learning-application-resource',
      'f1 webcontent',
    ]);
    expect(manifest).toContain(
      '<resource identifier="a1_fallback" type="webcontent" href="a1/essay.html"><file href="a1/essay.html"/>' +
        '<cpx:variant identifier="a1_variant" identifierref="a1"><cpx:metadata/></cpx:variant></resource>',
    );
  });

  it('names the types Canvas reads when it is written for Canvas', async () => {
    const { sink } = await exportCourse(SMALL, { version: '1.3', dialect: 'canvas' });
    expect(resourcesOf(sink.text('imsmanifest.xml'))).toEqual([
      'cw.page.7 webcontent',
      'a1 assignment_xmlv1p0',
      'a1_fallback webcontent',
      'w1 imswl_xmlv1p1',
      'i3_link imswl_xmlv1p1',
      'tides associatedcontent/imscc_xmlv1p1/learning-application-resource',
      'f1 webcontent',
    ]);
  });

  it('names files as they are when it is written for Canvas, which does not decode them', async () => {
    const { sink } = await exportCourse(SMALL, { dialect: 'canvas' });
    expect(sink.text('imsmanifest.xml')).toContain('<file href="web_resources/pictures/moon 1.png"/>');
  });

  it('refuses versions and dialects it does not know', async () => {
    await expect(exportCourse(SMALL, { version: '2.0' })).rejects.toThrow(
      'Common Cartridge 2.0 cannot be written; choose version 1.1 or 1.3.',
    );
    await expect(exportCourse(SMALL, { dialect: 'klingon' })).rejects.toThrow(
      'There is no dialect "klingon" of Common Cartridge; choose standard or canvas.',
    );
  });

  it('stops when it is told to', async () => {
    const reason = new Error('enough');
    await expect(exportCourse(SMALL, {}, undefined, AbortSignal.abort(reason))).rejects.toBe(reason);
  });

  it('tells how far it is, from nothing to everything, never backwards', async () => {
    const { progress } = await exportCourse(sampleCourse());
    const done = progress.map(([steps]) => steps);
    expect(done).toEqual([...done].sort((a, b) => a - b));
    expect(new Set(progress.map(([, total]) => total)).size).toBe(1);
    expect(done.at(-1)).toBeGreaterThan(0);
  });
});

describe('a course with something of everything', () => {
  const unsupported = new Set(['studentGroup']);

  it('has something of every collection, so that these tests forget none', () => {
    const found = new Set(sampleCourse().map(({ collection }) => collection));
    expect(ALL_COLLECTIONS.filter((name) => !found.has(name))).toEqual([]);
  });

  it.each(['1.1', '1.3'] as const)(
    'is written whole as version %s, and told object by object',
    async (version) => {
      const exported = await exportCourse(sampleCourse(), { version });
      const written = exported.entries.filter(({ state }) => state === 'imported' || state === 'changed');
      const kinds = new Set(written.map(({ type }) => type));
      const missing = Object.values(COLLECTIONS).filter(({ kind }) => !kinds.has(kind));
      expect(missing.map(({ kind }) => kind)).toEqual([...unsupported]);
      expect(exported.ledger.totals.failed).toBe(0);
      for (const { path } of written) expect([...exported.sink.entries.keys()]).toContain(path);
    },
  );

  it.each(['1.1', '1.3'] as const)(
    'has no fault as version %s, by our rules and by the schemas',
    async (version) => {
      const exported = await exportCourse(sampleCourse(), { version });
      expect(await problemsOf(exported)).toEqual([]);
      if (HAS_SCHEMAS) expect(await schemaComplaints(exported, version)).toEqual([]);
    },
  );

  it('lists every file of the package in its manifest', async () => {
    const { sink } = await exportCourse(sampleCourse());
    const manifest = sink.text('imsmanifest.xml');
    const listed = [...manifest.matchAll(/<file href="([^"]*)"/g)].map(([, href = '']) =>
      decodeURIComponent(href),
    );
    expect([...sink.entries.keys()].sort()).toEqual([...listed, 'imsmanifest.xml'].sort());
  });

  it('keeps an authorization of its source, and metadata of every kind', async () => {
    const metadata = {
      titles: [
        { text: 'Tides', language: 'en' },
        { text: 'Gezeiten', language: 'de' },
      ],
      descriptions: [{ text: 'About the sea' }],
      keywords: [{ text: 'moon' }, { text: 'sun' }],
      languages: ['en', 'de'],
      coverage: [{ text: 'North Sea' }],
      identifiers: [{ catalog: 'ISBN', entry: '1' }, { entry: '2' }],
      contributions: [
        { role: 'author', entities: ['A. Author'], date: '2026' },
        { role: 'captain', entities: ['B'] },
      ],
      formats: ['text/html'],
      copyright: 'perhaps',
      rights: [{ text: 'CC BY' }],
      relations: [
        { kind: 'ispartof', entry: 'series' },
        { kind: 'cousin', entry: 'x' },
      ],
    };
    const authorizations = [
      { access: 'resource', import: true, cartridgeId: 'c', webService: 'https://x' },
      { access: 'never', cartridgeId: 'd' },
    ];
    const records = [record('course', { migrationId: 'c', title: 'T', metadata, authorizations })];
    const exported = await exportCourse(records);
    expect(exported.entries).toMatchObject([
      {
        state: 'changed',
        lost: [
          'authorizations (all but the first)',
          'metadata value "captain"',
          'metadata value "cousin"',
          'metadata value "perhaps"',
        ],
      },
    ]);
    expect(exported.sink.text('imsmanifest.xml')).toContain(
      '<auth:authorizations access="resource" import="true"><auth:authorization><auth:cartridgeId>c</auth:cartridgeId>' +
        '<auth:webservice>https://x</auth:webservice></auth:authorization></auth:authorizations>',
    );
    const inVersion13 = await exportCourse(records, { version: '1.3' });
    for (const [version, each] of [
      ['1.1', exported],
      ['1.3', inVersion13],
    ] as const) {
      expect(await problemsOf(each)).toEqual([]);
      if (HAS_SCHEMAS) expect(await schemaComplaints(each, version)).toEqual([]);
    }
    expect(inVersion13.entries).toMatchObject([{ lost: ['authorizations (all but the first)'] }]);
  });
});
