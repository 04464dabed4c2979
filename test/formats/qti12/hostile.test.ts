/** Items filled with anything end as a valid question or in a sentence. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { question as schema } from '../../../activities/course/model/question.js';
import { escapeAttribute, escapeText } from '../../../activities/formats/xml/write.js';
import { readText } from './reading.js';
import { writeQuiz } from './writing.js';

const ELEMENTS = [
  'presentation',
  'material',
  'mattext',
  'matimage',
  'mat_extension',
  'mat_formattedtext',
  'flow',
  'flow_mat',
  'flow_label',
  'response_lid',
  'response_str',
  'response_num',
  'response_grp',
  'response_xy',
  'render_choice',
  'render_fib',
  'render_hotspot',
  'render_extension',
  'ims_render_object',
  'response_label',
  'resprocessing',
  'respcondition',
  'conditionvar',
  'and',
  'or',
  'not',
  'other',
  'unanswered',
  'varequal',
  'varsubstring',
  'vargte',
  'varlte',
  'vargt',
  'varinside',
  'setvar',
  'displayfeedback',
  'itemfeedback',
  'hint',
  'hintmaterial',
  'solution',
  'solutionmaterial',
  'itemproc_extension',
  'calculated',
  'formulas',
  'formula',
  'vars',
  'var',
  'var_sets',
  'var_set',
  'answer',
  'answer_tolerance',
  'min',
  'max',
  'p',
  'constructor',
];
const ATTRIBUTES = [
  'ident',
  'respident',
  'rcardinality',
  'texttype',
  'linkrefid',
  'varname',
  'action',
  'name',
  'uri',
  'title',
  'rarea',
  'shuffle',
  'fibtype',
  'scoring_algorithm',
  'pattern',
  'class',
  'case',
  'constructor',
];
const VALUES = [
  '',
  ' ',
  'a',
  'b',
  'response_a',
  'response1',
  '[a]',
  'Single',
  'Multiple',
  'Ordered',
  'text/html',
  'SCORE',
  'Add',
  'Set',
  'Multiply',
  '100',
  '-3.5',
  'many',
  '1e400',
  'Yes',
  'Decimal',
  'general_fb',
  'a_fb',
  'RIGHT_MATCH_BLOCK',
  '__proto__',
  'constructor',
  '0,0,1,1',
  'x.png',
];
const TYPES = [
  'multiple_choice_question',
  'true_false_question',
  'multiple_answers_question',
  'short_answer_question',
  'fill_in_multiple_blanks_question',
  'multiple_dropdowns_question',
  'matching_question',
  'numerical_question',
  'calculated_question',
  'essay_question',
  'file_upload_question',
  'text_only_question',
  'ordering_question',
  'categorization_question',
  'hot_spot_question',
  'nonsense',
];

const value = fc.constantFrom(...VALUES);
const attributes = fc
  .uniqueArray(fc.tuple(fc.constantFrom(...ATTRIBUTES), value), { maxLength: 3, selector: ([name]) => name })
  .map((pairs) => pairs.map(([name, text]) => ` ${name}="${escapeAttribute(text)}"`).join(''));
const { node } = fc.letrec<{ node: string }>((tie) => ({
  node: fc
    .tuple(
      fc.constantFrom(...ELEMENTS),
      attributes,
      fc.array(fc.oneof({ depthSize: 'small', maxDepth: 7 }, value.map(escapeText), tie('node')), {
        maxLength: 4,
      }),
    )
    .map(([name, written, inside]) => `<${name}${written}>${inside.join('')}</${name}>`),
}));

/** Items that have the parts of an item, filled with anything. */
const item = fc
  .tuple(
    fc.option(fc.constantFrom(...TYPES), { nil: undefined }),
    attributes,
    fc.array(node, { maxLength: 3 }),
    fc.array(node, { maxLength: 3 }),
    fc.array(node, { maxLength: 2 }),
  )
  .map(([type, written, shown, conditions, more]) => {
    const fields =
      type === undefined
        ? ''
        : `<itemmetadata><qtimetadata><qtimetadatafield><fieldlabel>question_type</fieldlabel><fieldentry>${type}</fieldentry></qtimetadatafield></qtimetadata></itemmetadata>`;
    const response = '<response_lid ident="response_a"><render_choice>';
    return `<item${written}>${fields}<presentation>${shown.join('')}${response}${shown.join('')}</render_choice></response_lid></presentation><resprocessing><respcondition><conditionvar>${conditions.join('')}</conditionvar><setvar>100</setvar></respcondition>${conditions.join('')}</resprocessing>${more.join('')}</item>`;
  });

describe('whatever an item holds', () => {
  it('it is settled once, and what comes of it is a valid question that can be written', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(item, { maxLength: 3 }), async (items) => {
        const { questions, ledger } = await readText(`<questestinterop>${items.join('')}</questestinterop>`);
        const settled = ledger.filter(({ type }) => type === 'item');
        expect(settled).toHaveLength(items.length);
        expect(questions).toHaveLength(settled.filter(({ state }) => state !== 'failed').length);
        for (const question of questions) schema.parse(question);
        const { text } = await writeQuiz('canvas', questions);
        const again = await readText(text);
        expect(again.ledger.filter(({ state }) => state === 'failed')).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});
