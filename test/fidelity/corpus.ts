/** The packages that are experimented with: all of them the project's own. */
import { readdirSync, readFileSync } from 'node:fs';
import {
  COLLECTION_NAMES,
  COLLECTIONS,
  type CollectionName,
  type CourseRecord,
} from '../../activities/course/collections.js';
import type { Reference } from '../../activities/course/model/common.js';
import { canvasReader } from '../../activities/formats/canvas/read.js';
import { commonCartridgeReader } from '../../activities/formats/common-cartridge/read.js';
import type { CartridgeVersion } from '../../activities/formats/common-cartridge/writer/versions.js';
import { exportCourse } from '../support/cartridge-export.js';
import { ref } from '../support/records.js';
import { INTERACTIONS, sampleQuestion } from '../support/sample-questions.js';
import { SMALL_CARTRIDGE, SMALL_CARTRIDGE_1_3 } from '../support/small-cartridge.js';
import { bareRecord, fullRecord } from './full-records.js';
import { isOfStandard } from './places.js';
import { type Sample, sampleOf } from './sample.js';

export const VERSIONS: readonly CartridgeVersion[] = ['1.1', '1.3'];

/** Records in as many variants as show all that a field may hold. */
const VARIANTS = 3;

const WITHOUT_SAMPLES = new Set<CollectionName>(['questions']);

/** Courses of full records, one for each collection, with all that the records refer to. */
export function sampleCourses(): ReadonlyMap<CollectionName, CourseRecord[]> {
  const names = COLLECTION_NAMES.filter((name) => !WITHOUT_SAMPLES.has(name));
  return new Map(names.map((name) => [name, withReferences(recordsOf(name))]));
}

function recordsOf(collection: CollectionName): CourseRecord[] {
  const count = collection === 'course' ? 1 : VARIANTS;
  const records = Array.from({ length: count }, (_, at) => fullRecord(collection, idOf(collection, at), at));
  if (collection !== 'quizzes' && collection !== 'questionBanks') return records;
  const kind = collection === 'quizzes' ? 'quiz' : 'questionBank';
  return [...records, ...questionsOf(ref(kind, idOf(collection, 0)))];
}

function idOf(collection: CollectionName, at: number): string {
  return `${COLLECTIONS[collection].kind}-full-${at + 1}`;
}

function questionsOf(owner: Reference): CourseRecord[] {
  return INTERACTIONS.map(
    (interaction) =>
      ({
        collection: 'questions',
        record: sampleQuestion(interaction, `${owner.migrationId}-${interaction}`, owner),
      }) as CourseRecord,
  );
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
  const plain = (name: string, files: ReadonlyMap<string, string>) =>
    sampleOf(
      name,
      commonCartridgeReader,
      new Map([...files].map(([path, text]) => [path, Buffer.from(text)])),
    );
  return [
    plain('a small cartridge 1.3', SMALL_CARTRIDGE_1_3),
    plain('a small cartridge 1.1', SMALL_CARTRIDGE),
    sampleOf('samples/tides', commonCartridgeReader, folderContents('samples/tides')),
  ];
}

export function folderContents(folder: string): Map<string, Buffer> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const paths = files.map(({ parentPath, name }) => `${parentPath}/${name}`).sort();
  return new Map(paths.map((path) => [path.slice(folder.length + 1), readFileSync(path)]));
}

export interface ExportedSample {
  readonly version: CartridgeVersion;
  readonly sample: Sample;
}

/** Every course as the engine writes it, in each version. */
export async function exportedSamples(): Promise<ExportedSample[]> {
  const samples: ExportedSample[] = [];
  for (const [name, records] of sampleCourses())
    for (const version of VERSIONS) {
      const { sink } = await exportCourse(records, { version });
      samples.push({ version, sample: sampleOf(`${name} ${version}`, canvasReader, sink.entries) });
    }
  return samples;
}

/** Common Cartridges first, so that what the standard says is read by the reader of the standard. */
export function ownSamples(exported: readonly ExportedSample[]): Sample[] {
  const canvas = exported.map(({ sample }) => sample);
  const plain = canvas.map(({ name, contents, files }) => ({
    name: `${name}, as a Common Cartridge`,
    reader: commonCartridgeReader,
    contents,
    files: files.filter(({ kind }) => isOfStandard(kind)),
  }));
  return [...handmade(), ...plain, ...canvas];
}
