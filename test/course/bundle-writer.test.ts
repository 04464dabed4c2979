/** Bundle writers: what they refuse, rename, note and leave behind. */
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BundleError } from '../../activities/course/bundle-format.js';
import { type BundleWriter, createBundleWriter } from '../../activities/course/bundle-writer.js';
import type { CourseRecord } from '../../activities/course/collections.js';
import { indexLines } from '../../activities/course/course-index.js';
import { createLedger, LedgerError } from '../../activities/course/create-ledger.js';
import { openBundle, storeBundle } from '../../activities/course/stored-bundle.js';
import { createMemoryStore } from '../../activities/storage/memory.js';
import { record, ref } from '../support/courses.js';

let spoolFolder: string;
beforeEach(async () => {
  spoolFolder = await mkdtemp(join(tmpdir(), 'bundle-test-'));
});
afterEach(() => rm(spoolFolder, { recursive: true, force: true }));

async function writeAll(writer: BundleWriter, course: readonly CourseRecord[]) {
  for (const { collection, record } of course) await writer.write(collection, record as never);
}

async function collect<T>(source: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of source) all.push(item);
  return all;
}

const page = (migrationId: string, title = 'T') =>
  record('pages', { migrationId, title, html: '', published: true });

describe('a bundle writer', () => {
  it('refuses a record that breaks the model, and names it', async () => {
    const writer = createBundleWriter({ spoolFolder });
    const broken = { migrationId: 'p1', title: 'T', published: 'yes' } as never;
    await expect(writer.write('pages', broken)).rejects.toThrow(
      /^pages "p1" breaks the course model: .*html/,
    );
    await expect(writer.write('pages', broken)).rejects.toThrow(BundleError);
  });

  it('refuses an object without an id where ids are due', async () => {
    const writer = createBundleWriter({ spoolFolder, withIds: true });
    const module = { migrationId: 'm', id: 1, title: 'M', position: 1, published: true };
    const item = {
      migrationId: 'i',
      title: 'I',
      indent: 0,
      published: true,
      content: { type: 'heading' as const },
    };
    await expect(writer.write('modules', { ...module, items: [item] })).rejects.toThrow('moduleItem "i"');
    await writer.write('modules', { ...module, items: [{ ...item, id: 2 }] });
  });

  it('takes the first of two records with one migration id and reports the second', async () => {
    const writer = createBundleWriter({ spoolFolder });
    const write = (title: string) =>
      writer.write('pages', { migrationId: 'a', title, html: '', published: true });
    expect(await write('first')).toEqual({ written: true, renamed: [] });
    expect(await write('second')).toEqual({ written: false, renamed: [] });
    expect(writer.size).toBe(1);
  });

  it('gives an object inside a record another name when its own is taken, and says so', async () => {
    const writer = createBundleWriter({ spoolFolder });
    const item = (migrationId: string) =>
      ({
        migrationId,
        title: migrationId,
        indent: 0,
        published: true,
        content: { type: 'heading' },
      }) as const;
    const module = (migrationId: string, ...items: string[]) =>
      writer.write('modules', {
        migrationId,
        title: '',
        position: 1,
        published: true,
        items: items.map(item),
      });
    expect((await module('m1', 'i', 'i~2')).renamed).toEqual([]);
    expect((await module('m2', 'i', 'x', 'x', 'x~2')).renamed).toEqual([
      { from: ref('moduleItem', 'i'), to: 'i~3' },
      { from: ref('moduleItem', 'x'), to: 'x~3' },
    ]);
    const objects = createMemoryStore();
    await storeBundle(objects, 'k', writer);
    const modules = await collect((await openBundle(objects, { key: 'k' })).records('modules'));
    expect(modules[1]?.items.map(({ migrationId }) => migrationId)).toEqual(['i~3', 'x', 'x~3', 'x~2']);
  });

  it("notes the hash of the package's record where it is another one", async () => {
    const writer = createBundleWriter({ spoolFolder });
    const [line] = indexLines('pages', page('a').record as never);
    await writer.write('pages', page('a').record as never, { sources: new Map([['page/a', 'other']]) });
    await writer.write('pages', page('b').record as never, { sources: new Map([['page/b', '']]) });
    await writer.write('pages', page('c').record as never, { sources: new Map([[`page/c`, line!.hash]]) });
    const objects = createMemoryStore();
    await storeBundle(objects, 'k', writer);
    const index = await (await openBundle(objects, { key: 'k' })).index();
    expect(index.get(ref('page', 'a'))?.source).toBe('other');
  });

  it('carries the ledger and the notices of the conversion', async () => {
    const writer = createBundleWriter({ spoolFolder });
    const ledger = createLedger(writer.ledger);
    await ledger.settle(
      { type: 'resource', path: 'a.html' },
      { state: 'imported', target: ref('page', 'a') },
    );
    await ledger.notice({ severity: 'warning', code: 'odd', message: 'Odd.' });
    await writeAll(writer, [page('a')]);
    const report = ledger.close();
    const objects = createMemoryStore();
    await storeBundle(objects, 'k', writer, { ledger: report, source: { format: 'moodle' } });
    const bundle = await openBundle(objects, { key: 'k' });
    expect(bundle.info).toMatchObject({ ledger: report, source: { format: 'moodle' } });
    expect(await collect(bundle.ledger())).toMatchObject([{ path: 'a.html', state: 'imported' }]);
    expect(await collect(bundle.notices())).toMatchObject([{ code: 'odd' }]);
  });

  it('fails when an element was settled as imported into an object that never came', async () => {
    const writer = createBundleWriter({ spoolFolder });
    await writer.ledger.entry({
      type: 'resource',
      path: 'a.html',
      state: 'imported',
      target: ref('page', 'lost'),
    });
    const stored = storeBundle(createMemoryStore(), 'k', writer);
    await expect(stored).rejects.toThrow(LedgerError);
    await expect(stored).rejects.toThrow(
      'resource "a.html" was settled as imported into page "lost", which is not there.',
    );
  });

  it('fails for the last of many such elements as well, of which not every one is kept', async () => {
    const writer = createBundleWriter({ spoolFolder });
    const ids = Array.from({ length: 1_002 }, (_, at) => `p${at}`);
    for (const id of ids)
      await writer.ledger.entry({ type: 'item', path: id, state: 'imported', target: ref('page', id) });
    await writeAll(
      writer,
      ids.slice(0, -1).map((id) => page(id)),
    );
    await expect(storeBundle(createMemoryStore(), 'k', writer)).rejects.toThrow(
      'An element was settled into page "p1001", which is not there.',
    );
  });

  it('leaves no temporary files and no object when it fails', async () => {
    const writer = createBundleWriter({ spoolFolder });
    await writeAll(writer, [page('a', 'x'.repeat(200_000))]);
    expect(await readdir(spoolFolder)).toHaveLength(1);
    const objects = createMemoryStore();
    const signal = AbortSignal.abort(new Error('cancelled'));
    await expect(storeBundle(objects, 'k', writer, { signal })).rejects.toThrow('cancelled');
    expect(await objects.stat('k')).toBeUndefined();
    await writer.dispose();
    expect(await readdir(spoolFolder)).toEqual([]);
  });
});
