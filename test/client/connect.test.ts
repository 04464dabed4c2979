/** Connecting a client: where to, with which defaults, and what it says when nobody answers. */
import { Client, Connection } from '@temporalio/client';
import { afterEach, describe, expect, inject, it, vi } from 'vitest';
import { createMemoryStore } from '../../activities/storage/index.js';
import { connectClient } from '../../client/connect.js';
import { Cartwright } from '../../client/index.js';
import { DEFAULTS } from '../../client/settings.js';
import type {} from '../support/stack.js';
import { useClient } from './connected.js';
import { migrationIn } from './jobs-in-memory.js';
import { refusalOf } from './refusal.js';

const client = useClient();
const course = { type: 'course', id: 7 } as const;
const storage = createMemoryStore();

afterEach(() => vi.unstubAllEnvs());

describe('connecting', () => {
  it('needs an address and storage; the rest has defaults', async () => {
    const { settings, close } = await connectClient({ temporal: inject('temporal'), storage });
    expect(settings).toMatchObject({ ...DEFAULTS });
    await close();
  });

  it('takes the address from the environment', async () => {
    const { address, namespace } = inject('temporal');
    vi.stubEnv('TEMPORAL_ADDRESS', address);
    vi.stubEnv('TEMPORAL_NAMESPACE', namespace);
    const cartwright = await Cartwright.connect({ storage });
    expect(await refusalOf(cartwright.progress.get(5))).toMatchObject({ status: 404 });
    await cartwright.close();
  });

  it('takes an option that is undefined, as of an unset variable, for one that is not given', async () => {
    const { running, another } = client();
    const { id } = (await running(migrationIn('completed'))).request.job;
    const cartwright = await another({ tenant: undefined, maxUploadBytes: undefined });
    expect(await refusalOf(cartwright.contentMigrations.get(course, id))).toMatchObject({ status: 404 });
    const { settings } = await connectClient({ temporal: client().temporal, storage, tenant: undefined });
    expect(settings.tenant).toBe('default');
  });

  it('puts the API’s address before paths, with one slash between', async () => {
    const { running, another } = client();
    const { id } = (await running(migrationIn('completed'))).request.job;
    const cartwright = await another({ apiUrl: 'https://lms.example.edu/api/v1//' });
    expect(await cartwright.progress.get(id)).toMatchObject({
      url: `https://lms.example.edu/api/v1/progress/${id}`,
    });
  });

  it.each([{ uploadExpiresIn: 0 }, { uploadExpiresIn: 8 * 24 * 60 * 60 }, { downloadExpiresIn: 1.5 }])(
    'refuses signed addresses that storage would refuse (%j)',
    async (options) => {
      await expect(client().another(options)).rejects.toBeInstanceOf(RangeError);
    },
  );
});

describe('closing', () => {
  it('closes the connection the client has opened', async () => {
    const cartwright = await Cartwright.connect({ temporal: inject('temporal'), storage });
    await cartwright.close();
    await expect(cartwright.progress.get(5)).rejects.toThrow(/shut down/);
  });

  it('leaves a connection open that it was given', async () => {
    const cartwright = await client().another();
    await cartwright.close();
    expect(await refusalOf(cartwright.progress.get(5))).toMatchObject({ status: 404 });
  });
});

describe('a Temporal that does not answer', () => {
  it('is told when connecting', async () => {
    const connected = Cartwright.connect({ temporal: { address: '127.0.0.1:1' }, storage });
    expect(await refusalOf(connected)).toMatchObject({
      status: 503,
      message: 'Temporal does not answer at 127.0.0.1:1.',
      body: { errors: [{ message: 'The service cannot be reached at the moment. Please try again.' }] },
    });
  });

  it('is told by every call', async () => {
    const connection = Connection.lazy({ address: '127.0.0.1:1', interceptors: [] });
    const { contentMigrations, contentExports, progress } = await client().another({
      temporal: new Client({ connection }),
    });
    const caller = { userId: 3 };
    const calls = [
      contentMigrations.get(course, 5),
      contentMigrations.create(
        course,
        { migration_type: 'common_cartridge_importer', pre_attachment: { name: 'x' } },
        caller,
      ),
      contentExports.create(course, { export_type: 'common_cartridge' }, caller),
      progress.cancel(5, caller),
    ];
    for (const refusal of await Promise.all(calls.map(refusalOf))) {
      expect(refusal).toMatchObject({
        status: 503,
        message: expect.stringMatching(/^Could not .*: Temporal /),
      });
    }
    await connection.close();
  });

  it('or has no such namespace, is told as well', async () => {
    const { address } = inject('temporal');
    const cartwright = await Cartwright.connect({ temporal: { address, namespace: 'nowhere' }, storage });
    expect(await refusalOf(cartwright.progress.get(5))).toMatchObject({
      status: 503,
      message: 'Could not look the job up: Temporal has no namespace nowhere.',
    });
    await cartwright.close();
  });
});
