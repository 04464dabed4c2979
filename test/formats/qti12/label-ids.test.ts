/** Answers that Canvas's importer would take for one another, by the ids they have. */
import { describe, expect, it } from 'vitest';
import type { Question } from '../../../activities/course/model/question.js';
import { readText } from './reading.js';
import { writeQuiz } from './writing.js';

const owner = { kind: 'quiz' as const, migrationId: 'quiz' };
const common = { migrationId: 'q', owner, position: 1, stem: '<p>?</p>' };

const matching = (...ids: [string, string, ...string[]]): Question => ({
  ...common,
  interaction: 'matching',
  premises: ids.map((id, at) => ({ id: String(at + 1), html: `left ${at}`, match: id })),
  targets: ids.map((id, at) => ({ id, html: `right ${at}` })),
});

const dropdowns = (first: readonly string[], second: readonly string[]): Question => {
  const choices = (ids: readonly string[], right: number) =>
    ids.map((id, at) => ({ id, html: `word ${at}`, weight: at === right ? 100 : 0 }));
  return {
    ...common,
    stem: '[a] and [b]',
    interaction: 'dropdowns',
    blanks: [
      { name: 'a', choices: choices(first, 0) },
      { name: 'b', choices: choices(second, 1) },
    ],
  };
};

const written = async (question: Question): Promise<string> => (await writeQuiz('canvas', [question])).text;
const labelsIn = (text: string) => [
  ...new Set([...text.matchAll(/<response_label ident="([^"]*)"/g)].map(([, ident]) => ident)),
];
const answerIdsIn = (text: string) =>
  /original_answer_ids<\/fieldlabel><fieldentry>(.*?)<\/fieldentry>/.exec(text)?.[1];
const readBack = async (question: Question) => (await readText(await written(question))).questions[0];

/** As Canvas does. */
const numberIn = (ident: string | undefined) => Number(/\d+/.exec(ident ?? '')?.[0]);

describe('the right sides of a matching question', () => {
  it.each([
    ['ids of Canvas', ['2450', '2451', '7']],
    ['words', ['north', 'south']],
    ['UUIDs that begin with different numbers', ['75b93eca-0012', '1ccd1772-c880']],
  ] as const)('keep the ids they have: %s', async (_, [one = '', two = '', ...more]) => {
    expect(labelsIn(await written(matching(one, two, ...more)))).toEqual([one, two, ...more]);
  });

  it.each([
    ['UUIDs that begin with the same number', ['1d5d207d-f9e7', '1ccd1772-c880', 'x']],
    ['numbers written in two ways', ['7', '007']],
    ['what looks like our own ids', ['cw1.a', 'cw2.b']],
    ['what looks partly like our own ids', ['cw5.a', 'b']],
  ] as const)('are numbered where Canvas would take two for one: %s', async (_, [one, two, ...more]) => {
    const question = matching(one, two, ...more);
    const labels = labelsIn(await written(question));
    expect(labels.map(numberIn)).toEqual(labels.map((_, at) => at + 1));
    expect(await readBack(question)).toMatchObject(question);
  });
});

describe('the choices of dropdowns', () => {
  it('keep the ids they have where no two blanks share one', async () => {
    expect(labelsIn(await written(dropdowns(['1', '2'], ['3', '4'])))).toEqual(['1', '2', '3', '4']);
  });

  it('are numbered where blanks share ids: Canvas would mark the right word of one blank in the other', async () => {
    const question = dropdowns(['1', '2'], ['1', '2']);
    expect(labelsIn(await written(question))).toEqual(['cw1.1', 'cw2.2', 'cw3.1', 'cw4.2']);
    expect(await readBack(question)).toMatchObject(question);
  });

  it('keep what Canvas alone says of them', async () => {
    const labels = { 1: { lock: 'Yes' } };
    const question = {
      ...dropdowns(['1', '2'], ['1', '2']),
      shuffle: true,
      extensions: { canvas: { labels } },
    };
    expect(await readBack(question)).toMatchObject(question);
  });
});

describe('original_answer_ids', () => {
  const choice = (...ids: readonly string[]): Question => ({
    ...common,
    interaction: 'multipleChoice',
    answers: ids.map((id, at) => ({ id, html: `word ${at}`, weight: at === 0 ? 100 : 0 })),
  });

  it('is a list with commas where Canvas makes different numbers of the ids', async () => {
    expect(answerIdsIn(await written(choice('402e84de-2afb', '1327d932-246f', 'x-1')))).toBe(
      '402e84de-2afb,1327d932-246f,x-1',
    );
  });

  it('is a JSON array where it would make one number of two, so that it makes up its own', async () => {
    const text = await written(choice('7b9cf751-7f7f', '7ca0d932-246f'));
    expect(answerIdsIn(text)).toBe('["7b9cf751-7f7f","7ca0d932-246f"]');
  });
});
