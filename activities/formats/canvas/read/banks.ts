/** Reads QTI files that belong to no quiz: banks, the copy of banks for other systems, quizzes without settings. */
import type { Reference } from '../../../course/model/common.js';
import type { UniqueNames } from '../../../course/unique-names.js';
import { stemOf } from '../../common-cartridge/package-path.js';
import { saidOtherwise } from '../../said-twice.js';
import { readAssessmentFile } from './assessment-file.js';
import type { CommonBankPart, FilePart } from './catalogue-types.js';
import { joinQuiz, otherIdent, takeQuizzes, unreadFields } from './join-quiz.js';
import { mergedOutcome, type Reading, settleFailed, settleObject } from './reading.js';
import { lostOfPart } from './said-by-resource.js';
import { sharedFields } from './shared-fields.js';

/** A QTI file that belongs to no quiz: a bank, or a quiz that has no settings. */
export async function readBank(
  reading: Reading,
  { id, path, resource }: FilePart,
  taken: UniqueNames,
): Promise<void> {
  if (!reading.source.entries.has(path)) return await settleFailed(reading, resource, path);
  const migrationId = await reading.identities.identify('questionBank', id, path);
  const documents = await readAssessmentFile(reading, { path, migrationId, taken });
  const [first] = documents;
  if (first === undefined) return await failBank(reading, { id, path, resource });
  const quizzes = await takeQuizzes(reading, documents, path, sharedFields(resource));
  for (const quiz of quizzes) {
    const own = { migrationId: quiz.owner.migrationId, title: stemOf(stemOf(path)) };
    await reading.context.emit('quizzes', joinQuiz(undefined, [quiz], own));
  }
  const lost = [
    ...otherIdent(reading, documents, [id, path]),
    ...unreadFields(quizzes),
    ...saidOtherwise('@title', resource?.title, [first.title]),
  ];
  await settleObject(reading, { resource, paths: [path] }, first.owner, lost);
}

/** A copy of banks that have been read is settled; where none could be, it is a bank itself. Answers whose copy it is. */
export async function readCommonBank(
  reading: Reading,
  part: CommonBankPart,
  taken: UniqueNames,
): Promise<Reference | undefined> {
  const { resource, path, of } = part;
  const owner = of.find((id) => reading.readObject(id) !== undefined);
  const target = owner === undefined ? undefined : reading.readObject(owner);
  if (target === undefined || owner === undefined) {
    await readBank(reading, part, taken);
    return undefined;
  }
  if (!reading.source.entries.has(path)) {
    await settleFailed(reading, resource, path);
    return undefined;
  }
  // Every bank of the standard is for instructors.
  const described = { ...resource, roles: [] };
  const lost = lostOfPart(described, reading.manifest.resources.get(owner));
  await reading.accounts.resource(resource.identifier, mergedOutcome(target, lost));
  return target;
}

async function failBank(reading: Reading, { path, resource }: FilePart): Promise<void> {
  await reading.accounts.entry(path, {
    state: 'unsupported',
    code: 'no_questions',
    message: `${path}: the file holds neither a quiz nor a question bank.`,
    because: { path },
  });
  await settleFailed(reading, resource, path);
}
