/** Whole documents of QTI 1.2: assessments and banks with their fields, texts and entries. */
import { describe, expect, it } from 'vitest';
import { createUniqueNames } from '../../../activities/course/unique-names.js';
import { readQuizFields } from '../../../activities/formats/qti/qti12/quiz-fields.js';
import { readChunks, readText } from './reading.js';
import { anyItem, blank, field, item, material, metadata, presentation } from './xml-samples.js';

const file = (...parts: readonly string[]) => `<questestinterop>${parts.join('')}</questestinterop>`;
const assessment = (...parts: readonly string[]) =>
  `<assessment ident="a1" title="Tides">${parts.join('')}</assessment>`;
const section = (ident: string, title: string, ...parts: readonly string[]) =>
  `<section ident="${ident}"${title === '' ? '' : ` title="${title}"`}>${parts.join('')}</section>`;
const root = (...parts: readonly string[]) => section('root_section', '', ...parts);
const selection = (content: string, order = '') =>
  `<selection_ordering><selection>${content}</selection>${order}</selection_ordering>`;
const question = (migrationId: string) => ({ kind: 'question', migrationId });
const entry = (migrationId: string) => ({ type: 'question', question: question(migrationId) });

describe('an assessment', () => {
  it('is a document with its fields, texts and entries, and owns its questions in order', async () => {
    const head = `<qtimetadata>${field('cc_maxattempts', ' 2 ')}${field('qmd_timelimit', '30')}</qtimetadata><rubric>${material('<p>Read.</p>')}</rubric><presentation_material><flow_mat>${material('<p>Think.</p>')}</flow_mat></presentation_material>`;
    const { documents, questions } = await readText(
      file(assessment(head, root(anyItem('q1'), anyItem('q2')))),
    );
    expect(documents).toEqual([
      {
        owner: { kind: 'quiz', migrationId: 'a1' },
        kind: 'assessment',
        identifier: 'a1',
        title: 'Tides',
        fields: new Map([
          ['cc_maxattempts', '2'],
          ['qmd_timelimit', '30'],
        ]),
        html: '<p>Read.</p>\n<p>Think.</p>',
        entries: [entry('q1'), entry('q2')],
        questions: 2,
      },
    ]);
    expect(
      questions.map(({ migrationId, owner, position }) => [migrationId, owner.migrationId, position]),
    ).toEqual([
      ['q1', 'a1', 1],
      ['q2', 'a1', 2],
    ]);
  });

  it('asks for its owner once, by what its head says', async () => {
    const asked: unknown[] = [];
    const { questions } = await readText(file(assessment(root(anyItem('q1'), anyItem('q2')))), {
      owner: (document) => {
        asked.push(document);
        return { kind: 'quiz', migrationId: 'mine' };
      },
    });
    expect(asked).toEqual([{ kind: 'assessment', identifier: 'a1', title: 'Tides' }]);
    expect(new Set(questions.map(({ owner }) => owner.migrationId))).toEqual(new Set(['mine']));
  });

  it('of Blackboard may be a pool, which is a bank', async () => {
    const pool =
      '<assessmentmetadata><bbmd_asi_object_id>p7</bbmd_asi_object_id><bbmd_assessmenttype>Pool</bbmd_assessmenttype></assessmentmetadata>';
    const { documents } = await readText(
      file(`<assessment title="Moon">${pool}<section>${anyItem('q1')}</section></assessment>`),
    );
    expect(documents.map(({ kind, identifier, title }) => [kind, identifier, title])).toEqual([
      ['bank', 'p7', 'Moon'],
    ]);
  });

  it('says by switches what others say in fields', async () => {
    const { documents } = await readText(
      file(assessment('<assessmentcontrol hintswitch="no" feedbackswitch="Yes"/>', root())),
    );
    expect(readQuizFields(documents[0]?.fields ?? new Map())).toEqual({
      quiz: { feedbackPermitted: true, hintsPermitted: false },
      unread: [],
    });
  });

  it('has a time limit in its duration where no field has one', async () => {
    const limit = async (duration: string, type = 'assessment') => {
      const inside = `<duration>${duration}</duration>`;
      const parts = type === 'assessment' ? [inside, root()] : [section('s', '', inside)];
      const { documents } = await readText(file(assessment(...parts)));
      return readQuizFields(documents[0]?.fields ?? new Map()).quiz;
    };
    expect(await limit('P0Y0M0DT1H30M0S')).toEqual({ timeLimit: 90 });
    expect(await limit('PT90S')).toEqual({ timeLimit: 1.5 });
    expect(await limit('P1D')).toEqual({ timeLimit: 1440 });
    expect(await limit('P1M')).toEqual({});
    expect(await limit('soon')).toEqual({});
    expect(await limit('PT1H', 'section')).toEqual({});
  });

  it('keeps from learners what is for those who teach, and says so', async () => {
    const rubric = (view: string, html: string) => `<rubric view="${view}">${material(html)}</rubric>`;
    const { documents, ledger } = await readText(
      file(assessment(rubric('Scorer', 'Be strict.'), rubric('Candidate', 'Be quick.'), root())),
    );
    expect(documents[0]?.html).toBe('Be quick.');
    expect(ledger.find(({ type }) => type === 'assessment')).toMatchObject({
      lost: ['rubric/@view ("Scorer")', 'rubric/material ("Be strict.")'],
    });
  });

  it('names what it holds that nobody reads', async () => {
    const { ledger } = await readText(
      file(
        assessment(
          '<outcomes_processing scoremodel="SumofScores"><outcomes>x</outcomes></outcomes_processing>',
          root(),
        ),
      ),
    );
    expect(ledger.find(({ type }) => type === 'assessment')).toMatchObject({
      element: 'assessment "a1"',
      state: 'changed',
      lost: ['outcomes_processing/outcomes ("x")'],
    });
  });
});

describe('a bank', () => {
  it('has a title and a type in its fields, no entries, and sections that are categories', async () => {
    const fields = `<qtimetadata>${field('bank_title', 'Moon')}${field('bank_type', 'Course')}</qtimetadata>`;
    const { documents, questions } = await readText(
      file(
        `<objectbank ident="b1" canvas_item_bank="true">${fields}${anyItem('q1')}${section('s', 'Phases', section('t', 'New', anyItem('q2')))}</objectbank>`,
      ),
    );
    expect(documents).toMatchObject([
      { kind: 'bank', identifier: 'b1', title: 'Moon', entries: [], questions: 2 },
    ]);
    expect(documents[0]?.fields.get('canvas_item_bank')).toBe('true');
    expect(questions.map(({ category }) => category)).toEqual([undefined, 'Phases / New']);
  });

  it('is what items outside of any are put into, named after the file', async () => {
    const { documents, ledger } = await readText(file(anyItem('q1'), section('s', 'More', anyItem('q2'))), {
      path: 'quizzes/moon.xml',
    });
    expect(documents).toMatchObject([
      { kind: 'bank', identifier: 'quizzes/moon.xml', title: 'moon', questions: 2 },
    ]);
    expect(ledger.map(({ type, state }) => [type, state])).toEqual([
      ['item', 'imported'],
      ['item', 'imported'],
      ['section', 'merged'],
      ['objectbank', 'imported'],
    ]);
  });

  it('may be a file with a single item for its root', async () => {
    const { documents, questions } = await readText(anyItem('q1'));
    expect(questions).toHaveLength(1);
    expect(documents).toMatchObject([{ kind: 'bank', questions: 1 }]);
  });
});

describe('a file with several documents', () => {
  it('gives them in the order in which they begin; items outside of any are one', async () => {
    const { documents } = await readText(
      file(
        anyItem('q1'),
        assessment(root(anyItem('q2'))),
        `<objectbank ident="b1">${anyItem('q3')}</objectbank>`,
        anyItem('q4'),
      ),
    );
    expect(documents.map(({ identifier, questions }) => [identifier, questions])).toEqual([
      ['quiz.xml', 2],
      ['a1', 1],
      ['b1', 1],
    ]);
  });
});

describe('a part outside of all documents', () => {
  it('that nobody reads is told, and makes no bank', async () => {
    const { documents, ledger } = await readText(file(assessment(root()), '<notes>remember</notes>'));
    expect(documents.map(({ identifier }) => identifier)).toEqual(['a1']);
    expect(ledger.at(-1)).toMatchObject({
      state: 'unsupported',
      message: 'quiz.xml: the file has parts outside of its assessments and banks: notes ("remember").',
    });
  });

  it('is told too when it is a comment, a stray word or an attribute of the file', async () => {
    const { ledger } = await readText(
      `<questestinterop about="moons">lost<qticomment>made by hand</qticomment>${assessment(root())}</questestinterop>`,
    );
    expect(ledger.at(-1)).toMatchObject({
      type: 'questestinterop',
      state: 'unsupported',
      message:
        'quiz.xml: the file has parts outside of its assessments and banks: qticomment ("made by hand"), @about ("moons"), text ("lost").',
    });
  });
});

describe('a section', () => {
  const entriesOf = async (...parts: readonly string[]) =>
    (await readText(file(assessment(root(...parts))))).documents[0]?.entries;

  it('with a title or a text heads its questions; an untitled one ends it', async () => {
    const rubric = `<rubric>${material('<p>Look up.</p>')}</rubric>`;
    expect(
      await entriesOf(
        anyItem('q1'),
        section('s1', 'Moon', rubric, anyItem('q2')),
        section('s2', 'Sun', anyItem('q3')),
        anyItem('q4'),
      ),
    ).toEqual([
      entry('q1'),
      { type: 'section', title: 'Moon', html: '<p>Look up.</p>' },
      entry('q2'),
      { type: 'section', title: 'Sun' },
      entry('q3'),
      { type: 'section' },
      entry('q4'),
    ]);
  });

  it('that says nothing is only its questions, however deep', async () => {
    expect(await entriesOf(section('s1', '', section('s2', '', anyItem('q1'))))).toEqual([entry('q1')]);
  });

  it('that shuffles says so', async () => {
    const order = '<selection_ordering><selection/><order order_type="Random"/></selection_ordering>';
    expect(await entriesOf(section('s1', 'Moon', order, anyItem('q1')))).toEqual([
      { type: 'section', title: 'Moon', shuffle: true },
      entry('q1'),
    ]);
  });
});

describe('a group', () => {
  const groupOf = async (...parts: readonly string[]) =>
    (await readText(file(assessment(root(section('g1', 'Pick', ...parts)))))).documents[0]?.entries[0];

  it('picks from the questions inside it', async () => {
    const picks = selection(
      '<selection_number>1</selection_number><selection_extension><points_per_item>2.0</points_per_item></selection_extension>',
    );
    expect(await groupOf(picks, anyItem('q1'), anyItem('q2'))).toEqual({
      type: 'group',
      migrationId: 'g1',
      title: 'Pick',
      pick: 1,
      pointsPerQuestion: 2,
      questions: [question('q1'), question('q2')],
    });
  });

  it('picks from a bank of the package, all of it when it names no number', async () => {
    expect(await groupOf(selection('<sourcebank_ref>b1</sourcebank_ref><selection_number/>'))).toEqual({
      type: 'group',
      migrationId: 'g1',
      title: 'Pick',
      bank: { kind: 'questionBank', migrationId: 'b1' },
      questions: [],
    });
  });

  it('picks from a bank elsewhere', async () => {
    const extension =
      '<selection_extension><sourcebank_context>course_7</sourcebank_context><sourcebank_is_external>true</sourcebank_is_external></selection_extension>';
    expect(
      await groupOf(
        selection(`<sourcebank_ref>99</sourcebank_ref><selection_number>3</selection_number>${extension}`),
      ),
    ).toMatchObject({
      pick: 3,
      externalBank: { identifier: '99', context: 'course_7' },
    });
  });

  it.each([
    [
      'elsewhere that it does not name',
      '<selection_extension><sourcebank_context>course_7</sourcebank_context><sourcebank_is_external>true</sourcebank_is_external></selection_extension>',
      [
        'that the group "Pick" draws from a bank outside of the course, which it does not name',
        'the owner "course_7" of the bank of the group "Pick"',
      ],
    ],
    [
      'of the package with an owner',
      '<sourcebank_ref>b1</sourcebank_ref><selection_extension><sourcebank_context>course_7</sourcebank_context></selection_extension>',
      ['the owner "course_7" of the bank of the group "Pick"'],
    ],
  ])('tells what it cannot hold of a bank %s', async (_, inner, lost) => {
    const text = file(
      assessment(root(section('g1', 'Pick', selection(`<selection_number>1</selection_number>${inner}`)))),
    );
    const { ledger } = await readText(text);
    expect(ledger[0]).toMatchObject({ state: 'changed', lost });
  });

  it('picks from questions named one by one (Blackboard)', async () => {
    const named = ['_1_1', '_2_1'].map(
      (id) => `<selection_metadata mdname="bbmd_questionid" mdoperator="EQ">${id}</selection_metadata>`,
    );
    expect(
      await groupOf(
        selection(`<selection_number>1</selection_number><or_selection>${named.join('')}</or_selection>`),
      ),
    ).toMatchObject({
      pick: 1,
      questions: [question('_1_1'), question('_2_1')],
    });
  });

  it('stands below its text, where it has one', async () => {
    const text = `<rubric>${material('<p>Choose.</p>')}</rubric>`;
    const { documents } = await readText(
      file(
        assessment(
          root(
            section('s1', 'Moons', selection('<selection_number>1</selection_number>'), text, anyItem('q1')),
          ),
        ),
      ),
    );
    expect(documents[0]?.entries).toEqual([
      { type: 'section', html: '<p>Choose.</p>' },
      { type: 'group', migrationId: 's1', title: 'Moons', pick: 1, questions: [question('q1')] },
    ]);
  });

  it('whose number is none picks from all, and says so', async () => {
    const { documents, ledger } = await readText(
      file(
        assessment(
          root(
            section(
              's1',
              '',
              selection('<sourcebank_ref>b</sourcebank_ref><selection_number>few</selection_number>'),
            ),
          ),
        ),
      ),
    );
    expect(documents[0]?.entries).not.toMatchObject([{ pick: 1 }]);
    expect(ledger[0]).toMatchObject({ lost: ['selection_ordering/selection/selection_number ("few")'] });
  });

  it('loses a group inside it, and says so', async () => {
    const inner = section('g2', 'Inner', selection('<selection_number>1</selection_number>'), anyItem('q1'));
    const { ledger } = await readText(
      file(
        assessment(root(section('g1', 'Outer', selection('<selection_number>1</selection_number>'), inner))),
      ),
    );
    expect(ledger.find(({ element }) => element === 'section "g1"')).toMatchObject({
      state: 'changed',
      lost: ['that the group "Inner" is a group of its own'],
    });
  });
});

describe('a pointer to a question', () => {
  it('into a bank keeps its points and what New Quizzes says of it', async () => {
    const pointer =
      '<bankentry_item item_ref="q9" sourcebank_ref="b1" points_possible="1.5" entry_type="Item" parent_stimulus_item_ident="s1"/>';
    const { documents, ledger } = await readText(file(assessment(root(pointer))));
    expect(documents[0]?.entries).toEqual([
      {
        ...entry('q9'),
        points: 1.5,
        extensions: {
          canvas: { sourcebank_ref: 'b1', entry_type: 'Item', parent_stimulus_item_ident: 's1' },
        },
      },
    ]);
    expect(ledger[0]).toMatchObject({ type: 'bank entry', state: 'imported', target: question('q9') });
  });

  it('by itemref is an entry', async () => {
    const { documents } = await readText(file(assessment(root('<itemref linkrefid="q9"/>'))));
    expect(documents[0]?.entries).toEqual([entry('q9')]);
  });

  it('that names nothing has failed', async () => {
    const { ledger } = await readText(file(assessment(root('<bankentry_item sourcebank_ref="b1"/>'))));
    expect(ledger[0]).toMatchObject({
      state: 'failed',
      message: 'quiz.xml: bank entry in line 1 names no item.',
    });
  });
});

describe('idents', () => {
  it('that repeat are kept apart by a suffix, the same on every reading, and told', async () => {
    const text = file(assessment(root(anyItem('q'), anyItem('q'), anyItem('q-2'))));
    const first = await readText(text);
    expect(first.questions.map(({ migrationId }) => migrationId)).toEqual(['q', 'q-2', 'q-2-2']);
    expect(first.documents[0]?.entries).toEqual([entry('q'), entry('q-2'), entry('q-2-2')]);
    expect(
      first.notices.filter(({ code }) => code === 'duplicate_identifier').map(({ message }) => message),
    ).toEqual([
      'quiz.xml: 2 items have an ident that an earlier item has ("q", "q-2"); nothing is left out, the later ones get new ids.',
    ]);
    expect((await readText(text)).questions).toEqual(first.questions);
  });

  it('are unique over all files of a package that share what is taken', async () => {
    const taken = createUniqueNames();
    const one = await readText(file(anyItem('q')), { taken, path: 'a.xml' });
    const two = await readText(file(anyItem('q')), { taken, path: 'b.xml' });
    expect([...one.questions, ...two.questions].map(({ migrationId }) => migrationId)).toEqual(['q', 'q-2']);
  });

  it('that are missing are made from the place in the file', async () => {
    const { questions } = await readText(
      file(anyItem('').replaceAll('ident=""', ''), anyItem('').replaceAll('ident=""', '')),
    );
    expect(questions.map(({ migrationId }) => migrationId)).toEqual(['quiz.xml#1', 'quiz.xml#2']);
  });
});

describe('an item that is broken', () => {
  it('fails alone, with a sentence', async () => {
    const broken = item(
      'bad',
      metadata(field('question_type', 'calculated_question')),
      presentation(material('x')),
    );
    const { questions, ledger, documents } = await readText(
      file(assessment(root(anyItem('q1'), broken, anyItem('q2')))),
    );
    expect(questions.map(({ migrationId }) => migrationId)).toEqual(['q1', 'q2']);
    expect(documents[0]?.entries).toEqual([entry('q1'), entry('q2')]);
    expect(ledger.find(({ state }) => state === 'failed')).toMatchObject({
      element: 'item "bad"',
      message: 'quiz.xml: item "bad": it is a calculated question without its calculation.',
    });
  });

  it.each([
    ['multiple_choice_question', 'it offers nothing to choose from'],
    ['matching_question', 'it has nothing to match'],
    ['multiple_dropdowns_question', 'it has no blanks'],
    ['categorization_question', 'it has no categories'],
    ['hot_spot_question', 'it has no picture to point at'],
    ['short_answer_question', 'it has no place for an answer'],
    ['Error', 'Canvas marked it as broken when it exported it'],
  ])('says why: %s', async (type, reason) => {
    const { ledger } = await readText(
      file(item('bad', metadata(field('question_type', type)), presentation())),
    );
    expect(ledger[0]).toMatchObject({ state: 'failed', message: `quiz.xml: item "bad": ${reason}.` });
  });
});

describe('a file that is broken', () => {
  const chunks = (text: string) =>
    async function* () {
      yield new TextEncoder().encode(text);
    };

  it('keeps the questions before the fault; what was open has failed, and the ledger adds up', async () => {
    const reading = await readChunks(
      chunks(
        `<questestinterop><assessment ident="a1"><section ident="s1">${anyItem('q1')}<item ident="q2"><oops></section>`,
      ),
    );
    expect(reading.questions.map(({ migrationId }) => migrationId)).toEqual(['q1']);
    expect(reading.ledger.map(({ element, state }) => [element, state])).toEqual([
      ['item "q1"', 'imported'],
      ['section "s1"', 'failed'],
      ['assessment "a1"', 'failed'],
    ]);
    expect(reading.documents).toMatchObject([{ identifier: 'a1', entries: [entry('q1')] }]);
    expect(String(reading.error)).toMatch(/^PackageError: quiz\.xml: line 1, column \d+: /);
  });

  it('keeps the groups and headings before the fault', async () => {
    const { documents } = await readChunks(
      chunks(
        `<questestinterop><assessment ident="a1"><section ident="root"><section ident="s1" title="One">${anyItem('q1')}</section><section ident="s2" title="Two">${anyItem('q2')}<item`,
      ),
    );
    expect(documents[0]?.entries).toEqual([
      { type: 'section', title: 'One' },
      entry('q1'),
      { type: 'section', title: 'Two' },
      entry('q2'),
    ]);
  });

  it('keeps a bank that ended before the fault', async () => {
    const { documents, ledger } = await readChunks(
      chunks('<questestinterop><objectbank ident="b1"></objectbank></questestinterop><more/>'),
    );
    expect(documents).toMatchObject([{ kind: 'bank', owner: { kind: 'questionBank', migrationId: 'b1' } }]);
    expect(ledger).toMatchObject([{ element: 'objectbank "b1"', state: 'imported' }]);
  });

  it('gives no document of which nothing was read', async () => {
    const { documents, ledger } = await readChunks(
      chunks('<questestinterop><assessment ident="a1"><section ident="s1"><item ident="q1">'),
    );
    expect(documents).toEqual([]);
    expect(ledger.map(({ element, state }) => [element, state])).toEqual([
      ['section "s1"', 'failed'],
      ['assessment "a1"', 'failed'],
    ]);
  });

  it('says what it is when it is no QTI 1.2', async () => {
    const { error } = await readChunks(chunks('<assessmentItem/>'));
    expect(String(error)).toBe(
      'PackageError: quiz.xml: the root element is "assessmentItem", not questestinterop.',
    );
  });
});

describe('a short answer with several places to type', () => {
  it('is a text with blanks', async () => {
    const places = presentation(material('From '), blank('r'), material(' to '), blank('s'));
    const item12 = item('q', metadata(field('cc_profile', 'cc.fib.v0p1')), places);
    const { questions } = await readText(file(item12));
    expect(questions[0]).toMatchObject({ interaction: 'fillInBlanks', stem: 'From [blank1] to [blank2]' });
  });
});

describe('reading', () => {
  it('stops at once when it is told to', async () => {
    const controller = new AbortController();
    const text = file(assessment(root(...Array.from({ length: 50 }, (_, index) => anyItem(`q${index}`)))));
    const reading = await readChunks(
      async function* () {
        yield new TextEncoder().encode(text);
      },
      { signal: controller.signal, onQuestion: () => controller.abort(new Error('enough')) },
    );
    expect(reading.questions).toHaveLength(1);
    expect(reading.error).toEqual(new Error('enough'));
  });

  it('passes on a fault of the world as it is', async () => {
    const { error, ledger } = await readChunks(async function* () {
      yield new TextEncoder().encode('<questestinterop>');
      throw new Error('the disk is gone');
    });
    expect(error).toEqual(new Error('the disk is gone'));
    expect(ledger).toEqual([]);
  });

  it('hands over every item before it asks for more of the file', async () => {
    const one = new TextEncoder().encode(anyItem('q'));
    let given = 0;
    let seen = 0;
    let furthest = 0;
    const { documents, report } = await readChunks(
      async function* () {
        yield new TextEncoder().encode('<questestinterop><objectbank ident="b">');
        for (; given < 500; given += 1) {
          furthest = Math.max(furthest, given - seen);
          yield one;
        }
        yield new TextEncoder().encode('</objectbank></questestinterop>');
      },
      {
        onQuestion: () => {
          seen += 1;
        },
      },
    );
    expect(documents[0]?.questions).toBe(500);
    expect(report.totals.imported).toBe(501);
    expect(furthest).toBe(0);
  });
});
