/** Questions in the Common Cartridge profile of QTI 1.2: written by its rules, and what it cannot hold is told. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Question } from '../../../activities/course/model/question.js';
import { complaints, HAS_SCHEMAS, SCHEMAS } from '../../support/cartridge-schemas.js';
import { sampleQuestion } from '../../support/sample-questions.js';
import { CARTRIDGE_INTERACTIONS, cartridgeQuestion, questionOfAnyKind } from './arbitraries.js';
import { readText } from './reading.js';
import { brokenRules } from './schematron.js';
import { QUIZ, writeBank, writeQuiz } from './writing.js';

const owner = { kind: 'quiz' as const, migrationId: 'quiz' };

describe('a question that the Common Cartridge profile holds', () => {
  it.each(CARTRIDGE_INTERACTIONS)(
    'is the same when it is written and read again: %s',
    async (interaction) => {
      await fc.assert(
        fc.asyncProperty(cartridgeQuestion(interaction), async (question) => {
          const written = await writeQuiz('cc', [question]);
          expect([written.skipped, written.lost]).toEqual([[], []]);
          const { questions, ledger } = await readText(written.text);
          expect(questions).toEqual([question]);
          expect(ledger.filter(({ state }) => state === 'changed')).toEqual([]);
          expect(brokenRules(written.text)).toEqual([]);
        }),
        { numRuns: 100 },
      );
    },
  );
});

describe('what the Common Cartridge profile does not hold', () => {
  const write = async (question: Question) => writeQuiz('cc', [question]);

  it('breaks no rule, whatever the question', async () => {
    await fc.assert(
      fc.asyncProperty(questionOfAnyKind, async (question) => {
        const { text, skipped } = await write(question);
        expect(brokenRules(text)).toEqual([]);
        expect(text.includes('<item ')).toBe(skipped.length === 0);
      }),
      { numRuns: 150 },
    );
  });

  it.each(['matching', 'numerical', 'dropdowns', 'fileUpload', 'textOnly', 'cloze'] as const)(
    'is skipped, and told: %s',
    async (interaction) => {
      const { text, skipped } = await write(sampleQuestion(interaction, 'q', owner));
      expect(text).not.toContain('<item');
      expect(skipped).toEqual([
        `the Common Cartridge profile has no questions of the kind "${interaction}".`,
      ]);
    },
  );

  it('is told, part by part', async () => {
    const question: Question = {
      ...sampleQuestion('multipleAnswers', 'q', owner),
      points: 2.5,
      calculator: 'basic',
      gradingNotes: '<p>Look twice.</p>',
      feedback: { general: 'g', partial: 'p' },
      tags: ['moon'],
      extensions: { moodle: { penalty: '0.3' } },
    };
    const { lost } = await write(question);
    expect(lost).toEqual([
      'partial credit',
      'its tags',
      'the calculator',
      'the notes for graders',
      'settings of moodle',
      'its 2.5 points',
      'the feedback "partial_fb"',
    ]);
  });

  it('is a choice question without anything right', async () => {
    const question = {
      ...sampleQuestion('multipleChoice', 'q', owner),
      answers: [
        { id: 'a', html: 'A', weight: 0 },
        { id: 'b', html: 'B', weight: 50 },
      ],
    };
    const { skipped } = await write(question as Question);
    expect(skipped).toEqual(['a Common Cartridge question needs a choice that is right.']);
  });

  it('is an answer that is a pattern', async () => {
    const answers = [
      { text: 'Oslo*', weight: 100, match: 'pattern' as const },
      { text: 'Bergen', weight: 50 },
      { text: 'Oslo', weight: 100 },
    ];
    const { lost, text } = await write({ ...sampleQuestion('shortAnswer', 'q', owner), answers } as Question);
    expect(lost).toEqual(['the answer "Oslo*", which is a pattern', 'the answer "Bergen", worth 50%']);
    expect(text).toContain('cc.fib.v0p1');
    expect(text).not.toContain('Bergen');
  });
});

describe('a true/false question', () => {
  const truth = (first: string, second: string): Question => ({
    ...sampleQuestion('trueFalse', 'q', owner),
    interaction: 'trueFalse',
    answers: [
      { id: '17624', html: first, weight: 0, feedback: '<p>No</p>' },
      { id: 'b', html: second, weight: 100 },
    ],
  });
  const identifiers = (text: string) =>
    [...text.matchAll(/<response_label ident="([^"]*)"/g)].map(([, id]) => id);

  it('does not stop a whole import: its choices are called true and false, whatever their ids', async () => {
    const { text, lost } = await writeQuiz('cc', [truth('<p>False</p>', 'True')]);
    expect(text).toContain('cc.true_false.v0p1');
    expect(identifiers(text)).toEqual(['false', 'true']);
    expect([...text.matchAll(/<varequal[^>]*>([^<]*)</g)].map(([, id]) => id)).toEqual(['false', 'true']);
    expect(lost).toEqual([]);
    expect(brokenRules(text)).toEqual([]);
  });

  it('whose choices read otherwise is multiple choice, which shows them, and that is told', async () => {
    const { text, lost } = await writeQuiz('cc', [truth('Yes', 'No')]);
    expect(text).toContain('cc.multiple_choice.v0p1');
    expect(identifiers(text)).toEqual(['17624', 'b']);
    expect(lost).toEqual(['that it is a true/false question: its choices do not read True and False']);
  });

  it('that says the same twice is multiple choice', async () => {
    const { text } = await writeQuiz('cc', [truth('True', 'true')]);
    expect(text).toContain('cc.multiple_choice.v0p1');
  });

  it('keeps its ids in the dialect of Canvas', async () => {
    const { text } = await writeQuiz('canvas', [truth('False', 'True')]);
    expect(identifiers(text)).toEqual(['17624', 'b']);
  });
});

describe('a question with several right answers', () => {
  it('has right answers for readers that look for the case of identifiers', async () => {
    const question = sampleQuestion('multipleAnswers', 'q', owner);
    const { text } = await writeQuiz('cc', [question]);
    expect(
      [...text.matchAll(/<varequal respident="response1" case="Yes">([^<]*)</g)].map(([, id]) => id),
    ).toEqual(['a', 'b']);
    expect((await writeQuiz('canvas', [question])).text).not.toContain('case=');
  });
});

describe('a question with one blank', () => {
  it('has all right texts in one condition, not the first alone for readers that look at one', async () => {
    const answers = [
      { text: 'Oslo', weight: 100, caseSensitive: false },
      { text: 'Christiania', weight: 100, caseSensitive: false, feedback: 'Once' },
    ];
    const question = { ...sampleQuestion('shortAnswer', 'q', owner), answers } as Question;
    const { text } = await writeQuiz('cc', [question]);
    const scoring = /<respcondition[^>]*>(?:(?!<\/respcondition>).)*<setvar/s.exec(text)?.[0] ?? '';
    expect([...scoring.matchAll(/<varequal[^>]*>([^<]*)</g)].map(([, right]) => right)).toEqual([
      'Oslo',
      'Christiania',
    ]);
    expect(text.match(/<setvar/g)).toHaveLength(1);
    expect(brokenRules(text)).toEqual([]);
    expect((await readText(text)).questions).toMatchObject([{ answers }]);
  });
});

describe('a pattern match question', () => {
  it('has an exact text even where every answer may stand anywhere (rule 7c)', async () => {
    const answers = [{ text: 'hierarchy', weight: 100, match: 'contains' as const, caseSensitive: false }];
    const question = { ...sampleQuestion('shortAnswer', 'q', owner), answers, position: 1 } as Question;
    const { text } = await writeQuiz('cc', [question]);
    expect(text).toContain('<varequal respident="response1" case="No">hierarchy</varequal>');
    expect(text).toContain('<varsubstring respident="response1" case="No">hierarchy</varsubstring>');
    expect(brokenRules(text)).toEqual([]);
    expect((await readText(text)).questions).toEqual([question]);
  });
});

describe('the rules', () => {
  const written = async () => (await writeQuiz('cc', [sampleQuestion('multipleChoice', 'q', owner)])).text;

  it.each([
    [
      '1i',
      (text: string) =>
        text
          .replace('<section', '<section')
          .replace(
            '</qtimetadata><section',
            '<qtimetadatafield><fieldlabel>cc_maxattempts</fieldlabel><fieldentry>6</fieldentry></qtimetadatafield></qtimetadata><section',
          ),
    ],
    ['2b', (text: string) => text.replace('cc.multiple_choice.v0p1', 'cc.strange.v0p1')],
    ['2c', (text: string) => text.replace('<fieldentry>2</fieldentry>', '<fieldentry>2.5</fieldentry>')],
    ['4a', (text: string) => text.replace('rcardinality="Single"', 'rcardinality="Multiple"')],
    ['4e', (text: string) => text.replaceAll('respident="response1"', 'respident="other"')],
    ['12c', (text: string) => text.replace('itemfeedback ident="a_fb"', 'itemfeedback ident="b_fb"')],
  ])('notice what is wrong: %s', async (rule, spoil) => {
    const text = await written();
    expect(brokenRules(text)).toEqual([]);
    expect(spoil(text)).not.toBe(text);
    expect(brokenRules(spoil(text))).toContain(rule);
  });

  it('hold for the settings of any quiz', async () => {
    const { text, quizLost } = await writeQuiz('cc', [sampleQuestion('essay', 'q', owner)], {
      ...QUIZ,
      timeLimit: 30.5,
      allowedAttempts: 9,
      allowLateSubmission: true,
      feedbackPermitted: false,
    });
    expect(brokenRules(text)).toEqual([]);
    expect(quizLost).toEqual(['the time limit of 30.5 minutes', 'its 9 attempts']);
  });
});

/** What the schema says of those that are not valid. */
const validate = async (documents: readonly string[]) =>
  (
    await complaints(
      'questions',
      new Map(documents.map((text, index) => [`${index}.xml`, Buffer.from(text)])),
    )
  ).join('\n');

describe('the schema of the Common Cartridge profile', () => {
  if (!HAS_SCHEMAS) {
    it(`is not asked: it needs xmllint, and CARTWRIGHT_XSD to name the schemas (now ${SCHEMAS})`, () => {
      expect(HAS_SCHEMAS).toBe(false);
    });
    return;
  }

  it('accepts every quiz and bank that is written', async () => {
    const questions = CARTRIDGE_INTERACTIONS.flatMap((interaction) =>
      fc.sample(cartridgeQuestion(interaction), { numRuns: 12, seed: 7 }),
    );
    const any = fc.sample(questionOfAnyKind, { numRuns: 60, seed: 8 });
    const written = await Promise.all(
      [...questions, ...any].map((question) =>
        writeQuiz('cc', [question], { html: '<p>Read.</p>', timeLimit: 20, allowedAttempts: -1 }),
      ),
    );
    const bank = await writeBank('cc', { migrationId: 'bank', title: 'Bank' }, questions.slice(0, 3));
    const documents = [...written.filter(({ skipped }) => skipped.length === 0), bank].map(
      ({ text }) => text,
    );
    expect(documents.length).toBeGreaterThan(CARTRIDGE_INTERACTIONS.length * 12);
    expect(await validate(documents)).toBe('');
  });

  it('rejects a made-up element', async () => {
    const { text } = await writeQuiz('cc', [sampleQuestion('multipleChoice', 'q', owner)]);
    expect(await validate([text.replace('</presentation>', '<moon/></presentation>')])).toContain('moon');
  });
});
