/** The dialects of QTI 1.2: how other products say type, points and weights. */
import { describe, expect, it } from 'vitest';
import type { Question } from '../../../activities/course/model/question.js';
import { readOne } from './reading.js';
import { brokenRules } from './schematron.js';
import { writeQuiz } from './writing.js';
import {
  blackboard,
  blackboardText,
  blank,
  choices,
  equal,
  feedback,
  field,
  item,
  label,
  material,
  metadata,
  presentation,
  processing,
  set,
  show,
  when,
} from './xml-samples.js';

const objectContaining = (part: object) => expect.objectContaining(part);
const weights = (question: Question) =>
  'answers' in question ? question.answers.map(({ weight }) => weight) : undefined;
const stem = material('Which?');
const ab = choices('r', 'Single', label('a', 'A'), label('b', 'B'));
const abc = choices('r', 'Multiple', label('a', 'A'), label('b', 'B'), label('c', 'C'));
const typed = (name: string, entry: string, ...parts: readonly string[]) =>
  item('q', metadata(field(name, entry)), ...parts);

describe('the type of a question', () => {
  it.each([
    ['cc_profile', 'cc.multiple_response.v0p1', 'multipleAnswers'],
    ['cc_profile', 'cc.true_false.v0p2', 'trueFalse'],
    ['question_type', 'multiple_choice_question', 'multipleChoice'],
    ['bbmd_questiontype', 'Multiple Answer', 'multipleAnswers'],
    ['respondusapi_qtype', 'trueFalse', 'trueFalse'],
    ['qmd_questiontype', 'Multi-Select', 'multipleAnswers'],
    ['qmd_itemtype', 'Multiple Choice', 'multipleChoice'],
    ['wct_questiontype', 'WCT_MultipleChoice', 'multipleChoice'],
  ])('is what the metadata says: %s %s', async (name, entry, interaction) => {
    const { question } = await readOne(typed(name, entry, presentation(stem, ab)));
    expect(question.interaction).toBe(interaction);
  });

  it.each([
    ['trueFalse', presentation(stem, choices('r', 'Single', label('a', 'False'), label('b', '<p>True</p>')))],
    ['multipleChoice', presentation(stem, ab)],
    ['multipleAnswers', presentation(stem, abc)],
    ['ordering', presentation(stem, choices('r', 'Ordered', label('a', 'A'), label('b', 'B')))],
    ['matching', presentation(stem, ab, choices('s', 'Single', label('a', 'A'), label('b', 'B')))],
    ['dropdowns', presentation(material('Is it [x]?'), choices('response_x', 'Single', label('a', 'A')))],
    ['categorization', presentation(stem, abc, choices('s', 'Multiple', label('a', 'A')))],
    ['essay', presentation(stem, blank('r'))],
    ['shortAnswer', presentation(stem, blank('r')) + processing(when(equal('r', 'Oslo'), set(100)))],
    [
      'numerical',
      presentation(stem, blank('r', 'fibtype="Decimal"')) + processing(when(equal('r', '4'), set(100))),
    ],
    ['fillInBlanks', presentation(stem, blank('r'), material('and'), blank('s'))],
    ['textOnly', presentation(stem)],
  ])('is told by its shape where there is no metadata: %s', async (interaction, parts) => {
    const { question } = await readOne(item('q', parts));
    expect(question.interaction).toBe(interaction);
  });

  it('is unknown when the metadata names one nobody knows, and the item is kept word for word', async () => {
    const source = typed('cc_profile', 'cc.strange.v0p1', '<presentation><material/></presentation>');
    const { question, reading } = await readOne(source);
    expect(question).toEqual(
      objectContaining({ interaction: 'unknown', sourceType: 'cc.strange.v0p1', source }),
    );
    expect(reading.ledger).toContainEqual(
      objectContaining({
        element: 'item "q"',
        state: 'unsupported',
        message:
          'quiz.xml: item "q" is of the type "cc.strange.v0p1", which is not handled; it was kept word for word.',
      }),
    );
  });

  it('is multiple choice when a true/false item has three choices, and that is told', async () => {
    const { question, reading } = await readOne(
      typed(
        'question_type',
        'true_false_question',
        presentation(stem, choices('r', 'Single', label('a', 'A'), label('b', 'B'), label('c', 'C'))),
      ),
    );
    expect(question.interaction).toBe('multipleChoice');
    expect(reading.ledger[0]?.lost).toEqual(['that it is a true/false question: it has 3 choices']);
  });
});

describe('the weight of answers', () => {
  const read = async (cardinality: string, conditions: string, maximum?: string) => {
    const lid = choices('r', cardinality, label('a', 'A'), label('b', 'B'), label('c', 'C'));
    return (await readOne(item('q', presentation(stem, lid), processing(conditions, maximum)))).question;
  };

  it('is percent where the scale is 100', async () => {
    const question = await read('Single', when(equal('r', 'a'), set(100)) + when(equal('r', 'b'), set(25)));
    expect(weights(question)).toEqual([100, 25, 0]);
  });

  it('is counted from points where the scale is another, which is then the points of the question', async () => {
    const question = await read(
      'Single',
      when(equal('r', 'b'), set('2.0')) + when(equal('r', 'a'), set(0)),
      '2.0',
    );
    expect(weights(question)).toEqual([0, 100, 0]);
    expect(question.points).toBe(2);
  });

  it('is counted from the sum where single scores are above the declared maximum', async () => {
    const one = (id: string, value: number) => when(equal('r', id), set(value, 'Add'));
    expect(weights(await read('Multiple', one('a', 30) + one('b', 30) + one('c', -10), '10'))).toEqual([
      50, 50, -16.666667,
    ]);
  });

  it('is all or nothing for a combination', async () => {
    const both = `<and>${equal('r', 'a')}<not>${equal('r', 'b')}</not>${equal('r', 'c')}</and>`;
    expect(weights(await read('Multiple', when(both, set(100))))).toEqual([100, 0, 100]);
  });

  it('is told by the feedback for right answers where nothing scores (Respondus)', async () => {
    const question = await read(
      'Single',
      when(equal('r', 'a'), set(0) + show('Q_C')) + when(equal('r', 'b'), set(0) + show('Q_IC')),
    );
    expect(weights(question)).toEqual([100, 0, 0]);
  });

  it('is given in points where points vary by answer (New Quizzes)', async () => {
    const conditions = when(equal('r', 'a'), set(10)) + when(equal('r', 'b'), set(5), 'correctanswer="Yes"');
    const fields = metadata(
      field('question_type', 'multiple_choice_question'),
      field('points_possible', '10.0'),
    );
    const { question } = await readOne(item('q', fields, presentation(stem, ab), processing(conditions)));
    expect(weights(question)).toEqual([100, 50]);
    expect(question.extensions).toEqual({ canvas: { correct_answer: 'b' } });
  });

  it('that could not be determined is noticed', async () => {
    const { reading } = await readOne(item('q', presentation(stem, ab)));
    expect(reading.notices.map(({ code, message }) => [code, message])).toEqual([
      ['no_correct_answer', 'quiz.xml: item "q": the correct answer could not be determined.'],
    ]);
  });
});

describe('points', () => {
  it.each([
    ['points_possible', '1.5', 1.5],
    ['cc_weighting', '3', 3],
    ['respondusapi_qpoints', '2.00', 2],
    ['qmd_weighting', '5.000000000', 5],
    ['points_possible', '', undefined],
  ])('are read from %s "%s"', async (name, entry, points) => {
    const { question } = await readOne(typed(name, entry, presentation(stem, blank('r'))));
    expect(question.points).toBe(points);
  });
});

describe('points that are no number', () => {
  it('are named as lost', async () => {
    const { question, reading } = await readOne(
      typed('points_possible', 'ten', presentation(stem, blank('r'))),
    );
    expect(question.points).toBeUndefined();
    expect(reading.ledger[0]?.lost).toEqual(['its points, which are "ten"']);
  });
});

describe('material', () => {
  const stemOf = async (...parts: readonly string[]) =>
    (await readOne(item('q', presentation(...parts)))).question.stem;

  it('is HTML escaped, in CDATA or as child elements', async () => {
    const html = (content: string) =>
      `<material><mattext texttype="text/html">${content}</mattext></material>`;
    expect(await stemOf(html('&lt;p&gt;a &amp;amp; b&lt;/p&gt;'))).toBe('<p>a &amp; b</p>');
    expect(await stemOf(html('<![CDATA[<p>a &amp; b</p>]]>'))).toBe('<p>a &amp; b</p>');
    expect(await stemOf(html('<p class="x">a &amp; <br/>b</p>'))).toBe('<p class="x">a &amp; <br>b</p>');
  });

  it('is text where it says so, and told by its looks where it says nothing', async () => {
    const text = (type: string, content: string) =>
      `<material><mattext${type}>${content}</mattext></material>`;
    expect(await stemOf(text(' texttype="text/plain"', ' 5 &lt; 6 '))).toBe('5 &lt; 6');
    expect(await stemOf(text('', '5 &lt; 6'))).toBe('5 &lt; 6');
    expect(await stemOf(text('', '&lt;b&gt;bold&lt;/b&gt;'))).toBe('<b>bold</b>');
  });

  it('is HTML where it calls itself plain and shows files of the package, which is told (matching-pictures-11.zip showed tags)', async () => {
    const plain = (content: string) =>
      `<material><mattext texttype="text/plain">${content}</mattext></material>`;
    const picture = '&lt;IMG src="%24IMS_CC_FILEBASE%24/a.png" /&gt;';
    const { question, reading } = await readOne(item('q', presentation(plain(picture))));
    expect(question.stem).toBe('<IMG src="%24IMS_CC_FILEBASE%24/a.png" />');
    expect(reading.notices).toMatchObject([
      {
        code: 'html_called_plain',
        message:
          'quiz.xml: item "q": 1 text says that it is plain, and shows files of the package as HTML does; read as HTML.',
      },
    ]);
    expect(await stemOf(plain('&lt;img src="a.png"&gt; shows a.png'))).toBe(
      '&lt;img src="a.png"&gt; shows a.png',
    );
    expect(await stemOf(plain('$IMS-CC-FILEBASE$ is a token'))).toBe('$IMS-CC-FILEBASE$ is a token');
  });

  it('keeps pictures, sound, film, files and breaks in their order', async () => {
    const parts =
      '<mattext>Look</mattext><matbreak/><matimage uri="a.png" width="20">the sea</matimage><mataudio uri="b.mp3"/><matvideo uri="c.mp4"/><matapplication uri="d.pdf" label="Tables"/>';
    expect(await stemOf(`<material>${parts}</material>`)).toBe(
      'Look<br><img src="a.png" alt="the sea" width="20"><audio controls src="b.mp3"></audio><video controls src="c.mp4"></video><a href="d.pdf">Tables</a>',
    );
  });

  it("is Blackboard's formatted text, whose lines are lines in smart text", async () => {
    expect(await stemOf(blackboardText('<i>HTML</i>'))).toBe('<i>HTML</i>');
    expect(await stemOf(blackboardText('one\ntwo & three', 'SMART_TEXT'))).toBe('one<br>\ntwo &amp; three');
  });

  it('may be MathML beside a text', async () => {
    const math = '<math xmlns="http://www.w3.org/1998/Math/MathML"><mn>2</mn></math>';
    expect(await stemOf(`<material><mattext texttype="text/html">Is </mattext>${math}</material>`)).toBe(
      'Is <math><mn>2</mn></math>',
    );
  });

  it('that points elsewhere is named as lost', async () => {
    const { reading } = await readOne(
      item('q', presentation('<material><matref linkrefid="m1"/></material>', stem)),
    );
    expect(reading.ledger[0]).toEqual(
      objectContaining({ state: 'changed', lost: ['presentation/material/matref ("linkrefid=m1")'] }),
    );
  });
});

describe('a choice that keeps its place while others are shuffled', () => {
  it.each([['lock="Yes"'], ['rshuffle="No"']])('comes back so: %s', async (attribute) => {
    const labels = `<response_label ident="a" ${attribute}>${material('A')}</response_label>${label('b', 'B')}`;
    const lid = `<response_lid ident="r"><render_choice shuffle="Yes">${labels}</render_choice></response_lid>`;
    const { question, reading } = await readOne(
      item('q', presentation(stem, lid), processing(when(equal('r', 'a'), set(100)))),
    );
    expect(reading.ledger[0]?.state).toBe('imported');
    const { text } = await writeQuiz('canvas', [question]);
    expect(text).toContain(`<response_label ident="a" ${attribute}>`);
    expect(brokenRules((await writeQuiz('cc', [question])).text)).toEqual([]);
  });
});

describe('feedback', () => {
  it.each([
    ['Common Cartridge', ['general_fb', 'correct_fb', 'incorrect_fb']],
    ['Canvas', ['general_fb', 'correct_fb', 'general_incorrect_fb']],
    ['Respondus', ['QUE_1_ALL', 'QUE_1_C', 'QUE_1_IC']],
  ])('is sorted by the names of %s', async (_, names) => {
    const parts = names.map((name, index) => feedback(name, ['g', 'c', 'i'][index] ?? ''));
    const { question } = await readOne(item('q', presentation(stem, ab), ...parts));
    expect(question.feedback).toEqual({ general: 'g', correct: 'c', incorrect: 'i' });
  });

  it.each([
    ['by name', '', 'a_fb'],
    ['by the other name', '', 'fb_a'],
    ['by a condition', processing(when(equal('r', 'a'), show('odd'))), 'odd'],
  ])('of an answer is found %s', async (_, conditions, name) => {
    const { question, reading } = await readOne(
      item('q', presentation(stem, ab), conditions, feedback(name, 'Well')),
    );
    expect(question).toEqual(
      objectContaining({
        answers: [objectContaining({ id: 'a', feedback: 'Well' }), objectContaining({ id: 'b' })],
      }),
    );
    expect(reading.ledger[0]?.state).toBe('imported');
  });

  it('that belongs to nothing is named as lost', async () => {
    const { reading } = await readOne(item('q', presentation(stem, ab), feedback('elsewhere', 'Hm')));
    expect(reading.ledger[0]?.lost).toEqual(['the feedback "elsewhere" ("Hm")']);
  });

  it('has hints and a solution, also where Brightspace keeps them', async () => {
    const { question } = await readOne(
      item(
        'q',
        presentation(stem, ab),
        `<hint><hintmaterial>${material('One')}</hintmaterial><hintmaterial>${material('Two')}</hintmaterial></hint>`,
        `<itemfeedback ident="solution"><solution><solutionmaterial>${material('Because')}</solutionmaterial></solution></itemfeedback>`,
      ),
    );
    expect(question).toEqual(objectContaining({ hints: ['One', 'Two'], solution: 'Because' }));
  });
});

describe('a scoring rule that the question does not capture', () => {
  it('is named as lost, by its line', async () => {
    const rule = when(`<and>${equal('r', 'a')}${equal('r', 'b')}</and>`, set(50));
    const { reading } = await readOne(
      item('q', presentation(stem, abc), processing(when(`<and>${equal('r', 'c')}</and>`, set(100)) + rule)),
    );
    expect(reading.ledger[0]?.lost).toEqual(['the scoring rule in line 1']);
  });
});

describe('Blackboard', () => {
  it('names its items in the metadata', async () => {
    const { question } = await readOne(
      blackboard('Essay', `<flow class="RESPONSE_BLOCK">${blank('response')}</flow>`),
    );
    expect(question).toEqual(
      objectContaining({ migrationId: '_7_1', points: 10, interaction: 'essay', stem: 'Which?' }),
    );
  });

  it('has the right sides of a matching question in a block of their own', async () => {
    const side = (ident: string, own: string, ...labels: readonly string[]) =>
      `<flow class="Block">${choices(ident, 'Single', ...labels.map((one) => `<response_label ident="${one}"/>`))}${blackboardText(own)}</flow>`;
    const right = (html: string) => `<flow class="Block">${blackboardText(html)}</flow>`;
    const { question } = await readOne(
      blackboard(
        'Matching',
        `<flow class="RESPONSE_BLOCK">${side('p1', 'ebb', 'x1', 'x2')}${side('p2', 'flood', 'y1', 'y2')}</flow><flow class="RIGHT_MATCH_BLOCK">${right('rising')}${right('falling')}</flow>`,
        processing(when(equal('p1', 'x2'), show('correct')) + when(equal('p2', 'y1'), show('correct')), 10),
      ),
    );
    expect(question).toEqual(
      objectContaining({
        premises: [
          { id: 'p1', html: 'ebb', match: 'x2' },
          { id: 'p2', html: 'flood', match: 'x1' },
        ],
        targets: [
          { id: 'x1', html: 'rising' },
          { id: 'x2', html: 'falling' },
        ],
      }),
    );
  });

  it('asks either/or: true or false, or a choice of two words', async () => {
    const either = (first: string, second: string) =>
      blackboard(
        'Either/Or',
        choices('response', 'Single', label(first, first), label(second, second)),
        processing(when(equal('response', second), set('SCORE.max')), 10),
      );
    const truth = await readOne(either('true_false.true', 'true_false.false'));
    const agreement = await readOne(either('agree_disagree.true', 'agree_disagree.false'));
    expect(truth.question).toEqual(
      objectContaining({
        interaction: 'trueFalse',
        answers: [
          objectContaining({ html: 'True', weight: 0 }),
          objectContaining({ html: 'False', weight: 100 }),
        ],
      }),
    );
    expect(agreement.question).toEqual(
      objectContaining({
        interaction: 'multipleChoice',
        answers: [objectContaining({ html: 'Agree' }), objectContaining({ html: 'Disagree', weight: 100 })],
      }),
    );
  });

  it('puts things in order', async () => {
    const order = `<and>${equal('response', 'b')}${equal('response', 'a')}</and>`;
    const { question } = await readOne(
      blackboard(
        'Ordering',
        choices('response', 'Ordered', label('a', 'noon'), label('b', 'dawn')),
        processing(when(order, set('SCORE.max')), 10),
      ),
    );
    expect(question).toEqual(
      objectContaining({
        items: [
          { id: 'b', html: 'dawn' },
          { id: 'a', html: 'noon' },
        ],
      }),
    );
  });

  it('asks for opinions, of which none is right', async () => {
    const { question, reading } = await readOne(
      blackboard(
        'Opinion Scale',
        choices('response', 'Single', label('a', 'Yes'), label('b', 'No')),
        processing(when(equal('response', 'a'), set('SCORE.max')), 10),
      ),
    );
    expect(question).toEqual(
      objectContaining({
        interaction: 'opinionScale',
        choices: [
          { id: 'a', html: 'Yes' },
          { id: 'b', html: 'No' },
        ],
      }),
    );
    expect(reading.notices).toEqual([]);
  });

  it('plays quiz bowl, of which the phrases stay', async () => {
    const phrases =
      '<and><or><varsubstring>What is</varsubstring></or><or><varsubstring>yellow</varsubstring></or></and>';
    const { question, reading } = await readOne(
      blackboard('Quiz Bowl', blank('response'), processing(when(phrases, set('SCORE.max')), 10)),
    );
    expect(question).toEqual(
      objectContaining({
        interaction: 'shortAnswer',
        answers: [
          { text: 'What is', match: 'contains', weight: 100 },
          { text: 'yellow', match: 'contains', weight: 100 },
        ],
      }),
    );
    expect(reading.ledger[0]?.lost).toEqual([
      'that the answer is a question of two parts, each with phrases of its own',
    ]);
  });

  it('calculates with formulas in MathML', async () => {
    const mathml =
      '<math><apply><divide/><apply><plus/><ci>x</ci><cn>2</cn></apply><apply><root/><ci>y</ci></apply></apply></math>';
    const calculated = `<itemproc_extension><calculated><formula>${encodeURIComponent(mathml)}</formula><answer_scale>3</answer_scale><answer_tolerance type="percent">2</answer_tolerance><unit_required>false</unit_required><vars><var name="x" scale="1"><min>1.0</min><max>9.0</max></var></vars><var_sets><var_set ident="s"><var name="x">2.5</var><answer>1.5</answer></var_set></var_sets></calculated></itemproc_extension>`;
    const { question, reading } = await readOne(blackboard('Calculated', blank('response'), calculated));
    expect(question).toEqual(
      objectContaining({
        formulas: ['((x + 2) / sqrt(y))'],
        answerTolerance: '2%',
        decimalPlaces: 3,
        variables: [{ name: 'x', minimum: 1, maximum: 9, scale: 1 }],
        solutions: [{ id: 's', values: { x: 2.5 }, answer: 1.5 }],
      }),
    );
    expect(reading.ledger[0]?.state).toBe('imported');
  });

  it('has hot spots in its conditions', async () => {
    const spot = `<flow class="FILE_BLOCK"><material><matapplication uri="map.png" label="Map"/></material></flow><response_xy ident="response"><render_hotspot/></response_xy>`;
    const inside = '<varinside areatype="Rectangle" respident="response">10,20,30,40</varinside>';
    const { question } = await readOne(
      blackboard('Hot Spot', spot, processing(when(inside, set('SCORE.max')), 10)),
    );
    expect(question).toEqual(
      objectContaining({
        interaction: 'hotSpot',
        image: 'map.png',
        areas: [{ id: 'area_1', shape: 'rectangle', coordinates: [10, 20, 30, 40], weight: 100 }],
      }),
    );
  });
});

describe('blanks', () => {
  it('of Canvas are all right, though only the first scores', async () => {
    const lid = choices('response_x', 'Single', label('1', 'blue'), label('2', 'Blue'));
    const { question } = await readOne(
      typed(
        'question_type',
        'fill_in_multiple_blanks_question',
        presentation(material('The sea is [x].'), lid),
        processing(when(equal('response_x', '1'), set('100.00', 'Add'))),
      ),
    );
    expect(question).toEqual(
      objectContaining({
        blanks: [
          {
            name: 'x',
            answers: [
              { id: '1', text: 'blue', weight: 100 },
              { id: '2', text: 'Blue', weight: 100 },
            ],
          },
        ],
      }),
    );
  });

  it('of New Quizzes keep how they are compared and that they are chosen', async () => {
    const one = (ident: string, attributes: string, text: string) =>
      `<response_label ident="${ident}" ${attributes}><material><mattext texttype="text/plain">${text}</mattext></material></response_label>`;
    const x = choices(
      'response_x',
      'Single',
      one('1', 'scoring_algorithm="TextRegex" answer_type="openEntry"', '^b.*'),
    );
    const y = choices(
      'response_y',
      'Single',
      one('2', 'scoring_algorithm="Equivalence" answer_type="dropdown" position="1"', 'low'),
      one('3', 'answer_type="dropdown"', 'high'),
    );
    const { question } = await readOne(
      typed(
        'question_type',
        'fill_in_multiple_blanks_question',
        presentation(material('[x] [y]'), x, y),
        processing(
          when(equal('response_x', '1'), set('50.00', 'Add')) +
            when(equal('response_y', '2'), set('50.00', 'Add')),
        ),
      ),
    );
    expect(question).toEqual(
      objectContaining({
        blanks: [
          { name: 'x', answers: [{ id: '1', text: '^b.*', match: 'regularExpression', weight: 100 }] },
          {
            name: 'y',
            answers: [
              { id: '2', text: 'low', weight: 100 },
              { id: '3', text: 'high', weight: 0 },
            ],
          },
        ],
        extensions: {
          canvas: {
            labels: {
              '1': { answer_type: 'openEntry' },
              '2': { answer_type: 'dropdown', position: '1', scoring_algorithm: 'Equivalence' },
              '3': { answer_type: 'dropdown' },
            },
          },
        },
      }),
    );
  });

  it('of Respondus have no responses at all', async () => {
    const test = `<and><or><varequal respident="[a]">ebb</varequal><varequal respident="[a]">low</varequal></or><or><varequal respident="[b]">flood</varequal></or></and>`;
    const { question } = await readOne(
      typed(
        'respondusapi_qtype',
        'fillInMultiple',
        presentation(material('[a] and [b]')),
        processing(when(test, set(1)), ''),
      ),
    );
    expect(question).toEqual(
      objectContaining({
        stem: '[a] and [b]',
        blanks: [
          {
            name: 'a',
            answers: [
              { text: 'ebb', weight: 100 },
              { text: 'low', weight: 100 },
            ],
          },
          { name: 'b', answers: [{ text: 'flood', weight: 100 }] },
        ],
      }),
    );
  });

  it('that stand between texts get names in the stem', async () => {
    const { question } = await readOne(
      typed(
        'qmd_questiontype',
        'Fill in the Blanks',
        presentation(material('The '), blank('QUES_1'), material(' rises '), blank('QUES_2')),
        processing(when(equal('QUES_1', 'tide'), set(100)) + when(equal('QUES_2', 'twice'), set(50))),
      ),
    );
    expect(question).toEqual(
      objectContaining({
        stem: 'The [blank1] rises [blank2]',
        blanks: [
          { name: 'blank1', answers: [{ text: 'tide', weight: 100 }] },
          { name: 'blank2', answers: [{ text: 'twice', weight: 50 }] },
        ],
      }),
    );
  });
});

describe('numbers', () => {
  const read = async (...tests: readonly string[]) => {
    const { question } = await readOne(
      typed(
        'question_type',
        'numerical_question',
        presentation(stem, blank('r', 'fibtype="Decimal"')),
        processing(tests.map((test) => when(test, set(100))).join('')),
      ),
    );
    return 'answers' in question ? question.answers : undefined;
  };
  const bound = (name: string, value: string) => `<${name} respident="r">${value}</${name}>`;

  it('have a margin, a range or digits', async () => {
    expect(
      await read(
        `<or>${equal('r', '33.33')}<and>${bound('vargte', '33.32')}${bound('varlte', '33.34')}</and></or>`,
        bound('vargte', '2') + bound('varlte', '3.5'),
        `<or>${equal('r', '13.4')}<and>${bound('vargt', '13.395')}${bound('varlte', '13.405')}</and></or>`,
        equal('r', '7'),
      ),
    ).toEqual([
      { type: 'exact', value: 33.33, margin: 0.01, weight: 100 },
      { type: 'range', start: 2, end: 3.5, weight: 100 },
      { type: 'precision', value: 13.4, precision: 4, weight: 100 },
      { type: 'exact', value: 7, margin: 0, weight: 100 },
    ]);
  });

  it('have a margin in percent, in so many words', async () => {
    const percent = '<varequal respident="r" margintype="percent" margin="20.0">200.0</varequal>';
    expect(
      await read(`<or>${percent}<and>${bound('vargte', '160')}${bound('varlte', '240')}</and></or>`),
    ).toEqual([{ type: 'exact', value: 200, margin: 20, marginType: 'percent', weight: 100 }]);
  });

  it('that are none break the item, and it alone', async () => {
    const broken = typed(
      'question_type',
      'numerical_question',
      presentation(stem, blank('r')),
      processing(when(equal('r', 'many'), set(100))),
    );
    await expect(readOne(broken)).rejects.toThrow('it accepts \\"many\\", which is not a number');
  });
});

describe('conditions that are combined or negated', () => {
  const single = choices('r', 'Single', label('a', 'A'), label('b', 'B'), label('c', 'C'));
  const multiple = choices('r', 'Multiple', label('a', 'A'), label('b', 'B'), label('c', 'C'));
  const read = async (response: string, conditions: string) => {
    const { question, reading } = await readOne(
      item('q', presentation(material('Which?'), response), processing(conditions)),
    );
    const weights = 'answers' in question ? question.answers.map(({ weight }) => weight) : [];
    return { question, weights, state: reading.ledger[0]?.state, lost: reading.ledger[0] };
  };

  it('make every choice right that is not ruled out', async () => {
    const { weights, state } = await read(single, when(`<not>${equal('r', 'a')}</not>`, set(100)));
    expect([weights, state]).toEqual([[0, 100, 100], 'imported']);
  });

  it('give what is left a part of the points', async () => {
    const { weights, state } = await read(
      single,
      when(equal('r', 'b'), set(100)) + when('<other/>', set(20)),
    );
    expect([weights, state]).toEqual([[20, 100, 20], 'imported']);
  });

  it('accept any of several choices', async () => {
    const { weights } = await read(single, when(`<or>${equal('r', 'a')}${equal('r', 'b')}</or>`, set(100)));
    expect(weights).toEqual([100, 100, 0]);
  });

  it('take the first of several combinations, and name the others', async () => {
    const pair = (first: string, second: string) => `<and>${equal('r', first)}${equal('r', second)}</and>`;
    const { weights, lost } = await read(
      multiple,
      when(`<or>${pair('a', 'b')}${pair('a', 'c')}</or>`, set(100)),
    );
    expect(weights).toEqual([100, 100, 0]);
    expect(lost).toMatchObject({
      state: 'changed',
      lost: [
        'resprocessing/respcondition/conditionvar/or/and/varequal ("a")',
        'resprocessing/respcondition/conditionvar/or/and/varequal ("c")',
      ],
    });
  });

  it('never accept one text where two are asked for together', async () => {
    const both = `<and>${equal('r', 'red')}${equal('r', 'blue')}</and>`;
    const { question, lost } = await read(blank('r'), when(both, set(100)));
    expect(question).toMatchObject({ interaction: 'shortAnswer', answers: [] });
    expect(lost).toMatchObject({ state: 'changed', lost: ['the scoring rule in line 1'] });
  });

  it('accept several numbers', async () => {
    const { question } = await readOne(
      item(
        'q',
        metadata(field('question_type', 'numerical_question')),
        presentation(material('n'), blank('r')),
        processing(when(`<or>${equal('r', '3')}${equal('r', '4')}</or>`, set(100))),
      ),
    );
    expect(question).toMatchObject({ answers: [{ value: 3 }, { value: 4 }] });
  });
});

describe('an item of several parts', () => {
  it('is a text with dropdowns where each part offers something else', async () => {
    const { question } = await readOne(
      item(
        'q',
        presentation(
          material('One'),
          choices('r1', 'Single', label('a', 'Red'), label('b', 'Blue')),
          material('Two'),
          choices('r2', 'Single', label('c', 'Cat'), label('d', 'Dog')),
        ),
        processing(when(equal('r1', 'a'), set(50, 'Add')) + when(equal('r2', 'd'), set(50, 'Add'))),
      ),
    );
    expect(question).toMatchObject({
      interaction: 'dropdowns',
      stem: 'One[blank1]Two[blank2]',
      blanks: [{ choices: [{ weight: 100 }, { weight: 0 }] }, { choices: [{ weight: 0 }, { weight: 100 }] }],
    });
  });

  it('is kept word for word where parts are of different kinds', async () => {
    const parts = presentation(choices('r1', 'Single', label('a', 'Red')), blank('r2'));
    const { question } = await readOne(item('q', parts));
    expect(question).toMatchObject({ interaction: 'unknown' });
  });

  it('that says it is of one kind loses the parts beyond the first, and says so', async () => {
    const { reading } = await readOne(
      item(
        'q',
        metadata(field('question_type', 'multiple_choice_question')),
        presentation(choices('r1', 'Single', label('a', 'Red'), label('b', 'Blue')), blank('r2')),
        processing(when(equal('r1', 'a'), set(100))),
      ),
    );
    expect(reading.ledger[0]).toMatchObject({ lost: ['the further place to answer "r2"'] });
  });

  it('points at places of a picture with labels too', async () => {
    const places = `<response_lid ident="r"><render_hotspot><material><matimage uri="a.png"/></material><response_label ident="A" rarea="Ellipse">10,10,2,2</response_label></render_hotspot></response_lid>`;
    const { question } = await readOne(
      item('q', presentation(places), processing(when(equal('r', 'A'), set(100)))),
    );
    expect(question).toMatchObject({
      interaction: 'hotSpot',
      image: 'a.png',
      areas: [{ id: 'A', shape: 'ellipse', coordinates: [10, 10, 2, 2], weight: 100 }],
    });
  });
});

describe('sound, film and files inside the file', () => {
  it('become addresses that hold them', async () => {
    const sound = '<mataudio audiotype="audio/ogg" embedded="base64">QUJD\nREVG</mataudio>';
    const { question } = await readOne(item('q', presentation(`<material>${sound}</material>`)));
    expect(question.stem).toBe('<audio controls src="data:audio/ogg;base64,QUJDREVG"></audio>');
  });
});
