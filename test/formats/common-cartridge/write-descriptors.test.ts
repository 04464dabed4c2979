/** The small XML files that describe web links, topics, tools and assignments, to be checked by eye. */
import { describe, expect, it } from 'vitest';
import type { Assignment } from '../../../activities/course/model/assignment.js';
import type { DiscussionTopic } from '../../../activities/course/model/content.js';
import { assignmentDescriptor } from '../../../activities/formats/common-cartridge/writer/descriptors/assignment.js';
import {
  resourceLinkDescriptor,
  toolDescriptor,
} from '../../../activities/formats/common-cartridge/writer/descriptors/basic-lti.js';
import { topicDescriptor } from '../../../activities/formats/common-cartridge/writer/descriptors/topic.js';
import { webLinkDescriptor } from '../../../activities/formats/common-cartridge/writer/descriptors/web-link.js';
import { cartridgeProfile } from '../../../activities/formats/common-cartridge/writer/versions.js';
import { xml } from '../../../activities/formats/xml/write.js';
import { ref } from '../../support/courses.js';

const profile = cartridgeProfile({});
const links = {
  rewriteHtml: (html: string) => html,
  fileAddress: ({ migrationId }: { migrationId: string }) =>
    migrationId === 'gone' ? undefined : `$IMS-CC-FILEBASE$/${migrationId}`,
  attachmentAddress: ({ migrationId }: { migrationId: string }) =>
    migrationId === 'gone' ? undefined : `web_resources/${migrationId}`,
};
const rewriteHtml = links.rewriteHtml;

/** The document without its declaration, one line for each element that opens. */
const lines = (document: string): string[] =>
  document
    .replace(/^<\?xml.*?\?>\n/, '')
    .trim()
    .replace(/(?<!^)<(?!\/)/g, '\n<')
    .split('\n');

describe('web links', () => {
  it('says title, address and window', () => {
    const link = {
      title: 'A & B',
      url: 'https://example.org/?a=1&b=2',
      target: '_blank',
      windowFeatures: 'width=100',
    };
    expect(lines(webLinkDescriptor(link, profile))).toEqual([
      '<webLink xmlns="http://www.imsglobal.org/xsd/imsccv1p1/imswl_v1p1">',
      '<title>A &amp; B</title>',
      '<url href="https://example.org/?a=1&amp;b=2" target="_blank" windowFeatures="width=100"/></webLink>',
    ]);
  });
});

describe('topics', () => {
  const topic: DiscussionTopic = {
    migrationId: 't',
    title: 'نقاش',
    html: '<p>a &lt; b</p>',
    published: true,
  };

  it('escapes its HTML once more', () => {
    expect(lines(topicDescriptor(topic, topic.html, links, profile))).toEqual([
      '<topic xmlns="http://www.imsglobal.org/xsd/imsccv1p1/imsdt_v1p1">',
      '<title>نقاش</title>',
      '<text texttype="text/html">&lt;p&gt;a &amp;lt; b&lt;/p&gt;</text></topic>',
    ]);
  });

  it('gives text that was plain back as plain text', () => {
    const plain = { ...topic, html: 'a &lt; b &amp; c', textType: 'text/plain' as const };
    expect(topicDescriptor(plain, plain.html, links, profile)).toContain(
      '<text texttype="text/plain">a &lt; b &amp; c</text>',
    );
  });

  it('lists the attachments that are exported by their paths, where Moodle finds them', () => {
    const attached = { ...topic, attachments: [ref('file', 'a.txt'), ref('file', 'gone')] };
    expect(topicDescriptor(attached, '', links, profile)).toContain(
      '<attachments><attachment href="web_resources/a.txt"/></attachments>',
    );
    expect(topicDescriptor(attached, '', links, cartridgeProfile({ dialect: 'canvas' }))).toContain(
      '<attachments><attachment href="$IMS-CC-FILEBASE$/a.txt"/></attachments>',
    );
  });
});

describe('tools', () => {
  const options = { profile, rewriteHtml, resourceOf: () => 'icon-1' };
  const write = (tool: object) =>
    lines(toolDescriptor({ migrationId: 't', title: 'Tool', ...tool }, options)).slice(1);

  it('invents the vendor that the schema demands, as Canvas does', () => {
    expect(write({})).toEqual([
      '<blti:title>Tool</blti:title>',
      '<blti:vendor>',
      '<lticp:code>unknown</lticp:code>',
      '<lticp:name>unknown</lticp:name></blti:vendor></cartridge_basiclti_link>',
    ]);
  });

  it('keeps to the order of the schema', () => {
    const tool = {
      description: '<b>x</b>',
      custom: { key: 'value' },
      platforms: [{ platform: 'other.example', settings: { a: '1' } }],
      launchUrl: 'https://a/launch',
      secureLaunchUrl: '',
      icon: 'https://a/i.png',
      secureIcon: 'https://a/s.png',
      iconFile: ref('file', 'icon'),
      vendor: { code: 'acme', name: 'Acme', description: 'd', url: 'https://acme', contactEmail: 'a@acme' },
      domain: 'a',
    };
    expect(write(tool)).toEqual([
      '<blti:title>Tool</blti:title>',
      '<blti:description>&lt;b&gt;x&lt;/b&gt;</blti:description>',
      '<blti:custom>',
      '<lticm:property name="key">value</lticm:property></blti:custom>',
      '<blti:extensions platform="other.example">',
      '<lticm:property name="a">1</lticm:property></blti:extensions>',
      '<blti:extensions platform="canvas.instructure.com">',
      '<lticm:property name="domain">a</lticm:property></blti:extensions>',
      '<blti:launch_url>https://a/launch</blti:launch_url>',
      '<blti:icon>https://a/i.png</blti:icon>',
      '<blti:secure_icon>https://a/s.png</blti:secure_icon>',
      '<blti:vendor>',
      '<lticp:code>acme</lticp:code>',
      '<lticp:name>Acme</lticp:name>',
      '<lticp:description>d</lticp:description>',
      '<lticp:url>https://acme</lticp:url>',
      '<lticp:contact>',
      '<lticp:email>a@acme</lticp:email></lticp:contact></blti:vendor>',
      '<cartridge_icon identifierref="icon-1"/></cartridge_basiclti_link>',
    ]);
  });

  it("adds what only Canvas knows to the settings of Canvas's platform", () => {
    const platforms = [
      {
        platform: 'canvas.instructure.com',
        settings: { tool_id: 'x', course_navigation: { enabled: 'true' } },
      },
    ];
    expect(write({ platforms, privacyLevel: 'public', version: '1.3', clientId: '9' }).slice(1, 7)).toEqual([
      '<blti:extensions platform="canvas.instructure.com">',
      '<lticm:property name="tool_id">x</lticm:property>',
      '<lticm:options name="course_navigation">',
      '<lticm:property name="enabled">true</lticm:property></lticm:options>',
      '<lticm:property name="privacy_level">public</lticm:property>',
      '<lticm:property name="lti_version">1.3</lticm:property>',
    ]);
  });

  it('writes a resource link with its own facts as platform settings', () => {
    const link = {
      migrationId: 'l',
      title: 'Slide',
      url: 'https://a/3',
      lookupUuid: 'u',
      toolUrl: 'https://a',
    };
    expect(lines(resourceLinkDescriptor(link, options)).slice(2, 6)).toEqual([
      '<blti:extensions platform="canvas.instructure.com">',
      '<lticm:property name="lookup_uuid">u</lticm:property>',
      '<lticm:property name="resource_link_url">https://a/3</lticm:property></blti:extensions>',
      '<blti:secure_launch_url>https://a</blti:secure_launch_url></cartridge_basiclti_link>',
    ]);
  });
});

describe('assignments of 1.3', () => {
  const extension = xml('assignment', { identifier: 'a_canvas', xmlns: 'urn:canvas' });
  const write = (assignment: Partial<Assignment>) =>
    lines(
      assignmentDescriptor(
        { migrationId: 'a', title: 'Essay', published: true, ...assignment },
        { identifier: 'a', fileAddress: links.fileAddress, rewriteHtml, extension },
      ),
    );

  it('says for everyone what the standard can say, and for Canvas the rest', () => {
    const written = write({
      html: '<p>Write.</p>',
      instructorHtml: 'Be kind.',
      attachments: [
        { file: ref('file', 'a.txt'), role: 'Learner' },
        { file: ref('file', 'b.txt'), role: 'Tutor' },
      ],
      pointsPossible: 2.5,
      submissionTypes: ['onlineText', 'onlineUpload', 'mediaRecording', 'onPaper'],
    });
    expect(written).toEqual([
      '<assignment identifier="a" xmlns="http://www.imsglobal.org/xsd/imscc_extensions/assignment">',
      '<title>Essay</title>',
      '<text texttype="text/html">&lt;p&gt;Write.&lt;/p&gt;</text>',
      '<instructor_text texttype="text/html">Be kind.</instructor_text>',
      '<attachments>',
      '<attachment href="$IMS-CC-FILEBASE$/a.txt" role="Learner"/>',
      '<attachment href="$IMS-CC-FILEBASE$/b.txt" role="All"/></attachments>',
      '<gradable points_possible="2.5">true</gradable>',
      '<submission_formats>',
      '<format type="html"/>',
      '<format type="file"/></submission_formats>',
      '<extensions>',
      '<assignment identifier="a_canvas" xmlns="urn:canvas"/></extensions></assignment>',
    ]);
  });

  it('is not gradable when it is not graded', () => {
    expect(write({ gradingType: 'notGraded' })).toContain('<gradable>false</gradable>');
  });
});
