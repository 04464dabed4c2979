/** Links in texts are written as a cartridge and Canvas want them. */
import { describe, expect, it } from 'vitest';
import { createLedger } from '../../../activities/course/create-ledger.js';
import type { Notice } from '../../../activities/course/ledger.js';
import { createLinkWriter } from '../../../activities/formats/common-cartridge/writer/links.js';
import { planCartridge } from '../../../activities/formats/common-cartridge/writer/plan.js';
import { createExportReport } from '../../../activities/formats/common-cartridge/writer/report.js';
import { exportCourse } from '../../support/cartridge-export.js';
import { courseSource } from '../../support/course-source.js';
import { linkTo, record, ref, sampleCourse, sampleFile, sampleQuestion } from '../../support/courses.js';

const records = [
  ...sampleCourse(),
  record('files', sampleFile('file-odd', 'Ünit 1/50% & more?.pdf')),
  record('pages', { migrationId: '7', title: 'Numbered', html: '', published: true }),
];

async function rewrite(html: string) {
  const notices: Notice[] = [];
  const ledger = createLedger({ entry: async () => {}, notice: async (notice) => void notices.push(notice) });
  const { index } = courseSource(records);
  const report = createExportReport(ledger, index, '1.1');
  const links = createLinkWriter(planCartridge(index), report);
  const written = links.rewriteHtml(html, ref('page', 'page-home'));
  await report.flush();
  return { written, notices };
}

const addresses: readonly (readonly [what: string, model: string, written: string])[] = [
  ['a file', 'cartwright:file/file-map', '$IMS-CC-FILEBASE$/images/deep/er/map.svg'],
  [
    'a file with an odd name',
    'cartwright:file/file-odd',
    '$IMS-CC-FILEBASE$/%C3%9Cnit%201/50%25%20&amp;%20more%3F.pdf',
  ],
  ['a page', 'cartwright:page/page-next', '$WIKI_REFERENCE$/pages/page-next'],
  ['a page whose id is no xs:ID', 'cartwright:page/7', '$WIKI_REFERENCE$/pages/cw.page.7'],
  ['an assignment', 'cartwright:assignment/essay-1', '$CANVAS_OBJECT_REFERENCE$/assignments/essay-1'],
  ['a quiz', 'cartwright:quiz/quiz-1', '$CANVAS_OBJECT_REFERENCE$/quizzes/quiz-1'],
  ['a topic', 'cartwright:discussionTopic/topic-1', '$CANVAS_OBJECT_REFERENCE$/discussion_topics/topic-1'],
  ['a module', 'cartwright:module/module-1', '$CANVAS_OBJECT_REFERENCE$/modules/module-1'],
  ['a module item', 'cartwright:moduleItem/item-quiz', '$CANVAS_COURSE_REFERENCE$/modules/items/item-quiz'],
  ['a folder', 'cartwright:folder/folder-images', '$CANVAS_COURSE_REFERENCE$/files/folder/images'],
  ['a place in the course', 'cartwright:course/syllabus', '$CANVAS_COURSE_REFERENCE$/assignments/syllabus'],
  ['the first page of the course', 'cartwright:course/home', '$CANVAS_COURSE_REFERENCE$/'],
  ['another place in it', 'cartwright:course/modules', '$CANVAS_COURSE_REFERENCE$/modules'],
  ['an activity that became a page', 'cartwright:activity/activity-1', '$WIKI_REFERENCE$/pages/activity-1'],
];

describe('links out', () => {
  it.each(addresses)('leads to %s as Canvas does', async (_, model, address) => {
    const { written, notices } = await rewrite(`<a href="${model}">x</a>`);
    expect(written).toBe(`<a href="${address}">x</a>`);
    expect(notices).toEqual([]);
  });

  it.each([
    [
      '<p style="background: url(cartwright:file/file-map)">',
      '<p style="background: url($IMS-CC-FILEBASE$/images/deep/er/map.svg)">',
    ],
    [
      '<style>p { background: url("cartwright:file/file-map") }</style>',
      '<style>p { background: url("$IMS-CC-FILEBASE$/images/deep/er/map.svg") }</style>',
    ],
    [
      '<img srcset="cartwright:file/file-map, cartwright:file/file-image 2x">',
      '<img srcset="$IMS-CC-FILEBASE$/images/deep/er/map.svg, $IMS-CC-FILEBASE$/images/cell.png 2x">',
    ],
    [
      '<div data-anything="cartwright:page/page-next">',
      '<div data-anything="$WIKI_REFERENCE$/pages/page-next">',
    ],
    [
      '<meta http-equiv="refresh" content="0; url=cartwright:page/page-next">',
      '<meta http-equiv="refresh" content="0; url=$WIKI_REFERENCE$/pages/page-next">',
    ],
  ])('leads out from wherever HTML holds links: %s', async (model, html) => {
    expect(await rewrite(model)).toEqual({ written: html, notices: [] });
  });

  it('keeps query and fragment', async () => {
    const { written } = await rewrite('<img src="cartwright:file/file-image?canvas_download=1&amp;x=y#top">');
    expect(written).toBe('<img src="$IMS-CC-FILEBASE$/images/cell.png?canvas_download=1&amp;x=y#top">');
  });

  it('leaves every other address alone', async () => {
    const html = '<a href="https://example.org/?a=1&b">x</a><a href="cartwright:nonsense/1">y</a>';
    expect((await rewrite(html)).written).toBe(html);
  });

  it('keeps a readable address for what is not exported, and says so', async () => {
    const { written, notices } = await rewrite(
      '<a href="cartwright:page/elsewhere">x</a><img src="cartwright:file/gone">',
    );
    expect(written).toBe(
      '<a href="$WIKI_REFERENCE$/pages/elsewhere">x</a><img src="$CANVAS_OBJECT_REFERENCE$/attachments/gone">',
    );
    expect(notices).toEqual([
      {
        severity: 'warning',
        code: 'link_outside_export',
        message: 'Page "Home" has a link to the page "elsewhere", which is not part of the export.',
        target: ref('page', 'page-home'),
      },
      {
        severity: 'warning',
        code: 'link_outside_export',
        message: 'Page "Home" has a link to the file "gone", which is not part of the export.',
        target: ref('page', 'page-home'),
      },
    ]);
  });
});

describe('links to files', () => {
  const link = linkTo('file', 'f');
  const about = { title: 'T', html: link, published: true };
  const shows = {
    stem: link,
    answers: [
      { id: 'a', html: link, weight: 100 },
      { id: 'b', html: 'Land', weight: 0 },
    ],
  };
  const course = [
    record('files', sampleFile('f', 'maps/sea 1.png')),
    record('pages', { ...about, migrationId: 'p' }),
    record('discussionTopics', { ...about, migrationId: 't' }),
    record('assignments', { ...about, migrationId: 'a' }),
    record('quizzes', {
      ...about,
      migrationId: 'q',
      quizType: 'assignment',
      entries: [{ type: 'question', question: ref('question', 'n') }],
    }),
    record('questions', sampleQuestion('multipleChoice', 'n', ref('quiz', 'q'), shows)),
  ];
  const CANVAS = '$IMS-CC-FILEBASE$/maps/sea%201.png';
  const linksOf = async (dialect: string) => {
    const { sink } = await exportCourse(course, { version: '1.3', dialect });
    const found = [...sink.entries.keys()].map((path) => {
      const text = /\.(?:html|xml|qti)$/.test(path) ? sink.text(path) : '';
      return [
        path,
        [...text.matchAll(/href=(?:"|&quot;)([^"&]*sea[^"&]*)(?:"|&quot;)/g)].map(([, to]) => to),
      ] as const;
    });
    return Object.fromEntries(
      found.map(([path, to]) => [path, [...new Set(to)]] as const).filter(([, to]) => to.length > 0),
    );
  };

  it('have the form of the standard where other programs read them: Moodle found no picture of a page or topic', async () => {
    const links = await linksOf('standard');
    expect(links).toMatchObject({
      'wiki_content/t.html': ['../web_resources/maps/sea%201.png'],
      'a/t.html': ['../web_resources/maps/sea%201.png'],
      't.xml': ['$IMS-CC-FILEBASE$web_resources/maps/sea%201.png'],
      'a/assignment.xml': ['$IMS-CC-FILEBASE$../web_resources/maps/sea%201.png'],
      'q/assessment_qti.xml': ['$IMS-CC-FILEBASE$../web_resources/maps/sea%201.png'],
      'q/assessment_meta.xml': [CANVAS],
      'non_cc_assessments/q.xml.qti': [CANVAS],
    });
  });

  it('have that of Canvas wherever they are, in what is written for Canvas', async () => {
    const links = Object.entries(await linksOf('canvas'));
    expect(links.length).toBeGreaterThan(5);
    for (const [path, to] of links)
      if (path !== 'imsmanifest.xml' && path !== 'course_settings/files_meta.xml')
        expect([path, to]).toEqual([path, [CANVAS]]);
  });
});
