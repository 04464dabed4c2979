/** What readers that know nothing of Canvas find in our cartridges. */
import { describe, expect, it } from 'vitest';
import { COLLECTIONS, type CourseRecord } from '../../../activities/course/collections.js';
import { createLedger } from '../../../activities/course/create-ledger.js';
import { commonCartridgeReader } from '../../../activities/formats/common-cartridge/read.js';
import type { CartridgeVersion } from '../../../activities/formats/common-cartridge/writer/versions.js';
import { exportCourse } from '../../support/cartridge-export.js';
import { linkTo, record, ref, sampleFile, sampleQuestion } from '../../support/courses.js';

type Fields = Record<string, unknown>;

/** What a reader that knows nothing of Canvas finds, by key. */
async function readPlainly(
  records: readonly CourseRecord[],
  version: CartridgeVersion,
): Promise<Map<string, Fields>> {
  const { sink } = await exportCourse(records, { version });
  const found = new Map<string, Fields>();
  const ledger = createLedger({ entry: async () => {}, notice: async () => {} });
  await commonCartridgeReader.read(sink.source(), {
    ledger,
    signal: new AbortController().signal,
    progress: () => {},
    emit: async (collection, emitted) =>
      void found.set(`${COLLECTIONS[collection].kind}/${emitted.migrationId}`, emitted as Fields),
  });
  expect(ledger.close().totals.failed).toBe(0);
  return found;
}

const shows = (migrationId: string, indent: number, object: ReturnType<typeof ref>) => ({
  migrationId,
  title: `Shows ${object.migrationId}`,
  indent,
  published: true,
  content: { type: 'object' as const, object },
});

const ITEMS = [
  { migrationId: 'i1', title: 'Reading', indent: 0, published: true, content: { type: 'folder' as const } },
  shows('i2', 1, ref('page', 'p')),
  { migrationId: 'i3', title: 'Deeper', indent: 1, published: true, content: { type: 'folder' as const } },
  shows('i4', 2, ref('discussionTopic', 't')),
  shows('i5', 2, ref('quiz', 'q')),
  shows('i6', 0, ref('webLink', 'w')),
  shows('i7', 0, ref('externalTool', 'x')),
  { migrationId: 'i8', title: 'A line', indent: 0, published: true, content: { type: 'heading' as const } },
  shows('i9', 0, ref('assignment', 'a')),
];

const COURSE: readonly CourseRecord[] = [
  record('course', { migrationId: 'c', title: 'Tides', language: 'en' }),
  record('files', sampleFile('f', 'Ünit 1/moon 50%.png')),
  record('pages', { migrationId: 'p', title: 'Page', html: linkTo('file', 'f', '?a=1'), published: true }),
  record('discussionTopics', {
    migrationId: 't',
    title: 'Topic',
    html: `<p>${linkTo('page', 'p')}</p>`,
    published: true,
    attachments: [ref('file', 'f')],
  }),
  record('webLinks', {
    migrationId: 'w',
    title: 'Tables',
    url: 'https://example.org/?a=1&b=2',
    target: '_blank',
  }),
  record('externalTools', {
    migrationId: 'x',
    title: 'Tool',
    launchUrl: 'https://example.org/launch',
    custom: { sea: 'north' },
    domain: 'example.org',
  }),
  record('assignments', {
    migrationId: 'a',
    title: 'Essay',
    html: '<p>Write.</p>',
    instructorHtml: 'Be kind.',
    published: true,
    pointsPossible: 10,
    submissionTypes: ['onlineUpload'],
  }),
  record('quizzes', {
    migrationId: 'q',
    title: 'Quiz',
    published: true,
    quizType: 'assignment',
    entries: [{ type: 'question', question: ref('question', 'n') }],
  }),
  record('questions', sampleQuestion('multipleChoice', 'n', ref('quiz', 'q'))),
  record('modules', { migrationId: 'm', title: 'Week 1', position: 1, published: true, items: ITEMS }),
];

describe.each(['1.1', '1.3'] as const)(
  'a cartridge of version %s, read without knowing of Canvas',
  (version) => {
    it('has the texts, links and tools of the course', async () => {
      const found = await readPlainly(COURSE, version);
      expect(found.get('page/p')).toMatchObject({ html: linkTo('file', 'f', '?a=1') });
      expect(found.get('discussionTopic/t')).toMatchObject({
        title: 'Topic',
        html: `<p>${linkTo('page', 'p')}</p>`,
        attachments: [ref('file', 'f')],
      });
      expect(found.get('webLink/w')).toMatchObject({
        title: 'Tables',
        url: 'https://example.org/?a=1&b=2',
        target: '_blank',
      });
      expect(found.get('externalTool/x')).toMatchObject({
        title: 'Tool',
        launchUrl: 'https://example.org/launch',
        custom: { sea: 'north' },
        domain: 'example.org',
      });
      expect(found.get('file/f')).toMatchObject({ path: 'web_resources/Ünit 1/moon 50%.png' });
      expect(found.get('question/n')).toMatchObject({ interaction: 'multipleChoice' });
    });

    it('has its modules with folders inside folders', async () => {
      const found = await readPlainly(COURSE, version);
      const { items } = found.get('module/m') as { items: Fields[] };
      const asItWas = ITEMS.map(({ migrationId, title, indent, content }) => ({
        migrationId,
        title,
        indent,
        content,
      }));
      const [essay] = asItWas.splice(-1);
      expect(
        items.map(({ migrationId, title, indent, content }) => ({ migrationId, title, indent, content })),
      ).toEqual([
        ...asItWas,
        version === '1.3' ? essay : { ...essay, content: { type: 'object', object: ref('page', 'a') } },
      ]);
    });

    it('has its assignments, as such where the version knows them and as pages where it does not', async () => {
      const found = await readPlainly(COURSE, version);
      if (version === '1.1') expect(found.get('page/a')).toMatchObject({ html: '<p>Write.</p>' });
      else
        expect(found.get('assignment/a')).toMatchObject({
          title: 'Essay',
          html: '<p>Write.</p>',
          instructorHtml: 'Be kind.',
          pointsPossible: 10,
          submissionTypes: ['onlineUpload'],
        });
    });
  },
);
