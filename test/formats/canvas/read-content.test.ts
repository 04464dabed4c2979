/** Pages, files and assignments of a Canvas cartridge, and the links between them. */
import { describe, expect, it } from 'vitest';
import { formatLink } from '../../../activities/course/links.js';
import { CANVAS_PATHS } from '../../../activities/formats/canvas/write.js';
import { cartridge, dependsOn, page, resource, settings, TYPES, topic, typed } from './cartridge.js';
import { readCartridge } from './reading.js';

describe('pages', () => {
  it('keep their path, their meta elements and their resource’s identifier', async () => {
    const path = 'wiki_content/ebb-and-flow.html';
    const html = page('Ebb', '<p>a</p>', {
      identifier: 'p1',
      workflow_state: 'unpublished',
      front_page: 'true',
    });
    const read = await readCartridge(cartridge({ resources: resource('p1', path), files: { [path]: html } }));
    expect(read.records('pages')).toEqual([
      {
        migrationId: 'p1',
        title: 'Ebb',
        html: '<p>a</p>',
        path,
        slug: 'ebb-and-flow',
        published: false,
        frontPage: true,
      },
    ]);
    expect(read.records('course')[0]?.frontPage).toEqual({ kind: 'page', migrationId: 'p1' });
    expect(read.entry('resource', 'imsmanifest.xml', 'resource "p1"')?.state).toBe('imported');
    expect(read.entry('zip entry', path)?.state).toBe('merged');
  });

  it('are read when the manifest does not name them', async () => {
    const path = 'wiki_content/a.html';
    const read = await readCartridge(cartridge({ files: { [path]: page('A', '', { identifier: 'p7' }) } }));
    expect(read.records('pages').map(({ migrationId }) => migrationId)).toEqual(['p7']);
    expect(read.entry('zip entry', path)?.state).toBe('imported');
  });

  it('go by their resources when two say they are the same', async () => {
    const [one, two] = ['wiki_content/1.html', 'wiki_content/2.html'] as const;
    const files = {
      [one]: page('1', '', { identifier: 'p' }),
      [two]: page('2', '', { identifier: 'p' }),
    };
    const read = await readCartridge(
      cartridge({ resources: resource('p', one) + resource('q', two), files }),
    );
    expect(read.records('pages').map(({ migrationId }) => migrationId)).toEqual(['p', 'q']);
  });

  it('fail by name when the package lacks them', async () => {
    const read = await readCartridge(cartridge({ resources: resource('p1', 'wiki_content/a.html') }));
    expect(read.entry('resource', 'imsmanifest.xml', 'resource "p1"')).toMatchObject({
      state: 'failed',
      message:
        'imsmanifest.xml: resource "p1" names "wiki_content/a.html", which the package does not contain.',
    });
  });

  it('stay files when they are too large to be read whole', async () => {
    const path = 'wiki_content/long.html';
    const html = page('Long', 'x'.repeat(17 * 2 ** 20));
    const read = await readCartridge(cartridge({ resources: resource('p1', path), files: { [path]: html } }));
    expect(read.records('pages')).toEqual([]);
    expect(read.records('files')).toMatchObject([{ migrationId: 'p1', path }]);
  });

  it('hold the assignment that their meta elements name', async () => {
    const path = 'wiki_content/a.html';
    const files = {
      [path]: page('A', '', { assignment_identifier: 'a1' }),
      'a1/assignment_settings.xml': settings('assignment', '<title>Graded page</title>', 'identifier="a1"'),
    };
    const resources = resource('p1', path) + resource('a1', 'a1/assignment_settings.xml');
    const read = await readCartridge(cartridge({ resources, files }));
    expect(read.records('pages')[0]?.assignment).toMatchObject({ migrationId: 'a1', title: 'Graded page' });
    expect(read.records('assignments')).toEqual([]);
  });
});

describe('files', () => {
  it('keep their folders below web_resources', async () => {
    const path = 'web_resources/Unit 1/map.png';
    const read = await readCartridge(cartridge({ resources: resource('f1', path), files: { [path]: 'x' } }));
    expect(read.records('files')).toMatchObject([
      { migrationId: 'f1', path: 'Unit 1/map.png', mediaType: 'image/png', size: 1 },
    ]);
  });

  it('are read when the manifest does not name them, wherever they are', async () => {
    const files = { 'web_resources/a.txt': 'a', 'elsewhere/b.txt': 'b', 'a.txt': 'c' };
    const read = await readCartridge(cartridge({ files }));
    expect(read.records('files').map(({ path }) => path)).toEqual(['a.txt', 'elsewhere/b.txt', 'a-2.txt']);
  });

  it('are one file when two resources name it', async () => {
    const path = 'web_resources/a.txt';
    const modules = settings(
      'modules',
      '<module identifier="m1"><title>M</title><items><item identifier="i1"><content_type>Attachment</content_type><identifierref>f2</identifierref></item></items></module>',
    );
    const read = await readCartridge(
      cartridge({
        resources: resource('f1', path) + resource('f2', path),
        files: { [path]: 'x', [CANVAS_PATHS.moduleMeta]: modules },
      }),
    );
    expect(read.records('files').map(({ migrationId }) => migrationId)).toEqual(['f1']);
    expect(read.records('modules')[0]?.items[0]?.content).toEqual({
      type: 'object',
      object: { kind: 'file', migrationId: 'f1' },
    });
    expect(read.entry('resource', 'imsmanifest.xml', 'resource "f2"')).toMatchObject({
      state: 'merged',
      target: { kind: 'file', migrationId: 'f1' },
    });
  });

  it('that settings speak of and nobody has are told', async () => {
    const meta = settings('fileMeta', '<files><file identifier="f9"><locked>true</locked></file></files>');
    const read = await readCartridge(cartridge({ files: { [CANVAS_PATHS.filesMeta]: meta } }));
    expect(read.report.totals.unsupported).toBe(1);
    expect(read.ledger.find(({ state }) => state === 'unsupported')?.message).toContain('"f9"');
  });
});

describe('assignments', () => {
  it('are a text with settings beside it', async () => {
    const files = {
      'a1/tides.html': page('Assignment: Tides', '<p>Measure</p>'),
      'a1/assignment_settings.xml': settings(
        'assignment',
        '<title>Tides</title><points_possible>5</points_possible>',
      ),
    };
    const resources = resource('a1', 'a1/tides.html', 'a1/assignment_settings.xml');
    const read = await readCartridge(cartridge({ resources, files }));
    expect(read.records('assignments')).toEqual([
      {
        migrationId: 'a1',
        title: 'Tides',
        html: '<p>Measure</p>',
        pointsPossible: 5,
        published: true,
        path: 'a1/tides.html',
      },
    ]);
  });

  it('are a descriptor of CC 1.3, and the page that stands in for it is merged', async () => {
    const extension = settings(
      'assignment',
      '<title>Tides</title><position>2</position>',
      'identifier="a1_canvas"',
    );
    const files = {
      'a1/assignment.xml': `<assignment identifier="a1"><title>Tides</title><text texttype="text/html">Measure</text><gradable points_possible="5">true</gradable><submission_formats><format type="url"/></submission_formats><extensions>${extension.slice(extension.indexOf('<assignment'))}</extensions></assignment>`,
      'a1/tides.html': page('Assignment: Tides', 'Measure'),
    };
    const resources =
      typed('assignment_xmlv1p0', 'a1', ['a1/assignment.xml'], 'a1/assignment.xml') +
      typed('webcontent', 'a1_fallback', ['a1/tides.html'], undefined, '<variant identifierref="a1"/>');
    const read = await readCartridge(cartridge({ resources, files }));
    expect(read.records('assignments')).toMatchObject([
      { migrationId: 'a1', html: 'Measure', position: 2, pointsPossible: 5, submissionTypes: ['onlineUrl'] },
    ]);
    expect(read.records('files')).toEqual([]);
    expect(read.entry('resource', 'imsmanifest.xml', 'resource "a1_fallback"')?.state).toBe('merged');
  });

  it('tell of an attachment that the package lacks', async () => {
    const attachments =
      '<attachments><attachment href="notes.txt"/><attachment href="key.pdf" role="Instructor"/></attachments>';
    const files = {
      'a1/assignment.xml': `<assignment identifier="a1"><title>Tides</title><text>Measure</text>${attachments}</assignment>`,
      'a1/notes.txt': 'n',
    };
    const resources =
      typed('assignment_xmlv1p0', 'a1', ['a1/assignment.xml'], 'a1/assignment.xml') +
      typed('webcontent', 'f1', ['a1/notes.txt'], 'a1/notes.txt');
    const read = await readCartridge(cartridge({ resources, files }));
    expect(read.records('assignments')).toMatchObject([
      { attachments: [{ file: { kind: 'file', migrationId: 'f1' } }], missingAttachments: ['key.pdf'] },
    ]);
    expect(read.entry('resource', 'imsmanifest.xml', 'resource "a1"')).toMatchObject({
      state: 'changed',
      lost: ['attachment "key.pdf" for "Instructor", which the package does not contain'],
    });
  });

  it('are imported without settings that are broken, which is told', async () => {
    const files = {
      'a1/tides.html': page('Assignment: Tides', 'x'),
      'a1/assignment_settings.xml': '<assignment',
    };
    const resources = resource('a1', 'a1/tides.html', 'a1/assignment_settings.xml');
    const read = await readCartridge(cartridge({ resources, files }));
    expect(read.records('assignments')).toMatchObject([{ title: 'Tides', html: 'x' }]);
    expect(read.entry('resource', 'imsmanifest.xml', 'resource "a1"')).toMatchObject({
      state: 'changed',
      lost: ['a1/assignment_settings.xml'],
    });
    expect(read.entry('zip entry', 'a1/assignment_settings.xml')?.state).toBe('failed');
  });

  it('are imported without the text that the package lacks, which is told', async () => {
    const files = { 'a1/assignment_settings.xml': settings('assignment', '<title>Tides</title>') };
    const resources = resource('a1', 'a1/tides.html', 'a1/assignment_settings.xml');
    const read = await readCartridge(cartridge({ resources, files }));
    expect(read.records('assignments')).toHaveLength(1);
    expect(read.entry('resource', 'imsmanifest.xml', 'resource "a1"')).toMatchObject({
      state: 'changed',
      message: 'imsmanifest.xml: resource "a1" names "a1/tides.html", which the package does not contain.',
    });
  });
});

describe('links', () => {
  it('and attachments lead to files that the manifest does not name', async () => {
    const attachments = '<attachments><attachment href="../extra/e.pdf"/></attachments>';
    const files = {
      'wiki_content/p.html': page('P', '<a href="../extra/e.pdf">e</a>'),
      't/t1.xml': topic('T').replace('</topic>', `${attachments}</topic>`),
      'extra/e.pdf': 'E',
    };
    const resources = resource('p1', 'wiki_content/p.html') + typed(TYPES.topic, 't1', ['t/t1.xml']);
    const read = await readCartridge(cartridge({ resources, files }));
    const [file] = read.records('files');
    const target = { kind: 'file', migrationId: file?.migrationId ?? '' } as const;
    expect(file?.path).toBe('extra/e.pdf');
    expect(read.records('pages')[0]?.html).toContain(`href="${formatLink(target)}"`);
    expect(read.records('discussionTopics')[0]?.attachments).toEqual([target]);
    expect(read.notices).toEqual([]);
  });

  it('lead to objects by identifier, path and slug, and keep what leads to nothing', async () => {
    const body = [
      '$IMS-CC-FILEBASE$/a.txt',
      '$WIKI_REFERENCE$/pages/second',
      '$CANVAS_OBJECT_REFERENCE$/assignments/nested',
      '$CANVAS_OBJECT_REFERENCE$/quizzes/gone',
    ].map((address) => `<a href="${address}"></a>`);
    const files = {
      'wiki_content/first.html': page('1', body.join('')),
      'wiki_content/second.html': page('2', ''),
      'web_resources/a.txt': 'a',
      'q1/assessment_meta.xml': settings(
        'quiz',
        '<title>Q</title><assignment identifier="nested"><title>Q</title></assignment>',
        'identifier="q1"',
      ),
    };
    const resources =
      resource('p1', 'wiki_content/first.html') +
      resource('p2', 'wiki_content/second.html') +
      resource('f1', 'web_resources/a.txt') +
      typed(TYPES.quiz, 'q1', [], undefined, dependsOn('q1m')) +
      resource('q1m', 'q1/assessment_meta.xml');
    const read = await readCartridge(cartridge({ resources, files }));
    const html = read.records('pages')[0]?.html;
    expect(html).toContain(formatLink({ kind: 'file', migrationId: 'f1' }));
    expect(html).toContain(formatLink({ kind: 'page', migrationId: 'p2' }));
    expect(html).toContain(formatLink({ kind: 'assignment', migrationId: 'nested' }));
    expect(html).toContain('$CANVAS_OBJECT_REFERENCE$/quizzes/gone');
    expect(read.notices).toMatchObject([
      { code: 'missing_links', target: { kind: 'page', migrationId: 'p1' } },
    ]);
  });
});

describe('LTI links of Canvas', () => {
  const lti = (title: string, inner = '') =>
    `<cartridge_basiclti_link xmlns="http://www.imsglobal.org/xsd/imslticc_v1p0" xmlns:blti="http://www.imsglobal.org/xsd/imsbasiclti_v1p0"><blti:title>${title}</blti:title>${inner}</cartridge_basiclti_link>`;
  const address = '<blti:launch_url>http://example.org/l</blti:launch_url>';

  it('are read and told as leading nowhere where they have no address', async () => {
    const paths = { l: 'lti_resource_links/l.xml', m: 'lti_resource_links/m.xml' };
    const course = await readCartridge(
      cartridge({
        resources: [
          typed(TYPES.tool, 't', ['t.xml']),
          typed('imsbasiclti_xmlv1p3', 'l', [paths.l]),
          typed('imsbasiclti_xmlv1p3', 'm', [paths.m]),
        ].join(''),
        files: { 't.xml': lti('Maps'), [paths.l]: lti('Atlas'), [paths.m]: lti('Globe', address) },
      }),
    );
    expect(course.records('externalTools')).toMatchObject([{ title: 'Maps' }]);
    expect(course.records('resourceLinks')).toMatchObject([{ title: 'Atlas' }, { title: 'Globe' }]);
    expect(course.notices.map(({ code, message }) => `${code}: ${message}`)).toEqual([
      'tool_without_address: t.xml: the tool "Maps" names no address, so nothing can be launched.',
      'link_without_address: lti_resource_links/l.xml: the link "Atlas" names no address, so nothing can be launched.',
    ]);
  });
});
