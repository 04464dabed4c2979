/** The embedded course store over object storage in memory: the port's rules, races, and failures at every step. */
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createBundleCourseStore, versionKeys } from '../../activities/course/bundle-store.js';
import { VersionConflictError } from '../../activities/course/store.js';
import { createMemoryStore } from '../../activities/storage/memory.js';
import type { ObjectStore } from '../../activities/storage/port.js';
import { record } from '../support/courses.js';
import { failing, type StoreCall } from '../support/failing-store.js';
import { COURSE, importInto, recordsOf, sourceOf } from '../support/imports.js';
import { describeCourseStore } from './store-conformance.js';

describeCourseStore(() => createBundleCourseStore(createMemoryStore()));

const page = (migrationId: string, html = '') =>
  record('pages', { migrationId, title: migrationId, html, published: true });

async function keysIn(objects: ObjectStore): Promise<string[]> {
  const keys: string[] = [];
  for await (const { key } of objects.list('')) keys.push(key);
  return keys;
}

const names = async (objects: ObjectStore) =>
  (await recordsOf(createBundleCourseStore(objects))).map(({ record: { migrationId } }) => migrationId);

describe('the objects of a course', () => {
  it('are a head and a bundle for each version, and nothing else', async () => {
    const objects = createMemoryStore();
    const store = createBundleCourseStore(objects);
    await importInto(store, sourceOf([page('a')]), { attempt: 'one' });
    await importInto(store, sourceOf([page('b')]), { attempt: 'two' });
    expect(await keysIn(objects)).toEqual([
      'contexts/course/42/head.json',
      expect.stringMatching(/^contexts\/course\/42\/versions\/1-one-[0-9a-f]+\.zip$/),
      expect.stringMatching(/^contexts\/course\/42\/versions\/2-two-[0-9a-f]+\.zip$/),
    ]);
    expect(await versionKeys(objects, COURSE)).toEqual((await keysIn(objects)).slice(1).reverse());
  });

  it('do not grow when a version is restored', async () => {
    const objects = createMemoryStore();
    const store = createBundleCourseStore(objects);
    await importInto(store, sourceOf([page('a')]));
    await importInto(store, sourceOf([page('b')]));
    await store.restore(COURSE, 1, 2);
    expect(await keysIn(objects)).toHaveLength(3);
    expect(await names(objects)).toEqual(['a']);
  });

  it('are taken away from those who lost the race', async () => {
    const objects = createMemoryStore();
    const stores = [1, 2, 3].map(() => createBundleCourseStore(objects));
    const imports = stores.map((store, at) => importInto(store, sourceOf([page(`p${at}`)])));
    await Promise.all(imports);
    expect(await keysIn(objects)).toHaveLength(1 + 3);
  });

  it('leave no temporary files', async () => {
    const temporaryFolder = await mkdtemp(join(tmpdir(), 'store-test-'));
    const store = createBundleCourseStore(createMemoryStore(), { temporaryFolder });
    await importInto(store, sourceOf([page('a', 'x'.repeat(300_000))]), { spoolFolder: temporaryFolder });
    await importInto(store, sourceOf([page('a', 'y'.repeat(300_000))]), { spoolFolder: temporaryFolder });
    expect(await readdir(temporaryFolder)).toEqual([]);
    await rm(temporaryFolder, { recursive: true });
  });

  it('lists versions whose bundles are still there', async () => {
    const objects = createMemoryStore();
    const store = createBundleCourseStore(objects);
    for (const id of ['a', 'b', 'c']) await importInto(store, sourceOf([page(id)]));
    const [, second] = await versionKeys(objects, COURSE);
    await objects.remove([second!]);
    const numbers: number[] = [];
    for await (const { number } of store.versions(COURSE)) numbers.push(number);
    expect(numbers).toEqual([3, 1]);
    await expect(store.open(COURSE, 2)).rejects.toThrow('There is no version 2 of course 42.');
  });
});

describe('imports at the same time', () => {
  it('lose nothing: all come in, one after the other', async () => {
    const objects = createMemoryStore();
    const ids = Array.from({ length: 16 }, (_, at) => `p${at}`);
    const imports = ids.map((id) =>
      importInto(createBundleCourseStore(objects), sourceOf([page(id), page('shared', `by ${id}`)])),
    );
    const results = await Promise.all(imports);
    expect(new Set(results.map(({ version }) => version.number))).toEqual(
      new Set(ids.map((_, at) => at + 1)),
    );
    expect((await names(objects)).sort()).toEqual([...ids, 'shared'].sort());
    const index = (await createBundleCourseStore(objects).open(COURSE)).index;
    const given = [...index.lines()].map(({ id }) => id);
    expect(new Set(given).size).toBe(given.length);
  });

  it('are one import when they are tries of the same', async () => {
    const objects = createMemoryStore();
    const tries = [1, 2, 3].map(() =>
      importInto(createBundleCourseStore(objects), sourceOf([page('a')]), { attempt: 'same' }),
    );
    const results = await Promise.all(tries);
    expect(results.map(({ version, plan }) => [version.number, plan.counts.page?.added])).toEqual([
      [1, 1],
      [1, 1],
      [1, 1],
    ]);
    expect(await keysIn(objects)).toHaveLength(2);
  });

  it('give up after so many lost races, and say so', async () => {
    const objects = createMemoryStore();
    const store = createBundleCourseStore(objects);
    const alwaysLate = {
      ...store,
      write: async (...[context, options, fill]: Parameters<typeof store.write>) => {
        await importInto(store, sourceOf([page('other')]));
        return store.write(context, options, fill);
      },
    };
    await expect(importInto(alwaysLate, sourceOf([page('a')]), { replans: 2 })).rejects.toThrow(
      VersionConflictError,
    );
    expect(await names(objects)).toEqual(['other']);
  });
});

/** What a course is before and after, and what of it fails. */
const oldPackage = () => sourceOf([page('a', 'old'), page('b', 'old')]);
const newPackage = () => sourceOf([page('b', 'new'), page('c', 'new')]);

async function courseBefore(): Promise<ObjectStore> {
  const objects = createMemoryStore();
  await importInto(createBundleCourseStore(objects), oldPackage(), { attempt: 'before' });
  return objects;
}

async function contentOf(objects: ObjectStore) {
  return recordsOf(createBundleCourseStore(objects));
}

/** The number of calls an undisturbed import makes. */
async function countCalls(): Promise<number> {
  let calls = 0;
  const objects = failing(await courseBefore(), ({ number }) => {
    calls = Math.max(calls, number);
    return false;
  });
  await importInto(createBundleCourseStore(objects), newPackage(), { attempt: 'mine' });
  return calls;
}

const crashes: Record<string, (at: number, call: StoreCall) => boolean> = {
  'one call fails before its effect': (at, { number, moment }) => number === at && moment === 'before',
  'one call takes effect and its answer is lost': (at, { number, moment }) =>
    number === at && moment === 'after',
  'everything fails from one call on': (at, { number, moment }) => number >= at && moment === 'before',
  'one call takes effect and everything fails from then on': (at, { number, moment }) =>
    number > at || (number === at && moment === 'after'),
};

describe.each(Object.entries(crashes))('when %s', (_, isCrash) => {
  it('the course is as it was or as it should be, and repeating the import completes it once', async () => {
    const expected = await courseBefore();
    const old = await contentOf(expected);
    const { plan } = await importInto(createBundleCourseStore(expected), newPackage(), { attempt: 'mine' });
    const fresh = await contentOf(expected);
    const calls = await countCalls();
    expect(calls).toBeGreaterThan(5);
    for (let at = 1; at <= calls; at += 1) {
      const objects = await courseBefore();
      const broken = createBundleCourseStore(failing(objects, (call) => isCrash(at, call)));
      const failed = await importInto(broken, newPackage(), { attempt: 'mine' }).then(
        () => false,
        () => true,
      );
      const now = await contentOf(objects);
      expect(failed ? [old, fresh] : [fresh], `call ${at}`).toContainEqual(now);
      const repeated = await importInto(createBundleCourseStore(objects), newPackage(), { attempt: 'mine' });
      expect(await contentOf(objects), `call ${at}`).toEqual(fresh);
      expect(repeated.version.number).toBe(2);
      expect(repeated.plan.hash).toBe(plan.hash);
    }
  });

  it('the first import of a course is whole or not there', async () => {
    for (let at = 1; at <= 12; at += 1) {
      const objects = createMemoryStore();
      const broken = createBundleCourseStore(failing(objects, (call) => isCrash(at, call)));
      await importInto(broken, oldPackage(), { attempt: 'mine' }).catch(() => undefined);
      const head = await createBundleCourseStore(objects).head(COURSE);
      if (head !== undefined) expect(await names(objects)).toEqual(['a', 'b']);
      const { version } = await importInto(createBundleCourseStore(objects), oldPackage(), {
        attempt: 'mine',
      });
      expect(version.number).toBe(1);
      expect(await names(objects)).toEqual(['a', 'b']);
    }
  });
});

describe('a head that is written later than anyone knows', () => {
  it('names a version that is there', async () => {
    const objects = await courseBefore();
    const late: (() => Promise<unknown>)[] = [];
    const slow: ObjectStore = {
      ...objects,
      put: async (...args) => {
        late.push(() => objects.put(...args));
        throw new Error('no answer');
      },
    };
    const lost = importInto(createBundleCourseStore(slow), newPackage(), { attempt: 'mine' });
    await expect(lost).rejects.toThrow('no answer');
    for (const arrive of late) await arrive();
    expect(await names(objects)).toEqual(['a', 'b', 'c']);
    const { version } = await importInto(createBundleCourseStore(objects), newPackage(), { attempt: 'mine' });
    expect(version.number).toBe(2);
  });
});
