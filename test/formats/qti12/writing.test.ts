/** Questions as Canvas writes them, to be checked by eye. */
import { describe, expect, it } from 'vitest';
import { formatLink, parseLink } from '../../../activities/course/links.js';
import type { Interaction, Question } from '../../../activities/course/model/question.js';
import type { Quiz, QuizEntry } from '../../../activities/course/model/quiz.js';
import { rewriteAddresses } from '../../../activities/formats/html/rewrite.js';
import { readQuizFields } from '../../../activities/formats/qti/qti12/quiz-fields.js';
import { writeAssessment12 } from '../../../activities/formats/qti/qti12/write.js';
import { INTERACTIONS, sampleQuestion } from '../../support/sample-questions.js';
import { readText } from './reading.js';
import { QUIZ, streamOf, writeBank, writeQuiz } from './writing.js';

const owner = { kind: 'quiz' as const, migrationId: 'quiz' };
const sample = (interaction: Interaction, id = 'q') => sampleQuestion(interaction, id, owner);
const reference = (migrationId: string) => ({ kind: 'question' as const, migrationId });
const step = (migrationId: string, more: object = {}): QuizEntry => ({
  type: 'question',
  question: reference(migrationId),
  ...more,
});
const group = (more: Partial<Extract<QuizEntry, { type: 'group' }>>): QuizEntry => ({
  type: 'group',
  migrationId: 'g1',
  title: 'Pick',
  questions: [],
  ...more,
});
const itemsIn = (text: string) => [...text.matchAll(/<item ident="([^"]*)"/g)].map(([, ident]) => ident);
const itemIn = (text: string) => /<item .*<\/item>/s.exec(text)?.[0] ?? '';

describe("an item in Canvas's dialect", () => {
  it('has a number for a group that asks all: Canvas leaves out what a group without one draws', async () => {
    const bank = { kind: 'questionBank' as const, migrationId: 'b' };
    const entries = [
      group({ migrationId: 'g1', bank }),
      group({ migrationId: 'g2', questions: [reference('q')], pointsPerQuestion: 2 }),
      group({ migrationId: 'g3', bank, pick: 2 }),
    ];
    const numbersIn = (text: string) => [...text.matchAll(/<selection_number(?:>(\d+)|)/g)].map(([, n]) => n);
    const options = { bankSize: () => 7 };
    const { text } = await writeQuiz('canvas', [sample('essay')], { entries }, options);
    expect(numbersIn(text)).toEqual(['7', '1', '2']);
    expect((await readText(text)).documents[0]?.entries).toEqual(entries);
    const newQuiz = await writeQuiz('canvas', [], { entries, engine: 'newQuizzes' }, options);
    expect(numbersIn(newQuiz.text)).toEqual([undefined, undefined, '2']);
  });

  it('compares no response that points, and has only areas QTI 1.2 knows: Canvas fails the whole import', async () => {
    const shapes = ['rectangle', 'ellipse', 'circle', 'polygon', 'point'] as const;
    const areas = shapes.map((shape) => ({ id: shape, shape, coordinates: [1, 2, 3, 4], weight: 100 }));
    const question = {
      ...sample('hotSpot'),
      interaction: 'hotSpot',
      image: 'x.png',
      areas: areas.map((area) => ({ ...area, feedback: 'There' })),
    } as Question;
    const { text } = await writeQuiz('canvas', [question]);
    const [response = ''] = /(?<=<response_xy ident=")[^"]*/.exec(text) ?? [];
    expect(text).toContain('<varequal');
    expect(text).not.toContain(`respident="${response}"`);
    expect([...text.matchAll(/rarea="([^"]*)"/g)].map(([, area]) => area)).toEqual([
      'rectangle',
      'ellipse',
      'ellipse',
      'bounded',
      'rectangle',
    ]);
    expect((await readText(text)).questions).toMatchObject([
      { areas: question.interaction === 'hotSpot' && question.areas },
    ]);
  });

  it('has a text with an ampersand as text: Canvas takes no HTML for dropdowns and right sides', async () => {
    const { text } = await writeQuiz('canvas', [
      {
        ...sample('matching'),
        interaction: 'matching',
        premises: [{ id: 'p', html: 'Duo', match: 't1' }],
        targets: [
          { id: 't1', html: 'Tom &amp; Jerry' },
          { id: 't2', html: '1 &lt; 2' },
          { id: 't3', html: 'a&nbsp;b' },
          { id: 't4', html: '<b>T &amp; J</b>' },
        ],
      } as Question,
    ]);
    const written = [...text.matchAll(/<response_label .*?<mattext texttype="([^"]*)">(.*?)<\/mattext>/g)];
    expect(written.map(([, type, content]) => [type, content])).toEqual([
      ['text/plain', 'Tom &amp; Jerry'],
      ['text/plain', '1 &lt; 2'],
      ['text/html', 'a&amp;nbsp;b'],
      ['text/html', '&lt;b&gt;T &amp;amp; J&lt;/b&gt;'],
    ]);
  });

  it('is written as Canvas writes it', async () => {
    const question: Question = {
      migrationId: 'q1',
      owner,
      interaction: 'multipleChoice',
      title: 'Tide',
      stem: '<p>When?</p>',
      points: 1,
      bankQuestion: 'b1',
      answers: [
        { id: '11', html: 'Now', weight: 100 },
        { id: '12', html: '<p>Later</p>', weight: 0, feedback: 'No' },
      ],
      feedback: { general: 'Well', correct: 'Yes', incorrect: 'Hm' },
    };
    const { text } = await writeQuiz('canvas', [question]);
    expect(itemIn(text).replaceAll('><', '>\n<').split('\n')).toEqual(
      `<item ident="q1" title="Tide">
<itemmetadata>
<qtimetadata>
<qtimetadatafield>
<fieldlabel>question_type</fieldlabel>
<fieldentry>multiple_choice_question</fieldentry>
</qtimetadatafield>
<qtimetadatafield>
<fieldlabel>points_possible</fieldlabel>
<fieldentry>1.0</fieldentry>
</qtimetadatafield>
<qtimetadatafield>
<fieldlabel>original_answer_ids</fieldlabel>
<fieldentry>11,12</fieldentry>
</qtimetadatafield>
<qtimetadatafield>
<fieldlabel>assessment_question_identifierref</fieldlabel>
<fieldentry>b1</fieldentry>
</qtimetadatafield>
</qtimetadata>
</itemmetadata>
<presentation>
<material>
<mattext texttype="text/html">&lt;p&gt;When?&lt;/p&gt;</mattext>
</material>
<response_lid ident="response1" rcardinality="Single">
<render_choice>
<response_label ident="11">
<material>
<mattext texttype="text/plain">Now</mattext>
</material>
</response_label>
<response_label ident="12">
<material>
<mattext texttype="text/html">&lt;p&gt;Later&lt;/p&gt;</mattext>
</material>
</response_label>
</render_choice>
</response_lid>
</presentation>
<resprocessing>
<outcomes>
<decvar maxvalue="100" minvalue="0" varname="SCORE" vartype="Decimal"/>
</outcomes>
<respcondition continue="Yes">
<conditionvar>
<other/>
</conditionvar>
<displayfeedback feedbacktype="Response" linkrefid="general_fb"/>
</respcondition>
<respcondition continue="Yes">
<conditionvar>
<varequal respident="response1">12</varequal>
</conditionvar>
<displayfeedback feedbacktype="Response" linkrefid="12_fb"/>
</respcondition>
<respcondition continue="No">
<conditionvar>
<varequal respident="response1">11</varequal>
</conditionvar>
<setvar action="Set" varname="SCORE">100</setvar>
<displayfeedback feedbacktype="Response" linkrefid="correct_fb"/>
</respcondition>
<respcondition continue="Yes">
<conditionvar>
<other/>
</conditionvar>
<displayfeedback feedbacktype="Response" linkrefid="general_incorrect_fb"/>
</respcondition>
</resprocessing>
<itemfeedback ident="general_fb">
<flow_mat>
<material>
<mattext texttype="text/plain">Well</mattext>
</material>
</flow_mat>
</itemfeedback>
<itemfeedback ident="correct_fb">
<flow_mat>
<material>
<mattext texttype="text/plain">Yes</mattext>
</material>
</flow_mat>
</itemfeedback>
<itemfeedback ident="general_incorrect_fb">
<flow_mat>
<material>
<mattext texttype="text/plain">Hm</mattext>
</material>
</flow_mat>
</itemfeedback>
<itemfeedback ident="12_fb">
<flow_mat>
<material>
<mattext texttype="text/plain">No</mattext>
</material>
</flow_mat>
</itemfeedback>
</item>`.split('\n'),
    );
  });

  it('scores each blank its share, by the first text that is right', async () => {
    const answers = [
      { id: '1', text: 'ebb', weight: 100 },
      { id: '2', text: 'Ebb', weight: 100 },
    ];
    const { text } = await writeQuiz('canvas', [
      {
        ...sample('fillInBlanks'),
        blanks: [
          { name: 'a', answers },
          { name: 'b', answers },
          { name: 'c', answers },
        ],
      } as Question,
    ]);
    expect(
      text.match(
        /<varequal respident="response_[abc]">1<\/varequal><\/conditionvar><setvar action="Add" varname="SCORE">33.33<\/setvar>/g,
      ),
    ).toHaveLength(3);
    expect(text).not.toContain('>2</varequal>');
  });

  it('writes a pattern as the regular expression New Quizzes can use, and gives the pattern back', async () => {
    const question = {
      ...sample('shortAnswer'),
      position: 1,
      answers: [{ text: 'O*o (N.)', weight: 100, match: 'pattern' as const }],
    } as Question;
    const { text } = await writeQuiz('canvas', [question]);
    expect(text).toContain(
      '<varequal respident="response1" scoring_algorithm="TextRegex" pattern="O*o (N.)">^O.*o \\(N\\.\\)$</varequal>',
    );
    expect((await readText(text)).questions).toEqual([question]);
  });

  it('keeps an unknown question word for word, under the id it has here', async () => {
    const source =
      '<item ident="old" title="Odd"><itemmetadata><qtimetadata><qtimetadatafield><fieldlabel>question_type</fieldlabel><fieldentry>hologram</fieldentry></qtimetadatafield></qtimetadata></itemmetadata><presentation><ext xmlns="urn:x" xml:lang="no">a &amp; b</ext></presentation></item>';
    const first = await readText(`<questestinterop>${source}</questestinterop>`);
    const [question] = first.questions;
    expect(question).toMatchObject({ interaction: 'unknown', source });
    const { text } = await writeQuiz(
      'canvas',
      [question as Question],
      {},
      { identifier: ({ migrationId }) => `x_${migrationId}` },
    );
    expect(itemIn(text)).toBe(source.replace('ident="old"', 'ident="x_old"'));
  });

  it('skips what was kept from another format', async () => {
    const { text, skipped } = await writeQuiz('canvas', [
      { ...sample('unknown'), source: '<question type="x"/>' } as Question,
    ]);
    expect(itemsIn(text)).toEqual([]);
    expect(skipped).toEqual(['it was kept as it is in another format.']);
  });

  it('never lets a feedback take a name that means something else', async () => {
    const answers = [
      { id: 'general', html: 'A', weight: 100, feedback: 'one' },
      { id: 'correct', html: 'B', weight: 0, feedback: 'two' },
    ];
    const question = {
      ...sample('multipleChoice'),
      position: 1,
      answers,
      feedback: { general: 'three' },
    } as Question;
    const { text } = await writeQuiz('canvas', [question]);
    expect((await readText(text)).questions).toEqual([question]);
  });

  it('has no place for the weight of a left side without a match, and says so', async () => {
    const question: Question = {
      ...sample('matching'),
      interaction: 'matching',
      premises: [
        { id: 'p1', html: 'Moon', match: 't1', weight: 60 },
        { id: 'p2', html: 'Sun', weight: 40 },
        { id: 'p3', html: 'Mars' },
      ],
      targets: [{ id: 't1', html: 'Tide' }],
    };
    const { text, lost } = await writeQuiz('canvas', [question]);
    expect(lost).toEqual(['the weight of "p2" (40%), which has no match']);
    expect((await readText(text)).questions[0]).toMatchObject({
      premises: [{ id: 'p1', match: 't1', weight: 60 }, { id: 'p2' }, { id: 'p3' }],
    });
  });

  it('has no place for the match of a left side that is worth nothing, and says so', async () => {
    const question: Question = {
      ...sample('matching'),
      interaction: 'matching',
      premises: [{ id: 'p1', html: 'Moon', match: 't1', weight: 0 }],
      targets: [{ id: 't1', html: 'Tide' }],
    };
    const { text, lost } = await writeQuiz('canvas', [question]);
    expect(lost).toEqual(['the match of "p1", which is worth nothing']);
    expect((await readText(text)).questions[0]).toMatchObject({ premises: [{ id: 'p1', html: 'Moon' }] });
  });

  it('knows the weight of a blank by its best answer alone, and says where that is lost', async () => {
    const question: Question = {
      ...sample('fillInBlanks'),
      interaction: 'fillInBlanks',
      blanks: [
        { name: 'a', weight: 40, answers: [{ text: 'ebb', weight: 50 }] },
        { name: 'b', weight: 30, answers: [] },
        { name: 'c', weight: 30, answers: [{ text: 'flood', weight: 100 }] },
      ],
    };
    const { lost } = await writeQuiz('canvas', [question]);
    expect(lost).toEqual([
      'the weight of the blank "a" (40%), which no answer gets whole',
      'the weight of the blank "b" (30%), which no answer gets whole',
    ]);
  });

  it('leaves out what XML cannot hold, and says so', async () => {
    const { text, lost } = await writeQuiz('canvas', [{ ...sample('textOnly'), stem: 'a\u0000b\ud800c' }]);
    expect(lost).toEqual(['characters that XML cannot hold']);
    expect((await readText(text)).questions[0]?.stem).toBe('abc');
  });
});

describe('a kind of question that Canvas does not have', () => {
  it.each([
    ['opinionScale', 'multipleChoice', 'that it is an opinion scale, of which no choice is right'],
    ['slider', 'numerical', 'that it is a slider from 0 to 10'],
    ['cloze', 'fillInBlanks', 'the points of its parts'],
    ['drawing', 'fileUpload', 'that the answer is a drawing'],
    ['media', 'fileUpload', 'that the answer is a recording'],
  ] as const)('becomes the nearest one: %s', async (interaction, nearest, loss) => {
    const { text, lost } = await writeQuiz('canvas', [sample(interaction)]);
    expect((await readText(text)).questions.map((question) => question.interaction)).toEqual([nearest]);
    expect(lost).toContain(loss);
  });

  it('becomes matching when every row of a matrix has one right column', async () => {
    const rows = [
      { id: 'r1', html: 'ebb' },
      { id: 'r2', html: 'flood' },
    ];
    const columns = [
      { id: 'c1', html: 'falls' },
      { id: 'c2', html: 'rises' },
    ];
    const pairs = [
      { row: 'r1', column: 'c1', weight: 100 },
      { row: 'r2', column: 'c2', weight: 100 },
    ];
    const { text } = await writeQuiz('canvas', [
      { ...sample('matchMatrix'), rows, columns, pairs } as Question,
    ]);
    expect((await readText(text)).questions[0]).toMatchObject({
      premises: [
        { id: 'r1', match: 'c1' },
        { id: 'r2', match: 'c2' },
      ],
      targets: columns,
    });
  });

  it('becomes dropdowns when its gaps stand in the stem', async () => {
    const gapText = {
      ...sample('gapText'),
      stem: 'A {#1} here',
      choices: [
        { id: 'g', html: 'word' },
        { id: 'h', html: 'wave' },
      ],
    };
    const { text } = await writeQuiz('canvas', [gapText as Question]);
    expect((await readText(text)).questions[0]).toMatchObject({
      interaction: 'dropdowns',
      stem: 'A [1] here',
      blanks: [
        {
          name: '1',
          choices: [
            { id: 'g', weight: 100 },
            { id: 'h', weight: 0 },
          ],
        },
      ],
    });
  });

  it('is skipped with a sentence where nothing is near', async () => {
    const { skipped } = await writeQuiz('canvas', [sample('hotText')]);
    expect(skipped).toEqual(['Canvas has no questions of the kind "hotText".']);
  });

  it('is never left out without a word, nor written wrongly', async () => {
    for (const interaction of INTERACTIONS) {
      const { text, skipped, lost } = await writeQuiz('canvas', [sample(interaction)]);
      const { questions, ledger } = await readText(text);
      expect([interaction, questions.length + skipped.length]).toEqual([interaction, 1]);
      expect([interaction, ledger.filter(({ state }) => state === 'failed')]).toEqual([interaction, []]);
      const same = questions[0]?.interaction === interaction;
      expect([
        interaction,
        same || skipped.length > 0 || lost.length > 0 || interaction === 'unknown',
      ]).toEqual([interaction, true]);
    }
  });
});

describe('the entries of a quiz', () => {
  const texts = (...ids: readonly string[]) => ids.map((id) => sample('textOnly', id));
  const entriesOf = async (text: string) => (await readText(text)).documents[0]?.entries;

  it('come back: questions, headings, groups, groups of banks here and elsewhere', async () => {
    const entries: QuizEntry[] = [
      step('q1'),
      { type: 'section', title: 'Moon', html: '<p>Look.</p>', shuffle: true },
      step('q2'),
      { type: 'section' },
      group({ pick: 1, pointsPerQuestion: 2, questions: [reference('q3'), reference('q4')], shuffle: true }),
      group({ migrationId: 'g2', pick: 3, bank: { kind: 'questionBank', migrationId: 'b1' } }),
      group({
        migrationId: 'g3',
        externalBank: { identifier: '99', context: 'course_7' },
        extensions: { canvas: { parent_stimulus_item_ident: 's', sourcebank_export_id: 'e' } },
      }),
      step('q9', {
        points: 1.5,
        extensions: { canvas: { sourcebank_ref: 'b1', entry_type: 'Item', parent_stimulus_item_ident: 's' } },
      }),
    ];
    const { text, quizLost } = await writeQuiz('canvas', texts('q1', 'q2', 'q3', 'q4'), { entries });
    expect(quizLost).toEqual([]);
    expect(await entriesOf(text)).toEqual(entries);
  });

  it.each([
    ['that has no identifier', { identifier: ' ', context: 'course_7' }, {}, 'it has no identifier'],
    [
      'beside one of the course',
      { identifier: '99' },
      { bank: { kind: 'questionBank' as const, migrationId: 'b1' } },
      'it draws from one of the course',
    ],
  ])('keep no bank elsewhere %s, which is told', async (_, externalBank, more, reason) => {
    const { text, quizLost } = await writeQuiz('canvas', [], { entries: [group({ externalBank, ...more })] });
    expect(quizLost).toEqual([`the bank outside of the course of the group "Pick": ${reason}`]);
    expect(await entriesOf(text)).toEqual([group(more)]);
  });

  it('decide the order, whatever order the questions come in', async () => {
    const { text } = await writeQuiz('canvas', texts('q3', 'q1', 'q2'), {
      entries: [step('q1'), step('q2'), step('q3')],
    });
    expect(itemsIn(text)).toEqual(['q1', 'q2', 'q3']);
  });

  it('give the points a question has in this quiz', async () => {
    const { text } = await writeQuiz('canvas', texts('q1'), { entries: [step('q1', { points: 7 })] });
    expect((await readText(text)).questions[0]?.points).toBe(7);
  });

  it('do not hide questions that no entry names: they come last', async () => {
    for (const profile of ['canvas', 'cc'] as const) {
      const { text } = await writeQuiz(profile, [sample('essay', 'q1'), sample('essay', 'q2')], {
        entries: [step('q2')],
      });
      expect(itemsIn(text)).toEqual(['q2', 'q1']);
    }
  });

  it('that name a question which is nowhere are told', async () => {
    const { quizLost } = await writeQuiz('canvas', [], { entries: [step('q1')] });
    expect(quizLost).toEqual(['the question "q1", which is not among the quiz\'s questions']);
  });

  describe('that point into a bank', () => {
    const bank = { kind: 'questionBank' as const, migrationId: 'b1' };
    const options = { bankOf: () => bank, question: async () => sample('textOnly', 'q1') };

    it('are pointers in New Quizzes', async () => {
      const { text } = await writeQuiz(
        'canvas',
        [],
        { engine: 'newQuizzes', entries: [step('q1', { points: 2 })] },
        options,
      );
      expect(text).toContain(
        '<bankentry_item sourcebank_ref="b1" item_ref="q1" points_possible="2" entry_type="Item"/>',
      );
    });

    it('are copies in classic quizzes, which say whose copies they are', async () => {
      const { text } = await writeQuiz('canvas', [], { engine: 'classic', entries: [step('q1')] }, options);
      expect((await readText(text)).questions).toMatchObject([{ migrationId: 'q1', bankQuestion: 'q1' }]);
    });
  });

  describe('in the Common Cartridge profile', () => {
    const essays = (...ids: readonly string[]) => ids.map((id) => sample('essay', id));

    it('are flat: of a group the first usable questions are written, and that is told', async () => {
      const questions = [sample('matching', 'q1'), ...essays('q2', 'q3', 'q4')];
      const entries = [
        group({
          pick: 2,
          pointsPerQuestion: 5,
          questions: questions.map(({ migrationId }) => reference(migrationId)),
        }),
      ];
      const { text, quizLost, skipped } = await writeQuiz('cc', questions, { entries });
      expect(itemsIn(text)).toEqual(['q2', 'q3']);
      expect(text.match(/<fieldlabel>cc_weighting<\/fieldlabel><fieldentry>5</g)).toHaveLength(2);
      expect(quizLost).toEqual(['that the group "Pick" draws its questions']);
      expect(skipped).toHaveLength(1);
    });

    it('take from a bank as many as a group picks', async () => {
      const entries = [group({ pick: 2, bank: { kind: 'questionBank', migrationId: 'b1' } })];
      const { text } = await writeQuiz(
        'cc',
        [],
        { entries },
        { bankQuestions: () => streamOf(essays('b1', 'b2', 'b3')) },
      );
      expect(itemsIn(text)).toEqual(['b1', 'b2']);
    });

    it('copy what lies in a bank', async () => {
      const options = {
        bankOf: () => ({ kind: 'questionBank' as const, migrationId: 'b' }),
        question: async () => sample('essay', 'q1'),
      };
      const { text } = await writeQuiz('cc', [], { entries: [step('q1')] }, options);
      expect(itemsIn(text)).toEqual(['q1']);
    });

    it('ask a question of a bank once, where an item that is there twice made the whole cartridge invalid', async () => {
      const bank = { kind: 'questionBank' as const, migrationId: 'b' };
      const options = {
        bankOf: () => bank,
        question: async ({ migrationId }: { migrationId: string }) => sample('essay', migrationId),
        bankQuestions: () => streamOf(essays('b1', 'b2', 'b3', 'b4')),
      };
      const draw = (title: string) => group({ title, pick: 2, bank });
      const entries = [step('b1'), step('b1'), draw('One'), draw('Two')];
      const { text, quizLost } = await writeQuiz('cc', [], { entries }, options);
      expect(itemsIn(text)).toEqual(['b1', 'b2', 'b3', 'b4']);
      expect(quizLost).toEqual([
        'that the question "b1" is asked again',
        'that the group "One" draws its questions',
        'that the group "Two" draws its questions',
      ]);
    });
  });
});

describe('the settings of a quiz', () => {
  const settings = {
    timeLimit: 30,
    allowedAttempts: 3,
    allowLateSubmission: true,
    feedbackPermitted: false,
    hintsPermitted: true,
    solutionsPermitted: false,
  } as const;

  it.each(['cc', 'canvas'] as const)('come back from its fields: %s', async (profile) => {
    const { text } = await writeQuiz(profile, [sample('essay')], settings);
    const { documents } = await readText(text);
    expect(readQuizFields(documents[0]?.fields ?? new Map())).toEqual({ quiz: settings, unread: [] });
  });

  it.each([
    ['cc', ['the time limit of 2.5 minutes']],
    ['canvas', []],
  ] as const)('lose half a minute only where no other file holds it: %s', async (profile, told) => {
    const { text, quizLost } = await writeQuiz(profile, [sample('essay')], { timeLimit: 2.5 });
    expect(text).not.toContain('qmd_timelimit');
    expect(quizLost).toEqual(told);
  });

  it('have attempts without limit', async () => {
    const { text } = await writeQuiz('canvas', [], { allowedAttempts: -1 });
    expect(text).toContain('<fieldentry>unlimited</fieldentry>');
    expect(readQuizFields((await readText(text)).documents[0]?.fields ?? new Map()).quiz).toEqual({
      allowedAttempts: -1,
    });
  });
});

describe('a bank', () => {
  it('comes back with its title, its type and its questions', async () => {
    const bank = {
      migrationId: 'b1',
      title: 'Moon & tides',
      bankType: 'Course',
      extensions: { canvas: { canvas_item_bank: 'true' } },
    };
    const { text } = await writeBank('canvas', bank, [sample('textOnly', 'q1'), sample('essay', 'q2')]);
    const { documents, questions } = await readText(text);
    expect(documents).toMatchObject([
      { kind: 'bank', identifier: 'b1', title: 'Moon & tides', questions: 2 },
    ]);
    expect(Object.fromEntries(documents[0]?.fields ?? [])).toEqual({
      bank_title: 'Moon & tides',
      bank_type: 'Course',
      canvas_item_bank: 'true',
    });
    expect(questions.map(({ migrationId, owner: { kind } }) => [migrationId, kind])).toEqual([
      ['q1', 'questionBank'],
      ['q2', 'questionBank'],
    ]);
  });
});

describe('links', () => {
  const target = { kind: 'file' as const, migrationId: 'a b.png' };
  const outward = (html: string) =>
    rewriteAddresses(html, (address) =>
      parseLink(address) === undefined ? undefined : '$IMS-CC-FILEBASE$/a%20b.png',
    );
  const inward = (html: string) =>
    rewriteAddresses(html, (address) =>
      address.startsWith('$IMS-CC-FILEBASE$') ? formatLink(target) : undefined,
    );
  const picture = `<img src="${formatLink(target)}">`;

  it('are translated out and in, in every text and in a picture that is pointed at', async () => {
    const question = {
      ...sample('hotSpot'),
      position: 1,
      stem: picture,
      image: formatLink(target),
      feedback: { general: picture },
      hints: [picture],
      solution: picture,
      gradingNotes: picture,
      areas: [{ id: 's', shape: 'rectangle' as const, coordinates: [10, 20, 30, 40], feedback: picture }],
    } as Question;
    const { text } = await writeQuiz('canvas', [question], {}, { rewriteHtml: outward });
    expect(text).not.toContain('cartwright:');
    expect(text.match(/\$IMS-CC-FILEBASE\$/g)).toHaveLength(7);
    const { multiple: _, ...same } = question as typeof question & { multiple?: boolean };
    expect((await readText(text, { rewriteHtml: inward })).questions).toEqual([same]);
  });
});

describe('writing', () => {
  const quiz: Quiz = { ...QUIZ, entries: [step('q1'), step('q2')] };
  const options = {
    profile: 'canvas' as const,
    rewriteHtml: (html: string) => html,
    identifier: ({ migrationId }: { migrationId: string }) => migrationId,
  };

  it('gives the same bytes for the same quiz', async () => {
    const questions = INTERACTIONS.map((interaction) => sample(interaction, interaction));
    for (const profile of ['cc', 'canvas'] as const)
      expect((await writeQuiz(profile, questions)).text).toBe((await writeQuiz(profile, questions)).text);
  });

  it('writes each question before it asks for the next', async () => {
    let asked = 0;
    const parts: number[] = [];
    const stream = (async function* () {
      for (const id of ['q1', 'q2']) {
        asked += 1;
        yield sample('textOnly', id);
      }
    })();
    for await (const part of writeAssessment12(quiz, stream, options))
      if (part.includes('<item ')) parts.push(asked);
    expect(parts).toEqual([1, 2]);
  });

  it('ends the stream of questions when its reader goes away', async () => {
    let isClosed = false;
    const stream = (async function* () {
      try {
        yield sample('textOnly', 'q1');
        yield sample('textOnly', 'q2');
      } finally {
        isClosed = true;
      }
    })();
    for await (const part of writeAssessment12(quiz, stream, options)) if (part.includes('<item ')) break;
    expect(isClosed).toBe(true);
  });

  it('passes on a fault of the questions', async () => {
    const failing = (async function* () {
      yield sample('textOnly', 'q1');
      throw new Error('the disk is gone');
    })();
    const all = async () => {
      for await (const _ of writeAssessment12(quiz, failing, options));
    };
    await expect(all()).rejects.toThrow('the disk is gone');
  });
});

describe('a prompt of 5 MB', () => {
  it.each(['canvas', 'cc'] as const)('comes back whole: %s', async (profile) => {
    const picture = `data:image/png;base64,${'QUJD'.repeat(5 * 2 ** 18)}`;
    const stem = `<p>What is this?</p><img src="${picture}" alt="">`;
    const question = { ...sample('multipleChoice'), stem, position: 1 };
    const { text, lost } = await writeQuiz(profile, [question]);
    expect(lost).toEqual([]);
    const [read] = (await readText(text)).questions;
    expect(read?.stem.length).toBe(stem.length);
    expect(read?.stem === stem).toBe(true);
  });
});
