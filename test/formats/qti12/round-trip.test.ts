/** Questions in the dialect of Canvas are the same after writing and reading. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Question, question as schema } from '../../../activities/course/model/question.js';
import { sampleQuestion } from '../../support/sample-questions.js';
import { CANVAS_INTERACTIONS, questionArbitrary } from './arbitraries.js';
import { readText } from './reading.js';
import { writeQuiz } from './writing.js';

describe('a question written in the dialect of Canvas and read again', () => {
  it.each(CANVAS_INTERACTIONS)('is the same: %s', async (interaction) => {
    await fc.assert(
      fc.asyncProperty(questionArbitrary(interaction), async (question) => {
        schema.parse(question);
        const written = await writeQuiz('canvas', [question]);
        expect(written.skipped).toEqual([]);
        expect(written.lost).toEqual([]);
        const { questions, ledger } = await readText(written.text);
        expect(questions).toEqual([question]);
        expect(ledger.filter(({ state }) => state === 'changed')).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });
});

describe('a score of a cartridge that is read and written again', () => {
  const scoresIn = (text: string) =>
    [...text.matchAll(/action="Add" varname="SCORE">([^<]*)</g)].map(([, score]) => score);

  it.each(['33.875', '33.33', '0.1', '12.345678', '7'])(
    'does not drift: %s points of an answer whose blank gives 46.125',
    async (partial) => {
      const blank = {
        name: 'a',
        weight: 46.125,
        answers: [
          { text: 'ebb', weight: 100 },
          { text: 'flood', weight: 50 },
        ],
      };
      const question = {
        ...sampleQuestion('fillInBlanks', 'q', { kind: 'quiz', migrationId: 'quiz' }),
        blanks: [blank, { name: 'b', answers: [{ text: 'moon', weight: 100 }] }],
      } as Question;
      const { text } = await writeQuiz('canvas', [question]);
      const original = text.replace('>23.0625<', `>${partial}<`);
      expect(scoresIn(original)).toEqual(['46.125', partial, '50.00']);
      const { questions } = await readText(original);
      expect(scoresIn((await writeQuiz('canvas', questions)).text)).toEqual(scoresIn(original));
    },
  );
});
