/** Lists of jobs: newest first, in pages, whatever has become of the jobs. */
import { beforeEach, describe, expect, it } from 'vitest';
import { jobListKey, jobListPrefix, markJob, writeRecord } from '../../activities/jobs/record.js';
import { newJobId } from '../../client/ids.js';
import type { PageRequest } from '../../client/index.js';
import type { JobRecord } from '../../workflows/contract.js';
import { CARTRIDGE, useClient } from './connected.js';
import { exportIn, migrationIn } from './jobs-in-memory.js';
import { refusalOf } from './refusal.js';

const client = useClient();
const caller = { userId: 3 };
let number = 3000;
/** A course that no other test has jobs of. */
let course: { type: 'course'; id: number };
beforeEach(() => {
  number += 1;
  course = { type: 'course', id: number };
});

/** The record of a job of the test's course, with its mark, as jobs leave it whose history is gone. */
async function leave(
  record: JobRecord,
  changes: { tenant?: string; marked?: boolean; recorded?: boolean } = {},
) {
  const { tenant = 'north', marked = true, recorded = true } = changes;
  const job = {
    ...record.request.job,
    id: newJobId(),
    tenant,
    context: { ...course, id: String(course.id) },
  };
  const own = { ...record, request: { ...record.request, job } as JobRecord['request'] };
  if (marked) await markJob(client().store, job);
  if (recorded) await writeRecord(client().store, own);
  return job.id;
}

async function leaveSome(count: number, changes: Parameters<typeof leave>[1] = {}): Promise<number[]> {
  const ids: number[] = [];
  for (let at = 0; at < count; at += 1) ids.unshift(await leave(migrationIn('completed'), changes));
  return ids;
}

const list = (request: PageRequest = {}) => client().cartwright.contentMigrations.list(course, request);

async function allPages(request: PageRequest): Promise<number[][]> {
  const pages: number[][] = [];
  for (let after: string | undefined; ; ) {
    const { items, next } = await list({ ...request, ...(after === undefined ? {} : { after }) });
    pages.push(items.map(({ id }) => id));
    if (next === undefined) return pages;
    after = next;
  }
}

describe('the keys of the list', () => {
  const keyOf = (id: number) =>
    jobListKey({ kind: 'content_migration', id, context: { type: 'course', id: '7' } });

  it('count down while ids count up, and are of one length', () => {
    const ids = [1, 9, 10, 114_718_571_123_920, 2 ** 53 - 2];
    const keys = ids.map(keyOf);
    expect([...keys].sort()).toEqual([...keys].reverse());
    expect(new Set(keys.map(({ length }) => length)).size).toBe(1);
    expect(keys[0]).toBe(
      `${jobListPrefix({ type: 'course', id: '7' }, 'content_migration')}9007199254740990`,
    );
  });
});

describe('a list', () => {
  it('is empty where there are no jobs', async () => {
    expect(await list()).toEqual({ items: [] });
  });

  it('has the newest job first', async () => {
    const { contentMigrations } = client().cartwright;
    const first = await contentMigrations.create(course, CARTRIDGE, caller);
    const second = await contentMigrations.create(course, CARTRIDGE, caller);
    expect((await list()).items.map(({ id }) => id)).toEqual([second.id, first.id]);
  });

  it('shows the same objects as get', async () => {
    const { contentMigrations } = client().cartwright;
    const { id } = await contentMigrations.create(course, CARTRIDGE, caller);
    expect((await list()).items).toEqual([await contentMigrations.get(course, id)]);
  });

  it('keeps kinds, courses and other contexts apart', async () => {
    const [migration] = await leaveSome(1);
    const id = await leave(exportIn('exported'));
    const { contentExports, contentMigrations } = client().cartwright;
    expect((await contentExports.list(course)).items.map((item) => item.id)).toEqual([id]);
    expect((await list()).items.map((item) => item.id)).toEqual([migration]);
    for (const other of [
      { type: 'course', id: `${number}0` },
      { type: 'group', id: number },
    ] as const) {
      expect(await contentMigrations.list(other)).toEqual({ items: [] });
    }
  });

  it('has jobs whose history is gone', async () => {
    const ids = await leaveSome(2);
    const live = await client().cartwright.contentMigrations.create(course, CARTRIDGE, caller);
    const { items } = await list();
    expect(items.map(({ id, workflow_state }) => [id, workflow_state])).toEqual([
      [live.id, 'pre_processing'],
      ...ids.map((id) => [id, 'completed']),
    ]);
  });

  it('leaves out jobs that never came to be: their mark is all there is', async () => {
    const [older] = await leaveSome(1);
    await leaveSome(12, { recorded: false });
    const [newer] = await leaveSome(1);
    expect(await allPages({ perPage: 1 })).toEqual([[newer], [older]]);
  });

  it('leaves out jobs of other tenants, and its pages are full all the same', async () => {
    const own: number[] = [];
    for (let round = 0; round < 4; round += 1) {
      own.unshift(...(await leaveSome(1)));
      await leaveSome(3, { tenant: 'south' });
    }
    expect(await allPages({ perPage: 2 })).toEqual([own.slice(0, 2), own.slice(2)]);
    const { items } = await client().cartwright.contentMigrations.list(course, {}, { tenant: 'south' });
    expect(items).toHaveLength(10);
  });
});

describe('the pages of a list', () => {
  it('have ten jobs unless asked for another number', async () => {
    const ids = await leaveSome(23);
    expect(await allPages({})).toEqual([ids.slice(0, 10), ids.slice(10, 20), ids.slice(20)]);
    expect(await allPages({ perPage: 100 })).toEqual([ids]);
  });

  it('end with the last job, also when it fills its page', async () => {
    const ids = await leaveSome(4);
    expect(await allPages({ perPage: 2 })).toEqual([ids.slice(0, 2), ids.slice(2)]);
  });

  it('stay what they are when new jobs come', async () => {
    const ids = await leaveSome(4);
    const { next = '' } = await list({ perPage: 2 });
    await leaveSome(3);
    expect((await list({ perPage: 2, after: next })).items.map(({ id }) => id)).toEqual(ids.slice(2));
  });

  it.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY, 1e9, 2.5])(
    'of %d jobs are bounded',
    async (perPage) => {
      await leaveSome(12);
      const { items } = await list({ perPage });
      expect(items.length).toBe({ 0: 10, '-1': 1, NaN: 10, '2.5': 2 }[String(perPage)] ?? 12);
    },
  );

  it.each(['', 'x', '../..', '\u0000', '1', `${'9'.repeat(16)}/`])('do not begin after %j', async (after) => {
    expect(await refusalOf(list({ after }))).toMatchObject({ status: 400 });
  });
});
