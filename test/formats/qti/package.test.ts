/** Packages of QTI 1.2 questions, as several programs export them: every file of questions is read, once. */
import { describe, expect, it } from 'vitest';
import { linksIn } from '../../../activities/course/links.js';
import { detectPackage } from '../../../activities/formats/detect.js';
import { readerOf } from '../../../activities/formats/registry.js';
import { type Content, packageOf } from '../../support/package-source.js';
import { type ReadPackage, readPackage } from '../../support/read-package.js';

type Files = Readonly<Record<string, Content>>;

async function read(files: Files): Promise<ReadPackage> {
  const source = packageOf(files, 'week 1.zip');
  return readPackage(readerOf(await detectPackage(source), source.name), source);
}

interface Manifest {
  readonly resources: string;
  readonly items?: string;
  readonly attributes?: string;
}

const manifest = ({
  resources,
  items = '',
  attributes = '',
}: Manifest) => `<manifest identifier="m" ${attributes}>
  <metadata><schema>IMS Content</schema><schemaversion>1.1.3</schemaversion></metadata>
  <organizations><organization identifier="o">${items}</organization></organizations>
  <resources>${resources}</resources>
</manifest>`;

const resource = (identifier: string, type: string, files: readonly string[], more = '') =>
  `<resource identifier="${identifier}" type="${type}">${files
    .map((path) => `<file href="${path}"/>`)
    .join('')}${more}</resource>`;

const essay = (identifier: string, text = 'Why?') => `<item ident="${identifier}" title="Essay">
  <presentation><material><mattext texttype="text/html"><![CDATA[${text}]]></mattext></material>
  <response_str ident="r"><render_fib rows="5"/></response_str></presentation></item>`;

const quiz = (title: string, items: string, head = '') => `<?xml version="1.0"?>
<questestinterop><assessment ident="a1" title="${title}">${head}<section ident="s1">${items}</section></assessment></questestinterop>`;

const bank = (items: string) =>
  `<questestinterop><objectbank ident="b1">${items}</objectbank></questestinterop>`;

const titles = (records: readonly { readonly title: string }[] = []) => records.map(({ title }) => title);

const owners = ({ records: { questions = [] } }: ReadPackage) =>
  questions.map(({ migrationId, owner }) => `${migrationId} of ${owner.kind} ${owner.migrationId}`);

describe('a package of questions with a manifest', () => {
  it('is read with the settings that Canvas exports beside a quiz', async () => {
    const meta = '<quiz identifier="q1"><title>Forces</title><time_limit>20</time_limit></quiz>';
    const found = await read({
      'imsmanifest.xml': manifest({
        resources:
          resource('q1', 'imsqti_xmlv1p2', ['q1/q1.xml'], '<dependency identifierref="q1m"/>') +
          resource('q1m', 'associatedcontent/imscc_xmlv1p1/learning-application-resource', [
            'q1/assessment_meta.xml',
          ]),
      }),
      'q1/q1.xml': quiz('Forces', essay('x1')),
      'q1/assessment_meta.xml': meta,
    });
    expect(found.records.quizzes).toMatchObject([{ migrationId: 'q1', title: 'Forces', timeLimit: 20 }]);
    expect(owners(found)).toEqual(['x1 of quiz q1']);
    expect(found.entries.filter(({ state }) => state !== 'imported' && state !== 'merged')).toEqual([]);
  });

  it('is shown in the module that its organisation makes', async () => {
    const found = await read({
      'imsmanifest.xml': manifest({
        items: '<item identifier="i1" identifierref="r1"><title>Exam 1</title></item>',
        resources: resource('r1', 'imsqti_xmlv1p1', ['quiz.xml']),
      }),
      'quiz.xml': quiz('Forces', essay('x1')),
    });
    expect(found.records.modules?.[0]?.items).toMatchObject([
      { title: 'Exam 1', content: { object: { kind: 'quiz', migrationId: 'r1' } } },
    ]);
  });

  it('is read from the file of a resource that holds questions, not from settings listed before it', async () => {
    const found = await read({
      'imsmanifest.xml': manifest({
        resources: resource('r1', 'imsqti_xmlv1p1', ['settings.xml', 'quiz.xml']),
      }),
      'settings.xml': '<settings/>',
      'quiz.xml': quiz('Forces', essay('x1')),
    });
    expect(owners(found)).toEqual(['x1 of quiz r1']);
    expect(found.records.files?.map(({ path }) => path)).toEqual(['settings.xml']);
    expect(found.report.totals.failed).toBe(0);
  });

  it('has a bank where the file of a resource holds one, whatever its type says', async () => {
    const found = await read({
      'imsmanifest.xml': manifest({ resources: resource('r1', 'imsqti_xmlv1p2', ['bank.xml']) }),
      'bank.xml': bank(essay('x1')),
    });
    expect(found.records.quizzes).toBeUndefined();
    expect(found.records.questionBanks).toMatchObject([{ migrationId: 'r1' }]);
    expect(found.entries.filter(({ state }) => state === 'failed')).toEqual([]);
  });

  it('has every file of questions, named or not: of the latter a warning tells', async () => {
    const found = await read({
      'imsmanifest.xml': manifest({ resources: resource('r1', 'imsqti_xmlv1p2', ['one.xml', 'two.xml']) }),
      'one.xml': quiz('One', essay('x1')),
      'two.xml': quiz('Two', essay('x2')),
      'three.xml': quiz('Three', essay('x3')),
    });
    expect(titles(found.records.quizzes)).toEqual(['One', 'Two', 'Three']);
    expect(found.notices.map(({ message }) => message)).toEqual([
      'three.xml: imsmanifest.xml does not name this file; its questions were imported all the same.',
    ]);
  });

  it('finds a file that was packed under another name, and says so', async () => {
    const found = await read({
      'imsmanifest.xml': manifest({ resources: resource('r1', 'imsqti_xmlv1p1', ['Week%201%20(a).xml']) }),
      'Week_1_a.xml': quiz('Week 1', essay('x1')),
    });
    expect(owners(found)).toEqual(['x1 of quiz r1']);
    expect(found.notices.map(({ message }) => message)).toEqual([
      'imsmanifest.xml: resource "r1" names "Week 1 (a).xml", which the package does not contain; "Week_1_a.xml" was taken for it.',
    ]);
  });

  it('guesses no name where two files could be meant', async () => {
    const found = await read({
      'imsmanifest.xml': manifest({ resources: resource('r1', 'imsqti_xmlv1p1', ['Week 1.xml']) }),
      'Week_1.xml': quiz('One', essay('x1')),
      'Week-1.xml': quiz('Other', essay('x2')),
    });
    expect(titles(found.records.quizzes)).toEqual(['One', 'Other']);
    expect(found.entries.find(({ type }) => type === 'resource')).toMatchObject({
      state: 'failed',
      code: 'missing_file',
    });
  });

  it('keeps all other files as files of the course', async () => {
    const found = await read({
      'imsmanifest.xml': manifest({ resources: resource('r1', 'imsqti_xmlv1p2', ['quiz.xml', 'a.png']) }),
      'quiz.xml': quiz('One', essay('x1')),
      'a.png': 'png',
      'notes/read me.xml': '<notes/>',
    });
    expect(found.records.files?.map(({ path }) => path).sort()).toEqual(['a.png', 'notes/read me.xml']);
  });

  it('does not say that a name is lost which nothing goes by', async () => {
    const found = await read({
      'imsmanifest.xml': manifest({ resources: resource('r1', 'imsqti_xmlv1p2', ['quiz.xml']) }),
      'quiz.xml': quiz('One', essay('x1')),
    });
    expect(found.entries.find(({ type }) => type === 'resource')).toMatchObject({ state: 'imported' });
  });

  it('tells a list of labels that is more than the labels of its fields', async () => {
    const field =
      '<qti_metadatafield><fieldlabel>level</fieldlabel><fieldentry>2</fieldentry></qti_metadatafield>';
    const head = (list: string) => `<qtimetadata><vocabulary>${list}</vocabulary>${field}</qtimetadata>`;
    const lost = async (list: string) => {
      const found = await read({ 'quiz.xml': quiz('One', essay('x1'), head(list)) });
      return found.entries
        .flatMap((entry) => entry.lost ?? [])
        .filter((phrase) => phrase.includes('vocabulary'));
    };
    expect(await lost('level')).toEqual([]);
    expect(await lost('level, topic')).toEqual(['qtimetadata/vocabulary ("level, topic")']);
  });
});

describe('pictures in questions', () => {
  const PICTURES = { 'exam/org0/images/image.png': '0', 'exam/org1/images/image.png': '1', 'image.png': '2' };
  const shown = async (address: string) => {
    const files = { ...PICTURES, 'quiz.xml': quiz('One', essay('x1', `<img src="${address}">`)) };
    const found = await read(files);
    const [link] = linksIn(JSON.stringify(found.records.questions));
    const file = found.records.files?.find(({ migrationId }) => migrationId === link?.migrationId);
    return file?.path ?? found.notices.map(({ message }) => message);
  };

  it.each([
    ['by their paths', 'exam/org1/images/image.png', 'exam/org1/images/image.png'],
    [
      'by the end of their paths, where it is of one file only',
      'org0/images/image.png',
      'exam/org0/images/image.png',
    ],
    [
      'behind the token of a program',
      '$IMS_CC_FILE_BASE$org1/images/image.png',
      'exam/org1/images/image.png',
    ],
    ['behind a token in percent signs', '%24REPLACEMENT_TOKEN%24image.png', 'image.png'],
  ])('are found %s', async (_, address, path) => {
    expect(await shown(address)).toBe(path);
  });

  it('are told to be missing where two files could be meant', async () => {
    expect(await shown('images/image.png')).toEqual([
      'quiz.xml: 1 link leads to nothing in the package (text): "images/image.png".',
    ]);
  });
});

describe('a package without a manifest', () => {
  it('is read file by file: quizzes, banks and items by themselves', async () => {
    const found = await read({
      'qti.xml': quiz('OLAT', essay('x1')),
      'pool/bank.qti': bank(essay('x2')),
      'items/x3.xml': `<questestinterop>${essay('x3')}</questestinterop>`,
      'media/a.png': 'png',
    });
    expect(owners(found)).toEqual([
      'x1 of quiz qti.xml',
      'x2 of questionBank pool/bank.qti',
      'x3 of questionBank items/x3.xml',
    ]);
    expect(found.records.files?.map(({ path }) => path)).toEqual(['media/a.png']);
    expect(found.report.totals).toMatchObject({ failed: 0, unsupported: 0 });
  });

  it('loses none of its sound files when one is broken', async () => {
    const found = await read({
      'a.xml': quiz('Sound', essay('x1')),
      'b.xml': '<questestinterop><assessment title="Broken"><section><item',
    });
    expect(titles(found.records.quizzes)).toContain('Sound');
    expect(found.entries.find(({ path, type }) => path === 'b.xml' && type === 'zip entry')).toMatchObject({
      state: 'failed',
      code: 'broken_file',
    });
  });
});

describe('question pools of Blackboard', () => {
  const attributes = 'xmlns:bb="http://www.blackboard.com/content-packaging/"';
  const pool = (title: string) =>
    quiz(
      title,
      essay('x1'),
      '<assessmentmetadata><bbmd_assessmenttype>Pool</bbmd_assessmenttype></assessmentmetadata>',
    );
  const row = (type: string, title: string) =>
    `<resource bb:file="res00001.dat" bb:title="${title}" identifier="res00001" type="${type}" xml:base="res00001"/>`;

  it('are banks, by the file that an attribute names', async () => {
    const found = await read({
      '.bb-package-info': '',
      'imsmanifest.xml': manifest({ attributes, resources: row('assessment/x-bb-qti-pool', 'Plants') }),
      'res00001.dat': pool('Plants'),
    });
    expect(found.records.questionBanks).toMatchObject([{ migrationId: 'res00001', title: 'Plants' }]);
    expect(owners(found)).toEqual(['x1 of questionBank res00001']);
    expect(found.entries.find(({ type }) => type === 'resource')).toMatchObject({ state: 'imported' });
  });

  it('are told of another name in the manifest', async () => {
    const found = await read({
      'imsmanifest.xml': manifest({ attributes, resources: row('assessment/x-bb-qti-pool', 'Old name') }),
      'res00001.dat': pool('Plants'),
    });
    expect(found.entries.find(({ type }) => type === 'resource')).toMatchObject({
      state: 'changed',
      lost: ['@title "Old name"'],
    });
  });

  it('are not read from a whole course of Blackboard, which holds more than questions', async () => {
    const course = '<resource identifier="res00002" type="course/x-bb-coursesetting"/>';
    const whole = {
      '.bb-package-info': '',
      'imsmanifest.xml': manifest({ attributes, resources: row('assessment/x-bb-qti-pool', 'P') + course }),
    };
    await expect(read(whole)).rejects.toThrow('week 1.zip: this is a Blackboard package');
  });
});

describe('questions of later versions of QTI', () => {
  it.each([
    ['imsqti_item_xmlv2p1', '2.1'],
    ['imsqti_item_xmlv3p0', '3.0'],
  ])('are refused with their version: %s', async (type, version) => {
    const files = { 'imsmanifest.xml': manifest({ resources: resource('r1', type, ['a.xml']) }) };
    await expect(read(files)).rejects.toThrow(
      `week 1.zip: this is a QTI package of version ${version}, which cannot be imported yet. Cartwright imports `,
    );
  });

  it('are told by their files where the manifest does not say which', async () => {
    const attributes = 'xmlns:qti="http://www.imsglobal.org/xsd/qti/qtiv"';
    const files = {
      'imsmanifest.xml': manifest({ attributes, resources: resource('r1', 'webcontent', ['a.xml']) }),
      'a.xml': '<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p2" identifier="i"/>',
    };
    await expect(read(files)).rejects.toThrow('a QTI package of version 2.2');
  });
});
