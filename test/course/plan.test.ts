/** Plans: pure, small to show, and clear about what will not be as people may expect. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CollectionRecord, CourseRecord } from '../../activities/course/collections.js';
import { EMPTY_INDEX } from '../../activities/course/course-index.js';
import { diffCourses } from '../../activities/course/diff.js';
import { planImport } from '../../activities/course/plan.js';
import { summarizePlan } from '../../activities/course/plan-summary.js';
import type { PlanInput } from '../../activities/course/plan-types.js';
import { select } from '../../activities/course/select.js';
import { parseSelection } from '../../activities/course/selection.js';
import { relatedCourse } from '../support/course-arbitraries.js';
import { linkTo, record, ref, sampleCourse, sampleFile } from '../support/courses.js';
import { SETTINGS, sourceOf } from '../support/imports.js';

function planOf(course: readonly CourseRecord[], copy?: unknown, more: Partial<PlanInput> = {}) {
  const bundle = sourceOf(course).index;
  const selection = select(bundle, parseSelection(copy, 'copy').selection);
  return planImport({
    bundle,
    head: EMPTY_INDEX,
    base: 0,
    nextId: 1,
    selection,
    settings: SETTINGS,
    ...more,
  });
}

const page = (migrationId: string, html = '', more: Partial<CollectionRecord<'pages'>> = {}) =>
  record('pages', { migrationId, title: migrationId, html, published: true, ...more });

const withIds = (course: readonly CourseRecord[]) => {
  const plan = planOf(course);
  return sourceOf(
    course.map(({ collection, record: each }) => {
      const kind = { pages: 'page', files: 'file', assignments: 'assignment' }[
        collection as 'pages'
      ] as 'page';
      return record(collection, { ...each, id: plan.planned(ref(kind, each.migrationId))?.id } as never);
    }),
  ).index;
};

describe('a plan', () => {
  it('numbers new objects in the order of the bundle', () => {
    const plan = planOf([page('b'), page('a')], undefined, { nextId: 10 });
    expect([plan.planned(ref('page', 'b'))?.id, plan.planned(ref('page', 'a'))?.id, plan.nextId]).toEqual([
      10, 11, 12,
    ]);
  });

  it('is the same for the same input, and has another hash for another', () => {
    const hashes = [
      planOf(sampleCourse()),
      planOf(sampleCourse()),
      planOf(sampleCourse(), { all_pages: 1 }),
      planOf(sampleCourse(), undefined, { nextId: 2 }),
      planOf(sampleCourse(), undefined, { settings: { ...SETTINGS, overwriteQuizzes: false } }),
      planOf([...sampleCourse(), page('more')]),
    ].map(({ hash }) => hash);
    expect(hashes[1]).toBe(hashes[0]);
    expect(new Set(hashes).size).toBe(5);
  });

  it('counts every object of the bundle once, whatever the course holds', () => {
    fc.assert(
      fc.property(relatedCourse, relatedCourse, (course, other) => {
        const plan = planOf(course, undefined, { head: sourceOf(other).index });
        for (const counts of Object.values(plan.counts)) {
          expect(counts.selected).toBe(counts.added + counts.updated + counts.unchanged);
          expect(counts.found).toBe(counts.selected + counts.leftOut);
        }
        const found = Object.values(plan.counts).reduce((sum, counts) => sum + counts.found, 0);
        expect(found).toBe(plan.input.bundle.size);
      }),
    );
  });

  it('has a summary that survives JSON, whatever its size', () => {
    const broken = Array.from({ length: 50 }, (_, at) => page(`p${at}`, linkTo('page', 'nowhere')));
    const summary = summarizePlan(planOf(broken), 3);
    expect(JSON.parse(JSON.stringify(summary))).toEqual(summary);
    expect(summary).toMatchObject({
      base: 0,
      nextId: 51,
      counts: { page: { added: 50 } },
      notices: { byCode: { missing_link: 50 }, examples: [{}, {}, {}] },
    });
    expect(summary.notices.examples).toHaveLength(3);
  });

  it('sums up what was taken along', () => {
    const { takenAlong } = summarizePlan(planOf(sampleCourse(), { pages: ['page-home'] }));
    expect(takenAlong).toEqual({ file: 1, folder: 1 });
  });
});

describe('a plan tells', () => {
  const notices = (...args: Parameters<typeof planOf>) =>
    planOf(...args).notices.map(({ code, message }) => [code, message]);

  it('of links to what neither the package nor the course has', () => {
    expect(notices([page('p', linkTo('file', 'gone'))])).toEqual([
      ['missing_link', 'Page "p" refers to file "gone", which neither the package nor the course has.'],
    ]);
  });

  it('of links to what was not selected, unless the course has it', () => {
    const course = [page('p', linkTo('page', 'q')), page('q')];
    expect(notices(course, { pages: ['p'] })).toEqual([
      [
        'link_not_selected',
        'Page "p" refers to page "q", which was not selected and which the course does not have.',
      ],
    ]);
    expect(notices(course, { pages: ['p'] }, { head: withIds([page('q')]) })).toEqual([]);
  });

  it('of a broken reference where it is, not at everything around it', () => {
    const items = [
      {
        migrationId: 'i',
        title: 'Step',
        indent: 0,
        published: true,
        content: { type: 'object' as const, object: ref('page', 'gone') },
      },
    ];
    const module = record('modules', { migrationId: 'm', title: 'M', position: 1, published: true, items });
    expect(notices([module])).toEqual([
      [
        'missing_link',
        'Module item "Step" refers to page "gone", which neither the package nor the course has.',
      ],
    ]);
  });

  it('nothing of links to places of the course', () => {
    expect(notices([page('p', '<a href="cartwright:course/modules">x</a>')])).toEqual([]);
  });

  it('of ids in the selection that are not there', () => {
    expect(notices([page('p')], { pages: ['p', 'lost'] })).toEqual([
      ['unknown_id', 'copy[wiki_pages][lost]: nothing of this type has this id.'],
    ]);
  });

  it('of files that get another name', () => {
    const files = [sampleFile('a', 'x.txt'), sampleFile('b', 'x.txt')].map((file) => record('files', file));
    expect(notices(files)).toEqual([
      ['renamed_path', 'File "x.txt" came in as "x-1.txt": its place is taken by something else.'],
    ]);
  });

  it('of endless titles no more than a line', () => {
    const [[, message = ''] = []] = notices([page('p', linkTo('page', 'gone'), { title: 'x'.repeat(500) })]);
    expect(message.length).toBeLessThan(300);
  });
});

describe('a difference between two courses', () => {
  it('names what came, went and changed, and nothing else', () => {
    const before = withIds([page('a'), page('b'), page('c')]);
    const after = withIds([page('c'), page('b', 'new'), page('d')]);
    const { added, removed, changed } = diffCourses(before, after);
    expect(added.map(({ migrationId }) => migrationId)).toEqual(['d']);
    expect(removed.map(({ migrationId }) => migrationId)).toEqual(['a']);
    expect(changed.map(({ before, after }) => [before.migrationId, before.hash === after.hash])).toEqual([
      ['b', false],
    ]);
  });

  it('is nothing for one course, and the other way round the other way round', () => {
    fc.assert(
      fc.property(relatedCourse, relatedCourse, (one, other) => {
        const [before, after] = [sourceOf(one).index, sourceOf(other).index];
        expect(diffCourses(before, before)).toEqual({ added: [], removed: [], changed: [] });
        const there = diffCourses(before, after);
        const back = diffCourses(after, before);
        expect(back.removed).toEqual(there.added);
        expect(back.changed.length).toBe(there.changed.length);
        expect(before.size + there.added.length - there.removed.length).toBe(after.size);
      }),
    );
  });
});
