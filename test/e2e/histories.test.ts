/**
 * One job for each way a workflow can end. Their histories replay on today's code; with CARTWRIGHT_RECORD_HISTORIES=1
 * they are written to test/replay, where every later version of the workflows has to replay them.
 */
import { writeFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { Worker } from '@temporalio/worker';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { Cartwright } from '../../client/index.js';
import { type JobKind, workflowIdOf } from '../../workflows/contract.js';
import { zipOf } from '../package/packages.js';
import { type Engine, startEngine } from '../support/engine.js';
import { sampleCartridge } from '../support/files.js';
import { CALLER, exportAll, importAll, untilExport, untilMigration, upload } from '../support/jobs.js';

let engine: Engine;
/** The same engine, of whose migrations no one waits long for an upload or a selection. */
let hasty: Engine;
let sample: Buffer;
let connection: Connection;
beforeAll(async () => {
  [engine, sample] = await Promise.all([startEngine(), sampleCartridge()]);
  const options = { ...engine.connectOptions, selectTimeout: 3000, uploadTimeout: 20_000 };
  hasty = { ...engine, cartwright: await Cartwright.connect(options) };
  connection = await Connection.connect({ address: inject('temporal').address });
});
afterAll(async () => {
  await connection.close();
  await hasty.cartwright.close();
  await engine.stop();
});

const course = { type: 'course', id: 1 } as const;
const empty = { type: 'course', id: 2 } as const;
const migrations = () => engine.cartwright.contentMigrations;

/** Ways to end, and the id of a job that ended so. */
const ENDS: readonly (readonly [name: string, kind: JobKind, run: () => Promise<number>])[] = [
  [
    'content-migration.completed',
    'content_migration',
    async () => (await importAll(engine, sample, course)).id,
  ],
  [
    'content-migration.selected',
    'content_migration',
    async () => {
      const { id } = await upload(engine, sample, { selective_import: true }, course);
      await untilMigration(engine, id, 'waiting_for_select', course);
      await migrations().update(course, id, { copy: { all_wiki_pages: true } });
      await untilMigration(engine, id, 'completed', course);
      return id;
    },
  ],
  [
    'content-migration.selected-by-update',
    'content_migration',
    async () => {
      const { id } = await upload(engine, sample, { selective_import: true }, course);
      await untilMigration(engine, id, 'waiting_for_select', course);
      await migrations().update(course, id, { copy: { everything: true } }, { wait: true });
      await untilMigration(engine, id, 'completed', course);
      return id;
    },
  ],
  [
    'content-migration.select-expired',
    'content_migration',
    async () => {
      const { id } = await upload(hasty, sample, { selective_import: true }, course);
      await untilMigration(hasty, id, 'failed', course);
      return id;
    },
  ],
  [
    'content-migration.upload-expired',
    'content_migration',
    async () => {
      const request = {
        migration_type: 'common_cartridge_importer',
        pre_attachment: { name: 'never.imscc' },
      };
      const { id } = await hasty.cartwright.contentMigrations.create(course, request, CALLER);
      await untilMigration(hasty, id, 'failed', course);
      return id;
    },
  ],
  [
    'content-migration.broken-package',
    'content_migration',
    async () => {
      const { id } = await upload(engine, await zipOf({ 'imsmanifest.xml': '<manifest>' }), {}, course);
      await untilMigration(engine, id, 'failed', course);
      return id;
    },
  ],
  [
    'content-migration.cancelled',
    'content_migration',
    async () => {
      const { id } = await upload(engine, sample, { selective_import: true }, course);
      await untilMigration(engine, id, 'waiting_for_select', course);
      await migrations().cancel(course, id, CALLER, 'recorded');
      await untilMigration(engine, id, 'failed', course);
      return id;
    },
  ],
  [
    'content-migration.cancelled-from-temporal',
    'content_migration',
    async () => {
      const { id } = await upload(engine, sample, { selective_import: true }, course);
      await untilMigration(engine, id, 'waiting_for_select', course);
      await new Client({ connection }).workflow.getHandle(workflowIdOf('content_migration', id)).cancel();
      await untilMigration(engine, id, 'failed', course);
      return id;
    },
  ],
  [
    'content-migration.from-export',
    'content_migration',
    async () => {
      const exported = await exportAll(engine, course);
      const request = {
        migration_type: 'canvas_cartridge_importer',
        settings: { content_export_id: exported.id },
      };
      const { id } = await migrations().create(course, request, CALLER);
      await untilMigration(engine, id, 'completed', course);
      return id;
    },
  ],
  ['content-export.exported', 'content_export', async () => (await exportAll(engine, course)).id],
  [
    'content-export.empty-course',
    'content_export',
    async () => {
      const { id } = await engine.cartwright.contentExports.create(
        empty,
        { export_type: 'common_cartridge' },
        CALLER,
      );
      await untilExport(engine, id, 'failed', empty);
      return id;
    },
  ],
];

it.each(ENDS)('%s: replays, and is short', async (name, kind, run) => {
  const workflowId = workflowIdOf(kind, await run());
  const handle = new Client({ connection }).workflow.getHandle(workflowId);
  while ((await handle.describe()).status.name === 'RUNNING') await pause(50);
  const history = await handle.fetchHistory();
  await Worker.runReplayHistory(
    { workflowBundle: { codePath: inject('workflowBundle') } },
    history,
    workflowId,
  );
  expect(history.events?.length).toBeLessThan(200);
  if (process.env.CARTWRIGHT_RECORD_HISTORIES === '1') {
    const json = JSON.stringify(JSON.parse(historyToJSON(history)), undefined, 1);
    await writeFile(new URL(`../replay/${name}.json`, import.meta.url), `${json}\n`);
  }
});
