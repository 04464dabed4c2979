/**
 * Whole jobs on real servers: each package is imported and exported again by a worker process of its own stack.
 *
 * `npx tsx test/bench/jobs.ts [package ...]` takes packages; `--generated items,mediaFiles,mediaBytes` makes one (may be
 * given several times). Prints a table: states, counts, ledger, seconds, and the worker's peak memory.
 */
import { createReadStream } from 'node:fs';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { readRecord } from '../../activities/jobs/record.js';
import { createMinioStore } from '../../activities/storage/index.js';
import { Cartwright } from '../../client/index.js';
import { startStack } from '../../worker/dev/stack.js';
import { startWorkerProcess, type WorkerProcess } from '../../worker/dev/worker-process.js';
import type { JobRecord } from '../../workflows/contract.js';
import { generateCartridgeFile } from '../support/generated-cartridge.js';
import { printTable } from './table.js';

const CALLER = { userId: 1 };

interface Bench {
  readonly cartwright: Cartwright;
  readonly worker: WorkerProcess;
  record(kind: 'content_migration' | 'content_export', id: number): Promise<JobRecord>;
}

interface Row {
  readonly name: string;
  readonly bytes: number;
  readonly migration: JobRecord;
  readonly exported?: JobRecord;
  readonly importSeconds: number;
  readonly exportSeconds: number;
  readonly importPeak: number;
  readonly exportPeak: number;
}

/** Peak resident memory since the last reset, in MB, as the kernel counts it. */
async function peakMemory(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Math.round(Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
}

function resetPeak(pid: number): Promise<void> {
  return writeFile(`/proc/${pid}/clear_refs`, '5');
}

async function until(get: () => Promise<string>, ends: readonly string[]): Promise<string> {
  for (;;) {
    const state = await get();
    if (ends.includes(state)) return state;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function measure({ cartwright, worker, record }: Bench, path: string, course: number): Promise<Row> {
  const context = { type: 'course', id: course } as const;
  const { size } = await stat(path);
  const parameters = {
    migration_type: 'common_cartridge_importer',
    pre_attachment: { name: basename(path) },
  };
  const migration = await cartwright.contentMigrations.create(context, parameters, CALLER);
  await resetPeak(worker.pid);
  await cartwright.contentMigrations.upload(
    migration,
    createReadStream(path, { highWaterMark: 2 ** 20 }),
    size,
  );
  const imported = Date.now();
  const state = await until(
    async () => (await cartwright.contentMigrations.get(context, migration.id)).workflow_state,
    ['completed', 'failed'],
  );
  const importSeconds = (Date.now() - imported) / 1000;
  const importPeak = await peakMemory(worker.pid);
  const row = {
    name: basename(path),
    bytes: size,
    migration: await record('content_migration', migration.id),
    importSeconds,
    importPeak,
  };
  if (state === 'failed') return { ...row, exportSeconds: 0, exportPeak: 0 };
  await resetPeak(worker.pid);
  const started = Date.now();
  const { id } = await cartwright.contentExports.create(context, { export_type: 'common_cartridge' }, CALLER);
  await until(
    async () => (await cartwright.contentExports.get(context, id)).workflow_state,
    ['exported', 'failed'],
  );
  const exportSeconds = (Date.now() - started) / 1000;
  return {
    ...row,
    exported: await record('content_export', id),
    exportSeconds,
    exportPeak: await peakMemory(worker.pid),
  };
}

function cells({ name, bytes, migration, exported, ...figures }: Row): (string | number)[] {
  const { converted, imported } = migration.results;
  const counts = Object.entries(converted?.counts ?? {}).map(([kind, count]) => `${kind} ${count}`);
  const ledger = imported?.ledger ?? converted?.ledger ?? {};
  const totals = ['found', 'imported', 'merged', 'changed', 'unsupported', 'failed'].map(
    (state) => ledger[state] ?? 0,
  );
  return [
    name,
    (bytes / 1e6).toFixed(2),
    migration.status.state,
    exported?.status.state ?? '-',
    totals.join('/'),
    imported?.issues.count ?? converted?.issues.count ?? 0,
    figures.importSeconds.toFixed(2),
    figures.exportSeconds.toFixed(2),
    figures.importPeak,
    figures.exportPeak,
    migration.status.failure?.message ?? counts.join(' '),
  ];
}

const HEADER = [
  'package',
  'MB',
  'import',
  'export',
  'found/imported/merged/changed/unsupported/failed',
  'issues',
  'import s',
  'export s',
  'import peak MB',
  'export peak MB',
  'objects',
];

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { generated: { type: 'string', multiple: true, default: [] } },
  });
  const folder = await mkdtemp(join(tmpdir(), 'cartwright-bench-'));
  const stack = await startStack({ report: (line) => console.error(line) });
  const worker = await startWorkerProcess(stack, { log: join(folder, 'worker.log') });
  const cartwright = await Cartwright.connect({ temporal: stack.temporal, storage: stack.minio });
  const store = createMinioStore(stack.minio);
  const record: Bench['record'] = async (kind, id) => {
    const found = await readRecord(store, { kind, id });
    if (found === undefined) throw new Error(`Job ${id} has no record.`);
    return found;
  };
  try {
    console.error(`worker idle: ${await peakMemory(worker.pid)} MB`);
    const paths = [...positionals];
    for (const size of values.generated) {
      const [items = 0, mediaFiles = 0, mediaBytes = 0] = size.split(',').map(Number);
      const path = join(folder, `generated-${items}-${mediaFiles}x${mediaBytes}.imscc`);
      await generateCartridgeFile(path, { items, mediaFiles, mediaBytes });
      paths.push(path);
    }
    const rows: Row[] = [];
    for (const [at, path] of paths.entries()) {
      rows.push(await measure({ cartwright, worker, record }, path, at + 1));
      console.error(basename(path));
    }
    printTable(HEADER, rows.map(cells));
  } finally {
    await cartwright.close();
    await worker.stop();
    await stack.stop();
    await rm(folder, { recursive: true });
  }
}

await main();
