/** Reads every QTI 1.2 file of a folder of real packages, and compares with counts taken by another parser. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Open } from 'unzipper';
import { describe, expect, it } from 'vitest';
import type { Question } from '../../activities/course/model/question.js';
import { detectPackage } from '../../activities/formats/detect.js';
import { readerOf } from '../../activities/formats/registry.js';
import { type Reading, readChunks, readText } from '../formats/qti12/reading.js';
import { writeQuiz } from '../formats/qti12/writing.js';
import { readPackage } from '../support/read-package.js';
import { openSharedPackage } from '../support/shared-packages.js';

const folder = resolve(process.env.CARTWRIGHT_PACKAGES ?? '../shared/packages');
const COUNTS = join(folder, 'counts.json');

/** What the counts call a type, and the interaction it is here. */
const INTERACTIONS: Readonly<Record<string, string>> = {
  'cc.multiple_choice.v0p1': 'multipleChoice',
  'cc.multiple_response.v0p1': 'multipleAnswers',
  'cc.true_false.v0p1': 'trueFalse',
  'cc.fib.v0p1': 'shortAnswer',
  'cc.pattern_match.v0p1': 'shortAnswer',
  'cc.essay.v0p1': 'essay',
  'cc.strange.v0p1': 'unknown',
  multiple_choice_question: 'multipleChoice',
  true_false_question: 'trueFalse',
  multiple_answers_question: 'multipleAnswers',
  short_answer_question: 'shortAnswer',
  fill_in_multiple_blanks_question: 'fillInBlanks',
  multiple_dropdowns_question: 'dropdowns',
  matching_question: 'matching',
  numerical_question: 'numerical',
  calculated_question: 'formula',
  essay_question: 'essay',
  file_upload_question: 'fileUpload',
  text_only_question: 'textOnly',
  multipleChoice: 'multipleChoice',
  trueFalse: 'trueFalse',
  multipleResponse: 'multipleAnswers',
  fillInBlank: 'shortAnswer',
  fillInMultiple: 'fillInBlanks',
  numerical: 'numerical',
  textInformation: 'textOnly',
  essay: 'essay',
  matching: 'matching',
  'True/False': 'trueFalse',
  'Multiple Choice': 'multipleChoice',
  'Multiple-choice': 'multipleChoice',
  'Multiple Answer': 'multipleAnswers',
  'Multi-Select': 'multipleAnswers',
  'Fill in the Blank': 'shortAnswer',
  'Fill in the Blanks': 'fillInBlanks',
  'Quiz Bowl': 'shortAnswer',
  'Opinion Scale': 'opinionScale',
  'File Upload': 'fileUpload',
  'Long Answer': 'essay',
  'Text Information': 'textOnly',
  Calculated: 'formula',
  Essay: 'essay',
  Image: 'textOnly',
  Matching: 'matching',
  Ordering: 'ordering',
};

interface Counts {
  readonly qti12?: { readonly item?: number; readonly assessment?: number };
  readonly qti12_types?: Readonly<Record<string, number>>;
  readonly files?: number;
  readonly canvas_qti?: { readonly item?: number };
  readonly canvas_qti_types?: Readonly<Record<string, number>>;
}

interface File {
  readonly path: string;
  readonly bytes: Uint8Array;
}

async function filesOf(archive: string): Promise<File[]> {
  const directory = await Open.file(archive);
  const files = directory.files.filter(
    ({ path, type }) => type === 'File' && /\.(?:xml|qti|dat)$/i.test(path) && !path.startsWith('__MACOSX'),
  );
  return Promise.all(files.map(async (file) => ({ path: file.path, bytes: await file.buffer() })));
}

const isQti12 = ({ bytes }: File) =>
  /<(?:\w+:)?questestinterop[\s>]/.test(new TextDecoder('latin1').decode(bytes.subarray(0, 4000)));

async function read({ path, bytes }: File): Promise<Reading> {
  const reading = await readChunks(
    async function* () {
      for (let at = 0; at < bytes.length; at += 1000) yield bytes.subarray(at, at + 1000);
    },
    { path },
  );
  if (reading.error !== undefined) throw reading.error;
  return reading;
}

function tally(names: Iterable<string>): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of [...names].sort()) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

/** A stimulus is counted with the texts, and true/false with too many choices where its type says. */
const kindOf = ({ interaction }: Question) => (interaction === 'stimulus' ? 'textOnly' : interaction);

function expected(types: Readonly<Record<string, number>> = {}): Record<string, number> {
  return tally(
    Object.entries(types).flatMap(([type, count]) => Array<string>(count).fill(INTERACTIONS[type] ?? type)),
  );
}

/** Either/or is a true/false question only where it asks for that, which its type does not say. */
const byEitherOr = (counts: Record<string, number>) => 'Either/Or' in counts || 'untyped' in counts;

function check(
  readings: readonly Reading[],
  items: number,
  types: Readonly<Record<string, number>> | undefined,
): void {
  const questions = readings.flatMap((reading) => reading.questions);
  const counts = expected(types);
  expect(questions).toHaveLength(items);
  if (!byEitherOr(counts)) expect(tally(questions.map(kindOf))).toEqual(counts);
  const entries = readings.flatMap(({ ledger }) => ledger).filter(({ type }) => type === 'item');
  expect(entries).toHaveLength(items);
  expect(entries.filter(({ state }) => state === 'failed')).toEqual([]);
  expect(entries.filter(({ state }) => state === 'unsupported')).toHaveLength(counts.unknown ?? 0);
}

/** Writes the questions of a document as Canvas would, and reads them again. */
async function expectRoundTrip(readings: readonly Reading[]): Promise<void> {
  for (const { questions } of readings) {
    const canvas = questions.filter(({ interaction }) => interaction !== 'opinionScale');
    const { text, skipped, lost } = await writeQuiz('canvas', canvas);
    expect([skipped, lost]).toEqual([[], []]);
    const owner = { kind: 'quiz' as const, migrationId: 'quiz' };
    const again = (await readText(text)).questions;
    expect(again).toEqual(canvas.map((question, index) => ({ ...question, owner, position: index + 1 })));
  }
}

describe('the QTI 1.2 of real packages', () => {
  if (!existsSync(COUNTS)) {
    it(`is not here: set CARTWRIGHT_PACKAGES to a folder of packages (now ${folder})`, () => {
      expect(existsSync(COUNTS)).toBe(false);
    });
    return;
  }
  const all = JSON.parse(readFileSync(COUNTS, 'utf8')) as {
    packages: Record<string, Counts>;
    qti_dialects: (Counts & { path: string; root?: string })[];
  };
  const packages = Object.entries(all.packages).filter(
    ([path, { qti12, canvas_qti }]) =>
      /^(?:cc|canvas|qti12)\//.test(path) && (qti12 !== undefined || canvas_qti !== undefined),
  );

  it.each(packages)('is read whole, and comes back from a file of Canvas: %s', async (path, counts) => {
    const files = (await filesOf(join(folder, path))).filter(isQti12);
    const whole = await Promise.all(
      files.filter((file) => file.path.includes('non_cc_assessments/')).map(read),
    );
    const others = await Promise.all(
      files.filter((file) => !file.path.includes('non_cc_assessments/')).map(read),
    );
    check(others, counts.qti12?.item ?? 0, counts.qti12_types);
    check(whole, counts.canvas_qti?.item ?? 0, counts.canvas_qti_types);
    await expectRoundTrip([...whole, ...others]);
  });

  const dialects = all.qti_dialects.filter(({ root }) => root === 'questestinterop');
  it.each(dialects.map((one) => [one.path, one] as const))(
    'of other products is read whole: %s',
    async (path, counts) => {
      const file = join(folder, 'qti-dialects', path.replace('questions/', ''));
      const reading = await read({ path, bytes: readFileSync(file) });
      check([reading], counts.qti12?.item ?? 0, counts.qti12_types);
      await expectRoundTrip([reading]);
    },
  );

  const whole = packages.filter(([path]) => path.startsWith('qti12/'));

  it.each(whole)('is a course with as many questions, every file settled: %s', async (path, counts) => {
    const source = await openSharedPackage(path);
    const { records, entries, report } = await readPackage(
      readerOf(await detectPackage(source), path),
      source,
    );
    expect(records.questions ?? []).toHaveLength(counts.qti12?.item ?? 0);
    const { assessment = 0 } = counts.qti12 ?? {};
    const owners = [...(records.quizzes ?? []), ...(records.questionBanks ?? [])];
    if (assessment > 0) expect(owners).toHaveLength(assessment);
    expect(report.byType['zip entry']?.found).toBe(counts.files);
    expect(entries.filter(({ state }) => state === 'failed').map(({ type }) => type)).toEqual(
      path.includes('bank-entry') ? ['bank entry'] : [],
    );
  });

  it('is all there: nothing in the folder is left out of these tests', () => {
    const listed = new Set(Object.keys(all.packages));
    const there = ['cc', 'canvas', 'qti12'].flatMap((part) =>
      readdirSync(join(folder, part)).map((name) => `${part}/${name}`),
    );
    expect(there.filter((path) => !listed.has(path))).toEqual([]);
  });
});
