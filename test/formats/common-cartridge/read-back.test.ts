/** What only the Canvas reader can get back from a cartridge that was written with Canvas's files. */
import { describe, expect, it } from 'vitest';
import type { CourseRecord } from '../../../activities/course/collections.js';
import type { ModuleItem } from '../../../activities/course/model/module.js';
import { canvasReader } from '../../../activities/formats/canvas/read.js';
import { exportCourse } from '../../support/cartridge-export.js';
import { linkTo, record, ref, sampleQuestion } from '../../support/courses.js';
import { type ReadPackage, readPackage } from '../../support/read-package.js';

async function readBack(records: readonly CourseRecord[], version = '1.3'): Promise<ReadPackage> {
  const { sink } = await exportCourse(records, { version });
  return readPackage(canvasReader, sink.source());
}

const item = (
  migrationId: string,
  indent: number,
  content: ModuleItem['content'],
  more = {},
): ModuleItem => ({
  migrationId,
  title: `Item ${migrationId}`,
  indent,
  published: true,
  content,
  ...more,
});

const itemsBack = async (items: ModuleItem[], others: readonly CourseRecord[] = []) => {
  const module = { migrationId: 'm', title: 'Week 1', position: 1, published: true, items };
  const { records } = await readBack([...others, record('modules', module)]);
  return { records, items: records.modules?.[0]?.items };
};

describe('a course that is written for Canvas and read again', () => {
  it('has its folders, which are headings in the modules of Canvas', async () => {
    const items = [
      item('i1', 0, { type: 'folder' }),
      item('i2', 1, { type: 'folder' }),
      item('i3', 2, { type: 'heading' }),
      item('i4', 0, { type: 'heading' }),
    ];
    expect((await itemsBack(items)).items).toEqual(items);
  });

  it('has what its modules and items are about, which stands in the organisation', async () => {
    const metadata = { descriptions: [{ text: 'About the sea', language: 'en' }] };
    const items = [item('i1', 0, { type: 'heading' }, { metadata })];
    const module = { migrationId: 'm', title: 'Week 1', position: 1, published: true, metadata, items };
    const { records } = await readBack([record('modules', module)]);
    expect(records.modules).toMatchObject([{ metadata, items }]);
  });

  it('has its web links, and the items that show them still do', async () => {
    const link = { migrationId: 'w', title: 'Tables', url: 'https://example.org/' };
    const items = [
      item('i1', 0, { type: 'object', object: ref('webLink', 'w') }),
      item('i2', 0, { type: 'url', url: 'https://example.org/' }),
      item('i3', 0, { type: 'url', url: 'https://example.org/other' }),
    ];
    const back = await itemsBack(items, [record('webLinks', link)]);
    expect(back.items?.map(({ content }) => content)).toEqual(items.map(({ content }) => content));
    expect(back.records.webLinks).toMatchObject([link]);
  });

  it('has no vendor for a tool that had none', async () => {
    const { records } = await readBack([
      record('externalTools', { migrationId: 't', title: 'Tool', launchUrl: 'https://example.org/' }),
    ]);
    expect(records.externalTools?.[0]).not.toHaveProperty('vendor');
  });

  it('has what its pages are meant for', async () => {
    const page = { migrationId: 'p', title: 'Plan', html: '', published: true, intendedUse: 'lessonplan' };
    expect((await readBack([record('pages', page)])).records.pages).toMatchObject([page]);
  });

  it.each(['syllabus', 'home', 'pages', 'files', 'modules', 'grades'])(
    'has its links to the %s of the course',
    async (place) => {
      const html = linkTo('course', place);
      const { records, notices } = await readBack([
        record('pages', { migrationId: 'p', title: 'Page', html, published: true }),
      ]);
      expect(records.pages?.[0]?.html).toBe(html);
      expect(notices).toEqual([]);
    },
  );

  it.each(['1.1', '1.3'])(
    'has the questions that its classic quizzes take from a bank, as copies that name them, in version %s',
    async (version) => {
      const asked = [
        { type: 'question', question: ref('question', 'q1') },
        { type: 'question', question: ref('question', 'q2') },
      ] as const;
      const quiz = { title: 'Quiz', published: true, quizType: 'assignment' as const };
      const source = [
        record('questionBanks', { migrationId: 'b', title: 'Bank' }),
        record('quizzes', { ...quiz, migrationId: 'z', entries: [...asked] }),
        record('questions', sampleQuestion('multipleChoice', 'q1', ref('questionBank', 'b'))),
        record('questions', sampleQuestion('multipleChoice', 'q2', ref('quiz', 'z'))),
      ];
      const { sink, entries } = await exportCourse(source, { version });
      const { records } = await readPackage(canvasReader, sink.source());
      const copy = ref('question', 'q1_in_z');
      expect(records.quizzes?.[0]?.entries).toEqual([{ type: 'question', question: copy }, asked[1]]);
      expect(records.questions?.find(({ migrationId }) => migrationId === 'q1_in_z')).toMatchObject({
        owner: ref('quiz', 'z'),
        bankQuestion: 'q1',
      });
      expect(sink.text('z/assessment_qti.xml').match(/<item ident="[^"]*"/g)).toEqual([
        '<item ident="q1"',
        '<item ident="q2"',
      ]);
      expect(entries.find(({ type }) => type === 'quiz')).toMatchObject({
        state: 'changed',
        code: 'question_copied',
      });
    },
  );

  it.each([
    [true, undefined, []],
    [false, ['Instructor'], []],
    [false, undefined, ['published']],
    [true, ['Instructor'], ['published']],
  ] as const)('has links and tools that are published: %s, for %s', async (published, audience, lost) => {
    const own = { published, ...(audience === undefined ? {} : { audience: [...audience] }) };
    const url = 'https://example.org/';
    const { sink, entries } = await exportCourse([
      record('webLinks', { migrationId: 'w', title: 'Link', url, ...own }),
      record('externalTools', { migrationId: 't', title: 'Tool', launchUrl: url, ...own }),
    ]);
    const { records } = await readPackage(canvasReader, sink.source());
    const back = [records.webLinks?.[0]?.published, records.externalTools?.[0]?.published];
    const isBack = lost.length === 0;
    expect(back).toEqual([isBack ? published : !published, isBack ? published : !published]);
    expect(entries.map((entry) => entry.lost ?? [])).toEqual([lost, lost]);
  });

  it.each([
    ['canvas', true],
    ['standard', false],
  ])('has a quiz without questions as a test in the dialect %s: %s', async (dialect, isTest) => {
    const quiz = { migrationId: 'z', title: 'Quiz', published: true, quizType: 'assignment' as const };
    const { sink } = await exportCourse([record('quizzes', { ...quiz, entries: [] })], { dialect });
    expect(sink.entries.has('z/assessment_qti.xml')).toBe(isTest);
    expect(/type="imsqti_[^"]*"/.test(sink.text('imsmanifest.xml'))).toBe(isTest);
    const { records } = await readPackage(canvasReader, sink.source());
    expect(records.quizzes).toMatchObject([{ migrationId: 'z', title: 'Quiz', entries: [] }]);
  });
});
