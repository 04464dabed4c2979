/** Takes a course through a cartridge without a word of Canvas, as any other program reads and writes it. */
import type { CourseRecord } from '../../activities/course/collections.js';
import type { Reference } from '../../activities/course/model/common.js';
import type { Question } from '../../activities/course/model/question.js';
import type { QuestionBank } from '../../activities/course/model/quiz.js';
import { decodeIdentifier } from '../../activities/formats/common-cartridge/encoded-identifiers.js';
import type { CartridgeVersion } from '../../activities/formats/common-cartridge/writer/versions.js';
import type { Qti12WriteOptions } from '../../activities/formats/qti/qti12/types.js';
import { writeAssessment12, writeBank12 } from '../../activities/formats/qti/qti12/write.js';
import { exportCourse } from './cartridge-export.js';
import { courseSource } from './course-source.js';
import { plainCartridge, plainReader } from './plain-cartridge.js';
import { banksIn } from './plain-course.js';
import { readPackage } from './read-package.js';
import { contentOf, module, record, ref, shows } from './records.js';
import { type Difference, differencesBetween, newcomers, recordsIn } from './round-trip.js';

export interface PlainTrip {
  readonly version: CartridgeVersion;
  readonly course: readonly CourseRecord[];
  readonly back: readonly CourseRecord[];
  readonly differences: readonly Difference[];
  readonly newcomers: readonly string[];
  /** By question: what the standard's profile of QTI has no place for, as the writer of tests says it. */
  readonly questionLosses: ReadonlyMap<string, readonly string[]>;
}

/** The texts that readers take for files unless an item of the organisation shows them. */
function textsOf(each: CourseRecord): [reference: Reference, title: string][] {
  if (each.collection === 'assignments')
    return [[ref('assignment', each.record.migrationId), each.record.title]];
  if (each.collection !== 'pages') return [];
  const { migrationId, title, assignment } = each.record;
  const page: [Reference, string] = [ref('page', migrationId), title];
  return assignment === undefined
    ? [page]
    : [page, [ref('assignment', assignment.migrationId), assignment.title]];
}

/** The course with a module more, so that an item shows each of its texts. */
function withAllShown(records: readonly CourseRecord[]): CourseRecord[] {
  const modules = records.filter(({ collection }) => collection === 'modules').length;
  const items = records
    .flatMap(textsOf)
    .map(([target, title], at) => ({ ...shows(`shown-${at}`, target), title }));
  return [...records, module('all-shown', items, { position: modules + 1 })];
}

/** What stands for an object that the standard does not know is taken for that object. */
function underOldNames(back: readonly CourseRecord[], course: readonly CourseRecord[]): CourseRecord[] {
  const announcements = new Set(
    course.filter(({ collection }) => collection === 'announcements').map((each) => each.record.migrationId),
  );
  const assignments = new Set(
    course
      .flatMap(textsOf)
      .flatMap(([{ kind, migrationId }]) => (kind === 'assignment' ? [migrationId] : [])),
  );
  const [own] = course.filter(({ collection }) => collection === 'course');
  const [bank, ...more] = banksIn(course);
  return back.map((each) => {
    const { migrationId } = each.record;
    if (bank !== undefined && more.length === 0 && each.collection === 'questionBanks')
      return record('questionBanks', { ...each.record, migrationId: bank.migrationId });
    if (bank !== undefined && more.length === 0 && each.collection === 'questions')
      return record('questions', { ...each.record, owner: ownerOf(each.record, bank) });
    if (each.collection === 'course' && own !== undefined)
      return record('course', { ...each.record, migrationId: own.record.migrationId });
    if (each.collection === 'discussionTopics' && announcements.has(migrationId))
      return record('announcements', each.record as never);
    const name = decodeIdentifier(migrationId)?.migrationId ?? migrationId;
    if (each.collection === 'pages' && assignments.has(name))
      return record('assignments', { ...each.record, migrationId: name } as never);
    return each;
  });
}

/** The one bank of a cartridge is the one of the course, where that has no other. */
function ownerOf({ owner }: Question, { migrationId }: QuestionBank): Question['owner'] {
  return owner.kind === 'questionBank' ? { kind: 'questionBank', migrationId } : owner;
}

export async function plainTrip(
  records: readonly CourseRecord[],
  version: CartridgeVersion,
): Promise<PlainTrip> {
  const course = withAllShown(records);
  const { sink, entries } = await exportCourse(course, { version }, contentOf);
  const read = await readPackage(plainReader, plainCartridge(sink));
  const back = underOldNames(recordsIn(read), course);
  return {
    version,
    course,
    back,
    differences: differencesBetween(course, back, entries),
    newcomers: newcomers(course, back),
    questionLosses: await lossesOfQuestions(course),
  };
}

/** Nothing of this is lost to Canvas, so the ledger of an export does not speak of it. */
async function lossesOfQuestions(course: readonly CourseRecord[]): Promise<Map<string, string[]>> {
  const losses = new Map<string, string[]>();
  const source = courseSource(course);
  const note = (migrationId: string, what: string) =>
    losses.set(migrationId, [...(losses.get(migrationId) ?? []), what]);
  const options: Qti12WriteOptions = {
    profile: 'cc',
    identifier: ({ migrationId }) => migrationId,
    rewriteHtml: (html) => html,
    bankQuestions: (bank) => source.questionsOf(bank),
    question: ({ migrationId }) => source.get('questions', migrationId),
    onLost: ({ migrationId }, what) => note(migrationId, what),
    onSkipped: ({ migrationId }) => note(migrationId, SKIPPED),
  };
  for await (const quiz of source.records('quizzes'))
    for await (const _ of writeAssessment12(
      quiz,
      source.questionsOf(ref('quiz', quiz.migrationId)),
      options,
    ));
  for await (const bank of source.records('questionBanks'))
    for await (const _ of writeBank12(
      bank,
      source.questionsOf(ref('questionBank', bank.migrationId)),
      options,
    ));
  return losses;
}

/** The profile has no form for the question. */
export const SKIPPED = 'all of it';
