/** The documented objects, key by key: what a backend hands on unchanged. */
import { describe, expect, it } from 'vitest';
import { ContentMigrationsApi } from '../../client/content-migrations.js';
import { exportObject } from '../../client/export-object.js';
import { migrationObject } from '../../client/migration-object.js';
import { progressObject } from '../../client/progress.js';
import { uploadTarget } from '../../client/upload-target.js';
import {
  API,
  EXPORT_STATES,
  exportIn,
  MIGRATION_STATES,
  migrationIn,
  settingsInMemory,
} from './jobs-in-memory.js';

const settings = settingsInMemory();
const shown = (state: (typeof MIGRATION_STATES)[number]) => migrationObject(settings, migrationIn(state));

/** All values of an object and of those inside it, with their keys. */
function* valuesIn(value: unknown, key = ''): Generator<[string, unknown]> {
  yield [key, value];
  if (typeof value !== 'object' || value === null) return;
  for (const [name, member] of Object.entries(value)) yield* valuesIn(member, name);
}

describe('a content migration', () => {
  it('has the documented keys and no others', async () => {
    expect(await shown('waiting_for_upload')).toEqual({
      id: 1234,
      user_id: 3,
      workflow_state: 'pre_processing',
      migration_type: 'common_cartridge_importer',
      migration_type_title: 'Common Cartridge',
      migration_issues_url: `${API}/courses/7/content_migrations/1234/migration_issues`,
      migration_issues_count: 0,
      progress_url: `${API}/progress/1234`,
      created_at: '2026-03-01T10:00:00Z',
      started_at: null,
      finished_at: null,
    });
  });

  it('goes by the documented names of its states', async () => {
    const states = await Promise.all(
      MIGRATION_STATES.map(async (state) => [state, await shown(state)] as const),
    );
    expect(states.map(([state, { workflow_state }]) => `${state}: ${workflow_state}`)).toEqual([
      'waiting_for_upload: pre_processing',
      'uploaded: pre_processed',
      'converting: running',
      'waiting_for_select: waiting_for_select',
      'importing: running',
      'completed: completed',
      'failed: failed',
      'cancelled: failed',
    ]);
  });

  it('tells when it started, when conversion began, and when it finished', async () => {
    expect(await shown('importing')).toMatchObject({ started_at: '2026-03-01T10:02:00Z', finished_at: null });
    expect(await shown('completed')).toMatchObject({
      started_at: '2026-03-01T10:02:00Z',
      finished_at: '2026-03-01T10:05:00Z',
    });
  });

  it('counts its issues, and its failure as one more', async () => {
    expect(await shown('completed')).toMatchObject({ migration_issues_count: 2 });
    expect(await shown('failed')).toMatchObject({ migration_issues_count: 1 });
    expect(await shown('cancelled')).toMatchObject({ migration_issues_count: 3 });
  });

  it('has its package as a File once it has been read', async () => {
    expect(await shown('uploaded')).not.toHaveProperty('attachment');
    const { attachment } = await shown('completed');
    expect(attachment).toEqual({
      id: 1234,
      uuid: expect.stringMatching(/^[0-9a-f]{40}$/),
      folder_id: null,
      display_name: 'course.imscc',
      filename: 'course.imscc',
      upload_status: 'success',
      'content-type': 'application/zip',
      url: 'memory:///packs/p.zip?expires=3600',
      size: 1000,
      created_at: '2026-03-01T10:02:00Z',
      updated_at: '2026-03-01T10:02:00Z',
      modified_at: '2026-03-01T10:02:00Z',
      unlock_at: null,
      lock_at: null,
      locked: false,
      hidden: false,
      hidden_for_user: false,
      locked_for_user: false,
      thumbnail_url: null,
      mime_class: 'zip',
      media_entry_id: null,
    });
  });

  it('says where to post its package while it waits for it, and only then', async () => {
    expect(await uploadTarget(settings, migrationIn('waiting_for_upload'))).toEqual({
      pre_attachment: {
        upload_url: 'memory:///',
        upload_params: { key: 'uploads/1234' },
        file_param: 'file',
        progress: null,
      },
    });
    const fromExport = migrationIn('waiting_for_upload', { source: { type: 'export', exportId: 5 } });
    expect(await uploadTarget(settings, fromExport)).toEqual({});
    expect(await uploadTarget(settings, migrationIn('converting'))).toEqual({});
  });
});

describe('a content export', () => {
  const created = (createdAt: string) => exportObject(settings, exportIn('exported', { createdAt }));

  it('has the documented keys and no others', async () => {
    const job = exportIn('created', { createdAt: '2026-03-01T10:00:00.999Z' });
    expect(await exportObject(settings, job)).toEqual({
      id: 1234,
      user_id: 3,
      created_at: '2026-03-01T10:00:00Z',
      export_type: 'common_cartridge',
      workflow_state: 'created',
      progress_url: `${API}/progress/1234`,
      course_id: 7,
    });
  });

  it('goes by the documented names of its states', async () => {
    const states = EXPORT_STATES.map(
      async (state) => (await exportObject(settings, exportIn(state))).workflow_state,
    );
    expect(await Promise.all(states)).toEqual(['created', 'exporting', 'exported', 'failed', 'failed']);
  });

  it('has its file for as many days as configured', async () => {
    const day = 86_400_000;
    const ago = (time: number) => new Date(Date.now() - time).toISOString();
    expect((await created(ago(29 * day))).attachment).toMatchObject({
      filename: 'c.imscc',
      size: 9,
      created_at: '2026-03-01T10:02:00Z',
    });
    expect(await created(ago(31 * day))).not.toHaveProperty('attachment');
    expect(await exportObject(settings, exportIn('exporting'))).not.toHaveProperty('attachment');
  });

  it.each([
    ['7', 7],
    ['007', '007'],
    ['1234567890123456', 1234567890123456],
    ['12345678901234567890', '12345678901234567890'],
    ['sis_course_id:X', 'sis_course_id:X'],
  ])('shows the course %j as %j: digit for digit or not as a number', async (id, shown) => {
    const { request } = exportIn('created');
    const job = { ...request.job, kind: 'content_export', context: { type: 'course', id } } as const;
    expect(await exportObject(settings, exportIn('created', { job }))).toMatchObject({ course_id: shown });
  });

  it('has no course_id in another context: clients choose the parent by it', async () => {
    const { request } = exportIn('created');
    const job = { ...request.job, kind: 'content_export', context: { type: 'group', id: '7' } } as const;
    expect(await exportObject(settings, exportIn('created', { job }))).not.toHaveProperty('course_id');
  });
});

describe('a progress', () => {
  it('has the documented keys and no others', () => {
    expect(progressObject(settings, migrationIn('waiting_for_select'))).toEqual({
      id: 1234,
      context_id: 1234,
      context_type: 'ContentMigration',
      user_id: 3,
      tag: 'content_migration',
      completion: 50,
      workflow_state: 'running',
      created_at: '2026-03-01T10:00:00Z',
      updated_at: '2026-03-01T10:03:00Z',
      message: null,
      url: `${API}/progress/1234`,
    });
  });

  it('is queued until there is work, and ends as completed or failed', () => {
    const states = (jobs: readonly Parameters<typeof progressObject>[1][]) =>
      jobs.map((job) => progressObject(settings, job).workflow_state);
    expect(states(MIGRATION_STATES.map((state) => migrationIn(state)))).toEqual([
      'queued',
      ...Array(4).fill('running'),
      'completed',
      'failed',
      'failed',
    ]);
    expect(states(EXPORT_STATES.map((state) => exportIn(state)))).toEqual([
      'queued',
      'running',
      'completed',
      'failed',
      'failed',
    ]);
  });

  it('has the reason of a failure as its message', () => {
    expect(progressObject(settings, migrationIn('cancelled')).message).toBe(
      'The job was cancelled by user 3.',
    );
  });
});

it('migrators have the documented names', () => {
  expect(new ContentMigrationsApi(settings).migrators()).toEqual([
    {
      type: 'canvas_cartridge_importer',
      requires_file_upload: true,
      name: 'Canvas Course Export Package',
      required_settings: [],
    },
    {
      type: 'common_cartridge_importer',
      requires_file_upload: true,
      name: 'Common Cartridge 1.x Package',
      required_settings: [],
    },
    {
      type: 'qti_converter',
      requires_file_upload: true,
      name: 'QTI .zip file',
      required_settings: [],
    },
  ]);
});

it('every time is in UTC and has whole seconds; every id is a whole number below 2^53', async () => {
  const objects = [
    ...(await Promise.all(MIGRATION_STATES.map(shown))),
    ...(await Promise.all(EXPORT_STATES.map((state) => exportObject(settings, exportIn(state))))),
    ...MIGRATION_STATES.map((state) => progressObject(settings, migrationIn(state))),
  ];
  const values = objects.flatMap((object) => [...valuesIn(object)]).filter(([, value]) => value !== null);
  const times = values.filter(([key]) => key.endsWith('_at'));
  expect(times.length).toBeGreaterThan(50);
  for (const [key, time] of times) expect(time, key).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
  const ids = values.filter(([key]) => /^(id|.*_id)$/.test(key));
  for (const [key, id] of ids) expect(Number.isSafeInteger(id), `${key} ${id}`).toBe(true);
});
