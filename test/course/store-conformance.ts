/** What every course store does. Call `describeCourseStore` in a test file of the implementation. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { CollectionRecord } from '../../activities/course/collections.js';
import {
  type CourseContext,
  type CourseDraft,
  type CourseStore,
  MissingVersionError,
  VersionConflictError,
  type WriteOptions,
} from '../../activities/course/store.js';
import { ref, sampleFile } from '../support/courses.js';

const COURSE: CourseContext = { type: 'course', id: '7' };

/** `create` answers a store that holds nothing of the contexts used here. */
export function describeCourseStore(create: () => CourseStore | Promise<CourseStore>): void {
  let store: CourseStore;
  beforeEach(async () => {
    store = await create();
  });

  let attempts = 0;
  const options = (base: number, more: Partial<WriteOptions> = {}): WriteOptions => {
    attempts += 1;
    const signal = new AbortController().signal;
    return {
      base,
      origin: `import ${attempts}`,
      attempt: `attempt-${attempts}`,
      nextId: 100 * (base + 1),
      signal,
      ...more,
    };
  };
  const page = (id: number, migrationId = `p${id}`): CollectionRecord<'pages'> => ({
    migrationId,
    id,
    title: `Page ${id}`,
    html: '<p>“x”</p>',
    published: true,
  });
  const pages =
    (...ids: number[]) =>
    async (draft: CourseDraft) => {
      for (const id of ids) await draft.write('pages', page(id));
    };
  const titles = async (context = COURSE, version?: number) => {
    const found: string[] = [];
    for await (const { title } of (await store.open(context, version)).records('pages')) found.push(title);
    return found;
  };
  const never = async () => {
    throw new Error('The draft was asked for.');
  };

  describe('a course nothing was imported into', () => {
    it('has no versions', async () => {
      expect(await store.head(COURSE)).toBeUndefined();
      await expect(store.open(COURSE)).rejects.toThrow(MissingVersionError);
      await expect(store.open(COURSE, 1)).rejects.toThrow(MissingVersionError);
      for await (const version of store.versions(COURSE)) expect(version).toBeUndefined();
      await expect(store.restore(COURSE, 1, 0)).rejects.toThrow(MissingVersionError);
    });
  });

  describe('a version', () => {
    it('holds what was written, with its index', async () => {
      const item = {
        migrationId: 'i',
        id: 3,
        title: 'I',
        indent: 0,
        published: true,
        content: { type: 'heading' },
      } as const;
      const module = { migrationId: 'm', id: 2, title: 'M', position: 1, published: true, items: [item] };
      await store.write(COURSE, options(0), async (draft) => {
        await draft.write('pages', page(1));
        await draft.write('modules', module);
        await draft.write('files', { ...sampleFile('f', 'a/b.txt'), id: 4 });
      });
      const { index, records } = await store.open(COURSE);
      expect([...index.lines()].map(({ kind, id }) => `${kind} ${id}`).sort()).toEqual([
        'file 4',
        'module 2',
        'moduleItem 3',
        'page 1',
      ]);
      expect(index.children(ref('module', 'm'))).toMatchObject([{ migrationId: 'i' }]);
      const modules = [];
      for await (const each of records('modules')) modules.push(each);
      expect(modules).toEqual([module]);
      for await (const each of records('quizzes')) expect(each).toBeUndefined();
    });

    it('tells what made it, what it holds and which ids are free', async () => {
      const written = await store.write(
        COURSE,
        options(0, { origin: 'content_migration 12', nextId: 50 }),
        async (draft) => {
          await draft.write('pages', page(1));
          await draft.write('files', { ...sampleFile('f', 'a.txt', 'x', { pack: 'pack-9' }), id: 2 });
        },
      );
      expect(written).toEqual({
        number: 1,
        createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d.*Z$/),
        origin: 'content_migration 12',
        counts: { page: 1, file: 1 },
        packs: ['pack-9'],
        nextId: 50,
      });
      expect(await store.head(COURSE)).toEqual(written);
      expect((await store.open(COURSE)).version).toEqual(written);
    });

    it('keeps records of a collection in the order they were written', async () => {
      await store.write(COURSE, options(0), pages(3, 1, 2));
      expect(await titles()).toEqual(['Page 3', 'Page 1', 'Page 2']);
    });

    it('keeps the hashes of what its objects were made from', async () => {
      await store.write(COURSE, options(0), async (draft) => {
        await draft.write('pages', page(1), { sources: new Map([['page/p1', 'abc']]) });
        await draft.write('pages', page(2));
      });
      const { index } = await store.open(COURSE);
      expect([...index.lines()].map(({ source }) => source)).toEqual(['abc', undefined]);
    });

    it('stays as it is when the next one is written', async () => {
      await store.write(COURSE, options(0), pages(1));
      const first = await store.open(COURSE);
      await store.write(COURSE, options(1), pages(2));
      const read = [];
      for await (const { title } of first.records('pages')) read.push(title);
      expect(read).toEqual(['Page 1']);
      expect(await titles(COURSE, 1)).toEqual(['Page 1']);
      expect(await titles()).toEqual(['Page 2']);
      await expect(store.open(COURSE, 3)).rejects.toThrow(MissingVersionError);
    });

    it('may hold nothing', async () => {
      expect(await store.write(COURSE, options(0), async () => {})).toMatchObject({
        number: 1,
        counts: {},
        packs: [],
      });
      expect((await store.open(COURSE)).index.size).toBe(0);
    });

    it('belongs to one context', async () => {
      await store.write(COURSE, options(0), pages(1));
      for (const other of [
        { ...COURSE, id: '8' },
        { ...COURSE, type: 'group' as const },
      ]) {
        expect(await store.head(other)).toBeUndefined();
      }
    });
  });

  describe('writing', () => {
    it('refuses a base that is not current, and changes nothing', async () => {
      await store.write(COURSE, options(0), pages(1));
      for (const base of [0, 2]) {
        await expect(store.write(COURSE, options(base), pages(2))).rejects.toThrow(VersionConflictError);
      }
      expect(await titles()).toEqual(['Page 1']);
      expect(await store.head(COURSE)).toMatchObject({ number: 1 });
    });

    it('lets one of many win', async () => {
      const writes = [1, 2, 3, 4].map((id) => store.write(COURSE, options(0), pages(id)));
      const results = await Promise.allSettled(writes);
      const losers = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
      expect(losers).toHaveLength(3);
      for (const error of losers) expect(error).toBeInstanceOf(VersionConflictError);
      expect(await titles()).toHaveLength(1);
    });

    it('changes nothing when the draft fails', async () => {
      await store.write(COURSE, options(0), pages(1));
      const failing = store.write(COURSE, options(1), async (draft) => {
        await draft.write('pages', page(2));
        throw new Error('the source broke');
      });
      await expect(failing).rejects.toThrow('the source broke');
      expect(await titles()).toEqual(['Page 1']);
    });

    it('changes nothing when it is cancelled', async () => {
      const controller = new AbortController();
      const cancelled = store.write(COURSE, options(0, { signal: controller.signal }), async (draft) => {
        await draft.write('pages', page(1));
        controller.abort(new Error('cancelled'));
      });
      await expect(cancelled).rejects.toThrow('cancelled');
      expect(await store.head(COURSE)).toBeUndefined();
    });

    it('answers an attempt that is a version already with that version, and writes nothing', async () => {
      const first = await store.write(COURSE, options(0, { attempt: 'mine' }), pages(1));
      expect(await store.write(COURSE, options(0, { attempt: 'mine' }), never)).toEqual(first);
      await store.write(COURSE, options(1), pages(2));
      expect(await store.write(COURSE, options(2, { attempt: 'mine' }), never)).toEqual(first);
      expect(await store.head(COURSE)).toMatchObject({ number: 2 });
    });

    it('refuses an object without an id, or written twice, or outside the model', async () => {
      const { id: _, ...unnumbered } = page(1);
      const outside = { ...page(1), title: 7 } as never;
      for (const fill of [
        async (draft: CourseDraft) => draft.write('pages', unnumbered),
        pages(1, 1),
        async (draft: CourseDraft) => draft.write('pages', outside),
      ]) {
        await expect(store.write(COURSE, options(0), fill)).rejects.toThrow();
        expect(await store.head(COURSE)).toBeUndefined();
      }
    });

    it('never gives ids free that were given', async () => {
      await store.write(COURSE, options(0, { nextId: 100 }), pages(1));
      await expect(store.write(COURSE, options(1, { nextId: 99 }), pages(2))).rejects.toThrow();
      expect(await titles()).toEqual(['Page 1']);
    });
  });

  describe('earlier versions', () => {
    beforeEach(async () => {
      for (const base of [0, 1, 2])
        await store.write(COURSE, options(base, { origin: `v${base + 1}` }), pages(base + 1));
    });

    it('are listed, newest first', async () => {
      const found = [];
      for await (const { number, origin, counts } of store.versions(COURSE))
        found.push([number, origin, counts]);
      expect(found).toEqual([3, 2, 1].map((number) => [number, `v${number}`, { page: 1 }]));
    });

    it('can be made current again, as a new version', async () => {
      const restored = await store.restore(COURSE, 1, 3);
      expect(restored).toMatchObject({ number: 4, counts: { page: 1 }, nextId: 300 });
      expect(await store.head(COURSE)).toEqual(restored);
      expect(await titles()).toEqual(['Page 1']);
      await store.write(COURSE, options(4, { nextId: 301 }), pages(5));
      expect(await titles(COURSE, 4)).toEqual(['Page 1']);
      expect(await titles(COURSE, 3)).toEqual(['Page 3']);
    });

    it('are not restored on a base that is not current, nor when they are not there', async () => {
      await expect(store.restore(COURSE, 1, 2)).rejects.toThrow(VersionConflictError);
      await expect(store.restore(COURSE, 9, 3)).rejects.toThrow(MissingVersionError);
      expect(await store.head(COURSE)).toMatchObject({ number: 3 });
    });
  });
}
