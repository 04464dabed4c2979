/** Workers that are killed in the middle of a job: another one ends it as if nothing had happened. */
import { createReadStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createBundleCourseStore } from '../../activities/course/bundle-store.js';
import { startWorkerProcess, type WorkerProcess } from '../../worker/dev/worker-process.js';
import { type Engine, startEngine } from '../support/engine.js';
import { type FaultProxy, type SeenRequest, startFaultProxy } from '../support/fault-proxy.js';
import { collect } from '../support/files.js';
import { generateCartridgeFile } from '../support/generated-cartridge.js';
import { CALLER, exportAll, recordOf, untilExport, untilMigration } from '../support/jobs.js';
import { workerSettings } from '../support/stack.js';

let engine: Engine;
let folder: string;
let path: string;
/** Between the worker that is killed and MinIO: holds the request in which the worker is to die. */
let proxy: FaultProxy;
beforeAll(async () => {
  engine = await startEngine({ workers: false });
  proxy = await startFaultProxy(engine.storage.endpoint);
  folder = await mkdtemp(join(tmpdir(), 'cartwright-kill-'));
  path = join(folder, 'course.imscc');
  await generateCartridgeFile(path, { items: 3000, mediaFiles: 40, mediaBytes: 2_000_000, canvas: true });
});
beforeEach(() => proxy.reset());
afterAll(async () => {
  await proxy.close();
  await engine.stop();
  await rm(folder, { recursive: true });
});

function startWorker({ endpoint }: { readonly endpoint: string } = engine.storage): Promise<WorkerProcess> {
  const settings = workerSettings({ ...engine.storage, endpoint }, engine.taskQueue);
  return startWorkerProcess({ settings: { ...settings, CARTWRIGHT_LOG_LEVEL: 'error' } });
}

/** What each activity asks of storage in the middle of its work. */
const MIDDLES = {
  convertPackage: ({ url }: SeenRequest) => url.includes('/bundle.zip'),
  importBundle: ({ method, url }: SeenRequest) => method === 'PUT' && url.includes('/head.json'),
  exportCourse: ({ url }: SeenRequest) => /\/result\..*partNumber=2&/.test(url),
} as const;

/** Does what makes a worker begin, and kills it in the middle of an activity: that cannot be over before. */
async function killWithin<Result>(
  worker: WorkerProcess,
  activity: keyof typeof MIDDLES,
  begin: () => Promise<Result>,
): Promise<Result> {
  proxy.rule({ when: MIDDLES[activity], times: 99, fault: { kind: 'stall request' } });
  const result = await begin();
  await proxy.sees(MIDDLES[activity]);
  worker.kill('SIGKILL');
  await worker.ended;
  return result;
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
  it.each(['convertPackage', 'importBundle'] as const)(
    'in the middle of %s: the import goes on elsewhere, and the course is whole',
    async (activity) => {
      const course = { type: 'course', id: activity === 'convertPackage' ? 1 : 2 } as const;
      const first = await startWorker(proxy);
      const id = await killWithin(first, activity, () => create(course));
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
    const first = await startWorker(proxy);
    const undisturbed = await exportAll(engine, course);
    proxy.reset();
    const { id } = await killWithin(first, 'exportCourse', () =>
      engine.cartwright.contentExports.create(course, { export_type: 'common_cartridge' }, CALLER),
    );
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
