/** What each type of resource becomes: pages, files, topics, links, tools and assignments. */
import { describe, expect, it } from 'vitest';
import { LARGEST_PAGE } from '../../../activities/formats/common-cartridge/plan.js';
import { content, item, read, resource, roles, TOPIC, troubles, WEB_LINK } from './cartridge.js';

describe('web content', () => {
  it('that the organisation shows as HTML is a page', async () => {
    const found = await read({
      items: item('i', 'Welcome', 'p'),
      resources: content('p', 'pages/welcome.html'),
      files: {
        'pages/welcome.html': '<html><head><title>Welcome</title></head><body>\n<p>Hi</p>\n</body></html>',
      },
    });
    expect(found.records.pages).toEqual([
      { migrationId: 'p', title: 'Welcome', html: '<p>Hi</p>', path: 'pages/welcome.html', published: true },
    ]);
    expect(found.records.files).toBeUndefined();
    expect(troubles(found)).toEqual([]);
  });

  it('that nothing shows is a file where its bytes lie', async () => {
    const found = await read({
      resources: content('p', 'pages/welcome.html'),
      files: { 'pages/welcome.html': '<p>Hi</p>' },
    });
    expect(found.records.pages).toBeUndefined();
    expect(found.records.files).toEqual([
      {
        migrationId: 'p',
        path: 'pages/welcome.html',
        mediaType: 'text/html',
        size: 9,
        sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
        location: {
          pack: 'test-pack',
          offset: expect.any(Number),
          storedSize: 9,
          method: 'stored',
          crc32: expect.any(Number),
        },
      },
    ]);
    expect(troubles(found)).toEqual([]);
  });

  it('that is no HTML is a file, shown or not', async () => {
    const found = await read({
      items: item('i', 'Table', 't'),
      resources: content('t', 'table.csv'),
      files: { 'table.csv': '1,2' },
    });
    expect(found.records.files?.map(({ migrationId, mediaType }) => [migrationId, mediaType])).toEqual([
      ['t', 'text/csv'],
    ]);
    expect(found.records.modules?.[0]?.items[0]?.content).toEqual({
      type: 'object',
      object: { kind: 'file', migrationId: 't' },
    });
  });

  it('brings its further files, with ids that stay the same', async () => {
    const cartridge = {
      items: item('i', 'Page', 'p'),
      resources: content('p', 'a.html', '<file href="b.png"/><file href="c/d.css"/>'),
      files: { 'a.html': '<img src="b.png">', 'b.png': 'B', 'c/d.css': 'D' },
    };
    const [first, second] = [await read(cartridge), await read(cartridge)];
    const ids = first.records.files?.map(({ migrationId }) => migrationId);
    expect(ids).toEqual([
      expect.stringMatching(/^p_[0-9a-f]{16}$/),
      expect.stringMatching(/^p_[0-9a-f]{16}$/),
    ]);
    expect(second.records.files?.map(({ migrationId }) => migrationId)).toEqual(ids);
    expect(first.records.pages?.[0]?.html).toBe(`<img src="cartwright:file/${ids?.[0]}">`);
  });

  it('that lists a file another resource is made of does not bring it again', async () => {
    const found = await read({
      resources: `${content('a', 'a.html', '<file href="b.png"/>')}${content('b', 'b.png')}`,
      files: { 'a.html': '', 'b.png': '' },
    });
    expect(found.records.files?.map(({ migrationId }) => migrationId)).toEqual(['a', 'b']);
    expect(found.entries.find(({ element }) => element === 'resource "a", file "b.png"')).toMatchObject({
      state: 'merged',
      target: { kind: 'file', migrationId: 'b' },
    });
  });

  it('that is too long for a page stays a file', async () => {
    const found = await read({
      items: item('i', 'Long', 'p') + item('j', 'Short', 'q'),
      resources: content('p', 'p.html') + content('q', 'q.html'),
      files: { 'p.html': Buffer.alloc(LARGEST_PAGE + 1, 'x'), 'q.html': '<a href="p.html">p</a>' },
    });
    expect(found.records.files?.map(({ migrationId }) => migrationId)).toEqual(['p']);
    expect(found.records.pages?.map(({ html }) => html)).toEqual(['<a href="cartwright:file/p">p</a>']);
  });

  it('without an href is read by its first HTML file', async () => {
    const found = await read({
      items: item('i', 'Page', 'p'),
      resources:
        '<resource identifier="p" type="webcontent"><file href="a.png"/><file href="b.htm"/></resource>',
      files: { 'a.png': '', 'b.htm': '<p>B</p>' },
    });
    expect(found.records.pages?.map(({ html }) => html)).toEqual(['<p>B</p>']);
  });

  it('whose href leads out of the package is a web link', async () => {
    const found = await read({
      items: item('i', 'Elsewhere', 'w'),
      resources: '<resource identifier="w" type="webcontent" href="https://example.org/x"/>',
    });
    expect(found.records.webLinks).toEqual([
      { migrationId: 'w', title: 'Elsewhere', url: 'https://example.org/x', published: true },
    ]);
  });

  it('keeps for whom it is, what it is about and what it is used for', async () => {
    const metadata = `<metadata><lom><general><keyword><string>tide</string></keyword></general>
      <educational><intendedEndUserRole><value>Learner</value></intendedEndUserRole></educational></lom></metadata>`;
    const found = await read({
      resources: content('f', 'f.pdf', metadata, 'intendeduse="lessonplan"'),
      files: { 'f.pdf': '' },
    });
    expect(found.records.files?.[0]).toMatchObject({
      audience: ['Learner'],
      metadata: { keywords: [{ text: 'tide' }] },
      intendedUse: 'lessonplan',
    });
  });

  it('keeps the language of a page', async () => {
    const found = await read({
      items: item('i', 'Seite', 'p'),
      resources: content('p', 'p.html'),
      files: { 'p.html': '<html lang="de"><body>Hallo</body></html>' },
    });
    expect(found.records.pages?.[0]?.metadata).toEqual({ languages: ['de'] });
  });

  it('names what of the head is not kept', async () => {
    const head =
      '<title>Other</title><meta name="author" content="A"><link rel="stylesheet" href="s.css"><style>p{}</style>';
    const found = await read({
      items: item('i', 'Page', 'p'),
      resources: content('p', 'p.html'),
      files: { 'p.html': `<html><head>${head}</head><body class="x">P</body></html>` },
    });
    expect(found.entries.find(({ type }) => type === 'resource')).toMatchObject({
      state: 'changed',
      lost: ['title "Other"', 'meta "author"', 'stylesheet "s.css"', 'style', 'body class "x"'],
    });
  });

  it('tells the links of a page that lead to nothing in one notice', async () => {
    const found = await read({
      items: item('i', 'Page', 'p'),
      resources: content('p', 'a/p.html'),
      files: { 'a/p.html': '<a href="x.html">x</a><img src="../y.png">' },
    });
    expect(found.records.pages?.[0]?.html).toBe('<a href="x.html">x</a><img src="../y.png">');
    expect(found.notices).toEqual([
      {
        severity: 'warning',
        code: 'missing_links',
        message: 'a/p.html: 2 links lead to nothing in the package (text): "x.html", "../y.png".',
        path: 'a/p.html',
        target: { kind: 'page', migrationId: 'p' },
      },
    ]);
  });

  it('links to pages, descriptors and files alike', async () => {
    const page = '<a href="b.html#x">b</a><a href="t.xml">t</a><a href="f.pdf?x=1">f</a>';
    const found = await read({
      items: item('i', 'A', 'a') + item('j', 'B', 'b'),
      resources: [
        content('a', 'a.html'),
        content('b', 'b.html'),
        content('f', 'f.pdf'),
        resource('t', 'imsdt_xmlv1p3', 't.xml'),
      ].join(''),
      files: { 'a.html': page, 'b.html': '', 'f.pdf': '', 't.xml': TOPIC },
    });
    expect(found.records.pages?.[0]?.html).toBe(
      '<a href="cartwright:page/b#x">b</a><a href="cartwright:discussionTopic/t">t</a><a href="cartwright:file/f?x=1">f</a>',
    );
    expect(found.notices).toEqual([]);
  });

  it('starts links where a base element says', async () => {
    const found = await read({
      items: item('i', 'A', 'a'),
      resources: content('a', 'a.html', '<file href="media/b.png"/>'),
      files: { 'a.html': '<head><base href="media/x.html"></head><img src="b.png">', 'media/b.png': '' },
    });
    expect(found.records.pages?.[0]?.html).toMatch(/^<img src="cartwright:file\/a_/);
  });
});

describe('associated content', () => {
  const LEARNING_APPLICATION = 'associatedcontent/imscc_xmlv1p1/learning-application-resource';

  it('belongs to the object that depends on it', async () => {
    const found = await read({
      resources: [
        resource('t', 'imsdt_xmlv1p1', 't/topic.xml', '<dependency identifierref="a"/>'),
        `<resource identifier="a" type="${LEARNING_APPLICATION}"><file href="t/a.png"/><file href="t/b.png"/></resource>`,
      ].join(''),
      files: { 't/topic.xml': TOPIC, 't/a.png': '', 't/b.png': '' },
    });
    expect(found.records.files?.map(({ path, owner }) => [path, owner])).toEqual([
      ['t/a.png', { kind: 'discussionTopic', migrationId: 't' }],
      ['t/b.png', { kind: 'discussionTopic', migrationId: 't' }],
    ]);
    expect(troubles(found)).toEqual([]);
  });

  it('that several objects depend on belongs to the course', async () => {
    const found = await read({
      resources: [
        resource('t', 'imsdt_xmlv1p1', 't.xml', '<dependency identifierref="a"/>'),
        resource('u', 'imsdt_xmlv1p1', 'u.xml', '<dependency identifierref="a"/>'),
        resource('a', LEARNING_APPLICATION, 'a.png'),
      ].join(''),
      files: { 't.xml': TOPIC, 'u.xml': TOPIC, 'a.png': '' },
    });
    expect(found.records.files?.[0]).not.toHaveProperty('owner');
  });

  it('that is shown is a page with its files', async () => {
    const found = await read({
      items: item('i', 'Page', 'a'),
      resources: resource('a', LEARNING_APPLICATION, 'a/p.html', '<file href="a/p.png"/>', 'href="a/p.html"'),
      files: { 'a/p.html': '<img src="p.png">', 'a/p.png': '' },
    });
    expect(found.records.pages?.map(({ migrationId }) => migrationId)).toEqual(['a']);
    expect(found.records.files?.map(({ owner }) => owner)).toEqual([{ kind: 'page', migrationId: 'a' }]);
  });
});

describe('web links', () => {
  it('keep address, title and window', async () => {
    const link =
      '<webLink xmlns="urn:wl"><title>T</title><url href="https://example.org" target="_blank" windowFeatures="width=100"/></webLink>';
    const found = await read({
      resources: resource('w', 'imswl_xmlv1p2', 'w.xml'),
      files: { 'w.xml': link },
    });
    expect(found.records.webLinks).toEqual([
      {
        migrationId: 'w',
        title: 'T',
        url: 'https://example.org',
        target: '_blank',
        windowFeatures: 'width=100',
        published: true,
      },
    ]);
  });

  it('without a title take that of the item', async () => {
    const found = await read({
      items: item('i', 'Tide tables', 'w'),
      resources: resource('w', 'imswl_xmlv1p1', 'w.xml'),
      files: { 'w.xml': '<webLink><url href="https://example.org"/></webLink>' },
    });
    expect(found.records.webLinks?.[0]?.title).toBe('Tide tables');
  });

  it('with a file and an href that leads out of the package are read by the file', async () => {
    const readBoth = (url: string) =>
      read({
        resources: resource('w', 'imswl_xmlv1p1', 'w.xml', '', 'href="https://example.org/a"'),
        files: { 'w.xml': `<webLink><title>T</title>${url}</webLink>` },
      });
    const same = await readBoth('<url href="https://example.org/a"/>');
    expect(same.records.webLinks).toMatchObject([{ title: 'T', url: 'https://example.org/a' }]);
    expect(troubles(same)).toEqual([]);
    const silent = await readBoth('');
    expect(silent.records.webLinks).toMatchObject([{ title: 'T', url: 'https://example.org/a' }]);
    const other = await readBoth('<url href="https://example.org/b"/>');
    expect(other.records.webLinks).toMatchObject([{ title: 'T', url: 'https://example.org/b' }]);
    expect(other.entries.find(({ element }) => element === 'resource "w"')).toMatchObject({
      state: 'changed',
      lost: ['@href "https://example.org/a"'],
      message:
        'imsmanifest.xml: resource "w" has "https://example.org/a" as its href, and "w.xml" leads to "https://example.org/b"; the file was believed.',
    });
  });

  it('without a file, with the address as href, take the title of the item, and it is told', async () => {
    const found = await read({
      items: item('i', 'Tide tables', 'w'),
      resources: '<resource identifier="w" type="imswl_xmlv1p1" href="http://example.org/t?a=1#b"/>',
    });
    expect(found.records.webLinks).toEqual([
      { migrationId: 'w', title: 'Tide tables', url: 'http://example.org/t?a=1#b', published: true },
    ]);
    expect(found.records.modules?.[0]?.items[0]).toMatchObject({
      content: { type: 'object', object: { kind: 'webLink', migrationId: 'w' } },
    });
    expect(troubles(found)).toEqual([]);
    expect(found.notices).toEqual([
      {
        severity: 'warning',
        code: 'bare_link',
        message:
          'imsmanifest.xml: resource "w" is a web link without a file that describes it; its href was taken for the address.',
        path: 'imsmanifest.xml',
        element: 'resource "w"',
        target: { kind: 'webLink', migrationId: 'w' },
      },
    ]);
  });

  it('without an address fail', async () => {
    const found = await read({
      resources: resource('w', 'imswl_xmlv1p1', 'w.xml'),
      files: { 'w.xml': '<webLink><title>T</title></webLink>' },
    });
    expect(found.entries.find(({ type }) => type === 'resource')).toMatchObject({
      state: 'failed',
      message: 'w.xml: the web link names no address.',
    });
  });
});

describe('discussion topics', () => {
  const topic = (text: string, attachments = '') =>
    `<topic xmlns="urn:dt"><title>Faces</title>${text}${attachments}</topic>`;

  it('keep HTML with its links, and their attachments', async () => {
    const text = '<text texttype="text/html">&lt;img src="$IMS-CC-FILEBASE$../m/dog.jpg"/&gt;</text>';
    const attachments =
      '<attachments><attachment href="../m/cat.jpg"/><attachment href="x.jpg"/></attachments>';
    const found = await read({
      resources: [
        resource('t', 'imsdt_xmlv1p1', 't/topic.xml'),
        content('dog', 'm/dog.jpg'),
        content('cat', 'm/cat.jpg'),
      ].join(''),
      files: { 't/topic.xml': topic(text, attachments), 'm/dog.jpg': '', 'm/cat.jpg': '' },
    });
    expect(found.records.discussionTopics).toEqual([
      {
        migrationId: 't',
        title: 'Faces',
        html: '<img src="cartwright:file/dog"/>',
        textType: 'text/html',
        published: true,
        attachments: [{ kind: 'file', migrationId: 'cat' }],
        missingAttachments: ['x.jpg'],
      },
    ]);
    expect(found.entries.find(({ element }) => element === 'resource "t"')).toMatchObject({
      state: 'changed',
      lost: ['attachment "x.jpg", which the package does not contain'],
    });
  });

  it('escape plain text', async () => {
    const found = await read({
      resources: resource('t', 'imsdt_xmlv1p1', 't.xml'),
      files: { 't.xml': topic('<text texttype="text/plain">1 &lt; 2 &amp; 3</text>') },
    });
    expect(found.records.discussionTopics?.[0]).toMatchObject({
      html: '1 &lt; 2 &amp; 3',
      textType: 'text/plain',
    });
  });
});

describe('LTI links', () => {
  const canvasSettings = (inner: string) =>
    `<blti:extensions platform="canvas.instructure.com">${inner}</blti:extensions>`;
  const lti = (inner: string) =>
    `<cartridge_basiclti_link xmlns="http://www.imsglobal.org/xsd/imslticc_v1p3" xmlns:blti="urn:b" xmlns:lticm="urn:m" xmlns:lticp="urn:p">${inner}</cartridge_basiclti_link>`;
  const readTool = (inner: string, more = '', files = {}) =>
    read({
      resources: resource('l', 'imsbasiclti_xmlv1p0', 'l.xml') + more,
      files: { 'l.xml': lti(inner), ...files },
    });

  it.each([
    ['nothing that leads to it', '', true],
    ['an empty address', '<blti:launch_url> </blti:launch_url>', true],
    ['an address', '<blti:launch_url>http://example.org/l</blti:launch_url>', false],
    ['a secure address', '<blti:secure_launch_url>https://example.org/l</blti:secure_launch_url>', false],
    ['a domain', canvasSettings('<lticm:property name="domain">example.org</lticm:property>'), false],
    ['a registration', canvasSettings('<lticm:property name="client_id">1</lticm:property>'), false],
    [
      'an address for one place',
      canvasSettings(
        '<lticm:options name="editor_button"><lticm:property name="url">https://example.org/e</lticm:property></lticm:options>',
      ),
      false,
    ],
  ])(
    'are read and told as leading nowhere where they have no address: one with %s',
    async (_, inner, isTold) => {
      const found = await readTool(`<blti:title>Simulator</blti:title>${inner}`);
      expect(found.records.externalTools).toMatchObject([{ title: 'Simulator' }]);
      const told = {
        severity: 'warning',
        code: 'tool_without_address',
        message: 'l.xml: the tool "Simulator" names no address, so nothing can be launched.',
        path: 'l.xml',
        target: { kind: 'externalTool', migrationId: 'l' },
      };
      expect(found.notices).toEqual(isTold ? [told] : []);
    },
  );

  it('keep both addresses, custom values, icons, vendor and settings of every platform', async () => {
    const found = await readTool(
      `<blti:title>Simulator</blti:title><blti:description>Move the Moon</blti:description>
      <blti:custom><lticm:property name="scene">harbour</lticm:property></blti:custom>
      <blti:extensions platform="lms.example.com"><lticm:property name="a">1</lticm:property>
        <lticm:options name="menu"><lticm:property name="b">2</lticm:property>
        <lticm:options name="deep"><lticm:property name="c">3</lticm:property></lticm:options></lticm:options></blti:extensions>
      <blti:launch_url>http://example.org/l</blti:launch_url><blti:secure_launch_url>https://example.org/l</blti:secure_launch_url>
      <blti:icon>http://example.org/i.png</blti:icon><blti:secure_icon>https://example.org/i.png</blti:secure_icon>
      <blti:vendor><lticp:code>ex</lticp:code><lticp:name>Example</lticp:name><lticp:description/>
        <lticp:url>https://example.org</lticp:url><lticp:contact><lticp:email>a@example.org</lticp:email></lticp:contact></blti:vendor>
      <cartridge_icon identifierref="icon"/>`,
      content('icon', 'icon.png'),
      { 'icon.png': '' },
    );
    expect(found.records.externalTools).toEqual([
      {
        migrationId: 'l',
        title: 'Simulator',
        description: 'Move the Moon',
        launchUrl: 'http://example.org/l',
        secureLaunchUrl: 'https://example.org/l',
        icon: 'http://example.org/i.png',
        secureIcon: 'https://example.org/i.png',
        iconFile: { kind: 'file', migrationId: 'icon' },
        custom: { scene: 'harbour' },
        platforms: [
          { platform: 'lms.example.com', settings: { a: '1', menu: { b: '2', deep: { c: '3' } } } },
        ],
        vendor: { code: 'ex', name: 'Example', url: 'https://example.org', contactEmail: 'a@example.org' },
        published: true,
      },
    ]);
    expect(troubles(found)).toEqual([]);
  });

  it('with only a secure address and an empty vendor are read', async () => {
    const found = await readTool(
      '<blti:title>T</blti:title><blti:secure_launch_url>https://example.org</blti:secure_launch_url><blti:vendor/>',
    );
    expect(found.records.externalTools?.[0]).toEqual({
      migrationId: 'l',
      title: 'T',
      secureLaunchUrl: 'https://example.org',
      published: true,
    });
  });

  it('have what Canvas says of the tool as fields', async () => {
    const found = await readTool(
      `<blti:title>T</blti:title><blti:extensions platform="canvas.instructure.com">
      <lticm:property name="domain">example.org</lticm:property><lticm:property name="privacy_level">public</lticm:property>
      <lticm:property name="lti_version">1.3</lticm:property><lticm:property name="client_id">7</lticm:property>
      <lticm:property name="tool_id">x</lticm:property></blti:extensions>`,
    );
    expect(found.records.externalTools?.[0]).toMatchObject({
      domain: 'example.org',
      privacyLevel: 'public',
      version: '1.3',
      clientId: '7',
      platforms: [{ platform: 'canvas.instructure.com', settings: { tool_id: 'x' } }],
    });
  });

  it('with the root element of old exports are read, and it is told', async () => {
    const old = `<basic_lti_link xmlns="http://www.imsglobal.org/xsd/imsbasiclti_v1p0"><title>Simulator</title>
      <custom><parameter key="scene">harbour</parameter></custom>
      <extensions platform="lms.example.com"><parameter key="a">1</parameter></extensions>
      <launch_url>https://example.org/l</launch_url></basic_lti_link>`;
    const found = await read({
      resources: resource('l', 'imsbasiclti_xmlv1p0', 'l.xml'),
      files: { 'l.xml': old },
    });
    expect(found.records.externalTools).toEqual([
      {
        migrationId: 'l',
        title: 'Simulator',
        launchUrl: 'https://example.org/l',
        custom: { scene: 'harbour' },
        platforms: [{ platform: 'lms.example.com', settings: { a: '1' } }],
        published: true,
      },
    ]);
    expect(troubles(found)).toEqual([]);
    expect(found.notices.map(({ severity, code, message }) => [severity, code, message])).toEqual([
      [
        'warning',
        'old_descriptor',
        'l.xml: the root element is "basic_lti_link"; for resource "l" of type "imsbasiclti_xmlv1p0" it must be "cartridge_basiclti_link". It was read like one.',
      ],
    ]);
  });

  it('name what has no place and what is not there', async () => {
    const found = await readTool(
      '<blti:title>T</blti:title><cartridge_bundle identifierref="b"/><cartridge_icon identifierref="none"/>',
    );
    expect(found.entries.find(({ type }) => type === 'resource')).toMatchObject({
      state: 'changed',
      lost: ['cartridge_bundle', 'icon "none", which the manifest does not have'],
    });
  });
});

describe('assignments of the extension', () => {
  const assignment = (inner: string) =>
    `<assignment xmlns="http://www.imsglobal.org/xsd/imscc_extensions/assignment" identifier="r"><title>Report</title>${inner}</assignment>`;
  const readAssignment = (inner: string) =>
    read({
      resources: resource('r', 'assignment_xmlv1p0', 'r/a.xml') + content('f', 'r/notes.txt'),
      files: { 'r/a.xml': assignment(inner), 'r/notes.txt': '' },
    });

  it('keep texts, attachments with roles, points and formats', async () => {
    const found = await readAssignment(
      `<text texttype="text/html">&lt;a href="notes.txt"&gt;n&lt;/a&gt;</text><instructor_text texttype="text/plain">a &lt; b</instructor_text>
      <attachments><attachment href="$IMS-CC-FILEBASE$/notes.txt" role="Learner"/></attachments>
      <gradable points_possible="11.5">true</gradable>
      <submission_formats><format type="text"/><format type="html"/><format type="url"/><format type="file"/></submission_formats>`,
    );
    expect(found.records.assignments).toEqual([
      {
        migrationId: 'r',
        title: 'Report',
        html: '<a href="cartwright:file/f">n</a>',
        instructorHtml: 'a &lt; b',
        gradingType: 'points',
        pointsPossible: 11.5,
        submissionTypes: ['onlineText', 'onlineUrl', 'onlineUpload'],
        attachments: [{ file: { kind: 'file', migrationId: 'f' }, role: 'Learner' }],
        published: true,
        path: 'r/a.xml',
      },
    ]);
    expect(troubles(found)).toEqual([]);
  });

  it.each([
    ['page that an item shows', '', 'pages'],
    ['fallback', '<variant identifier="v" identifierref="r"/>', 'assignments'],
  ] as const)('keep an attachment as a file that is also a %s', async (_, variant, became) => {
    const attachments = '<attachments><attachment href="f.html" role="All"/></attachments>';
    const found = await read({
      items: item('i', 'Report', 'f'),
      resources:
        resource('r', 'assignment_xmlv1p0', 'r/a.xml') +
        resource('t', 'imsdt_xmlv1p1', 't.xml') +
        content('f', 'r/f.html', variant),
      files: {
        'r/a.xml': assignment(attachments),
        't.xml': `<topic><title>T</title><text/>${attachments.replace('f.html', 'r/f.html')}</topic>`,
        'r/f.html': '<p>Write.</p>',
      },
    });
    expect(found.records[became]).toHaveLength(1);
    const [file, ...others] = found.records.files ?? [];
    expect(file).toMatchObject({ path: 'r/f.html', mediaType: 'text/html', size: 13 });
    expect(others).toEqual([]);
    const target = { kind: 'file', migrationId: file?.migrationId };
    expect(found.records.assignments?.[0]?.attachments).toEqual([{ file: target, role: 'All' }]);
    expect(found.records.discussionTopics?.[0]?.attachments).toEqual([target]);
    expect(found.entries.find(({ element }) => element === 'resource "r"')?.state).toBe('imported');
  });

  it('whose descriptor calls them otherwise than their resource tell that name', async () => {
    const found = await read({
      resources: resource('r', 'assignment_xmlv1p0', 'r/a.xml'),
      files: { 'r/a.xml': assignment('').replace('identifier="r"', 'identifier=" other "') },
    });
    expect(found.records.assignments).toMatchObject([{ migrationId: 'r' }]);
    expect(found.entries.find(({ element }) => element === 'resource "r"')).toMatchObject({
      state: 'changed',
      lost: ['@identifier "other"'],
    });
  });

  it.each([
    ['the same name', 'identifier=" r "'],
    ['a blank name', 'identifier=""'],
    ['no name', ''],
  ])('whose descriptor has %s have nothing to tell', async (_, attribute) => {
    const found = await read({
      resources: resource('r', 'assignment_xmlv1p0', 'r/a.xml'),
      files: { 'r/a.xml': assignment('').replace('identifier="r"', attribute) },
    });
    expect(troubles(found)).toEqual([]);
  });

  it('that are not graded say so', async () => {
    const found = await readAssignment('<gradable>false</gradable>');
    expect(found.records.assignments?.[0]).toMatchObject({ gradingType: 'notGraded' });
    expect(found.records.assignments?.[0]).not.toHaveProperty('pointsPossible');
  });

  it('take settings of Canvas from their extensions, but none that lead to nothing', async () => {
    const found = await readAssignment(
      `<gradable>true</gradable><extensions platform="canvas.instructure.com">
      <assignment xmlns="http://canvas.instructure.com/xsd/cccv1p0" identifier="x"><title>Canvas title</title>
      <due_at>2026-01-31T23:59:59</due_at><assignment_group_identifierref>g</assignment_group_identifierref>
      <points_possible>60</points_possible><submission_types>online_upload</submission_types></assignment></extensions>`,
    );
    expect(found.records.assignments?.[0]).toMatchObject({
      migrationId: 'r',
      title: 'Canvas title',
      dueAt: '2026-01-31T23:59:59Z',
      pointsPossible: 60,
      submissionTypes: ['onlineUpload'],
    });
    expect(found.records.assignments?.[0]).not.toHaveProperty('group');
    expect(found.entries.find(({ element }) => element === 'resource "r"')).toMatchObject({
      state: 'changed',
      lost: [
        'extensions/assignment/@identifier "x"',
        'group "g", which the package does not have',
        'title "Report"',
      ],
    });
  });

  it('name extensions and formats that nobody knows', async () => {
    const found = await readAssignment(
      '<submission_formats><format type="audio"/></submission_formats><extensions platform="x.org"><y>1</y></extensions>',
    );
    expect(found.entries.find(({ element }) => element === 'resource "r"')?.lost).toEqual([
      'submission_formats/format/@type "audio"',
      'extensions/@platform "x.org"',
      'extensions/y',
    ]);
  });
});

describe('types that stay files', () => {
  it.each([
    ['idpfepub_epubv3p0', 'book.epub', 'reading the book in place'],
    ['imsapip_zipv1p0', 'a.zip', 'its questions (APIP)'],
    ['imsiwb_iwbv1p0', 'a.iwb', 'its whiteboard pages (IWB)'],
    ['imsov_xmlv1p0', 'v.xml', 'playing the video in place'],
    ['imsqti_zipv3p0', 'q.zip', 'its questions (QTI 3)'],
  ])('%s', async (type, path, lost) => {
    const found = await read({
      items: item('i', 'Shown', 'k'),
      resources: resource('k', type, path),
      files: { [path]: 'bytes' },
    });
    expect(found.records.files?.map(({ migrationId }) => migrationId)).toEqual(['k']);
    expect(found.entries.find(({ element }) => element === 'resource "k"')).toMatchObject({
      state: 'changed',
      code: 'kept_as_file',
      lost: [lost],
      message: `imsmanifest.xml: resource "k" is of type "${type}"; it is kept as a file.`,
    });
    expect(found.records.modules?.[0]?.items[0]?.content).toEqual({
      type: 'object',
      object: { kind: 'file', migrationId: 'k' },
    });
  });

  it('types that nobody knows, which are unsupported', async () => {
    const found = await read({
      resources: resource('k', 'imsunknwn_xmlv1p3', 'x.dat') + resource('l', 'imsunknwn_xmlv1p3', 'y.dat'),
      files: { 'x.dat': 'bytes' },
    });
    expect(found.records.files?.map(({ path }) => path)).toEqual(['x.dat']);
    expect(
      found.entries.filter(({ type }) => type === 'resource').map(({ state, message }) => [state, message]),
    ).toEqual([
      [
        'unsupported',
        'imsmanifest.xml: resource "k" is of type "imsunknwn_xmlv1p3", which is not known. Its files are kept as files.',
      ],
      [
        'unsupported',
        'imsmanifest.xml: resource "l" is of type "imsunknwn_xmlv1p3", which is not known. There are no files of it in the package.',
      ],
    ]);
  });
});

describe('resources for instructors', () => {
  it('are hidden from learners, whatever they are', async () => {
    const found = await read({
      items: item('i', 'Page', 'p') + item('j', 'Link', 'w'),
      resources: [
        content('p', 'p.html', roles('Instructor')),
        resource('w', 'imswl_xmlv1p3', 'w.xml', roles('Mentor')),
        resource('t', 'imsdt_xmlv1p3', 't.xml', roles('Instructor')),
        content('f', 'f.pdf', roles('Instructor')),
        content('g', 'g.pdf', roles('Instructor', 'Learner')),
      ].join(''),
      files: { 'p.html': 'P', 'w.xml': WEB_LINK, 't.xml': TOPIC, 'f.pdf': '', 'g.pdf': '' },
    });
    expect(found.records.pages?.[0]).toMatchObject({ published: false, audience: ['Instructor'] });
    expect(found.records.webLinks?.[0]).toMatchObject({ published: false, audience: ['Mentor'] });
    expect(found.records.discussionTopics?.[0]).toMatchObject({ published: false });
    expect(found.records.files?.map(({ path, hidden }) => [path, hidden])).toEqual([
      ['f.pdf', true],
      ['g.pdf', undefined],
    ]);
    expect(found.records.modules?.[0]?.items.map(({ published, audience }) => [published, audience])).toEqual(
      [
        [false, ['Instructor']],
        [false, ['Mentor']],
      ],
    );
  });
});
