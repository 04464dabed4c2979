/** What the client refuses apart from new migrations: each with its status and its documented body. */
import { describe, expect, it } from 'vitest';
import { CARTRIDGE, useClient } from './connected.js';
import { exportIn, migrationIn } from './jobs-in-memory.js';
import { refusalOf } from './refusal.js';

const client = useClient();
const course = { type: 'course', id: 7 } as const;
const caller = { userId: 3 };

describe('a new export is refused', () => {
  const refused = (parameters: object, type: 'course' | 'group' | 'user' = 'course') =>
    refusalOf(client().cartwright.contentExports.create({ type, id: 7 }, parameters as never, caller));

  it.each([
    [{ export_type: 'x' }, 'course'],
    [{}, 'course'],
    [{ export_type: 'common_cartridge' }, 'group'],
    [{ export_type: 'common_cartridge' }, 'user'],
  ] as const)('as of the wrong type: %j of a %s', async (parameters, type) => {
    const { status, body } = await refused(parameters, type);
    expect({ status, body }).toEqual({ status: 400, body: { message: 'invalid export_type' } });
  });

  it('as of a dialect that is not written', async () => {
    const { status, body } = await refused({ export_type: 'common_cartridge', dialect: 'klingon' });
    expect({ status, body }).toEqual({
      status: 400,
      body: { message: 'invalid dialect: cartridges are written as standard or canvas' },
    });
  });

  it('for a version that is not written, and a selection that is none', async () => {
    expect((await refused({ export_type: 'common_cartridge', version: '1.2' })).message).toMatch(
      /1\.1 or 1\.3/,
    );
    expect((await refused({ export_type: 'common_cartridge', select: 'x' })).status).toBe(400);
  });
});

describe('what is not there', () => {
  const NOT_FOUND = {
    status: 404,
    body: { errors: [{ message: 'The specified resource does not exist.' }] },
  };
  const other = { type: 'course', id: 8 } as const;

  it.each([5, 0, -1, 1.5, Number.NaN, 2 ** 53, '../5' as unknown as number])(
    'as number %s: 404',
    async (id) => {
      const { contentMigrations, contentExports, progress } = client().cartwright;
      const calls = [contentMigrations.get(course, id), contentExports.get(course, id), progress.get(id)];
      for (const refusal of await Promise.all(calls.map(refusalOf))) expect(refusal).toMatchObject(NOT_FOUND);
    },
  );

  it('is as one that is another tenant’s, another context’s or another kind’s', async () => {
    const { cartwright, running } = client();
    const { id } = (await running(migrationIn('waiting_for_select'))).request.job;
    const { contentMigrations, contentExports, progress } = cartwright;
    expect((await contentMigrations.get(course, id)).id).toBe(id);
    const calls = [
      contentMigrations.get(other, id),
      contentMigrations.get({ type: 'group', id: 7 }, id),
      contentMigrations.get(course, id, { tenant: 'south' }),
      contentMigrations.update(course, id, { copy: { everything: 1 } }, { tenant: 'south' }),
      contentMigrations.cancel(course, id, { ...caller, tenant: 'south' }),
      contentMigrations.uploaded(course, id, { tenant: 'south' }),
      contentMigrations.selectiveData(course, id, undefined, { tenant: 'south' }),
      contentMigrations.issues(course, id, {}, { tenant: 'south' }),
      contentExports.get(course, id),
      progress.get(id, { tenant: 'south' }),
      progress.cancel(id, { ...caller, tenant: 'south' }),
    ];
    for (const refusal of await Promise.all(calls.map(refusalOf))) expect(refusal).toMatchObject(NOT_FOUND);
  });
});

describe('a context that storage cannot hold is refused', () => {
  it.each(['', '..', 'a/b', '\u0000', 'x'.repeat(300)])('%j', async (id) => {
    const { contentMigrations, contentExports } = client().cartwright;
    const calls = [
      contentMigrations.create({ type: 'course', id }, CARTRIDGE, caller),
      contentMigrations.list({ type: 'course', id }),
      contentExports.create({ type: 'course', id }, { export_type: 'common_cartridge' }, caller),
      contentExports.get({ type: 'course', id }, 5),
    ];
    for (const refusal of await Promise.all(calls.map(refusalOf)))
      expect(refusal).toMatchObject({ status: 400 });
  });
});

describe('a job in the wrong state: 409', () => {
  it('does not wait for a selection', async () => {
    const { id } = (await client().running(migrationIn('converting'))).request.job;
    const update = client().cartwright.contentMigrations.update(course, id, { copy: { everything: 1 } });
    const message = 'The migration does not wait for a selection; it is running.';
    expect(await refusalOf(update)).toMatchObject({ status: 409, body: { message } });
  });

  it('has no file', async () => {
    const { id } = (await client().running(exportIn('exporting'))).request.job;
    const download = client().cartwright.contentExports.download(course, id);
    const message = `Content export ${id} has no file: its state is exporting.`;
    expect(await refusalOf(download)).toMatchObject({ status: 409, body: { message } });
  });

  it('has ended', async () => {
    const { contentMigrations, progress } = client().cartwright;
    const { id } = (await client().recorded(migrationIn('completed'))).request.job;
    const body = { message: 'The job has already ended: completed.' };
    expect(await refusalOf(contentMigrations.cancel(course, id, caller))).toMatchObject({
      status: 409,
      body,
    });
    expect(await refusalOf(progress.cancel(id, caller))).toMatchObject({ status: 409, body });
  });
});

it('an empty selection is refused where the job waits for one', async () => {
  const { id } = (await client().running(migrationIn('waiting_for_select'))).request.job;
  const update = client().cartwright.contentMigrations.update(course, id, { copy: {} });
  expect(await refusalOf(update)).toMatchObject({ status: 400 });
});
