/** A stack and a worker of its own that take a package through import and export, and measure both. */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { readRecord } from '../../activities/jobs/record.js';
import { createMinioStore, type ObjectStore } from '../../activities/storage/index.js';
import { Cartwright } from '../../client/index.js';
import { type Stack, startStack } from '../../worker/dev/stack.js';
import type { JobRecord } from '../../workflows/contract.js';
import { type MeteredWorker, type Spent, startMeteredWorker } from './worker-meter.js';

export interface MeasuredJob {
  readonly record: JobRecord;
  readonly spent: Spent;
}

export interface JobRun {
  readonly imported: MeasuredJob;
  /** Not there when the import failed. */
  readonly exported?: MeasuredJob;
}

export interface Bench {
  readonly stack: Stack;
  readonly cartwright: Cartwright;
  readonly store: ObjectStore;
  /** Imports a package into a course of its own and exports that. */
  run(path: string): Promise<JobRun>;
  /** Resident memory of a worker that has done nothing yet, in MB. */
  idle(): Promise<number>;
  restartWorker(): Promise<void>;
  stop(): Promise<void>;
}

const CALLER = { userId: 1 };

export async function startBench(folder: string): Promise<Bench> {
  const stack = await startStack({ report: (line) => console.error(line) });
  let worker = await startMeteredWorker(stack, folder);
  const cartwright = await Cartwright.connect({ temporal: stack.temporal, storage: stack.minio });
  const store = createMinioStore(stack.minio);
  const recordOf = async (kind: 'content_migration' | 'content_export', id: number): Promise<JobRecord> => {
    const found = await readRecord(store, { kind, id });
    if (found === undefined) throw new Error(`Job ${id} has no record.`);
    return found;
  };
  let course = 0;
  return {
    stack,
    cartwright,
    store,
    async run(path) {
      course += 1;
      const context = { type: 'course', id: course } as const;
      const imported = await runImport(cartwright, worker, context, path, recordOf);
      if (imported.record.status.state === 'failed') return { imported };
      return { imported, exported: await runExport(cartwright, worker, context, recordOf) };
    },
    idle: () => worker.memory(),
    async restartWorker() {
      await worker.stop();
      worker = await startMeteredWorker(stack, folder);
    },
    async stop() {
      await cartwright.close();
      await worker.stop();
      await stack.stop();
    },
  };
}

type Context = { readonly type: 'course'; readonly id: number };
type RecordOf = (kind: 'content_migration' | 'content_export', id: number) => Promise<JobRecord>;

/** From the moment the package lies in storage; the upload is the client's. */
async function runImport(
  { contentMigrations }: Cartwright,
  worker: MeteredWorker,
  context: Context,
  path: string,
  recordOf: RecordOf,
): Promise<MeasuredJob> {
  const { size } = await stat(path);
  const parameters = {
    migration_type: 'common_cartridge_importer',
    pre_attachment: { name: basename(path) },
  };
  const migration = await contentMigrations.create(context, parameters, CALLER);
  await contentMigrations.upload(migration, createReadStream(path, { highWaterMark: 2 ** 20 }), size);
  const { spent } = await worker.measure(() =>
    until(
      async () => (await contentMigrations.get(context, migration.id)).workflow_state,
      ['completed', 'failed'],
    ),
  );
  return { record: await recordOf('content_migration', migration.id), spent };
}

async function runExport(
  { contentExports }: Cartwright,
  worker: MeteredWorker,
  context: Context,
  recordOf: RecordOf,
): Promise<MeasuredJob> {
  const { result: id, spent } = await worker.measure(async () => {
    const job = await contentExports.create(context, { export_type: 'common_cartridge' }, CALLER);
    await until(
      async () => (await contentExports.get(context, job.id)).workflow_state,
      ['exported', 'failed'],
    );
    return job.id;
  });
  return { record: await recordOf('content_export', id), spent };
}

async function until(get: () => Promise<string>, ends: readonly string[]): Promise<void> {
  for (;;) {
    if (ends.includes(await get())) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
