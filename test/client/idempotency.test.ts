/** Claims of idempotency keys: the first request with a key decides what it stands for. */
import { beforeEach, describe, expect, it } from 'vitest';
import { createMemoryStore, type ObjectStore } from '../../activities/storage/index.js';
import { ConflictError } from '../../client/errors.js';
import { claimKey } from '../../client/idempotency.js';
import type { JobIdentity } from '../../workflows/contract.js';

let store: ObjectStore;
beforeEach(() => {
  store = createMemoryStore();
});

const identity = (id: number, changes: Partial<JobIdentity> = {}): JobIdentity => ({
  kind: 'content_migration',
  id,
  tenant: 'north',
  context: { type: 'course', id: '7' },
  userId: 3,
  createdAt: '2026-03-01T10:00:00.123Z',
  ...changes,
});
const request = { migration_type: 'common_cartridge_importer', settings: { a: 1, b: [1, { c: 2, d: 3 }] } };

describe('an idempotency key', () => {
  it('is claimed by the first request', async () => {
    expect(await claimKey(store, identity(1), 'monday', request)).toEqual({ job: identity(1), isNew: true });
  });

  it('stands for the same job when the request comes again', async () => {
    await claimKey(store, identity(1), 'monday', request);
    expect(await claimKey(store, identity(2), 'monday', request)).toEqual({ job: identity(1), isNew: false });
  });

  it('does not mind in which order the parameters are written', async () => {
    await claimKey(store, identity(1), 'monday', request);
    const again = { settings: { b: [1, { d: 3, c: 2 }], a: 1 }, migration_type: request.migration_type };
    expect(await claimKey(store, identity(2), 'monday', again)).toMatchObject({ isNew: false });
  });

  it.each([
    { ...request, selective_import: true },
    { ...request, settings: { ...request.settings, b: [{ c: 2, d: 3 }, 1] } },
    [],
  ])('is refused for another request (%j)', async (other) => {
    await claimKey(store, identity(1), 'monday', request);
    const refused = claimKey(store, identity(2), 'monday', other);
    await expect(refused).rejects.toBeInstanceOf(ConflictError);
    await expect(refused).rejects.toMatchObject({ status: 409, message: expect.stringContaining('job 1') });
  });

  it.each([
    ['tenant', { tenant: 'south' }],
    ['kind of job', { kind: 'content_export' as const }],
  ])('is another one for another %s', async (_, changes) => {
    await claimKey(store, identity(1), 'monday', request);
    const other = identity(2, changes);
    expect(await claimKey(store, other, 'monday', [])).toEqual({ job: other, isNew: true });
  });

  it('may hold any characters, and be of any length', async () => {
    for (const key of ['', '../../head.json', 'ключ\n\u0000', 'k'.repeat(5000)]) {
      expect(await claimKey(store, identity(1), key, request)).toMatchObject({ isNew: true });
      expect(await claimKey(store, identity(2), key, request)).toMatchObject({ isNew: false });
    }
  });

  it('is claimed by one of many who come at once', async () => {
    const claims = await Promise.all(
      Array.from({ length: 20 }, (_, id) => claimKey(store, identity(id + 1), 'monday', request)),
    );
    expect(claims.filter(({ isNew }) => isNew)).toHaveLength(1);
    expect(new Set(claims.map(({ job }) => job.id)).size).toBe(1);
  });
});
