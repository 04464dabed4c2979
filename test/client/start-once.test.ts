/** Idempotency keys when jobs are started: whatever happens in between, one key starts one job. */
import { beforeEach, describe, expect, it } from 'vitest';
import { readRecord, writeRecord } from '../../activities/jobs/record.js';
import { claimKey } from '../../client/idempotency.js';
import { newJobId } from '../../client/ids.js';
import { type JobMemo, workflowIdOf } from '../../workflows/contract.js';
import { CARTRIDGE, useClient } from './connected.js';
import { migrationIn } from './jobs-in-memory.js';
import { refusalOf } from './refusal.js';

const client = useClient();
const caller = { userId: 3 };
let number = 2000;
/** A course that no other test has jobs of. */
let course: { type: 'course'; id: number };
beforeEach(() => {
  number += 1;
  course = { type: 'course', id: number };
});

const keyed = (idempotencyKey: string, parameters: object = {}, changes: object = {}) =>
  client().cartwright.contentMigrations.create(
    course,
    { ...CARTRIDGE, ...parameters },
    { ...caller, idempotencyKey, ...changes },
  );
const describeJob = (id: number) =>
  client().temporal.workflow.getHandle(workflowIdOf('content_migration', id)).describe();
const listed = async () =>
  (await client().cartwright.contentMigrations.list(course)).items.map(({ id }) => id);

describe('an idempotency key', () => {
  it('never starts a second job', async () => {
    const first = await keyed('a');
    expect(await keyed('a')).toEqual(first);
    expect(await listed()).toEqual([first.id]);
  });

  it('starts one job for callers who come at once', async () => {
    const migrations = await Promise.all(Array.from({ length: 8 }, () => keyed('b')));
    expect(new Set(migrations.map(({ id }) => id)).size).toBe(1);
    expect(await listed()).toEqual([migrations[0]?.id]);
  });

  it('is refused for another request, and is another one for another tenant', async () => {
    const { id } = await keyed('c');
    const refused = keyed('c', { selective_import: true });
    expect(await refusalOf(refused)).toMatchObject({
      status: 409,
      message: expect.stringContaining(`job ${id}`),
    });
    expect((await keyed('c', { selective_import: true }, { tenant: 'south' })).id).not.toBe(id);
  });

  it('does not mind whether the course is a number or its digits', async () => {
    const { id } = await keyed('d');
    const { contentMigrations } = client().cartwright;
    const again = { ...caller, idempotencyKey: 'd' };
    expect(
      await contentMigrations.create({ type: 'course', id: String(number) }, CARTRIDGE, again),
    ).toMatchObject({ id });
  });

  it('starts the job that a caller claimed who died before starting it', async () => {
    const context = { type: 'course', id: String(number) } as const;
    const job = {
      id: newJobId(),
      tenant: 'north',
      context,
      userId: 3,
      createdAt: '2026-03-01T10:00:00.123Z',
    };
    const asked = [context, CARTRIDGE];
    await claimKey(client().store, { ...job, kind: 'content_migration' }, 'e', asked);
    expect(await keyed('e')).toMatchObject({ id: job.id, created_at: '2026-03-01T10:00:00Z' });
    expect((await describeJob(job.id)).status.name).toBe('RUNNING');
  });

  it('answers with a job whose history is gone', async () => {
    const { forget, store } = client();
    const { id } = await keyed('f');
    const { status, results } = migrationIn('completed');
    const { request } = (await describeJob(id)).memo as unknown as JobMemo;
    await writeRecord(store, {
      formatVersion: 1,
      request,
      status,
      results,
      workflow: { workflowId: 'w', runId: 'r' },
    });
    await forget({ request });
    const again = await keyed('f');
    expect(again).toMatchObject({ id, workflow_state: 'completed' });
    expect(again).not.toHaveProperty('pre_attachment');
    await expect(describeJob(id)).rejects.toThrow();
    expect(await readRecord(store, request.job)).toMatchObject({ status: { state: 'completed' } });
  });
});
