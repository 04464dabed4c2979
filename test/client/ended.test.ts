/** Jobs that Temporal no longer runs, or no longer knows: what is left of them is still true. */
import { describe, expect, it } from 'vitest';
import { recordKey, writeRecord } from '../../activities/jobs/record.js';
import { type JobRecord, WORKFLOWS, workflowIdOf } from '../../workflows/contract.js';
import { numbered, useClient } from './connected.js';
import { exportIn, migrationIn } from './jobs-in-memory.js';
import { refusalOf } from './refusal.js';

const client = useClient();
const course = { type: 'course', id: 7 } as const;
const caller = { userId: 3 };
const idOf = ({ request }: JobRecord) => request.job.id;
const handleOf = ({ request }: JobRecord) =>
  client().temporal.workflow.getHandle(workflowIdOf(request.job.kind, request.job.id));

async function terminated(record: JobRecord): Promise<number> {
  const running = await client().running(record);
  await handleOf(running).terminate('by the test');
  return idOf(running);
}

describe('a job whose history is gone', () => {
  it('is what its record says', async () => {
    const { cartwright, recorded } = client();
    const migration = idOf(await recorded(migrationIn('completed')));
    expect(await cartwright.contentMigrations.get(course, migration)).toMatchObject({
      id: migration,
      workflow_state: 'completed',
      finished_at: '2026-03-01T10:05:00Z',
      attachment: { filename: 'course.imscc' },
    });
    expect(await cartwright.progress.get(migration)).toMatchObject({
      completion: 100,
      workflow_state: 'completed',
    });
    const id = idOf(await recorded(exportIn('exported')));
    expect(await cartwright.contentExports.get(course, id)).toMatchObject({ id, workflow_state: 'exported' });
    expect(await cartwright.progress.get(id)).toMatchObject({ tag: 'content_export', completion: 100 });
  });

  it('is what Temporal says for as long as it is there: the record comes a moment later', async () => {
    const { cartwright, store, running, forget } = client();
    const live = await running(migrationIn('completed'));
    const { id } = live.request.job;
    await writeRecord(store, { ...migrationIn('importing'), request: live.request });
    expect((await cartwright.contentMigrations.get(course, id)).workflow_state).toBe('completed');
    await writeRecord(store, live);
    await forget(live);
    expect((await cartwright.contentMigrations.get(course, id)).workflow_state).toBe('completed');
    await store.remove([recordKey(live.request.job)]);
    expect(await refusalOf(cartwright.contentMigrations.get(course, id))).toMatchObject({ status: 404 });
  });

  it('and that had not ended never will: it failed', async () => {
    const { cartwright, recorded } = client();
    const id = idOf(await recorded(migrationIn('importing')));
    const message = 'The job was ended and removed from Temporal while it was in the state importing.';
    expect(await cartwright.progress.get(id)).toMatchObject({
      workflow_state: 'failed',
      message,
      completion: 50,
    });
    expect(await cartwright.contentMigrations.get(course, id)).toMatchObject({
      workflow_state: 'failed',
      migration_issues_count: 3,
    });
    expect(await refusalOf(cartwright.progress.cancel(id, caller))).toMatchObject({ status: 409 });
  });

  it('takes no messages any more', async () => {
    const { contentMigrations } = client().cartwright;
    const id = idOf(await client().recorded(migrationIn('waiting_for_select')));
    const calls = [
      contentMigrations.update(course, id, { copy: { everything: 1 } }),
      contentMigrations.cancel(course, id, caller),
    ];
    for (const refusal of await Promise.all(calls.map(refusalOf)))
      expect(refusal).toMatchObject({ status: 409 });
  });
});

describe('a job that was ended from Temporal', () => {
  it('failed, at the time it was ended, and says where it was', async () => {
    const { contentMigrations, progress } = client().cartwright;
    const began = Date.now();
    const id = await terminated(migrationIn('waiting_for_select'));
    const migration = await contentMigrations.get(course, id);
    expect(migration.workflow_state).toBe('failed');
    const finished = Date.parse(migration.finished_at ?? '');
    expect(finished).toBeGreaterThan(began - 1000); // Fractions of a second are not told.
    expect(finished).toBeLessThanOrEqual(Date.now());
    const message =
      'The job was ended from Temporal (terminated) while it was in the state waiting_for_select.';
    expect(await progress.get(id)).toMatchObject({
      workflow_state: 'failed',
      completion: 50,
      message,
      updated_at: migration.finished_at,
    });
    expect(await refusalOf(contentMigrations.cancel(course, id, caller))).toMatchObject({ status: 409 });
  });

  it('has that as its last issue', async () => {
    const id = await terminated(migrationIn('uploaded'));
    const { items } = await client().cartwright.contentMigrations.issues(course, id);
    expect(items.map(({ issue_type, error_message }) => [issue_type, error_message])).toEqual([
      ['error', 'Terminated'],
    ]);
  });

  it('failed as well when its time was over', async () => {
    const { temporal, cartwright } = client();
    const { request, status, results } = numbered(exportIn('exporting'));
    const handle = await temporal.workflow.start(WORKFLOWS.content_export, {
      workflowId: workflowIdOf('content_export', request.job.id),
      taskQueue: 'nobody',
      args: [request],
      memo: { request, status, results },
      workflowRunTimeout: '1 second',
    });
    await expect.poll(async () => (await handle.describe()).status.name).toBe('TIMED_OUT');
    expect(await cartwright.progress.get(request.job.id)).toMatchObject({
      workflow_state: 'failed',
      message: 'The job was ended from Temporal (timed out) while it was in the state exporting.',
    });
  });

  it.each(['completed', 'failed', 'cancelled'] as const)(
    'had ended itself before (%s): that stands',
    async (state) => {
      const record = migrationIn(state);
      const id = await terminated(record);
      expect(await client().cartwright.progress.get(id)).toMatchObject({
        message: record.status.failure?.message ?? null,
        workflow_state: state === 'completed' ? 'completed' : 'failed',
      });
    },
  );
});

describe('a workflow that somebody started under the id of a job', () => {
  it('is none of ours', async () => {
    const { temporal, cartwright } = client();
    const { id } = numbered(migrationIn('completed')).request.job;
    await temporal.workflow.start('somethingElse', {
      workflowId: workflowIdOf('content_migration', id),
      taskQueue: 'nobody',
      memo: { note: 'not a job' },
    });
    expect(await refusalOf(cartwright.contentMigrations.get(course, id))).toMatchObject({ status: 404 });
    expect(await refusalOf(cartwright.progress.get(id))).toMatchObject({ status: 404 });
  });
});

describe('telling a job that its package was posted', () => {
  it('is no error when it has found the package by itself and is done', async () => {
    const id = await terminated(migrationIn('completed'));
    expect(await client().cartwright.contentMigrations.uploaded(course, id)).toMatchObject({
      workflow_state: 'completed',
    });
  });

  it('is one when it ended without it', async () => {
    const id = await terminated(migrationIn('waiting_for_upload'));
    const told = client().cartwright.contentMigrations.uploaded(course, id);
    expect(await refusalOf(told)).toMatchObject({ status: 409, body: { message: 'The job has ended.' } });
  });
});
