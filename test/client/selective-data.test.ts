/** What can be selected of a converted package. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { ObjectStore } from '../../activities/storage/index.js';
import { ConflictError, InvalidRequestError, NotFoundError } from '../../client/errors.js';
import { selectiveData } from '../../client/selective-data.js';
import type { ClientSettings } from '../../client/settings.js';
import { sampleCourse } from '../support/courses.js';
import { convertedMigration } from './bundles.js';
import { API, migrationIn, settingsInMemory } from './jobs-in-memory.js';

let settings: ClientSettings;
/** Keys of bundles that were opened, in order. */
let opened: string[];
beforeEach(() => {
  const inMemory = settingsInMemory();
  const { store } = inMemory;
  opened = [];
  const watched: ObjectStore = {
    ...store,
    stat: (key, options) => {
      opened.push(key);
      return store.stat(key, options);
    },
  };
  settings = { ...inMemory, store: watched };
});

const convert = (key = 'bundle.zip') => convertedMigration(settings.store, sampleCourse(), key);

describe('selective data', () => {
  it.each(['waiting_for_upload', 'uploaded', 'converting', 'failed'] as const)(
    'is refused before the package was converted (%s): 409',
    async (state) => {
      const refused = selectiveData(settings, migrationIn(state), undefined);
      await expect(refused).rejects.toBeInstanceOf(ConflictError);
    },
  );

  it('is refused before the type is looked at', async () => {
    await expect(selectiveData(settings, migrationIn('converting'), 'x')).rejects.toMatchObject({
      status: 409,
      message: "The package has not been converted yet; the migration's state is running.",
    });
  });

  it('begins with the top level, whose lists have addresses of the API', async () => {
    const top = await selectiveData(settings, await convert(), undefined);
    expect(top.find(({ type }) => type === 'wiki_pages')).toEqual({
      type: 'wiki_pages',
      property: 'copy[all_wiki_pages]',
      title: 'Pages',
      count: 2,
      sub_items_url: `${API}/courses/7/content_migrations/1234/selective_data?type=wiki_pages`,
    });
  });

  it('has a list for each type', async () => {
    const pages = await selectiveData(settings, await convert(), 'wiki_pages');
    expect(pages).toHaveLength(2);
    for (const { type, property, migration_id: id } of pages) {
      expect([type, property]).toEqual(['wiki_pages', `copy[wiki_pages][id_${id}]`]);
    }
  });

  it.each(['', 'x', 'pages', 'submodules_nothing', '__proto__', 'constructor'])(
    'of the type %j does not exist: 400',
    async (type) => {
      const refused = selectiveData(settings, await convert(), type);
      await expect(refused).rejects.toBeInstanceOf(InvalidRequestError);
      await expect(refused).rejects.toMatchObject({
        status: 400,
        body: { message: 'unsupported migration type' },
      });
    },
  );

  it('has gone with its package: 404', async () => {
    const job = await convert();
    await settings.store.remove(['bundle.zip']);
    await expect(selectiveData(settings, job, undefined)).rejects.toBeInstanceOf(NotFoundError);
  });
});

describe('what was read of a package', () => {
  it('is kept for the next type', async () => {
    const job = await convert();
    await Promise.all([undefined, 'wiki_pages', 'quizzes'].map((type) => selectiveData(settings, job, type)));
    expect(opened).toEqual(['bundle.zip']);
  });

  it('is kept for four packages, those that were asked for last', async () => {
    const jobs = await Promise.all(['a', 'b', 'c', 'd', 'e'].map(convert));
    const ask = async (...numbers: number[]) => {
      opened.length = 0;
      for (const number of numbers) await selectiveData(settings, jobs[number]!, undefined);
      return opened.join('');
    };
    expect(await ask(0, 1, 2, 3)).toBe('abcd');
    expect(await ask(0, 4)).toBe('e');
    expect(await ask(0, 2, 3, 4)).toBe('');
    expect(await ask(1)).toBe('b');
  });

  it('is not kept when it could not be read', async () => {
    const job = await convert();
    const { bytes } = await settings.store.get('bundle.zip');
    await settings.store.remove(['bundle.zip']);
    await expect(selectiveData(settings, job, undefined)).rejects.toThrow();
    await settings.store.put('bundle.zip', bytes);
    expect(await selectiveData(settings, job, undefined)).not.toEqual([]);
  });

  it('is no other client’s', async () => {
    const job = await convert();
    await selectiveData(settings, job, undefined);
    await expect(selectiveData(settingsInMemory(), job, undefined)).rejects.toThrow();
  });
});
