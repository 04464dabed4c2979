/** Bundles: a course in one plain ZIP, written in any order, read as streams. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import unzipper from 'unzipper';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type BundleWriter, createBundleWriter } from '../../activities/course/bundle-writer.js';
import { COLLECTION_NAMES, type CourseRecord } from '../../activities/course/collections.js';
import { createCourseIndex, indexLines, referenceKey } from '../../activities/course/course-index.js';
import { openBundle, storeBundle } from '../../activities/course/stored-bundle.js';
import { MissingObjectError, PreconditionFailedError } from '../../activities/storage/errors.js';
import { createMemoryStore } from '../../activities/storage/memory.js';
import type { ObjectStore } from '../../activities/storage/port.js';
import { courseArbitrary } from '../support/course-arbitraries.js';
import { record, ref, sampleCourse } from '../support/courses.js';

let spoolFolder: string;
beforeEach(async () => {
  spoolFolder = await mkdtemp(join(tmpdir(), 'bundle-test-'));
});
afterEach(() => rm(spoolFolder, { recursive: true, force: true }));

async function writeAll(writer: BundleWriter, course: readonly CourseRecord[]) {
  for (const { collection, record } of course) await writer.write(collection, record as never);
}

async function store(
  course: readonly CourseRecord[],
  objects: ObjectStore = createMemoryStore(),
  key = 'bundle.zip',
) {
  const writer = createBundleWriter({ spoolFolder });
  await writeAll(writer, course);
  const stored = await storeBundle(objects, key, writer);
  await writer.dispose();
  return { objects, ...stored };
}

async function readAll(objects: ObjectStore, key = 'bundle.zip'): Promise<CourseRecord[]> {
  const bundle = await openBundle(objects, { key });
  const records: CourseRecord[] = [];
  for (const name of COLLECTION_NAMES) {
    for await (const each of bundle.records(name)) records.push({ collection: name, record: each } as never);
  }
  return records;
}

const inOrder = (course: readonly CourseRecord[]) =>
  COLLECTION_NAMES.flatMap((name) => course.filter(({ collection }) => collection === name));

const page = (migrationId: string, title = 'T') =>
  record('pages', { migrationId, title, html: '', published: true });

describe('a bundle', () => {
  it('gives back every record as it was', async () => {
    const { objects } = await store(sampleCourse());
    expect(await readAll(objects)).toEqual(inOrder(sampleCourse()));
  });

  it('has an index with a line for each object', async () => {
    const { objects, info } = await store(sampleCourse());
    const index = await (await openBundle(objects, { key: 'bundle.zip' })).index();
    const expected = createCourseIndex(
      inOrder(sampleCourse()).flatMap(({ collection, record }) => indexLines(collection, record as never)),
    );
    expect([...index.lines()]).toEqual([...expected.lines()]);
    expect(Object.values(info.counts).reduce((sum, count) => sum + count, 0)).toBe(index.size);
  });

  it('holds any course', async () => {
    await fc.assert(
      fc.asyncProperty(courseArbitrary, async (course) => {
        const { objects } = await store(course);
        expect(await readAll(objects)).toEqual(inOrder(JSON.parse(JSON.stringify(course))));
      }),
      { numRuns: 30 },
    );
  });

  it('is a plain ZIP with one file a collection', async () => {
    const { objects } = await store(sampleCourse());
    const { bytes } = await objects.get('bundle.zip');
    const { files } = await unzipper.Open.buffer(Buffer.from(bytes));
    expect(files.slice(0, 3).map(({ path }) => path)).toEqual([
      'bundle.json',
      'index.ndjson',
      'course.ndjson',
    ]);
    const pages = files.find(({ path }) => path === 'pages.ndjson');
    expect(
      (await pages!.buffer())
        .toString()
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).title),
    ).toEqual(['Home', 'الخلية']);
  });

  it('tells what it holds', async () => {
    const { objects } = await store([
      page('a'),
      ...sampleCourse().filter(({ collection }) => collection === 'files'),
    ]);
    const { info } = await openBundle(objects, { key: 'bundle.zip' });
    expect(info).toEqual({
      format: 'cartwright-bundle',
      version: 1,
      counts: { page: 1, file: 3 },
      packs: ['pack-1'],
    });
  });

  it('has the same bytes however the records of different collections came in', async () => {
    const one = await store(sampleCourse());
    const other = await store([...sampleCourse()].sort((a, b) => b.collection.localeCompare(a.collection)));
    expect(other.object.etag).toBe(one.object.etag);
  });

  it('keeps records of many megabytes and many records', async () => {
    const big = record('pages', {
      migrationId: 'big',
      title: 'Big',
      html: 'é'.repeat(3_000_000),
      published: true,
    });
    const many = Array.from({ length: 2_000 }, (_, at) => page(`page-${at}`, `Title ${at}`));
    const { objects } = await store([big, ...many]);
    const read = await readAll(objects);
    expect(read).toHaveLength(2_001);
    expect(read[0]?.record).toEqual(big.record);
  });
});

describe('opening a bundle', () => {
  it('fails for an object that is not there, was replaced, is damaged or is no bundle', async () => {
    const { objects, object } = await store([page('a')]);
    await expect(openBundle(objects, { key: 'none' })).rejects.toThrow(MissingObjectError);
    const { bytes } = await objects.get('bundle.zip');
    await objects.put('cut', bytes.subarray(0, 200));
    await expect(openBundle(objects, { key: 'cut' })).rejects.toThrow(/^The bundle cut is damaged/);
    await objects.put('bundle.zip', bytes.subarray(0, 200));
    await expect(openBundle(objects, { key: 'bundle.zip', etag: object.etag })).rejects.toThrow(
      PreconditionFailedError,
    );
  });

  it('shares the strings of its index', async () => {
    const { objects } = await store(sampleCourse());
    const index = await (await openBundle(objects, { key: 'bundle.zip' })).index();
    const [first, second] = index.children(ref('module', 'module-1'));
    expect(first?.parent).toBe(second?.parent);
    expect(referenceKey(first!.parent!)).toBe('module/module-1');
  });
});
