/** What an import leaves behind: a ledger that still adds up, the issues, and the id map. */
import { tmpdir } from 'node:os';
import { describe, expect, it } from 'vitest';
import { createBundleCourseStore } from '../../activities/course/bundle-store.js';
import { createBundleWriter } from '../../activities/course/bundle-writer.js';
import type { CourseRecord } from '../../activities/course/collections.js';
import { indexLines } from '../../activities/course/course-index.js';
import { createLedger, LedgerError } from '../../activities/course/create-ledger.js';
import { assetIdMapping, idMap, settleImport } from '../../activities/course/import-outcome.js';
import type { LedgerEntry, Notice } from '../../activities/course/ledger.js';
import type { ImportSettings } from '../../activities/course/plan-types.js';
import { openBundle, storeBundle } from '../../activities/course/stored-bundle.js';
import { createMemoryStore } from '../../activities/storage/memory.js';
import { linkTo, record, sampleCourse, sampleFile } from '../support/courses.js';
import { COURSE, importInto, sourceOf } from '../support/imports.js';

/** A bundle whose ledger has an entry for every object, and one for something that is no object. */
async function convert(course: readonly CourseRecord[]) {
  const objects = createMemoryStore();
  const writer = createBundleWriter({ spoolFolder: tmpdir() });
  const ledger = createLedger(writer.ledger);
  for (const { collection, record: each } of course) {
    await writer.write(collection, each as never);
    for (const { kind, migrationId } of indexLines(collection, each as never)) {
      await ledger.settle(
        { type: kind, path: migrationId },
        { state: 'imported', target: { kind, migrationId } },
      );
    }
  }
  await ledger.settle({ type: 'zip entry', path: 'x.exe' }, { state: 'unsupported', message: 'No idea.' });
  await ledger.notice({ severity: 'warning', code: 'odd', message: 'The package is odd.' });
  await storeBundle(objects, 'bundle.zip', writer, { ledger: ledger.close() });
  return openBundle(objects, { key: 'bundle.zip' });
}

async function importAndSettle(
  course: readonly CourseRecord[],
  copy?: unknown,
  store = createBundleCourseStore(createMemoryStore()),
  settings: Partial<ImportSettings> = {},
) {
  const bundle = await convert(course);
  const source = { index: await bundle.index(), records: bundle.records };
  const { plan } = await importInto(store, source, { copy, settings });
  const entries: LedgerEntry[] = [];
  const notices: Notice[] = [];
  const report = await settleImport(plan, bundle, {
    entry: async (entry) => void entries.push(entry),
    notice: async (notice) => void notices.push(notice),
  });
  return { plan, report, entries, notices, bundle, store };
}

describe('the final ledger', () => {
  it('says of everything that was not selected that it was left out, and adds up as before', async () => {
    const { report, entries, bundle } = await importAndSettle(sampleCourse(), { pages: ['page-home'] });
    const imported = entries.filter(({ state }) => state === 'imported').map(({ path }) => path);
    expect(imported.sort()).toEqual(['file-image', 'folder-images', 'page-home']);
    expect(report.totals).toMatchObject({
      found: bundle.info.ledger?.totals.found,
      imported: 3,
      unsupported: 1,
    });
    expect(report.totals.leftOut).toBe(report.totals.found - 4);
  });

  it('names objects as the course does', async () => {
    const store = createBundleCourseStore(createMemoryStore());
    await importInto(store, sourceOf([record('files', sampleFile('mine', 'a.txt', '1'))]));
    const { entries } = await importAndSettle(
      [record('files', sampleFile('theirs', 'a.txt', '2'))],
      undefined,
      store,
    );
    expect(entries[0]?.target?.migrationId).toBe('mine');
  });

  it('says of modules that were put into another that they became part of it', async () => {
    const store = createBundleCourseStore(createMemoryStore());
    const own = record('modules', {
      migrationId: 'own',
      title: 'Own',
      position: 1,
      published: true,
      items: [],
    });
    await importInto(store, sourceOf([own]));
    const id = (await store.open(COURSE)).index.ofKind('module')[0]?.id ?? 0;
    const settings = { insertIntoModule: { id } };
    const { entries } = await importAndSettle(sampleCourse(), { modules: ['module-1'] }, store, settings);
    const modules = entries.filter(({ type }) => type === 'module');
    expect(modules.map(({ path, state, target }) => [path, state, target?.migrationId])).toEqual([
      ['module-1', 'merged', 'own'],
      ['module-2', 'leftOut', 'module-2'],
      ['module-2a', 'leftOut', 'module-2a'],
    ]);
  });

  it('is followed by what conversion and plan have to tell', async () => {
    const page = record('pages', {
      migrationId: 'p',
      title: 'P',
      html: linkTo('page', 'gone'),
      published: true,
    });
    const { notices } = await importAndSettle([page]);
    expect(notices.map(({ code }) => code)).toEqual(['odd', 'missing_link']);
  });

  it('must have as many elements as the conversion found', async () => {
    const { plan, bundle } = await importAndSettle(sampleCourse());
    async function* short() {
      for await (const entry of bundle.ledger()) if (entry.path !== 'x.exe') yield entry;
    }
    const sink = { entry: async () => {}, notice: async () => {} };
    await expect(settleImport(plan, { ...bundle, ledger: short }, sink)).rejects.toThrow(LedgerError);
  });
});

describe('the id map', () => {
  it('has every imported object under the id it has in the course', async () => {
    const { plan, store } = await importAndSettle(sampleCourse(), { modules: ['module-2'] });
    const { index } = await store.open(COURSE);
    const entries = [...idMap(plan)];
    expect(entries).toHaveLength(index.size);
    for (const entry of entries) expect(index.get(entry)?.id).toBe(entry.id);
  });

  it('maps the ids of the source course to those of the copy, by type', async () => {
    const objects = createMemoryStore();
    const store = createBundleCourseStore(objects);
    await importInto(store, sourceOf(sampleCourse()));
    const source = await store.open(COURSE);
    const copy = { type: 'course' as const, id: 'copy' };
    await importInto(
      store,
      sourceOf([record('pages', { migrationId: 'x', title: '', html: '', published: true })]),
      { context: copy },
    );
    const { plan } = await importInto(store, source, { context: copy });
    const mapping = assetIdMapping(idMap(plan));
    expect(Object.keys(mapping).sort()).toEqual([
      ...[
        'announcements',
        'assignments',
        'discussion_topics',
        'files',
        'module_items',
        'modules',
        'pages',
        'quizzes',
      ],
    ]);
    const target = (await store.open(copy)).index;
    for (const { id, migrationId } of source.index.ofKind('page')) {
      expect(mapping.pages?.[String(id)]).toBe(String(target.get({ kind: 'page', migrationId })?.id));
    }
  });

  it('maps nothing for a package, whose objects have no ids', async () => {
    const { plan } = await importAndSettle(sampleCourse());
    expect(assetIdMapping(idMap(plan))).toEqual({});
  });
});
