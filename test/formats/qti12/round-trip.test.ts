/** Questions in the dialect of Canvas are the same after writing and reading. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { question as schema } from '../../../activities/course/model/question.js';
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
