/** Workers that are killed in the middle of a job: another one ends it as if nothing had happened. */
import { createReadStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { createBundleCourseStore } from '../../activities/course/bundle-store.js';
import { startWorkerProcess, type WorkerProcess } from '../../worker/dev/worker-process.js';
import { workflowIdOf } from '../../workflows/contract.js';
import { type Engine, startEngine } from '../support/engine.js';
import { collect } from '../support/files.js';
import { generateCartridgeFile } from '../support/generated-cartridge.js';
import { CALLER, exportAll, recordOf, untilExport, untilMigration } from '../support/jobs.js';
import { workerSettings } from '../support/stack.js';

let engine: Engine;
let folder: string;
let path: string;
let connection: Connection;
beforeAll(async () => {
  engine = await startEngine({ workers: false });
  connection = await Connection.connect({ address: inject('temporal').address });
  folder = await mkdtemp(join(tmpdir(), 'cartwright-kill-'));
  path = join(folder, 'course.imscc');
  await generateCartridgeFile(path, { items: 3000, mediaFiles: 40, mediaBytes: 2_000_000, canvas: true });
});
afterAll(async () => {
  await connection.close();
  await engine.stop();
  await rm(folder, { recursive: true });
});

function startWorker(): Promise<WorkerProcess> {
  const settings = workerSettings(engine.storage, engine.taskQueue);
  return startWorkerProcess({ settings: { ...settings, CARTWRIGHT_LOG_LEVEL: 'error' } });
}

/** Waits until an activity of the job is at work and says so. */
async function untilWorking(workflowId: string, activity: string): Promise<void> {
  const handle = new Client({ connection }).workflow.getHandle(workflowId);
  for (;;) {
    const { raw, status } = await handle.describe();
    if (status.name !== 'RUNNING')
      throw new Error(`The job was over before ${activity} could be interrupted.`);
    const working = raw.pendingActivities?.find(({ activityType }) => activityType?.name === activity);
    if (working?.lastHeartbeatTime) return;
    await pause(20);
  }
}

async function create(course: { type: 'course'; id: number }): Promise<number> {
  const { size } = await stat(path);
  const migration = await engine.cartwright.contentMigrations.create(
    course,
    { migration_type: 'common_cartridge_importer', pre_attachment: { name: 'course.imscc' } },
    CALLER,
  );
  await engine.cartwright.contentMigrations.upload(migration, createReadStream(path), size);
  return migration.id;
}

describe('a worker that is killed (kill -9)', () => {
  it.each(['convertPackage', 'importBundle'])(
    'in the middle of %s: the import goes on elsewhere, and the course is whole',
    async (activity) => {
      const course = { type: 'course', id: activity === 'convertPackage' ? 1 : 2 } as const;
      const first = await startWorker();
      const id = await create(course);
      await untilWorking(workflowIdOf('content_migration', id), activity);
      first.kill('SIGKILL');
      await first.ended;
      const second = await startWorker();
      await untilMigration(engine, id, 'completed', course);
      await second.stop();
      const { results } = await recordOf(engine, 'content_migration', id);
      expect(results.imported?.ledger).toMatchObject({ failed: 0, unsupported: 0 });
      const version = await createBundleCourseStore(engine.store).head({
        type: 'course',
        id: String(course.id),
      });
      expect(version).toMatchObject({
        number: 1,
        counts: { page: 1800, webLink: 300, quiz: 300, question: 1200, file: 40 },
      });
    },
    600_000,
  );

  it('in the middle of an export: the export is the one an undisturbed worker makes', async () => {
    const course = { type: 'course', id: 1 } as const;
    const first = await startWorker();
    const undisturbed = await exportAll(engine, course);
    const { id } = await engine.cartwright.contentExports.create(
      course,
      { export_type: 'common_cartridge' },
      CALLER,
    );
    await untilWorking(workflowIdOf('content_export', id), 'exportCourse');
    first.kill('SIGKILL');
    await first.ended;
    const second = await startWorker();
    await untilExport(engine, id, 'exported', course);
    await second.stop();
    const bytes = await collect(await engine.cartwright.contentExports.download(course, id));
    expect(bytes.equals(undisturbed.bytes)).toBe(true);
  }, 600_000);

  it('leaves nothing of its lost attempts behind', async () => {
    const left: string[] = [];
    for await (const { key } of engine.store.list('jobs/'))
      if (key.includes('/runs/')) left.push(key.split('/').at(-2) ?? '');
    expect(left.filter((attempt) => attempt === '1').length).toBeLessThan(left.length);
  });
});
