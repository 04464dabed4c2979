/** Whole migrations and exports by client, worker, Temporal and MinIO. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { memorySource, openZip } from '../../activities/archive/index.js';
import { createBundleCourseStore } from '../../activities/course/bundle-store.js';
import { zipOf } from '../package/packages.js';
import { type Engine, startEngine } from '../support/engine.js';
import { sampleCartridge } from '../support/files.js';
import {
  allIssues,
  CALLER,
  COURSE,
  exportAll,
  importAll,
  recordOf,
  untilMigration,
  upload,
} from '../support/jobs.js';

let engine: Engine;
let sample: Buffer;
beforeAll(async () => {
  [engine, sample] = await Promise.all([startEngine(), sampleCartridge()]);
});
afterAll(() => engine.stop());

let courses = 100;
const newCourse = () => {
  courses += 1;
  return { type: 'course', id: courses } as const;
};
const head = (id: number) => createBundleCourseStore(engine.store).head({ type: 'course', id: String(id) });

describe('a cartridge', () => {
  it('goes in through a selective migration and comes out whole', async () => {
    const course = newCourse();
    const { id } = await upload(engine, sample, { selective_import: true }, course);
    await untilMigration(engine, id, 'waiting_for_select', course);
    const top = await engine.cartwright.contentMigrations.selectiveData(course, id);
    expect(top.map(({ type, count }) => [type, count])).toEqual([
      ['course_settings', undefined],
      ['syllabus_body', undefined],
      ['context_modules', 3],
      ['assignments', 2],
      ['quizzes', 2],
      ['assessment_question_banks', 1],
      ['discussion_topics', 1],
      ['wiki_pages', 4],
      ['context_external_tools', 1],
      ['attachments', 5],
      ['web_links', 1],
    ]);
    await engine.cartwright.contentMigrations.update(
      course,
      id,
      { copy: { everything: true } },
      { wait: true },
    );
    await untilMigration(engine, id, 'completed', course);
    expect(await allIssues(engine, id, course)).toEqual([]);

    const { bytes } = await exportAll(engine, course, '1.3');
    const directory = await openZip(memorySource(bytes));
    expect(directory.problems).toEqual([]);
    expect(directory.entries.map(({ path }) => path)).toContain('imsmanifest.xml');
  });

  it('takes only what was selected, and what that cannot do without', async () => {
    const course = newCourse();
    const { id } = await upload(engine, sample, { copy: { wiki_pages: { 'id_r-why': '1' } } }, course);
    await untilMigration(engine, id, 'completed', course);
    const { results } = await recordOf(engine, 'content_migration', id);
    expect(results.imported?.counts).toMatchObject({
      page: { found: 4, added: 1, leftOut: 3 },
      quiz: { added: 0 },
    });
    expect(results.imported?.counts.file?.added).toBeGreaterThanOrEqual(1);
    expect(results.imported?.ledger.leftOut).toBeGreaterThan(0);
  });

  it('changes nothing when it is imported again', async () => {
    const course = newCourse();
    await importAll(engine, sample, course);
    const first = await head(course.id);
    const { id } = await importAll(engine, sample, course);
    const { results } = await recordOf(engine, 'content_migration', id);
    for (const [kind, counts] of Object.entries(results.imported?.counts ?? {})) {
      if (
        kind === 'quiz' ||
        kind === 'question' ||
        kind === 'questionBank' ||
        kind === 'moduleItem' ||
        kind === 'module'
      )
        continue;
      expect([kind, counts.added, counts.updated]).toEqual([kind, 0, 0]);
    }
    expect((await head(course.id))?.packs).toEqual(first?.packs);
  });

  it('comes out as the same bytes every time', async () => {
    const course = newCourse();
    await importAll(engine, sample, course);
    const [one, two] = [await exportAll(engine, course), await exportAll(engine, course)];
    expect(one.bytes.equals(two.bytes)).toBe(true);
  });

  it('can be imported from an earlier export', async () => {
    const [source, target] = [newCourse(), newCourse()];
    await importAll(engine, sample, source);
    const exported = await exportAll(engine, source);
    const migration = await engine.cartwright.contentMigrations.create(
      target,
      { migration_type: 'canvas_cartridge_importer', settings: { content_export_id: exported.id } },
      CALLER,
    );
    await untilMigration(engine, migration.id, 'completed', target);
    const [from, to] = [await head(source.id), await head(target.id)];
    expect(to?.counts).toMatchObject({
      page: from?.counts.page,
      quiz: from?.counts.quiz,
      question: from?.counts.question,
    });
  });
});

describe('a package that cannot be imported', () => {
  const fails = async (bytes: Uint8Array, parameters = {}) => {
    const course = newCourse();
    const { id } = await upload(engine, bytes, parameters, course);
    await untilMigration(engine, id, 'failed', course);
    return { issues: await allIssues(engine, id, course), head: await head(course.id) };
  };

  it.each([
    ['is no archive', async () => Buffer.from('this is not a zip archive'), /not a ZIP archive/],
    ['has no manifest', () => zipOf({ 'a.txt': 'x' }), /imsmanifest\.xml/],
    [
      'has a broken manifest',
      () => zipOf({ 'imsmanifest.xml': '<manifest><resources>' }),
      /^imsmanifest\.xml: line 1/,
    ],
  ])('%s: it says so, and the course stays as it was', async (_, make, reason) => {
    const { issues, head: version } = await fails(await make());
    expect(issues).toEqual([expect.stringMatching(reason)]);
    expect(version).toBeUndefined();
  });

  it('names a selection that takes nothing', async () => {
    const { issues } = await fails(sample, { copy: { wiki_pages: { id_nothing: '1' } } });
    expect(issues.at(-1)).toMatch(/id_nothing/);
  });
});

describe('creating a migration', () => {
  const parameters = { migration_type: 'common_cartridge_importer', pre_attachment: { name: 'x.imscc' } };

  it('starts one job for one idempotency key, however often it is called at once', async () => {
    const course = newCourse();
    const caller = { ...CALLER, idempotencyKey: 'one' };
    const migrations = await Promise.all(
      Array.from({ length: 8 }, () => engine.cartwright.contentMigrations.create(course, parameters, caller)),
    );
    expect(new Set(migrations.map(({ id }) => id)).size).toBe(1);
    const other = engine.cartwright.contentMigrations.create(
      course,
      { ...parameters, selective_import: true },
      caller,
    );
    await expect(other).rejects.toMatchObject({ status: 409 });
    await engine.cartwright.contentMigrations.cancel(course, migrations[0]!.id, CALLER);
  });

  it.each([
    [{ migration_type: 'x' }, 'Invalid migration_type'],
    [
      { migration_type: 'canvas_cartridge_importer' },
      'File upload, file_url, or content_export_id is required',
    ],
    [{ ...parameters, settings: { content_export_id: 'x' } }, 'invalid content export'],
    [
      { ...parameters, date_shift_options: { shift_dates: '1', remove_dates: true } },
      'cannot specify shift_dates and remove_dates simultaneously',
    ],
  ])('refuses %j', async (request, message) => {
    const refused = engine.cartwright.contentMigrations.create(COURSE, request, CALLER);
    await expect(refused).rejects.toMatchObject({ status: 400, message });
  });

  it('refuses a body larger than allowed', async () => {
    const { Cartwright } = await import('../../client/index.js');
    const small = await Cartwright.connect({ ...engine.connectOptions, maxUploadBytes: 1000 });
    const migration = await small.contentMigrations.create(newCourse(), parameters, CALLER);
    const sending = small.contentMigrations.upload(
      migration,
      (async function* () {
        yield new Uint8Array(5000);
      })(),
      5000,
    );
    await expect(sending).rejects.toMatchObject({ name: 'InvalidRequestError' });
    await small.close();
  });
});

describe('finding jobs', () => {
  it('lists them newest first, in pages, and keeps contexts and tenants apart', async () => {
    const course = newCourse();
    const ids: number[] = [];
    for (let made = 0; made < 5; made += 1) {
      const { id } = await engine.cartwright.contentMigrations.create(
        course,
        { migration_type: 'common_cartridge_importer', pre_attachment: { name: 'x' } },
        CALLER,
      );
      ids.unshift(id);
    }
    const first = await engine.cartwright.contentMigrations.list(course, { perPage: 3 });
    const second = await engine.cartwright.contentMigrations.list(course, {
      perPage: 3,
      ...(first.next === undefined ? {} : { after: first.next }),
    });
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(ids);
    expect(second.next).toBeUndefined();
    expect((await engine.cartwright.contentMigrations.list(newCourse())).items).toEqual([]);
    expect((await engine.cartwright.contentMigrations.list(course, {}, { tenant: 'other' })).items).toEqual(
      [],
    );
    await expect(
      engine.cartwright.contentMigrations.get(course, ids[0]!, { tenant: 'other' }),
    ).rejects.toMatchObject({ status: 404 });
    await Promise.all(ids.map((id) => engine.cartwright.contentMigrations.cancel(course, id, CALLER)));
  });

  it('answers from the record when Temporal has forgotten the job', async () => {
    const course = newCourse();
    const { id } = await importAll(engine, sample, course);
    const before = await engine.cartwright.contentMigrations.get(course, id);
    await engine.forget(`content_migration:${id}`);
    const after = await engine.cartwright.contentMigrations.get(course, id);
    const { attachment: _, ...known } = before;
    expect(after).toMatchObject(known);
    expect((await engine.cartwright.contentMigrations.list(course)).items).toHaveLength(1);
  });
});

describe('cancelling', () => {
  it('ends a job that waits for a selection, and leaves nothing of it behind', async () => {
    const course = newCourse();
    const { id } = await upload(engine, sample, { selective_import: true }, course);
    await untilMigration(engine, id, 'waiting_for_select', course);
    await engine.cartwright.contentMigrations.cancel(course, id, CALLER, 'changed my mind');
    await untilMigration(engine, id, 'failed', course);
    expect(await allIssues(engine, id, course)).toContain(
      'The job was cancelled by user 3. Reason: changed my mind',
    );
    expect(await head(course.id)).toBeUndefined();
    await expect(engine.cartwright.contentMigrations.cancel(course, id, CALLER)).rejects.toMatchObject({
      status: 409,
    });
  });
});

describe('many imports into one course at once', () => {
  it('lose nothing', async () => {
    const course = newCourse();
    const page = (name: string) => ({
      'imsmanifest.xml': `<manifest identifier="m" xmlns="http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1"><metadata><schema>IMS Common Cartridge</schema><schemaversion>1.1.0</schemaversion></metadata><organizations><organization identifier="o" structure="rooted-hierarchy"><item identifier="r"><item identifier="m-${name}"><title>M ${name}</title><item identifier="i-${name}" identifierref="p-${name}"><title>Page ${name}</title></item></item></item></organization></organizations><resources><resource identifier="p-${name}" type="webcontent" href="${name}.html"><file href="${name}.html"/></resource></resources></manifest>`,
      [`${name}.html`]: `<html><body><p>${name}</p></body></html>`,
    });
    const packages = await Promise.all(['a', 'b', 'c', 'd'].map((name) => zipOf(page(name))));
    const ids = await Promise.all(
      packages.map(async (bytes) => (await upload(engine, bytes, {}, course)).id),
    );
    for (const id of ids) await untilMigration(engine, id, 'completed', course);
    expect((await head(course.id))?.counts).toMatchObject({ page: 4, module: 4 });
  });
});
