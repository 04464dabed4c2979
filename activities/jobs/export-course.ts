/** A version of a course becomes a package. */
import type { ContentExportInput, ExportPlan, ExportResult, StoredObject } from '../../workflows/contract.js';
import { createLedger } from '../course/create-ledger.js';
import type { Ledger } from '../course/ledger.js';
import { kindOfKey } from '../course/reference-key.js';
import { type SelectionResult, select } from '../course/select.js';
import { parseSelection } from '../course/selection.js';
import type { CourseSnapshot } from '../course/store.js';
import type { ActivityEnvironment } from '../dependencies.js';
import { PackageError } from '../errors.js';
import { writerOf } from '../formats/registry.js';
import type { CourseSource, FormatWriter } from '../formats/types.js';
import { openCourseSource } from '../package/course-source.js';
import { createPackageSink } from '../package/sink.js';
import { attemptKey } from '../storage/keys.js';
import type { ObjectStore } from '../storage/port.js';
import { type ReportFiles, startReportFiles } from './report-files.js';
import type { Running } from './running.js';

/** Fixes the version, and checks that there is something to export. Throws `PackageError`. */
export async function planExport(
  { courses }: ActivityEnvironment,
  input: ContentExportInput,
  signal: AbortSignal,
): Promise<ExportPlan> {
  const { type, id } = input.job.context;
  const head = await courses.head(input.job.context, signal);
  if (head === undefined)
    throw new PackageError(`The ${type} ${id} is empty: nothing was imported into it yet.`);
  const snapshot = await courses.open(input.job.context, head.number, signal);
  const { keys } = selectionOf(snapshot, input);
  return { version: head.number, title: titleOf(snapshot) ?? `${type} ${id}`, counts: countKinds(keys) };
}

/** Writes the package, its ledger and its issues under keys of this attempt. */
export async function exportCourse(
  environment: ActivityEnvironment,
  input: ContentExportInput & { readonly version: number },
  running: Running,
): Promise<ExportResult> {
  const started = Date.now();
  const keyOf = (name: string) => attemptKey(input.job, running.attempt, name);
  const files = await startReportFiles(environment.store, keyOf, { signal: running.signal });
  try {
    const writer = writerOf(input.exportType);
    const snapshot = await environment.courses.open(input.job.context, input.version, running.signal);
    const ledger = createLedger(files.sink);
    const stored = await withSelection(snapshot, input, running, files, (course) =>
      writePackage(environment.store, writer, course, {
        key: keyOf(`result.${writer.extension}`),
        input,
        ledger,
        running,
      }),
    );
    const { totals } = ledger.close();
    const { ledger: ledgerObject, issues } = await files.complete();
    const file = { ...stored, fileName: fileNameOf(snapshot, input, writer), mediaType: writer.mediaType };
    return { file, ledger: totals, ledgerObject, issues, seconds: (Date.now() - started) / 1000 };
  } catch (error) {
    await files.abort();
    throw error;
  }
}

function selectionOf({ index }: CourseSnapshot, { select: asked }: ContentExportInput): SelectionResult {
  const { selection, problems } = parseSelection(asked, 'select');
  const result = select(index, selection);
  return { ...result, problems: [...problems, ...result.problems] };
}

/** Opens what is to be exported, and tells of what the selection asked for and is not there. */
async function withSelection<T>(
  snapshot: CourseSnapshot,
  input: ContentExportInput,
  { signal, folder, progress }: Running,
  files: ReportFiles,
  work: (course: CourseSource) => Promise<T>,
): Promise<T> {
  const { keys, everything, problems } = selectionOf(snapshot, input);
  for (const { code, message } of problems) await files.issue({ severity: 'warning', code, message });
  const total = keys.size;
  const course = await openCourseSource(snapshot, {
    folder: await folder(),
    signal,
    onRecord: (done) => progress('write', done, Math.max(done, total)),
    ...(everything ? {} : { selected: keys }),
  });
  try {
    return await work(course);
  } finally {
    await course.close();
  }
}

interface PackageTask {
  readonly key: string;
  readonly input: ContentExportInput;
  readonly ledger: Ledger;
  readonly running: Running;
}

async function writePackage(
  store: ObjectStore,
  writer: FormatWriter,
  course: CourseSource,
  { key, input, ledger, running: { signal } }: PackageTask,
): Promise<StoredObject> {
  const upload = await store.upload(key, { signal, contentType: writer.mediaType });
  const sink = createPackageSink(store, upload, signal);
  try {
    await writer.write(course, sink, { ledger, signal, options: input.options, progress: () => undefined });
    await sink.finish();
    const { etag, size } = await upload.complete();
    return { key, etag, size };
  } catch (error) {
    await sink.abort(error);
    await upload.abort();
    throw error;
  }
}

function titleOf({ index }: CourseSnapshot): string | undefined {
  const [course] = index.ofKind('course');
  return course?.title === '' ? undefined : course?.title;
}

/** `<title>-export.imscc`, the title as a file name everywhere, cut at 200 characters. */
function fileNameOf(
  snapshot: CourseSnapshot,
  { job }: ContentExportInput,
  { extension }: FormatWriter,
): string {
  const title = titleOf(snapshot) ?? `${job.context.type} ${job.context.id}`;
  const safe = title
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replaceAll(/^-+|-+$/g, '');
  return `${[...safe].slice(0, 200).join('') || 'course'}-export.${extension}`;
}

function countKinds(keys: Iterable<string>): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const key of keys) {
    const kind = kindOfKey(key);
    counts[kind] = (counts[kind] ?? 0) + 1;
  }
  return counts;
}
