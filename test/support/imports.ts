/** Imports in tests: records in memory as a source, and courses read back whole. */
import { tmpdir } from 'node:os';
import { expect } from 'vitest';
import { type ImportRequest, importCourse } from '../../activities/course/apply.js';
import {
  COLLECTION_NAMES,
  type CollectionName,
  type CollectionRecord,
  type CourseRecord,
} from '../../activities/course/collections.js';
import { createCourseIndex, indexLines } from '../../activities/course/course-index.js';
import type { ImportPlan, ImportSettings } from '../../activities/course/plan-types.js';
import type { RecordSource } from '../../activities/course/record-source.js';
import { parseSelection } from '../../activities/course/selection.js';
import type { CourseContext, CourseStore } from '../../activities/course/store.js';

/** Records as a bundle gives them: by collection, with their index. */
export function sourceOf(course: readonly CourseRecord[]): RecordSource {
  const inOrder = COLLECTION_NAMES.flatMap((name) => course.filter(({ collection }) => collection === name));
  return {
    index: createCourseIndex(
      inOrder.flatMap(({ collection, record }) => indexLines(collection, record as never)),
    ),
    async *records(name: CollectionName) {
      for (const { collection, record } of course) {
        if (collection === name) yield structuredClone(record) as never;
      }
    },
  };
}

export const COURSE: CourseContext = { type: 'course', id: '42' };

export const SETTINGS: ImportSettings = { overwriteQuizzes: true, fileDuplicates: 'overwrite', prefix: '7' };

export type ImportOverrides = Partial<Omit<ImportRequest, 'selection' | 'settings'>> & {
  readonly copy?: unknown;
  readonly settings?: Partial<ImportSettings>;
};

let attempts = 0;

/** Imports with everything that can be defaulted. */
export function importInto(store: CourseStore, source: RecordSource, overrides: ImportOverrides = {}) {
  const { copy, settings, ...rest } = overrides;
  attempts += 1;
  return importCourse({
    store,
    context: COURSE,
    source,
    selection: parseSelection(copy, 'copy').selection,
    settings: { ...SETTINGS, ...settings },
    attempt: `attempt-${attempts}`,
    origin: `import ${attempts}`,
    spoolFolder: tmpdir(),
    signal: new AbortController().signal,
    ...rest,
  });
}

/** Every record of a version, by collection, in order. */
export async function recordsOf(
  store: CourseStore,
  context = COURSE,
  version?: number,
): Promise<CourseRecord[]> {
  const snapshot = await store.open(context, version);
  const records: CourseRecord[] = [];
  for (const name of COLLECTION_NAMES) {
    for await (const record of snapshot.records(name)) records.push({ collection: name, record } as never);
  }
  return records;
}

/** The same without the numeric ids of the course. */
export function withoutIds<Value>(value: Value): Value {
  return JSON.parse(
    JSON.stringify(value, (key, member) => (key === 'id' && typeof member === 'number' ? undefined : member)),
  );
}

/** One record of the current version. */
export async function findIn<Name extends CollectionName>(
  store: CourseStore,
  collection: Name,
  migrationId: string,
): Promise<CollectionRecord<Name> | undefined> {
  const all = await recordsOf(store);
  const found = all.find((each) => each.collection === collection && each.record.migrationId === migrationId);
  return found?.record as CollectionRecord<Name> | undefined;
}

/** Every object has an id of its own, and none that will be given again. */
export function expectSound(records: readonly CourseRecord[], nextId: number): void {
  const ids = [...sourceOf(records).index.lines()].map(({ id }) => id);
  expect(ids.every((id) => id !== undefined && id < nextId)).toBe(true);
  expect(new Set(ids).size).toBe(ids.length);
}

/** Nothing was new, changed or left out. */
export function expectUnchanged({ counts }: ImportPlan): void {
  for (const each of Object.values(counts)) expect(each).toMatchObject({ added: 0, updated: 0 });
}
