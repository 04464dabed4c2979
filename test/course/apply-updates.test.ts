/** Imports into a course that has content: what is updated, kept, moved and taken out. */
import { beforeEach, describe, expect, it } from 'vitest';
import { createBundleCourseStore } from '../../activities/course/bundle-store.js';
import type { CollectionName, CollectionRecord } from '../../activities/course/collections.js';
import type { CourseStore } from '../../activities/course/store.js';
import { createMemoryStore } from '../../activities/storage/memory.js';
import { sampleCourse } from '../support/courses.js';
import { findIn, importInto, recordsOf, sourceOf } from '../support/imports.js';
import { module, page, record, ref, shows } from '../support/records.js';

let store: CourseStore;
beforeEach(() => {
  store = createBundleCourseStore(createMemoryStore());
});

const find = <Name extends CollectionName>(collection: Name, migrationId: string) =>
  findIn(store, collection, migrationId);

const item = (migrationId: string) => shows(migrationId, ref('page', 'p'));

describe('an import into a course that has content', () => {
  it('keeps what the package does not have', async () => {
    await importInto(store, sourceOf([page('own'), module('m-own', [shows('i-own', ref('page', 'own'))])]));
    const before = await recordsOf(store);
    await importInto(store, sourceOf(sampleCourse()));
    const after = await recordsOf(store);
    for (const each of before) expect(after).toContainEqual(each);
    expect(after).toHaveLength(before.length + sampleCourse().length);
  });

  it('updates an object in its place and keeps its id', async () => {
    await importInto(store, sourceOf([page('a', 'old'), page('b')]));
    const old = await find('pages', 'a');
    const { plan } = await importInto(store, sourceOf([page('a', 'new')]));
    expect(plan.counts.page).toMatchObject({ updated: 1, added: 0 });
    expect(await find('pages', 'a')).toMatchObject({ id: old?.id, html: 'new' });
    expect((await recordsOf(store)).map((each) => each.record.migrationId)).toEqual(['a', 'b']);
  });

  it('keeps dates that the package does not have, and takes those it has', async () => {
    const assignment = (more: Partial<CollectionRecord<'assignments'>>) =>
      sourceOf([record('assignments', { migrationId: 'a', title: 'A', published: true, ...more })]);
    await importInto(
      store,
      assignment({ dueAt: '2026-01-01T00:00:00Z', lockAt: '2026-02-01T00:00:00Z', pointsPossible: 5 }),
    );
    await importInto(store, assignment({ dueAt: '2027-01-01T00:00:00Z' }));
    const after = await find('assignments', 'a');
    expect(after).toMatchObject({ dueAt: '2027-01-01T00:00:00Z', lockAt: '2026-02-01T00:00:00Z' });
    expect(after).not.toHaveProperty('pointsPossible');
  });

  it('keeps the dates and the id of the assignment inside a quiz', async () => {
    const quiz = (assignment: object) =>
      sourceOf([
        record('quizzes', {
          ...{ migrationId: 'q', title: 'Q', published: true, quizType: 'assignment', entries: [] },
          assignment: { migrationId: 'qa', title: 'Q', published: true, ...assignment },
        }),
      ]);
    await importInto(store, quiz({ dueAt: '2026-01-01T00:00:00Z' }));
    const old = await find('quizzes', 'q');
    await importInto(store, quiz({ migrationId: 'other', title: 'New' }));
    expect((await find('quizzes', 'q'))?.assignment).toMatchObject({
      migrationId: 'qa',
      id: old?.assignment?.id,
      title: 'New',
      dueAt: '2026-01-01T00:00:00Z',
    });
  });

  it('takes module items out that the package no longer has, and says so', async () => {
    await importInto(store, sourceOf([page('p'), module('m', [item('i1'), item('i2'), item('i3')])]));
    const old = await find('modules', 'm');
    const { plan } = await importInto(store, sourceOf([page('p'), module('m', [item('i3'), item('i4')])]));
    const items = (await find('modules', 'm'))?.items ?? [];
    expect(items.map(({ migrationId }) => migrationId)).toEqual(['i3', 'i4']);
    expect(items[0]?.id).toBe(old?.items[2]?.id);
    expect(plan.notices.map(({ code, message }) => [code, message])).toEqual([
      ['removed', 'Module item "i1" was taken out of module "m": the package no longer has it there.'],
      ['removed', 'Module item "i2" was taken out of module "m": the package no longer has it there.'],
    ]);
  });

  it('moves an item that the package has in another module', async () => {
    await importInto(store, sourceOf([page('p'), module('m1', [item('i1'), item('i2')])]));
    const old = await find('modules', 'm1');
    await importInto(store, sourceOf([page('p'), module('m2', [item('i1')])]));
    expect((await find('modules', 'm1'))?.items.map(({ migrationId }) => migrationId)).toEqual(['i2']);
    expect((await find('modules', 'm2'))?.items).toMatchObject([
      { migrationId: 'i1', id: old?.items[0]?.id },
    ]);
  });

  it('puts new modules behind those that are there, and leaves those in their places and published', async () => {
    await importInto(store, sourceOf([module('m1', []), module('m2', [], { position: 2 })]));
    await importInto(
      store,
      sourceOf([
        module('m3', [], { position: 2 }),
        module('m4', []),
        module('m2', [], { published: false, title: 'x' }),
      ]),
    );
    const modules = (await recordsOf(store)).map((each) => each.record as CollectionRecord<'modules'>);
    expect(modules.map(({ migrationId, position, published }) => [migrationId, position, published])).toEqual(
      [
        ['m1', 1, true],
        ['m2', 2, true],
        ['m3', 4, true],
        ['m4', 3, true],
      ],
    );
  });

  it('keeps the title, code and dates of the course, and its front page', async () => {
    const course = (more: Partial<CollectionRecord<'course'>>) =>
      record('course', { migrationId: 'c', ...more });
    await importInto(
      store,
      sourceOf([
        course({ title: 'Mine', startAt: '2026-01-01T00:00:00Z', language: 'de' }),
        page('home', '', { frontPage: true }),
      ]),
    );
    const old = await find('course', 'c');
    const theirs = record('course', {
      migrationId: 'other',
      title: 'Theirs',
      courseCode: 'T-1',
      startAt: '2030-01-01T00:00:00Z',
      language: 'fr',
      syllabus: { html: 'S' },
    });
    const { plan } = await importInto(store, sourceOf([theirs, page('landing', '', { frontPage: true })]));
    expect(await find('course', 'c')).toEqual({
      migrationId: 'c',
      id: old?.id,
      title: 'Mine',
      courseCode: 'T-1',
      startAt: '2026-01-01T00:00:00Z',
      language: 'fr',
      syllabus: { html: 'S' },
    });
    expect(await find('pages', 'landing')).not.toHaveProperty('frontPage');
    expect(await find('pages', 'home')).toHaveProperty('frontPage', true);
    expect(plan.notices.map(({ code }) => code)).toEqual(['front_page_kept']);
  });

  it('skips the course settings, or only the visibility, when told to', async () => {
    const theirs = sourceOf([
      record('course', {
        migrationId: 'c',
        language: 'fr',
        visibility: 'public',
        extensions: { canvas: { is_public: 'true', color: 'red' } },
      }),
      page('p'),
    ]);
    const skips = await importInto(store, theirs, { settings: { skips: ['all_course_settings'] } });
    expect(Object.keys((await find('course', 'c')) ?? {})).toEqual(['migrationId', 'id']);
    expect(skips.plan.notices.map(({ code }) => code)).toEqual(['course_part_left_out']);
    await importInto(store, theirs, { settings: { skips: ['visibility_settings'] } });
    expect(await find('course', 'c')).toMatchObject({
      language: 'fr',
      extensions: { canvas: { color: 'red' } },
    });
    expect(await find('course', 'c')).not.toHaveProperty('visibility');
    expect((await find('course', 'c'))?.extensions?.canvas).not.toHaveProperty('is_public');
    await importInto(store, theirs);
    expect(await find('course', 'c')).toHaveProperty('visibility', 'public');
  });

  it('takes an assignment group for the one of the same name', async () => {
    const group = (migrationId: string, weight: number) =>
      record('assignmentGroups', { migrationId, title: 'Essays', weight });
    const essay = (migrationId: string, group: string) =>
      record('assignments', {
        migrationId,
        title: 'E',
        published: true,
        group: ref('assignmentGroup', group),
      });
    await importInto(store, sourceOf([group('g1', 10), essay('e1', 'g1')]));
    await importInto(store, sourceOf([group('g2', 20), essay('e2', 'g2')]));
    expect(await find('assignmentGroups', 'g1')).toMatchObject({ weight: 20 });
    expect(await find('assignmentGroups', 'g2')).toBeUndefined();
    expect((await find('assignments', 'e2'))?.group).toEqual(ref('assignmentGroup', 'g1'));
  });

  it('lifts an assignment out of its quiz, or into one, as the package has it', async () => {
    const plain = { migrationId: 'a', title: 'A', published: true };
    const quiz = (assignment?: typeof plain) =>
      record('quizzes', {
        ...{ migrationId: 'q', title: 'Q', published: true, quizType: 'assignment', entries: [] },
        ...(assignment === undefined ? {} : { assignment }),
      });
    await importInto(store, sourceOf([quiz(plain)]));
    const { id } = (await find('quizzes', 'q'))?.assignment ?? {};
    await importInto(store, sourceOf([record('assignments', plain)]));
    expect(await find('quizzes', 'q')).not.toHaveProperty('assignment');
    expect(await find('assignments', 'a')).toMatchObject({ id });
    await importInto(store, sourceOf([quiz(plain)]));
    expect((await find('quizzes', 'q'))?.assignment).toMatchObject({ id });
    expect(await find('assignments', 'a')).toBeUndefined();
  });
});
