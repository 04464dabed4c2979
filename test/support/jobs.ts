/** Driving jobs in tests: start them, wait for a state, fetch what came out. */
import { setTimeout as pause } from 'node:timers/promises';
import { readRecord } from '../../activities/jobs/record.js';
import type { ContentExport, ContentMigration, Context, CreateContentMigration } from '../../client/index.js';
import type { JobKind, JobRecord } from '../../workflows/contract.js';
import type { Engine } from './engine.js';
import { bytesFile, collect } from './files.js';

export const COURSE: Context = { type: 'course', id: 7 };
export const CALLER = { userId: 3 };

/** Less than a test may take: the state a job stays in says more than the time that ran out. */
const LONGEST_WAIT = 200_000;

/** Polls until the job is in the state; throws when it ends in another. */
export async function untilMigration(
  { cartwright }: Engine,
  id: number,
  state: ContentMigration['workflow_state'],
  context = COURSE,
): Promise<ContentMigration> {
  return until(() => cartwright.contentMigrations.get(context, id), state, ['completed', 'failed']);
}

export async function untilExport(
  { cartwright }: Engine,
  id: number,
  state: ContentExport['workflow_state'],
  context = COURSE,
): Promise<ContentExport> {
  return until(() => cartwright.contentExports.get(context, id), state, ['exported', 'failed']);
}

async function until<Job extends { workflow_state: string }>(
  get: () => Promise<Job>,
  state: string,
  ends: readonly string[],
): Promise<Job> {
  const deadline = Date.now() + LONGEST_WAIT;
  for (;;) {
    const job = await get();
    if (job.workflow_state === state) return job;
    if (ends.includes(job.workflow_state))
      throw new Error(`The job ended as ${job.workflow_state}, not ${state}.`);
    if (Date.now() > deadline) throw new Error(`The job is still ${job.workflow_state}, not ${state}.`);
    await pause(100);
  }
}

export async function upload(
  { cartwright }: Engine,
  bytes: Uint8Array,
  parameters: Partial<CreateContentMigration> = {},
  context = COURSE,
): Promise<ContentMigration> {
  const migration = await cartwright.contentMigrations.create(
    context,
    { migration_type: 'common_cartridge_importer', pre_attachment: { name: 'course.imscc' }, ...parameters },
    CALLER,
  );
  await cartwright.contentMigrations.upload(migration, bytesFile(bytes).open(), bytes.length);
  return migration;
}

/** Imports everything of a package. */
export async function importAll(
  engine: Engine,
  bytes: Uint8Array,
  context = COURSE,
): Promise<ContentMigration> {
  const { id } = await upload(engine, bytes, {}, context);
  return untilMigration(engine, id, 'completed', context);
}

/** Exports a course and answers the package. */
export async function exportAll(
  engine: Engine,
  context = COURSE,
  version = '1.1',
): Promise<{ id: number; bytes: Buffer }> {
  const { id } = await engine.cartwright.contentExports.create(
    context,
    { export_type: 'common_cartridge', version },
    CALLER,
  );
  await untilExport(engine, id, 'exported', context);
  return { id, bytes: await collect(await engine.cartwright.contentExports.download(context, id)) };
}

export async function recordOf({ store }: Engine, kind: JobKind, id: number): Promise<JobRecord> {
  const record = await readRecord(store, { kind, id });
  if (record === undefined) throw new Error(`Job ${id} has no record.`);
  return record;
}

export async function allIssues({ cartwright }: Engine, id: number, context = COURSE): Promise<string[]> {
  const { items } = await cartwright.contentMigrations.issues(context, id, { perPage: 100 });
  return items.map(({ description }) => description);
}
