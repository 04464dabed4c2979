/** What damaged packages once did wrong, each by its smallest package. */
import { describe, expect, it } from 'vitest';
import type { LedgerEntry } from '../../activities/course/ledger.js';
import { titleText } from '../../activities/formats/common-cartridge/manifest/organization.js';
import { parseXmlText } from '../../activities/formats/xml/parse.js';
import { type Files, zipOf } from '../package/packages.js';
import { processorTime } from '../support/processor-time.js';
import { convert, entriesOf, issuesOf } from './convert.js';

const manifest = (...resources: string[]) =>
  `<manifest identifier="m" xmlns="http://www.imsglobal.org/xsd/imsccv1p3/imscp_v1p1">
    <metadata><schema>IMS Common Cartridge</schema><schemaversion>1.3.0</schemaversion></metadata>
    <organizations/><resources>${resources.join('')}</resources></manifest>`;

const resource = (identifier: string, type: string, path: string, more = '') =>
  `<resource identifier="${identifier}" type="${type}"><file href="${path}"/>${more}</resource>`;

const PAGE = resource('page', 'webcontent', 'page.html');
const TOPIC = resource('topic', 'imsdt_xmlv1p3', 'topic.xml');
const BROKEN = '<topic><title>Tides';

async function ledgerOf(files: Files): Promise<LedgerEntry[]> {
  const { bundle } = await convert(await zipOf(files));
  return entriesOf(bundle);
}

const errorOf = async (files: Files) => {
  const error: unknown = await convert(await zipOf(files)).catch((thrown) => thrown);
  return String(error);
};

const statesOf = (entries: readonly LedgerEntry[], type: string) =>
  entries
    .filter((entry) => entry.type === type)
    .map(({ element, path, state }) => `${element ?? path}: ${state}`)
    .sort();

describe('files that cannot be taken', () => {
  const saidOf = async (archive: Buffer) => {
    const issues = await issuesOf(await convert(archive));
    return issues.map(({ message }) => message);
  };
  /** To texts of the same length, so that the archive as a whole stays sound. */
  const renamed = (archive: Buffer, from: string, to: string) =>
    Buffer.from(archive.toString('latin1').replaceAll(from, to), 'latin1');

  it('are told once, whatever resources name them', async () => {
    const resources = ['one', 'two'].map((id) => resource(id, 'webcontent', 'a.html'));
    const files = { 'imsmanifest.xml': manifest(...resources), 'a.html': '<p>sound</p>' };
    const [said, ...more] = await saidOf(renamed(await zipOf(files), '<p>sound</p>', '<p>wrong</p>'));
    expect(said).toMatch(/^a\.html: .*checksum/);
    expect(more).toEqual([]);
  });

  it('are told once of a path, however many further entries it has', async () => {
    const copies = { 'a.html': '', 'b.html': '', 'c.html': '' };
    const files = { 'imsmanifest.xml': manifest(resource('r', 'webcontent', 'a.html')), ...copies };
    const archive = renamed(renamed(await zipOf(files), 'b.html', 'a.html'), 'c.html', 'a.html');
    expect(await saidOf(archive)).toEqual(['a.html: an earlier entry has the same path.']);
  });
});

describe('files beside the package', () => {
  it('may have the path of one inside', async () => {
    const entries = await ledgerOf({
      'course/imsmanifest.xml': manifest(PAGE),
      'course/page.html': '<p>inside</p>',
      'page.html': '<p>beside</p>',
    });
    expect(statesOf(entries, 'outside entry')).toEqual(['page.html: unsupported']);
    expect(statesOf(entries, 'zip entry')).toContain('page.html: imported');
  });
});

describe('what is part of a broken resource of a cartridge fails with it', () => {
  it('when another resource names its file, before it or after it', async () => {
    const other = (identifier: string) => resource(identifier, 'imsdt_xmlv1p3', 'topic.xml');
    const entries = await ledgerOf({
      'imsmanifest.xml': manifest(other('before'), TOPIC, other('after')),
      'topic.xml': BROKEN,
    });
    expect(statesOf(entries, 'file reference').map((line) => line.split(': ')[1])).toEqual([
      'failed',
      'failed',
      'failed',
    ]);
  });

  it('when web content is made of its file', async () => {
    const entries = await ledgerOf({
      'imsmanifest.xml': manifest(resource('content', 'webcontent', 'topic.xml'), TOPIC),
      'topic.xml': BROKEN,
    });
    expect(statesOf(entries, 'resource')).toEqual(['resource "content": failed', 'resource "topic": failed']);
    const { message } = entries.find(({ element }) => element === 'resource "content"') ?? {};
    expect(message).toBe(
      'imsmanifest.xml: resource "content" is part of resource "topic", which could not be read.',
    );
  });

  it('when it is the better form of another', async () => {
    const entries = await ledgerOf({
      'imsmanifest.xml': manifest(
        resource('page', 'webcontent', 'page.html', '<variant identifierref="topic" identifier="v"/>'),
        TOPIC,
      ),
      'page.html': '<p>Tides</p>',
      'topic.xml': BROKEN,
    });
    expect(entries.filter(({ state }) => state === 'merged' || state === 'imported')).not.toContainEqual(
      expect.objectContaining({ target: expect.objectContaining({ migrationId: 'topic' }) }),
    );
  });
});

describe('titles', () => {
  const title = (text: string) => titleText(parseXmlText(`<title>${text}</title>`, 'imsmanifest.xml'));

  it('are one line, whatever spaces they are written with', () => {
    expect(title('\n  The\ttides \n\n of  a\u00a0day \n')).toBe('The tides of a day');
    expect(title(' \n ')).toBeUndefined();
  });

  it('of millions of words take less than a second', () => {
    const text = 'a '.repeat(3_000_000).trim();
    expect(processorTime(() => expect(title(text)).toHaveLength(text.length))).toBeLessThan(1_000);
  });
});

describe('quizzes of a cartridge', () => {
  const QUIZ = resource('quiz', 'imsqti_xmlv1p2/imscc_xmlv1p3/assessment', 'quiz.xml');
  const quiz = (content: string) =>
    `<questestinterop><assessment ident="a" title="A"><section ident="s">${content}</section></assessment></questestinterop>`;

  it('may break off behind their end, without a question', async () => {
    const entries = await ledgerOf({ 'imsmanifest.xml': manifest(QUIZ), 'quiz.xml': `${quiz('')}<more/>` });
    expect(statesOf(entries, 'resource')).toEqual(['resource "quiz": failed']);
    expect(statesOf(entries, 'section').map((line) => line.split(': ')[1])).toEqual(['merged']);
  });

  it('may name questions that are nowhere', async () => {
    const entries = await ledgerOf({
      'imsmanifest.xml': manifest(QUIZ),
      'quiz.xml': quiz('<itemref linkrefid="nowhere"/>'),
    });
    const [reference] = entries.filter(({ type }) => type === 'itemref');
    expect(reference).toMatchObject({ state: 'failed', code: 'broken_reference' });
    expect(reference?.message).toMatch(
      /^quiz\.xml: .+ names the question "nowhere", which the package does not contain\.$/,
    );
  });
});

describe('pages', () => {
  it('with a false byte order mark fail alone', async () => {
    const entries = await ledgerOf({
      'imsmanifest.xml': manifest(
        '<resource identifier="page" type="webcontent" intendeduse="syllabus" href="page.html"><file href="page.html"/></resource>',
      ),
      'page.html': Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('<p>odd</p>!')]),
    });
    expect(entries.find(({ type }) => type === 'resource')).toMatchObject({
      state: 'failed',
      message: 'page.html: the bytes of the file are not valid text in the encoding they are marked with.',
    });
  });
});

describe('Canvas cartridges', () => {
  it('may have settings for a file that is not there', async () => {
    const entries = await ledgerOf({
      'imsmanifest.xml': manifest(
        resource(
          'settings',
          'associatedcontent/imscc_xmlv1p3/learning-application-resource',
          'course_settings/canvas_export.txt',
        ),
        resource('gone', 'webcontent', 'web_resources/a.txt'),
      ),
      'course_settings/canvas_export.txt': 'Q: What did the panda say?',
      'course_settings/files_meta.xml':
        '<fileMeta xmlns="http://canvas.instructure.com/xsd/cccv1p0"><files><file identifier="gone"><locked>true</locked></file></files></fileMeta>',
    });
    const remark = entries.find(({ type, element }) => type === 'settings' && element?.includes('"gone"'));
    expect(remark).toMatchObject({ state: 'unsupported', code: 'missing_file' });
  });

  it('may name a file twice that is not there', async () => {
    const entries = await ledgerOf({
      'imsmanifest.xml': manifest(
        resource(
          'settings',
          'associatedcontent/imscc_xmlv1p3/learning-application-resource',
          'course_settings/canvas_export.txt',
        ),
        resource('one', 'webcontent', 'web_resources/a.txt'),
        resource('two', 'webcontent', 'web_resources/a.txt'),
      ),
      'course_settings/canvas_export.txt': 'Q: What did the panda say?',
    });
    expect(statesOf(entries, 'resource')).toEqual(
      expect.arrayContaining(['resource "one": failed', 'resource "two": failed']),
    );
  });
});

describe('modules of a Canvas cartridge', () => {
  const settings = (root: string, content: string) =>
    `<${root} xmlns="http://canvas.instructure.com/xsd/cccv1p0">${content}</${root}>`;
  const item = (identifier: string) =>
    `<item identifier="${identifier}"><content_type>Quizzes::Quiz</content_type><title>Q</title><identifierref>quiz</identifierref></item>`;
  const modules = (...items: string[]) =>
    settings(
      'modules',
      `<module identifier="m1"><title>M</title><items>${items.map(item).join('')}</items></module>`,
    );
  const organization = `<organizations><organization identifier="o" structure="rooted-hierarchy"><item identifier="root">
    <item identifier="m1"><title>M</title><item identifier="i1" identifierref="quiz"><title>Q</title></item></item>
  </item></organization></organizations>`;
  const files = (moduleMeta: string, quiz: string): Files => ({
    'imsmanifest.xml': manifest(
      resource('quiz', 'imsqti_xmlv1p2/imscc_xmlv1p3/assessment', 'quiz/assessment_qti.xml'),
    ).replace('<organizations/>', organization),
    'course_settings/canvas_export.txt': '',
    'course_settings/module_meta.xml': moduleMeta,
    'quiz/assessment_qti.xml': quiz,
  });
  const QUIZ = '<questestinterop><assessment ident="quiz"/></questestinterop>';
  const itemsOf = (entries: readonly LedgerEntry[]) =>
    statesOf(entries, 'item').filter((line) => !line.includes('root'));

  it('that break off leave the items of the organisation that they did not come to', async () => {
    const whole = modules('i1');
    const entries = await ledgerOf(files(whole.slice(0, whole.indexOf('</module>')), QUIZ));
    expect(itemsOf(entries)).toEqual(['item "i1": imported', 'item "m1": imported']);
  });

  it('may show a quiz that is broken', async () => {
    const entries = await ledgerOf(files(modules('i2'), '<questestinterop><assessment'));
    expect(itemsOf(entries)).toEqual(['item "i1": failed', 'item "m1": merged']);
  });
});

describe('messages', () => {
  it('show control characters of names as escapes', async () => {
    const entries = await ledgerOf({ 'imsmanifest.xml': manifest(), 'a\u001b[31m\u202e.html': '' });
    const { path, message } = entries.find(({ code }) => code === 'not_in_manifest') ?? {};
    expect(path).toBe('a\u001b[31m\u202e.html');
    expect(message).toMatch(/^a\\u001b\[31m\\u202e\.html: imsmanifest\.xml does not name this file/);
  });

  it('cut endless names in the middle', async () => {
    const type = 'x'.repeat(100_000);
    const entries = await ledgerOf({
      'imsmanifest.xml': manifest(resource('odd', type, 'a.txt')),
      'a.txt': '',
    });
    const { message = '' } = entries.find(({ element }) => element === 'resource "odd"') ?? {};
    expect(message).toMatch(/^imsmanifest\.xml: resource "odd" is of type "x+…x+", which is not known\./);
    expect(message.length).toBeLessThanOrEqual(2_000);
  });

  it('say in words that an entity has no meaning', async () => {
    expect(await errorOf({ 'imsmanifest.xml': manifest('&unheard;') })).toMatch(
      /^PackageError: imsmanifest\.xml: line 3, column \d+: an entity is used that has no meaning\.$/,
    );
  });
});
