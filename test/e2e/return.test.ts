/** An export that comes home: every object of the course keeps its id. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createBundleCourseStore } from '../../activities/course/bundle-store.js';
import { zipOf } from '../package/packages.js';
import { exportCourse } from '../support/cartridge-export.js';
import { type Engine, startEngine } from '../support/engine.js';
import { sampleCartridge } from '../support/files.js';
import { recordsOf, sourceOf } from '../support/imports.js';
import { exportAll, importAll, recordOf, untilMigration, upload } from '../support/jobs.js';
import { UNNAMABLE_COURSE } from '../support/unnamable-course.js';

let engine: Engine;
beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());

/** The numeric id of every object of the current version, by kind and migration id. */
async function idsIn(id: number): Promise<[string, number | undefined][]> {
  const records = await recordsOf(createBundleCourseStore(engine.store), { type: 'course', id: String(id) });
  const lines = [...sourceOf(records).index.lines()];
  return lines
    .map((line): [string, number | undefined] => [`${line.kind}/${line.migrationId}`, line.id])
    .sort();
}

const unnamable = async () => {
  const { sink } = await exportCourse(UNNAMABLE_COURSE);
  return zipOf(Object.fromEntries(sink.entries));
};

describe('an export that is imported into the course it came from', () => {
  it.each([
    ['the sample', '1.1', sampleCartridge, 301],
    ['the sample', '1.3', sampleCartridge, 302],
    ['migration ids that no cartridge can hold', '1.1', unnamable, 303],
    ['migration ids that no cartridge can hold', '1.3', unnamable, 304],
  ] as const)(
    'updates every object in place and brings nothing new: %s, %s',
    async (_, version, make, id) => {
      const course = { type: 'course', id } as const;
      await importAll(engine, await make(), course);
      const before = await idsIn(id);
      const { bytes } = await exportAll(engine, course, version);
      const again = await upload(engine, bytes, { settings: { overwrite_quizzes: true } }, course);
      await untilMigration(engine, again.id, 'completed', course);
      const { results } = await recordOf(engine, 'content_migration', again.id);
      const added = Object.entries(results.imported?.counts ?? {}).filter(([, counts]) => counts.added > 0);
      expect(added).toEqual([]);
      expect(await idsIn(id)).toEqual(before);
    },
  );
});
