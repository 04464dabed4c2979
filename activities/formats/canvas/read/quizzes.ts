/** Reads quizzes and banks: settings from one file, questions from another, each quiz once. */
import type { Reference } from '../../../course/model/common.js';
import type { Quiz } from '../../../course/model/quiz.js';
import { createUniqueNames, type UniqueNames } from '../../../course/unique-names.js';
import { lostOf } from '../../common-cartridge/manifest/lost.js';
import { stemOf } from '../../common-cartridge/package-path.js';
import { holdReferences } from '../../qti/qti12/references.js';
import type { Qti12Document } from '../../qti/qti12/types.js';
import { saidOtherwise } from '../../said-twice.js';
import { readQuizMeta } from '../records/quiz.js';
import { withoutHoles } from '../records/read-record.js';
import { noteAsked } from './asked.js';
import { readAssessmentFile } from './assessment-file.js';
import { readBank, readCommonBank } from './banks.js';
import type { QuizPart } from './catalogue-types.js';
import { type CommonCopy, settleCopy } from './common-copy.js';
import { joinedTitles, joinQuiz, otherIdent, takeQuizzes, unreadFields } from './join-quiz.js';
import {
  checkRoot,
  linksOf,
  orFailed,
  type Reading,
  readTree,
  settleFailed,
  settleObject,
  tellMissingLinks,
} from './reading.js';
import { sharedFields } from './shared-fields.js';

/** Reads all quizzes and banks. Questions are emitted as they are found. */
export async function readAssessments(whole: Reading): Promise<void> {
  const taken = createUniqueNames();
  const references = holdReferences(whole.context);
  const { context, asked } = noteAsked(references.context);
  const reading: Reading = { ...whole, context };
  const copies: CommonCopy[] = [];
  for (const part of reading.catalogue.quizzes) copies.push(...(await readQuiz(reading, part, taken)));
  for (const part of reading.catalogue.banks) await readBank(reading, part, taken);
  for (const part of reading.catalogue.commonBanks) {
    const of = await readCommonBank(reading, part, taken);
    if (of !== undefined)
      copies.push({ path: part.path, target: of, titles: [], names: [part.id, ...part.of] });
  }
  for (const copy of copies) await settleCopy(reading, copy, asked);
  await references.settle();
}

/** The copy of its questions that was not read comes back, if there is one. */
async function readQuiz(reading: Reading, part: QuizPart, taken: UniqueNames): Promise<CommonCopy[]> {
  const { id, resource, metaResource, meta, qti, commonQti } = part;
  const place = qti ?? commonQti ?? meta ?? reading.manifest.path;
  const migrationId = await reading.identities.identify('quiz', id, place);
  const target: Reference = { kind: 'quiz', migrationId };
  const names = [id, metaResource?.identifier];
  const settings = await readSettings(reading, meta, target, names);
  const { documents, bank, unread } = await readQuestions(reading, part, migrationId, taken);
  if (settings === undefined && documents.length === 0) {
    if (bank === undefined) await failQuiz(reading, part);
    else await settleObject(reading, { resource, parts: [metaResource], paths: [qti ?? commonQti] }, bank);
    return [];
  }
  const quiz = joinQuiz(settings?.quiz, documents, { migrationId, title: stemOf(stemOf(place)) });
  await reading.context.emit('quizzes', withoutHoles({ ...quiz, ...sharedFields(resource ?? metaResource) }));
  const noQuestions = documents.length === 0 ? ['its questions'] : [];
  const lost = [
    ...(settings?.lost ?? []),
    ...otherIdent(reading, documents, [...names, qti, commonQti]),
    ...unreadFields(documents),
    ...joinedTitles(documents),
    ...saidOtherwise('@title', resource?.title, [quiz.title]),
    ...noQuestions,
  ];
  const paths = [meta, qti, unread === undefined ? commonQti : undefined];
  const resources = resource === undefined ? { resource: metaResource } : { resource, parts: [metaResource] };
  await settleObject(reading, { ...resources, paths }, target, lost);
  return unread === undefined
    ? []
    : [{ path: unread, target, titles: [quiz.title, ...documents.map(({ title }) => title ?? '')], names }];
}

async function failQuiz(
  reading: Reading,
  { resource, metaResource, meta, qti, commonQti }: QuizPart,
): Promise<void> {
  const path = qti ?? commonQti ?? meta ?? '';
  await settleFailed(reading, resource, path);
  await settleFailed(reading, metaResource, meta ?? path);
}

interface Settings {
  readonly quiz: Quiz;
  readonly lost: readonly string[];
}

async function readSettings(
  reading: Reading,
  path: string | undefined,
  { migrationId }: Reference,
  names: readonly (string | undefined)[],
): Promise<Settings | undefined> {
  const element = await readTree(reading, path);
  if (element === undefined || path === undefined) return undefined;
  return await orFailed(reading, path, async () => {
    checkRoot(element, 'quiz', path);
    const scope = linksOf(reading, path);
    const quiz = readQuizMeta(element, scope, migrationId);
    await tellMissingLinks(reading, scope, { kind: 'quiz', migrationId });
    const called = element.attributes.get('identifier')?.trim();
    return { quiz, lost: [...saidOtherwise('@identifier', called, names), ...lostOf(element)] };
  });
}

/**
 * The questions of a quiz, from the file that has all of them; from the Common Cartridge copy when that one is
 * missing, or broken before the first of them.
 */
async function readQuestions(
  reading: Reading,
  { qti, commonQti }: QuizPart,
  migrationId: string,
  taken: UniqueNames,
): Promise<ReadQuestions> {
  let found: readonly Qti12Document[] = [];
  let bank: Reference | undefined;
  const paths = [qti, commonQti].filter((path) => path !== undefined && reading.source.entries.has(path));
  for (let path = paths.shift(); path !== undefined; path = paths.shift()) {
    const documents = await readAssessmentFile(reading, { path, migrationId, isOneQuiz: true, taken });
    const quizzes = await takeQuizzes(reading, documents, path);
    if (quizzes.length > 0) found = quizzes;
    bank ??= documents.find(({ kind }) => kind === 'bank')?.owner;
    const isComplete = quizzes.length > 0 && !reading.accounts.hasFailed(path);
    if (isComplete || documents.some(hasContent)) break;
  }
  return { documents: found, bank, unread: paths[0] };
}

interface ReadQuestions {
  readonly documents: readonly Qti12Document[];
  /** The first bank that stands in place of a quiz, or beside it. */
  readonly bank: Reference | undefined;
  /** The copy that was not needed. */
  readonly unread: string | undefined;
}

function hasContent({ questions, entries }: Qti12Document): boolean {
  return questions > 0 || entries.length > 0;
}
