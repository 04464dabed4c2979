/** Quizzes with a copy for other systems: what it says of answers and points beyond the whole quiz is told. */
import { describe, expect, it } from 'vitest';
import { cartridge, dependsOn, essay, qti, resource, settings, TYPES, typed } from './cartridge.js';
import { readCartridge } from './reading.js';

interface Choice {
  readonly words: string;
  readonly isRight?: boolean;
  readonly type?: string;
}

const field = (label: string, entry: string) =>
  `<qtimetadatafield><fieldlabel>${label}</fieldlabel><fieldentry>${entry}</fieldentry></qtimetadatafield>`;

const itemOf = (ident: string, fields: string, responses: string, scores: string) =>
  `<item ident="${ident}"><itemmetadata><qtimetadata>${fields}</qtimetadata></itemmetadata><presentation><material><mattext texttype="text/html">When is the tide high?</mattext></material>${responses}</presentation><resprocessing><outcomes><decvar varname="SCORE" maxvalue="100" minvalue="0" vartype="Decimal"/></outcomes>${scores}</resprocessing></item>`;

const scored = (test: string) =>
  `<respcondition continue="No"><conditionvar>${test}</conditionvar><setvar action="Set" varname="SCORE">100</setvar></respcondition>`;

/** Of several right answers all must be given. */
const choices = (ident: string, fields: string, given: readonly Choice[]) => {
  const labels = given.map(
    ({ words, type = 'text/plain' }, at) =>
      `<response_label ident="${ident}${at}"><material><mattext texttype="${type}">${words}</mattext></material></response_label>`,
  );
  const tests = given.flatMap(({ isRight }, at) =>
    isRight === true ? [`<varequal respident="response1">${ident}${at}</varequal>`] : [],
  );
  const isOne = tests.length === 1;
  return itemOf(
    ident,
    fields,
    `<response_lid ident="response1" rcardinality="${isOne ? 'Single' : 'Multiple'}"><render_choice>${labels.join('')}</render_choice></response_lid>`,
    tests.length === 0 ? '' : scored(isOne ? (tests[0] ?? '') : `<and>${tests.join('')}</and>`),
  );
};

const texts = (ident: string, fields: string, given: readonly string[]) =>
  itemOf(
    ident,
    fields,
    '<response_str ident="response1" rcardinality="Single"><render_fib/></response_str>',
    scored(given.map((text) => `<varequal respident="response1">${text}</varequal>`).join('')),
  );

const CHOICE = field('question_type', 'multiple_choice_question');
const CHOICES = field('question_type', 'multiple_answers_question');
const CC_CHOICE = field('cc_profile', 'cc.multiple_choice.v0p1');
const CC_CHOICES = field('cc_profile', 'cc.multiple_response.v0p1');
const NOON: Choice = { words: 'At noon' };
const NIGHT: Choice = { words: 'At night' };
const isRight = (choice: Choice): Choice => ({ ...choice, isRight: true });

const lostOfCopies = async (whole: string, copy: string) => {
  const course = await readCartridge(
    cartridge({
      resources:
        typed(TYPES.quiz, 'q', ['q/assessment_qti.xml'], undefined, dependsOn('qm')) +
        resource('qm', 'q/assessment_meta.xml', 'non_cc_assessments/q.xml.qti'),
      files: {
        'q/assessment_qti.xml': qti('q', copy),
        'q/assessment_meta.xml': settings('quiz', '<title>From QTI</title>'),
        'non_cc_assessments/q.xml.qti': qti('q', whole),
      },
    }),
  );
  return course.entry('zip entry', 'q/assessment_qti.xml')?.lost;
};

describe('a copy of a quiz for other systems that has other answers', () => {
  it('does not lose an answer that only the copy offers', async () => {
    const whole = choices('a', CHOICE, [isRight(NOON), NIGHT]);
    const copy = choices('b', CC_CHOICE, [isRight(NOON), NIGHT, { words: 'Never' }]);
    expect(await lostOfCopies(whole, copy)).toEqual(['item "b": answer "Never"']);
  });

  it('does not lose that another answer is right in the copy', async () => {
    const whole = choices('a', CHOICE, [isRight(NOON), NIGHT]);
    const copy = choices('b', CC_CHOICE, [NOON, isRight(NIGHT)]);
    expect(await lostOfCopies(whole, copy)).toEqual(['item "b": right answer "At night"']);
  });

  it('does not lose which answer is right where only the copy knows', async () => {
    const whole = choices('a', CHOICE, [NOON, NIGHT]);
    const copy = choices('b', CC_CHOICE, [isRight(NOON), NIGHT]);
    expect(await lostOfCopies(whole, copy)).toEqual(['item "b": right answer "At noon"']);
  });

  it('does not lose a text that only the copy takes for an answer', async () => {
    const whole = texts('a', field('question_type', 'short_answer_question'), ['noon']);
    const copy = texts('b', field('cc_profile', 'cc.fib.v0p1'), ['noon', 'midday']);
    expect(await lostOfCopies(whole, copy)).toEqual(['item "b": right answer "midday"']);
  });

  it('does not lose the answers of a question that is an essay beside it', async () => {
    const whole = essay('a').replace('Why?', 'When is the tide high?');
    const copy = texts('b', field('cc_profile', 'cc.fib.v0p1'), ['noon']);
    expect(await lostOfCopies(whole, copy)).toEqual(['item "b": right answer "noon"']);
  });

  it('does not lose points that only the copy gives', async () => {
    const given = [isRight(NOON), NIGHT];
    const whole = choices('a', CHOICE + field('points_possible', '2.0'), given);
    const weighing = (points: string) => choices('b', CC_CHOICE + field('cc_weighting', points), given);
    expect(await lostOfCopies(whole, weighing('3'))).toEqual(['item "b": points "3"']);
    expect(await lostOfCopies(whole, weighing('2'))).toBeUndefined();
    const group = (item: string) =>
      `<section ident="g" title="G"><selection_ordering><selection><selection_number>1</selection_number><selection_extension><points_per_item>3</points_per_item></selection_extension></selection></selection_ordering>${item}</section>`;
    expect(await lostOfCopies(group(whole), weighing('3'))).toBeUndefined();
  });

  it('has nothing to tell where it says less, or the same in other words', async () => {
    const all = [isRight(NOON), isRight({ words: 'At &lt;b&gt;dawn&lt;/b&gt;', type: 'text/html' }), NIGHT];
    const whole = choices('a', CHOICES, all);
    const same = choices('b', CC_CHOICES, all);
    const fewer = choices('c', CC_CHOICE, [isRight(NOON), NIGHT]);
    const plain = choices('d', CC_CHOICES, [isRight(NOON), isRight({ words: 'At  dawn' }), NIGHT]);
    const none = choices('e', CC_CHOICE, [NOON, NIGHT]);
    const asked = essay('f').replace('Why?', 'When is the tide high?');
    expect(await lostOfCopies(whole, same + fewer + plain + none + asked)).toBeUndefined();
  });

  it('has nothing to tell of a question whose kind the standard lacks', async () => {
    const whole = texts('a', field('question_type', 'numerical_question'), ['12']);
    const copy = texts('b', field('cc_profile', 'cc.fib.v0p1'), ['12', 'noon']);
    expect(await lostOfCopies(whole, copy)).toBeUndefined();
  });
});
