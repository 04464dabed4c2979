/** Tests and question banks of a cartridge become quizzes, banks and questions. */
import { describe, expect, it } from 'vitest';
import { content, item, read, resource, roles, troubles } from './cartridge.js';

const ASSESSMENT = 'imsqti_xmlv1p2/imscc_xmlv1p3/assessment';
const BANK = 'imsqti_xmlv1p2/imscc_xmlv1p3/question-bank';

const field = (label: string, entry: string) =>
  `<qtimetadatafield><fieldlabel>${label}</fieldlabel><fieldentry>${entry}</fieldentry></qtimetadatafield>`;
const fields = (values: Record<string, string>) =>
  `<qtimetadata>${Object.entries(values)
    .map(([label, entry]) => field(label, entry))
    .join('')}</qtimetadata>`;
const essay = (ident: string, stem = 'Why?') =>
  `<item ident="${ident}"><itemmetadata>${fields({ cc_profile: 'cc.essay.v0p1', qmd_computerscored: 'No' })}</itemmetadata>
   <presentation><material><mattext texttype="text/html">${stem}</mattext></material>
   <response_str ident="R"><render_fib prompt="Box"/></response_str></presentation></item>`;
const questestinterop = (inner: string) =>
  `<questestinterop xmlns="http://www.imsglobal.org/xsd/ims_qtiasiv1p2">${inner}</questestinterop>`;
const quiz = (items: string, metadata = '', title = 'Pretest') =>
  questestinterop(
    `<assessment ident="A" title="${title}">${metadata}<section ident="S">${items}</section></assessment>`,
  );
const bank = (items: string) => questestinterop(`<objectbank ident="B">${items}</objectbank>`);

describe('quizzes', () => {
  it('have the identifier of their resource and their questions in order', async () => {
    const found = await read({
      items: item('i', 'Shown as', 'q'),
      resources: resource('q', ASSESSMENT, 'q/a.xml'),
      files: { 'q/a.xml': quiz(essay('one') + essay('two')) },
    });
    expect(found.records.quizzes).toEqual([
      {
        migrationId: 'q',
        title: 'Pretest',
        quizType: 'assignment',
        published: true,
        entries: [
          { type: 'question', question: { kind: 'question', migrationId: 'one' } },
          { type: 'question', question: { kind: 'question', migrationId: 'two' } },
        ],
      },
    ]);
    expect(found.records.questions?.map(({ migrationId, owner }) => [migrationId, owner])).toEqual([
      ['one', { kind: 'quiz', migrationId: 'q' }],
      ['two', { kind: 'quiz', migrationId: 'q' }],
    ]);
    expect(found.records.modules?.[0]?.items[0]).toMatchObject({
      title: 'Shown as',
      content: { type: 'object', object: { kind: 'quiz', migrationId: 'q' } },
    });
    expect(troubles(found)).toEqual([]);
  });

  it('keep the settings of the profile', async () => {
    const metadata = fields({
      cc_profile: 'cc.exam.v0p1',
      qmd_assessmenttype: 'Examination',
      qmd_scoretype: 'Percentage',
      qmd_timelimit: '120',
      cc_maxattempts: 'unlimited',
      cc_allow_late_submission: 'Yes',
      qmd_feedbackpermitted: 'No',
      qmd_hintspermitted: 'Yes',
      qmd_solutionspermitted: 'No',
    });
    const found = await read({
      resources: resource('q', ASSESSMENT, 'q.xml'),
      files: { 'q.xml': quiz(essay('e'), metadata) },
    });
    expect(found.records.quizzes?.[0]).toMatchObject({
      timeLimit: 120,
      allowedAttempts: -1,
      allowLateSubmission: true,
      feedbackPermitted: false,
      hintsPermitted: true,
      solutionsPermitted: false,
    });
    expect(troubles(found)).toEqual([]);
  });

  it('take no time limit of zero minutes', async () => {
    const found = await read({
      resources: resource('q', ASSESSMENT, 'q.xml'),
      files: { 'q.xml': quiz(essay('e'), fields({ qmd_timelimit: '0' })) },
    });
    expect(found.records.quizzes?.[0]).not.toHaveProperty('timeLimit');
  });

  it('name metadata that means nothing here', async () => {
    const found = await read({
      resources: resource('q', ASSESSMENT, 'q.xml'),
      files: { 'q.xml': quiz(essay('e'), fields({ vendor_colour: 'red' })) },
    });
    expect(found.entries.find(({ type }) => type === 'resource')).toMatchObject({
      state: 'changed',
      lost: ['vendor_colour "red"'],
    });
  });

  it('have links translated, the missing ones told once', async () => {
    const stem = '&lt;img src="$IMS-CC-FILEBASE$p.png"&gt;&lt;img src="x.png"&gt;';
    const found = await read({
      resources: resource('q', ASSESSMENT, 'q/a.xml') + content('p', 'q/p.png'),
      files: { 'q/a.xml': quiz(essay('one', stem) + essay('two', stem)), 'q/p.png': '' },
    });
    expect(found.records.questions?.map(({ stem }) => stem)).toEqual(
      Array(2).fill('<img src="cartwright:file/p"><img src="x.png">'),
    );
    expect(found.notices.map(({ code, message }) => [code, message])).toEqual([
      ['missing_links', 'q/a.xml: 1 link leads to nothing in the package (questions): "x.png".'],
    ]);
  });

  it('are one when two resources name the same file', async () => {
    const found = await read({
      items: item('i', 'First', 'q') + item('j', 'Second', 'r'),
      resources: resource('q', ASSESSMENT, 'q.xml') + resource('r', ASSESSMENT, 'q.xml'),
      files: { 'q.xml': quiz(essay('e')) },
    });
    expect(found.records.quizzes).toHaveLength(1);
    expect(found.records.modules?.[0]?.items.map((one) => one.content)).toEqual(
      Array(2).fill({ type: 'object', object: { kind: 'quiz', migrationId: 'q' } }),
    );
  });

  it('keep questions apart that have one ident', async () => {
    const found = await read({
      resources: resource('q', ASSESSMENT, 'q.xml') + resource('b', BANK, 'b.xml'),
      files: { 'q.xml': quiz(essay('same')), 'b.xml': bank(essay('same')) },
    });
    expect(found.records.questions?.map(({ migrationId, owner }) => [migrationId, owner.kind])).toEqual([
      ['same', 'quiz'],
      ['same-2', 'questionBank'],
    ]);
  });

  it('that break off keep what was read and fail', async () => {
    const whole = quiz(essay('one') + essay('two'));
    const found = await read({
      items: item('i', 'Quiz', 'q'),
      resources: resource('q', ASSESSMENT, 'q.xml'),
      files: { 'q.xml': whole.slice(0, whole.lastIndexOf('<response_str')) },
    });
    expect(found.records.quizzes?.[0]?.entries).toEqual([
      { type: 'question', question: { kind: 'question', migrationId: 'one' } },
    ]);
    expect(found.records.modules?.[0]?.items[0]?.content).toMatchObject({ type: 'object' });
    expect(found.entries.find(({ type }) => type === 'resource')).toMatchObject({
      state: 'failed',
      code: 'broken_file',
      message: expect.stringMatching(/^q\.xml: line \d+, column \d+: unclosed tag/),
    });
  });

  it('that are no QTI at all fail alone', async () => {
    const found = await read({
      items: item('i', 'Quiz', 'q') + item('j', 'Other', 'r'),
      resources: resource('q', ASSESSMENT, 'q.xml') + resource('r', ASSESSMENT, 'r.xml'),
      files: { 'q.xml': '<html/>', 'r.xml': quiz(essay('e')) },
    });
    expect(found.records.quizzes?.map(({ migrationId }) => migrationId)).toEqual(['r']);
    expect(found.records.modules?.[0]?.items.map((one) => one.content.type)).toEqual(['missing', 'object']);
  });
});

describe('question banks', () => {
  it('are hidden in no module and own their questions', async () => {
    const found = await read({
      resources: resource('b', BANK, 'b.xml', roles('Instructor')),
      files: { 'b.xml': bank(essay('e')) },
    });
    expect(found.records.questionBanks).toEqual([{ migrationId: 'b', title: 'b', audience: ['Instructor'] }]);
    expect(found.records.questions?.[0]?.owner).toEqual({ kind: 'questionBank', migrationId: 'b' });
    expect(troubles(found)).toEqual([]);
  });
});
