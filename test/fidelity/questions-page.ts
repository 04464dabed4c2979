/** The part of the documentation about questions: which are read under which name, and what is written of each. */
import type { Interaction, Question } from '../../activities/course/model/question.js';
import { TYPE_NAMES } from '../../activities/formats/qti/qti12/question-type.js';
import { UNHELD } from '../../activities/formats/qti/qti12/unheld.js';
import { readText } from '../formats/qti12/reading.js';
import { writeQuiz } from '../formats/qti12/writing.js';
import { ref } from '../support/records.js';
import { INTERACTIONS, sampleQuestion } from '../support/sample-questions.js';
import { code, table } from './table.js';

interface Target {
  readonly title: string;
  readonly profile: 'cc' | 'canvas';
  readonly engine: 'classic' | 'newQuizzes';
}

const TARGETS: readonly Target[] = [
  { title: 'CC profile', profile: 'cc', engine: 'classic' },
  { title: 'Canvas', profile: 'canvas', engine: 'classic' },
  { title: 'New Quizzes', profile: 'canvas', engine: 'newQuizzes' },
];

interface Attempt {
  /** `yes`, `no`, or as what it comes back. */
  readonly result: string;
  readonly lost: readonly string[];
}

/** Writes a question, reads it back, and says what came of it. */
async function attempt(interaction: Interaction, { profile, engine }: Target): Promise<Attempt> {
  const question = sampleQuestion(interaction, 'question', ref('quiz', 'quiz')) as Question;
  const { text, lost, skipped } = await writeQuiz(profile, [question], { engine });
  if (skipped.length > 0) return { result: 'no', lost: [] };
  const { questions } = await readText(text);
  const [back] = questions;
  if (back?.interaction === interaction) return { result: 'yes', lost };
  return { result: `as ${code(back?.interaction ?? 'nothing')}`, lost };
}

async function writtenRow(interaction: Interaction): Promise<string[]> {
  const attempts: Attempt[] = [];
  for (const target of TARGETS) attempts.push(await attempt(interaction, target));
  const told = new Map<string, string[]>();
  for (const [at, { lost }] of attempts.entries())
    for (const phrase of lost) told.set(phrase, [...(told.get(phrase) ?? []), TARGETS[at]?.title ?? '']);
  const phrases = [...told].map(([phrase, titles]) => `${phrase} (${titles.join(', ')})`);
  return [code(interaction), ...attempts.map(({ result }) => result), phrases.join('; ')];
}

/** Which names lead to an interaction, by the metadata field that holds them. */
function nameRows(): string[][] {
  const all: readonly (Interaction | 'shape')[] = [...INTERACTIONS, 'shape'];
  return all.flatMap((interaction) => {
    const cells = TYPE_NAMES.map(({ names }) =>
      Object.keys(names)
        .filter((name) => names[name] === interaction)
        .map(code)
        .join(', '),
    );
    const title = interaction === 'shape' ? 'told by its shape' : code(interaction);
    return cells.every((cell) => cell === '') ? [] : [[title, ...cells]];
  });
}

export async function questionsPage(): Promise<string> {
  const rows: string[][] = [];
  for (const interaction of INTERACTIONS) rows.push(await writtenRow(interaction));
  return [
    'An export holds every quiz and bank twice: in the Common Cartridge profile of QTI 1.2, which has six kinds of question and is the same in 1.1 and 1.3, and in the dialect of Canvas. Several banks are one in the profile, since a cartridge holds one; each of its questions has its bank as category. A question the profile has no form for is not lost where Canvas has one. The table was made by writing one question of each kind and reading it back.',
    '### What is written',
    table(
      ['Question', ...TARGETS.map(({ title }) => title), 'What of the sample question the ledger calls lost'],
      rows,
    ),
    'What no kind of question keeps, and where:',
    table(
      ['Part of a question', 'CC profile', 'Canvas'],
      UNHELD.map(({ name, cc }) => [name, 'told as lost', cc === true ? 'yes' : 'told as lost']),
    ),
    '### What is read',
    'A question is what its metadata says it is; the columns are the fields that say so, the most trusted first. Without any, or under a name that covers several kinds, its shape tells. A name that no column has becomes `unknown`, and its source is kept.',
    table(['Question', ...TYPE_NAMES.map(({ label }) => code(label))], nameRows()),
  ].join('\n\n');
}
