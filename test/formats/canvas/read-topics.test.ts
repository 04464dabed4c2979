/** Discussions, announcements and tools of a Canvas cartridge. */
import { describe, expect, it } from 'vitest';
import { cartridge, dependsOn, page, resource, settings, TYPES, topic, typed } from './cartridge.js';
import { readCartridge } from './reading.js';

describe('topics', () => {
  const resources =
    typed(TYPES.topic, 't1', ['t1.xml'], undefined, dependsOn('t1m')) + resource('t1m', 't1m.xml');
  const meta = (type: string, more = '') =>
    settings(
      'topicMeta',
      `<topic_id>t1</topic_id><title>T</title><type>${type}</type>${more}`,
      'identifier="t1m"',
    );

  it.each([
    ['topic', 'discussionTopics'],
    ['announcement', 'announcements'],
  ] as const)('of type %s are %s', async (type, collection) => {
    const read = await readCartridge(
      cartridge({
        resources,
        files: { 't1.xml': topic('t', '&lt;p&gt;a&lt;/p&gt;'), 't1m.xml': meta(type) },
      }),
    );
    expect(read.records(collection)).toMatchObject([{ migrationId: 't1', title: 'T', html: '<p>a</p>' }]);
    expect(read.entry('resource', 'imsmanifest.xml', 'resource "t1m"')?.state).toBe('merged');
  });

  it('are discussions without settings', async () => {
    const read = await readCartridge(
      cartridge({ resources: typed(TYPES.topic, 't1', ['t1.xml']), files: { 't1.xml': topic('Alone') } }),
    );
    expect(read.records('discussionTopics')).toMatchObject([{ title: 'Alone', published: true }]);
  });

  it('have an attachment once, though it is named twice', async () => {
    const files = {
      't1.xml': `<topic><title>t</title><text/><attachments><attachment href="$IMS-CC-FILEBASE$/a.txt"/><attachment href="gone.txt"/></attachments></topic>`,
      't1m.xml': meta('topic', '<attachment_identifierref>f1</attachment_identifierref>'),
      'web_resources/a.txt': 'a',
    };
    const read = await readCartridge(
      cartridge({ resources: resources + resource('f1', 'web_resources/a.txt'), files }),
    );
    expect(read.records('discussionTopics')[0]).toMatchObject({
      attachments: [{ kind: 'file', migrationId: 'f1' }],
      missingAttachments: ['gone.txt'],
    });
  });

  it('tell of an attachment that the package lacks', async () => {
    const files = {
      't1.xml': `<topic><title>T</title><text/><attachments><attachment href="gone.txt"/></attachments></topic>`,
      't1m.xml': meta('topic'),
    };
    const read = await readCartridge(cartridge({ resources, files }));
    expect(read.entry('resource', 'imsmanifest.xml', 'resource "t1"')).toMatchObject({
      state: 'changed',
      lost: ['attachment "gone.txt", which the package does not contain'],
    });
  });

  it('keep an attachment as a file that is also a page, or a settings file', async () => {
    const files = {
      't1.xml': `<topic><title>T</title><text/><attachments><attachment href="wiki_content/p.html"/><attachment href="course_settings/odd.xml"/></attachments></topic>`,
      't1m.xml': meta('topic', '<attachment_identifierref>p1</attachment_identifierref>'),
      'wiki_content/p.html': page('P', ''),
      'course_settings/odd.xml': '<odd/>',
      'web_resources/wiki_content/p.html': 'another',
    };
    const read = await readCartridge(
      cartridge({
        resources:
          resources +
          resource('p1', 'wiki_content/p.html') +
          resource('f1', 'web_resources/wiki_content/p.html'),
        files,
      }),
    );
    expect(read.records('pages').map(({ migrationId }) => migrationId)).toEqual(['p1']);
    const [other, ofPage, odd] = read.records('files');
    expect([other?.path, ofPage?.path, odd?.path]).toEqual([
      'wiki_content/p.html',
      'wiki_content/p-2.html',
      'course_settings/odd.xml',
    ]);
    expect(read.records('discussionTopics')[0]?.attachments).toEqual([
      { kind: 'file', migrationId: ofPage?.migrationId },
      { kind: 'file', migrationId: odd?.migrationId },
    ]);
    expect(read.entry('resource', 'imsmanifest.xml', 'resource "t1"')?.state).toBe('imported');
  });

  it('hold their assignment', async () => {
    const graded = meta('topic', '<assignment identifier="a1"><title>Graded</title></assignment>');
    const read = await readCartridge(
      cartridge({ resources, files: { 't1.xml': topic('t'), 't1m.xml': graded } }),
    );
    expect(read.records('discussionTopics')[0]?.assignment).toMatchObject({ migrationId: 'a1' });
  });
});

describe('tools', () => {
  const tool = (more: string) =>
    `<cartridge_basiclti_link xmlns:blti="b" xmlns:lticm="m"><blti:title>Tool</blti:title>${more}</cartridge_basiclti_link>`;

  it('are read from their descriptors', async () => {
    const xml = tool('<blti:launch_url>https://tool</blti:launch_url>');
    const read = await readCartridge(
      cartridge({ resources: typed(TYPES.tool, 'x1', ['x1.xml']), files: { 'x1.xml': xml } }),
    );
    expect(read.records('externalTools')).toEqual([
      { migrationId: 'x1', title: 'Tool', launchUrl: 'https://tool', published: true },
    ]);
  });

  it('have links, told by the folder they lie in', async () => {
    const path = 'lti_resource_links/l1.xml';
    const xml = tool(
      '<blti:description>D</blti:description><blti:secure_launch_url>https://tool</blti:secure_launch_url><blti:extensions platform="canvas.instructure.com"><lticm:property name="lookup_uuid">u</lticm:property><lticm:property name="resource_link_url">https://tool/1</lticm:property></blti:extensions>',
    );
    const read = await readCartridge(
      cartridge({ resources: typed('imsbasiclti_xmlv1p3', 'l1', [path]), files: { [path]: xml } }),
    );
    expect(read.records('resourceLinks')).toEqual([
      { migrationId: 'l1', title: 'Tool', toolUrl: 'https://tool', lookupUuid: 'u', url: 'https://tool/1' },
    ]);
    expect(read.entry('resource', 'imsmanifest.xml', 'resource "l1"')?.lost).toEqual(['description "D"']);
  });

  it('and links to them say whatever of their descriptor they do not keep', async () => {
    const path = 'lti_resource_links/l1.xml';
    const icon = '<cartridge_icon identifierref="gone"/>';
    const files = {
      [path]: tool(
        `<blti:secure_launch_url>https://tool</blti:secure_launch_url><blti:launch_url>http://tool</blti:launch_url><blti:secure_icon>https://icon</blti:secure_icon>${icon}`,
      ),
      'x1.xml': tool(`<blti:launch_url>https://tool</blti:launch_url>${icon}`),
    };
    const read = await readCartridge(
      cartridge({
        resources: typed('imsbasiclti_xmlv1p3', 'l1', [path]) + typed(TYPES.tool, 'x1', ['x1.xml']),
        files,
      }),
    );
    expect(read.entry('resource', 'imsmanifest.xml', 'resource "l1"')?.lost).toEqual([
      'launch_url "http://tool"',
      'secure_icon "https://icon"',
      'cartridge_icon "gone"',
    ]);
    expect(read.entry('resource', 'imsmanifest.xml', 'resource "x1"')?.lost).toEqual([
      'icon "gone", which is no file of the package',
    ]);
  });

  it('have the roles of their resource and of their descriptor', async () => {
    const roles = (value: string) =>
      `<metadata><lom xmlns="http://ltsc.ieee.org/xsd/imsccv1p1/LOM/resource"><educational><intendedEndUserRole><value>${value}</value></intendedEndUserRole></educational></lom></metadata>`;
    const read = await readCartridge(
      cartridge({
        resources: typed(TYPES.tool, 'x1', ['x1.xml'], undefined, roles('Instructor')),
        files: { 'x1.xml': tool(roles('Mentor')) },
      }),
    );
    expect(read.records('externalTools')).toMatchObject([
      { audience: ['Instructor', 'Mentor'], published: false },
    ]);
  });

  it('of old exports, whose root is that of LTI itself, are read, and told', async () => {
    const old = (title: string) =>
      `<basic_lti_link><title>${title}</title><launch_url>https://tool</launch_url></basic_lti_link>`;
    const path = 'lti_resource_links/l1.xml';
    const read = await readCartridge(
      cartridge({
        resources: typed(TYPES.tool, 'x1', ['x1.xml']) + typed('imsbasiclti_xmlv1p3', 'l1', [path]),
        files: { 'x1.xml': old('Tool'), [path]: old('Link') },
      }),
    );
    expect(read.records('externalTools')).toMatchObject([{ title: 'Tool', launchUrl: 'https://tool' }]);
    expect(read.records('resourceLinks')).toMatchObject([{ title: 'Link', toolUrl: 'https://tool' }]);
    expect(read.notices.map(({ message }) => message)).toEqual([
      'x1.xml: the root element is "basic_lti_link"; it must be "cartridge_basiclti_link". It was read like one.',
      'lti_resource_links/l1.xml: the root element is "basic_lti_link"; it must be "cartridge_basiclti_link". It was read like one.',
    ]);
  });

  it('fail when their root is that of something else', async () => {
    const read = await readCartridge(
      cartridge({ resources: typed(TYPES.tool, 'x1', ['x1.xml']), files: { 'x1.xml': '<topic/>' } }),
    );
    expect(read.entry('zip entry', 'x1.xml')?.message).toBe(
      'x1.xml: the file should hold "cartridge_basiclti_link" and holds "topic".',
    );
  });
});
