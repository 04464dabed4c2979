/** Imports that are put into what the course has: a module, an assignment group. And the preview of an import. */
import { beforeEach, describe, expect, it } from 'vitest';
import { previewImport } from '../../activities/course/apply.js';
import { createBundleCourseStore } from '../../activities/course/bundle-store.js';
import type { CollectionName, CollectionRecord, CourseRecord } from '../../activities/course/collections.js';
import type { ImportSettings } from '../../activities/course/plan-types.js';
import { everything } from '../../activities/course/selection.js';
import type { CourseStore } from '../../activities/course/store.js';
import { createMemoryStore } from '../../activities/storage/memory.js';
import { record, ref, sampleCourse } from '../support/courses.js';
import { COURSE, importInto, recordsOf, SETTINGS, sourceOf } from '../support/imports.js';

let store: CourseStore;
beforeEach(() => {
  store = createBundleCourseStore(createMemoryStore());
});

async function all<Name extends CollectionName>(collection: Name): Promise<CollectionRecord<Name>[]> {
  const records = await recordsOf(store);
  return records.flatMap((each) =>
    each.collection === collection ? [each.record as CollectionRecord<Name>] : [],
  );
}

const page = (migrationId: string) =>
  record('pages', { migrationId, title: migrationId, html: '', published: true });
const heading = (migrationId: string) =>
  ({ migrationId, title: migrationId, indent: 0, published: true, content: { type: 'heading' } }) as const;
const shows = (migrationId: string, object = ref('page', 'p1')) =>
  ({ ...heading(migrationId), content: { type: 'object', object } }) as const;
const module = (migrationId: string, ...items: CollectionRecord<'modules'>['items']) =>
  record('modules', { migrationId, title: migrationId, position: 1, published: true, items });

async function courseWith(...records: CourseRecord[]): Promise<number> {
  await importInto(store, sourceOf(records));
  const { index } = await store.open(COURSE);
  return index.ofKind('module')[0]?.id ?? index.ofKind('assignmentGroup')[0]?.id ?? 0;
}

const insert = (id: number, more: Partial<NonNullable<ImportSettings['insertIntoModule']>> = {}) => ({
  settings: { insertIntoModule: { id, ...more } },
});

describe('an import into a module', () => {
  const source = () => sourceOf([page('p1'), page('p2'), module('theirs', heading('h'), shows('i'))]);
  const items = async () =>
    (await all('modules')).map(({ items }) => items.map(({ migrationId }) => migrationId));

  it('puts the items of the package and everything else it brings behind what is there, and makes no module', async () => {
    const id = await courseWith(module('own', heading('a'), heading('b')));
    await importInto(store, source(), insert(id));
    expect(await items()).toEqual([['a', 'b', 'h', 'i', 'inserted_page_p2']]);
    expect((await all('modules'))[0]).toMatchObject({ id, migrationId: 'own', title: 'own' });
  });

  it('puts them at the place that was asked for', async () => {
    const id = await courseWith(module('own', heading('a'), heading('b')));
    await importInto(store, source(), insert(id, { position: 2 }));
    expect(await items()).toEqual([['a', 'h', 'i', 'inserted_page_p2', 'b']]);
  });

  it('adds objects of one type only when told to, and no assignment next to its quiz', async () => {
    const id = await courseWith(module('own'));
    const quiz = {
      migrationId: 'q',
      title: 'Q',
      published: true,
      quizType: 'assignment' as const,
      entries: [],
    };
    const records = [
      page('p1'),
      record('quizzes', { ...quiz, assignment: { migrationId: 'qa', title: 'Q', published: true } }),
      record('assignments', { migrationId: 'a', title: 'A', published: true }),
      record('assignments', { migrationId: 'stands', title: 'Q', published: true, quiz: ref('quiz', 'q') }),
    ];
    await importInto(store, sourceOf(records), insert(id, { type: 'assignment' }));
    expect(await items()).toEqual([['inserted_assignment_a']]);
    await importInto(store, sourceOf(records), insert(id));
    expect((await items())[0]?.toSorted()).toEqual([
      'inserted_assignment_a',
      'inserted_page_p1',
      'inserted_quiz_q',
    ]);
  });

  it('changes nothing when it is repeated', async () => {
    const id = await courseWith(module('own', heading('a')));
    await importInto(store, source(), insert(id));
    const before = await recordsOf(store);
    const { plan } = await importInto(store, source(), insert(id));
    for (const counts of Object.values(plan.counts)) expect(counts).toMatchObject({ added: 0, updated: 0 });
    expect(await recordsOf(store)).toEqual(before);
  });

  it('leaves what the module showed pointing where it did', async () => {
    const quiz = record('quizzes', {
      migrationId: 'q',
      title: 'Q',
      published: true,
      quizType: 'survey',
      entries: [],
    });
    const id = await courseWith(quiz, module('own', shows('mine', ref('quiz', 'q'))));
    await importInto(store, sourceOf([quiz]), {
      settings: { ...insert(id).settings, overwriteQuizzes: false },
    });
    const shown = (await all('modules'))[0]?.items.map(({ content }) => content);
    expect(shown).toMatchObject([{ object: ref('quiz', 'q') }, { object: ref('quiz', '7_q') }]);
  });

  it('brings only what was selected', async () => {
    const id = await courseWith(module('own'));
    await importInto(store, source(), { ...insert(id), copy: { pages: ['p2'] } });
    expect(await items()).toEqual([['inserted_page_p2']]);
    expect((await all('pages')).map(({ migrationId }) => migrationId)).toEqual(['p2']);
  });

  it('comes in with its own modules, and says so, when the course has no such module', async () => {
    const { plan } = await importInto(store, source(), insert(99));
    expect(await items()).toEqual([['h', 'i']]);
    expect(plan.notices.map(({ code }) => code)).toEqual(['target_not_found']);
  });
});

describe('an import into an assignment group', () => {
  const graded = () =>
    sourceOf([
      record('assignmentGroups', { migrationId: 'theirs', title: 'Theirs' }),
      record('assignments', {
        migrationId: 'a',
        title: 'A',
        published: true,
        position: 4,
        group: ref('assignmentGroup', 'theirs'),
      }),
      record('quizzes', {
        ...{
          migrationId: 'q',
          title: 'Q',
          published: true,
          quizType: 'assignment',
          entries: [],
          position: 2,
        },
        assignment: { migrationId: 'qa', title: 'Q', published: true },
      }),
    ]);

  it('puts every assignment and quiz into it, in no order', async () => {
    const id = await courseWith(record('assignmentGroups', { migrationId: 'own', title: 'Own' }));
    await importInto(store, graded(), { settings: { moveToAssignmentGroup: id } });
    const own = ref('assignmentGroup', 'own');
    const [assignment] = await all('assignments');
    const [quiz] = await all('quizzes');
    expect(assignment).toMatchObject({ group: own });
    expect(assignment).not.toHaveProperty('position');
    expect(quiz).toMatchObject({ assignmentGroup: own, assignment: { group: own } });
    const again = await importInto(store, graded(), { settings: { moveToAssignmentGroup: id } });
    expect(again.plan.counts.assignment).toMatchObject({ unchanged: 2 });
  });

  it('leaves them in their own, and says so, when the course has no such group', async () => {
    const { plan } = await importInto(store, graded(), { settings: { moveToAssignmentGroup: 5 } });
    expect((await all('assignments'))[0]?.group).toEqual(ref('assignmentGroup', 'theirs'));
    expect(plan.notices).toMatchObject([{ message: expect.stringContaining('no assignment group 5') }]);
  });
});

describe('a preview', () => {
  it('is the plan of the import, and changes nothing', async () => {
    await importInto(store, sourceOf([page('p1')]));
    const request = {
      store,
      context: COURSE,
      source: sourceOf(sampleCourse()),
      selection: everything(),
      settings: SETTINGS,
    };
    const preview = await previewImport({ ...request, signal: new AbortController().signal });
    expect(await store.head(COURSE)).toMatchObject({ number: 1 });
    const { plan } = await importInto(store, sourceOf(sampleCourse()));
    expect(preview.hash).toBe(plan.hash);
  });
});
