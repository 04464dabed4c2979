/** New migrations that are refused: with the documented body, and in the documented order of checks. */
import { describe, expect, it } from 'vitest';
import type { CreateContentMigration } from '../../client/index.js';
import { CARTRIDGE, useClient } from './connected.js';
import { HAS_CONTRACT, readContract } from './contract.js';
import { exportIn, migrationIn } from './jobs-in-memory.js';
import { refusalOf } from './refusal.js';

const client = useClient({ maxUploadBytes: 1000 });
const course = { type: 'course', id: 7 } as const;
const caller = { userId: 3 };
const BOTH = { shift_dates: '1', remove_dates: 'true' };

const create = (parameters: object, context: { type: 'course' | 'group' | 'user'; id: number } = course) =>
  client().cartwright.contentMigrations.create(context, parameters as CreateContentMigration, caller);

/** Each check of a new migration, in order: a request that fails it and all that come after. */
const CHECKS = [
  ['bad_migration_type', { migration_type: 'x' }, 'group'],
  ['unsupported_migration_type', {}, 'group'],
  ['file_required', { pre_attachment: undefined, date_shift_options: BOTH, copy: 'x' }, 'course'],
  [
    'date_shift_conflict',
    { settings: { content_export_id: 'x' }, date_shift_options: BOTH, copy: 'x' },
    'course',
  ],
  ['export_invalid', { settings: { content_export_id: 'x' }, copy: 'x' }, 'course'],
  ['over_quota', { pre_attachment: { name: 'x', size: 1001 }, copy: 'x' }, 'course'],
] as const;

const BODIES: Readonly<Record<string, object>> = {
  bad_migration_type: { message: 'Invalid migration_type' },
  unsupported_migration_type: { message: 'Unsupported migration_type for context' },
  file_required: { message: 'File upload, file_url, or content_export_id is required' },
  date_shift_conflict: {
    errors: {
      date_shift_options: [
        {
          attribute: 'date_shift_options',
          type: 'cannot specify shift_dates and remove_dates simultaneously',
          message: 'cannot specify shift_dates and remove_dates simultaneously',
        },
      ],
    },
  },
  export_invalid: { message: 'invalid content export' },
  over_quota: { message: 'file size exceeds quota' },
};

describe('a new migration is refused, the first check first', () => {
  it.each(CHECKS)('%s', async (name, parameters, type) => {
    const { status, body } = await refusalOf(create({ ...CARTRIDGE, ...parameters }, { type, id: 7 }));
    expect({ status, body }).toEqual({ status: 400, body: BODIES[name] });
  });

  it.each([
    {},
    { pre_attachment: {} },
    { pre_attachment: { name: '  ' } },
    { pre_attachment: { name: { path: '/tmp/x' } } },
    { pre_attachment: 'x' },
    { pre_attachment: null, settings: null },
    { settings: { file_url: '', content_export_id: '' } },
    { settings: { content_export_id: [5] } },
  ])('file_required: %j names no file', async (parameters) => {
    const { body } = await refusalOf(create({ migration_type: CARTRIDGE.migration_type, ...parameters }));
    expect(body).toEqual(BODIES.file_required);
  });

  it.each(['0', '-1', '1.5', 'x', '9'.repeat(20)])('export_invalid: %j is no export', async (id) => {
    const { body } = await refusalOf(create({ ...CARTRIDGE, settings: { content_export_id: id } }));
    expect(body).toEqual(BODIES.export_invalid);
  });

  it('and what cannot be done is refused in words, not ignored', async () => {
    const refused = (parameters: object) => refusalOf(create({ ...CARTRIDGE, ...parameters }));
    expect((await refused({ settings: { file_url: 'https://example.org/x' } })).message).toMatch(
      /^settings\[file_url\]/,
    );
    expect((await refused({ date_shift_options: { shift_dates: true } })).message).toMatch(
      /^date_shift_options/,
    );
    for (const copy of ['everything', 5, ['wiki_pages']]) {
      expect((await refused({ copy })).message).toBe('copy is not understood: a hash of types is expected');
    }
  });

  it('before anything is kept of it', async () => {
    await refusalOf(create({ ...CARTRIDGE, copy: 'x' }));
    for await (const { key } of client().store.list('contexts/')) expect.unreachable(key);
  });
});

describe('an earlier export as the source of a migration', () => {
  const from = (id: number, tenant?: string) =>
    client().cartwright.contentMigrations.create(
      course,
      { migration_type: CARTRIDGE.migration_type, settings: { content_export_id: String(id) } },
      { ...caller, ...(tenant === undefined ? {} : { tenant }) },
    );
  const invalid = { status: 400, body: { message: 'invalid content export' } };
  const incomplete = { status: 400, body: { message: 'content export is incomplete' } };

  it('is taken when it has its file', async () => {
    const { request } = await client().recorded(exportIn('exported'));
    const migration = await from(request.job.id);
    expect(migration).toMatchObject({ workflow_state: 'pre_processing' });
    expect(migration).not.toHaveProperty('pre_attachment');
  });

  it('is invalid when there is none, or it is another tenant’s', async () => {
    expect(await refusalOf(from(5))).toMatchObject(invalid);
    const { request } = await client().recorded(exportIn('exported'));
    expect(await refusalOf(from(request.job.id, 'south'))).toMatchObject(invalid);
    const migration = await client().recorded(migrationIn('completed'));
    expect(await refusalOf(from(migration.request.job.id))).toMatchObject(invalid);
  });

  it.each(['created', 'exporting', 'failed', 'cancelled'] as const)(
    'is incomplete when it is %s',
    async (state) => {
      const { request } = await client().recorded(exportIn(state));
      expect(await refusalOf(from(request.job.id))).toMatchObject(incomplete);
    },
  );

  it('is incomplete until its record says so: the job will look there', async () => {
    const { request } = await client().running(exportIn('exported'));
    expect(await refusalOf(from(request.job.id))).toMatchObject(incomplete);
  });
});

if (HAS_CONTRACT) {
  it('the bodies above are those of the contract', () => {
    const { errors } = readContract<{ errors: { key: string; status: number; body: object }[] }>(
      'derived/canvas-errors.json',
    );
    for (const [key, body] of Object.entries(BODIES)) {
      expect(errors.find((error) => error.key === key)).toMatchObject({ status: 400, body });
    }
  });
}
