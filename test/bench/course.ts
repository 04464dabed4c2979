/**
 * Builds a course of 100,000 objects and prints how long each step takes and how much memory it holds:
 * `node --expose-gc --import tsx test/bench/course.ts [objects]`. The stored objects are in memory too.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importCourse } from '../../activities/course/apply.js';
import { createBundleCourseStore } from '../../activities/course/bundle-store.js';
import { createBundleWriter } from '../../activities/course/bundle-writer.js';
import { diffCourses } from '../../activities/course/diff.js';
import { planImport } from '../../activities/course/plan.js';
import type { RecordSource } from '../../activities/course/record-source.js';
import { select } from '../../activities/course/select.js';
import { everything, parseSelection } from '../../activities/course/selection.js';
import { selectionNodes, selectionTree } from '../../activities/course/selection-tree.js';
import type { CourseStore } from '../../activities/course/store.js';
import { openBundle, storeBundle } from '../../activities/course/stored-bundle.js';
import { createMemoryStore } from '../../activities/storage/memory.js';
import { largeCourse } from '../support/large-course.js';

const objects = Number(process.argv[2] ?? 100_000);
const mebibytes = (bytes: number) => `${Math.round(bytes / 2 ** 20)} MiB`;

async function step<Result>(name: string, work: () => Promise<Result> | Result): Promise<Result> {
  const start = performance.now();
  const before = process.cpuUsage();
  const result = await work();
  const took = Math.round(performance.now() - start);
  const { user, system } = process.cpuUsage(before);
  const busy = Math.round((user + system) / 1000);
  const { rss } = process.memoryUsage();
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  const memory = `rss ${mebibytes(rss)}, heap ${mebibytes(heapUsed)}, external ${mebibytes(external)}`;
  console.log(
    `${name.padEnd(20)} ${String(took).padStart(6)} ms, busy ${String(busy).padStart(6)} ms   ${memory}`,
  );
  return result;
}

const COURSE = { type: 'course', id: '1' } as const;
const treeOptions = { source: 'package', urlOf: (type: string) => type } as const;

function importAs(courses: CourseStore, source: RecordSource, attempt: string) {
  return importCourse({
    store: courses,
    context: COURSE,
    source,
    selection: everything(),
    settings: { overwriteQuizzes: true, fileDuplicates: 'overwrite', prefix: '1' },
    attempt,
    origin: attempt,
    spoolFolder,
    signal: new AbortController().signal,
  });
}

const spoolFolder = await mkdtemp(join(tmpdir(), 'course-bench-'));
const store = createMemoryStore();
try {
  console.log(`${objects} objects`);
  await step('start', () => undefined);
  const writer = createBundleWriter({ spoolFolder });
  await step('write records', async () => {
    for (const { collection, record } of largeCourse(objects))
      await writer.write(collection, record as never);
  });
  const { object, info } = await step('store bundle', () => storeBundle(store, 'bundle.zip', writer));
  await writer.dispose();
  console.log(`bundle ${mebibytes(object.size)}`, JSON.stringify(info.counts));
  const bundle = await step('open bundle', () => openBundle(store, { key: 'bundle.zip' }));
  const index = await step('read index', () => bundle.index());
  await step('read all questions', async () => {
    for await (const _ of bundle.records('questions'));
  });
  const source = { index, records: bundle.records };
  await step('selection tree', () => selectionTree(index, treeOptions));
  await step('list of files', () => selectionNodes(index, 'attachments', treeOptions));
  await step('select all modules', () =>
    select(index, parseSelection({ all_context_modules: 1 }, 'copy').selection),
  );
  const courses = createBundleCourseStore(store, { temporaryFolder: spoolFolder });
  const first = await step('import', () => importAs(courses, source, 'first'));
  const { index: head } = await step('open version', () => courses.open(COURSE));
  const { input } = first.plan;
  await step('plan again', () => planImport({ ...input, head, base: 1, nextId: first.version.nextId }));
  await step('import again', () => importAs(courses, source, 'second'));
  await step('difference', () => diffCourses(index, head));
  console.log(`highest rss ${mebibytes(process.resourceUsage().maxRSS * 1024)}`);
} finally {
  await rm(spoolFolder, { recursive: true, force: true });
}
