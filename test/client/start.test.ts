/** Starting jobs: durable at once, under numbers of their own, and never twice for one idempotency key. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { newJobId } from '../../client/ids.js';
import { type ContentMigrationInput, type JobMemo, workflowIdOf } from '../../workflows/contract.js';
import { failing } from '../support/failing-store.js';
import { CARTRIDGE, useClient } from './connected.js';
import { migrationIn } from './jobs-in-memory.js';
import { refusalOf } from './refusal.js';

/** Numbers to be drawn next, as another process might draw them; when there are none, drawing is as ever. */
const drawn = vi.hoisted((): number[] => []);
vi.mock('../../client/ids.js', async (original) => {
  const { newJobId: draw } = await original<typeof import('../../client/ids.js')>();
  return { newJobId: () => drawn.shift() ?? draw() };
});

const client = useClient();
const caller = { userId: 3 };
let number = 1000;
/** A course that no other test has jobs of. */
let course: { type: 'course'; id: number };
beforeEach(() => {
  number += 1;
  course = { type: 'course', id: number };
});

const create = (parameters: object = {}, changes: object = {}) =>
  client().cartwright.contentMigrations.create(
    course,
    { ...CARTRIDGE, ...parameters },
    { ...caller, ...changes },
  );
const describeJob = (id: number) =>
  client().temporal.workflow.getHandle(workflowIdOf('content_migration', id)).describe();
const requestOf = async (id: number) =>
  ((await describeJob(id)).memo as unknown as JobMemo).request as ContentMigrationInput;
const listed = async () =>
  (await client().cartwright.contentMigrations.list(course)).items.map(({ id }) => id);

describe('a job that was started', () => {
  it('is there and in its list with no worker running', async () => {
    const migration = await create();
    expect(migration).toMatchObject({
      workflow_state: 'pre_processing',
      started_at: null,
      finished_at: null,
    });
    expect((await describeJob(migration.id)).status.name).toBe('RUNNING');
    const { pre_attachment, ...known } = migration;
    expect(pre_attachment?.upload_params).toEqual({ key: `uploads/${migration.id}` });
    expect(await client().cartwright.contentMigrations.get(course, migration.id)).toEqual(known);
    expect(await listed()).toEqual([migration.id]);
  });

  it('shows operators what it is', async () => {
    const { id } = await create({}, { tenant: 'north' });
    const description = await describeJob(id);
    expect(await description.staticSummary()).toBe(`Import course.imscc into course ${number}`);
    expect(description.searchAttributes).toMatchObject({
      JobKind: ['content_migration'],
      JobState: ['waiting_for_upload'],
      Tenant: ['north'],
      CourseId: [String(number)],
      Format: ['common_cartridge_importer'],
      JobProgress: [0],
    });
    expect(description.priority).toMatchObject({ priorityKey: 2, fairnessKey: 'north' });
  });

  it('has what was asked for, also as a form says it', async () => {
    const { id } = await create({ selective_import: 'On', settings: { overwrite_quizzes: '1' } });
    expect(await requestOf(id)).toMatchObject({
      job: { id, tenant: 'north', userId: 3, context: { type: 'course', id: String(number) } },
      migrationType: 'common_cartridge_importer',
      source: { type: 'upload', key: `uploads/${id}`, fileName: 'course.imscc' },
      selectiveImport: true,
      settings: { overwrite_quizzes: '1' },
    });
    expect(await requestOf((await create({ selective_import: '0' })).id)).toMatchObject({
      selectiveImport: false,
    });
  });

  it.each([null, {}])('imports everything when the selection is %j', async (copy) => {
    expect(await requestOf((await create({ copy })).id)).not.toHaveProperty('selection');
  });

  it('may be of a tenant with a long name', async () => {
    const tenant = '学校'.repeat(40);
    const { id } = await create({}, { tenant });
    const { priority } = await describeJob(id);
    expect(priority?.fairnessKey).toMatch(/^[0-9a-f]{64}$/);
    expect((await client().cartwright.contentMigrations.get(course, id, { tenant })).id).toBe(id);
  });
});

describe('a request that is too long', () => {
  it('is refused, and nothing is started', async () => {
    const refused = create({ settings: { importer_skips: 'x'.repeat(1_500_000) } });
    expect(await refusalOf(refused)).toMatchObject({
      status: 400,
      message: expect.stringContaining('too long'),
    });
    expect(await listed()).toEqual([]);
  });

  it('is one that Temporal would not take; the longest one is taken', async () => {
    await create({ settings: { importer_skips: 'x'.repeat(1_499_000) } });
  });
});

describe('a long selection', () => {
  const long = (of: string) => ({ wiki_pages: { [of.repeat(200_000)]: '1' } });

  it('lies in storage, where no later one replaces it', async () => {
    const { store, running, cartwright } = client();
    const { selection } = await requestOf((await create({ copy: long('a') })).id);
    expect(selection).toEqual({ selectionKey: expect.stringContaining('selection-') });
    const { id } = (await running(migrationIn('waiting_for_select'))).request.job;
    for (const copy of [long('a'), long('b')]) {
      await cartwright.contentMigrations.update({ type: 'course', id: 7 }, id, { copy });
    }
    const stored: string[] = [];
    for await (const { key } of store.list(`jobs/content_migration/${id}/`)) {
      stored.push(Buffer.from((await store.get(key)).bytes).toString());
    }
    expect(stored.sort()).toEqual([long('a'), long('b')].map((copy) => JSON.stringify(copy)));
  });
});

describe('a number that another process has drawn as well', () => {
  it('is drawn again: nobody is given somebody else’s job', async () => {
    const taken = await create();
    drawn.push(taken.id);
    const own = await create({ pre_attachment: { name: 'other.imscc' } }, { tenant: 'south', userId: 4 });
    expect(own.id).not.toBe(taken.id);
    expect(await requestOf(own.id)).toMatchObject({ job: { tenant: 'south', userId: 4 } });
    expect(await requestOf(taken.id)).toMatchObject({
      job: { tenant: 'north' },
      source: { fileName: 'course.imscc' },
    });
    expect(await listed()).toEqual([taken.id]);
  });

  it('makes an idempotency key useless, and says so', async () => {
    const taken = await create();
    drawn.push(taken.id);
    const refused = create({}, { tenant: 'south', idempotencyKey: 'collision' });
    expect(await refusalOf(refused)).toMatchObject({
      status: 409,
      message: expect.stringContaining('new idempotency key'),
    });
  });
});

describe('storage that fails', () => {
  it.each(['before', 'after'] as const)(
    '%s a job is entered into its list starts nothing',
    async (moment) => {
      const { another, store } = client();
      const broken = failing(store, (call) => call.moment === moment && call.key.startsWith('contexts/'));
      const { contentMigrations } = await another({ storage: broken });
      drawn.push(newJobId());
      const [id = 0] = drawn;
      expect(await refusalOf(contentMigrations.create(course, CARTRIDGE, caller))).toMatchObject({
        status: 503,
      });
      await expect(describeJob(id)).rejects.toThrow();
      expect(await listed()).toEqual([]);
    },
  );
});
