/** The packages that are experimented with: all of them the project's own. */
import { readdirSync, readFileSync } from 'node:fs';
import {
  COLLECTION_NAMES,
  COLLECTIONS,
  type CollectionName,
  type CourseRecord,
} from '../../activities/course/collections.js';
import type { LedgerEntry, Notice } from '../../activities/course/ledger.js';
import type { Reference } from '../../activities/course/model/common.js';
import { canvasReader } from '../../activities/formats/canvas/read.js';
import { commonCartridgeReader } from '../../activities/formats/common-cartridge/read.js';
import type { CartridgeVersion } from '../../activities/formats/common-cartridge/writer/versions.js';
import type { FormatReader } from '../../activities/formats/types.js';
import { exportCourse } from '../support/cartridge-export.js';
import { record, ref } from '../support/records.js';
import { SMALL_CARTRIDGE, SMALL_CARTRIDGE_1_3 } from '../support/small-cartridge.js';
import { bankOfQuizzes, fullEntries, fullQuestions } from './full-quizzes.js';
import { bareRecord, fullRecord } from './full-records.js';
import { CANVAS_CARTRIDGE, CARTRIDGE_WITH_BANK, FLAT_CARTRIDGE } from './handmade.js';
import { isOfStandard } from './places.js';
import { type Sample, sampleOf } from './sample.js';

export const VERSIONS: readonly CartridgeVersion[] = ['1.1', '1.3'];

/** Records in as many variants as show all that a field may hold. */
const VARIANTS = 3;

const WITHOUT_SAMPLES = new Set<CollectionName>(['questions']);

/** Courses of full records, one for each collection, with all that the records refer to. */
function sampleCourses(): ReadonlyMap<CollectionName, CourseRecord[]> {
  const names = COLLECTION_NAMES.filter((name) => !WITHOUT_SAMPLES.has(name));
  return new Map(names.map((name) => [name, withReferences(recordsOf(name))]));
}

function recordsOf(collection: CollectionName): CourseRecord[] {
  const count = collection === 'course' ? 1 : VARIANTS;
  const records = Array.from({ length: count }, (_, at) => fullRecord(collection, idOf(collection, at), at));
  if (collection !== 'quizzes' && collection !== 'questionBanks') return records;
  if (collection === 'questionBanks')
    return [...records, ...fullQuestions(ref('questionBank', idOf(collection, 0)))];
  return [...records.flatMap(withQuestions), ...bankOfQuizzes()];
}

/** Of the first quiz and the second, which is one of New Quizzes. */
function withQuestions(quiz: CourseRecord, at: number): CourseRecord[] {
  const { migrationId } = quiz.record;
  if (quiz.collection !== 'quizzes' || at > 1) return [quiz];
  const entries = fullEntries(migrationId);
  return [record('quizzes', { ...quiz.record, entries }), ...fullQuestions(ref('quiz', migrationId))];
}

function idOf(collection: CollectionName, at: number): string {
  return `${COLLECTIONS[collection].kind}-full-${at + 1}`;
}

/** Adds the course, and a bare record for every object that is spoken of and is not there. */
function withReferences(records: readonly CourseRecord[]): CourseRecord[] {
  const all = records.some(({ collection }) => collection === 'course')
    ? [...records]
    : [bareRecord(ref('course', 'course-1')), ...records];
  const known = new Set(
    all.map(({ collection, record }) => `${COLLECTIONS[collection].kind}/${record.migrationId}`),
  );
  for (let at = 0; at < all.length; at += 1)
    for (const target of referencesIn(all[at]?.record)) {
      const key = `${target.kind}/${target.migrationId}`;
      if (known.has(key) || target.kind === 'moduleItem' || target.kind === 'course') continue;
      known.add(key);
      all.push(bareRecord(target));
    }
  return all;
}

function* referencesIn(value: unknown): Generator<Reference> {
  if (typeof value === 'string') {
    for (const [, kind, migrationId = ''] of value.matchAll(/cartwright:(\w+)\/([\w-]+)/g))
      yield { kind, migrationId } as Reference;
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  if ('kind' in value && 'migrationId' in value && Object.keys(value).length === 2) yield value as Reference;
  for (const member of Object.values(value)) yield* referencesIn(member);
}

/** Cartridges written by hand. */
function handmade(): Sample[] {
  const made = (name: string, reader: FormatReader, files: ReadonlyMap<string, string>) =>
    sampleOf(name, reader, new Map([...files].map(([path, text]) => [path, Buffer.from(text)])));
  return [
    made('a small cartridge 1.3', commonCartridgeReader, SMALL_CARTRIDGE_1_3),
    made('a small cartridge 1.1', commonCartridgeReader, SMALL_CARTRIDGE),
    made('a flat cartridge', commonCartridgeReader, FLAT_CARTRIDGE),
    made('a cartridge with a bank', commonCartridgeReader, CARTRIDGE_WITH_BANK),
    sampleOf('samples/tides', commonCartridgeReader, folderContents('samples/tides')),
    made('a cartridge of Canvas', canvasReader, CANVAS_CARTRIDGE),
  ];
}

function folderContents(folder: string): Map<string, Buffer> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const paths = files.map(({ parentPath, name }) => `${parentPath}/${name}`).sort();
  return new Map(paths.map((path) => [path.slice(folder.length + 1), readFileSync(path)]));
}

export interface ExportedSample {
  readonly version: CartridgeVersion;
  readonly sample: Sample;
  /** What the ledger of the export says. */
  readonly entries: readonly LedgerEntry[];
  readonly notices: readonly Notice[];
}

let exported: Promise<ExportedSample[]> | undefined;

/** Every course as the engine writes it, in each version. */
export function exportedSamples(): Promise<ExportedSample[]> {
  exported ??= exportAll();
  return exported;
}

async function exportAll(): Promise<ExportedSample[]> {
  const samples: ExportedSample[] = [];
  for (const [name, records] of sampleCourses())
    for (const version of VERSIONS) {
      const { sink, entries, notices } = await exportCourse(records, { version });
      samples.push({
        version,
        entries,
        notices,
        sample: sampleOf(`${name} ${version}`, canvasReader, sink.entries),
      });
    }
  return samples;
}

/** Common Cartridges first, so that what the standard says is read by the reader of the standard. */
export function ownSamples(all: readonly ExportedSample[]): Sample[] {
  const canvas = all.map(({ sample }) => sample);
  const plain = canvas.map(({ name, contents, files }) => ({
    name: `${name}, as a Common Cartridge`,
    reader: commonCartridgeReader,
    contents,
    files: files.filter(({ kind }) => isOfStandard(kind)),
  }));
  return [...handmade(), ...plain, ...canvas];
}
