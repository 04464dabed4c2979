/** Pages that are not HTML: those of the block editor; and a word of old exports for pages that learners do not see. */
import { describe, expect, it } from 'vitest';
import { exportCourse } from '../../support/cartridge-export.js';
import { record } from '../../support/courses.js';
import { cartridge, page, resource } from './cartridge.js';
import { readCartridge } from './reading.js';

describe('a page made in the block editor', () => {
  const path = 'wiki_content/ebb.json';
  const blocks = { version: '0.2', blocks: { ROOT: { type: 'PageBlock' } } };
  const json = JSON.stringify({
    title: 'Ebb',
    block_editor: blocks,
    meta: { identifier: 'p1', workflow_state: 'unpublished' },
  });
  const read = (text: string) =>
    readCartridge(cartridge({ resources: resource('p1', path), files: { [path]: text } }));

  it('keeps its blocks for Canvas, and the ledger says that it has no text', async () => {
    const course = await read(json);
    expect(course.records('pages')).toEqual([
      {
        migrationId: 'p1',
        title: 'Ebb',
        html: '',
        path,
        slug: 'ebb',
        published: false,
        extensions: { canvas: { block_editor: JSON.stringify(blocks) } },
      },
    ]);
    expect(course.entry('resource', 'imsmanifest.xml', 'resource "p1"')).toMatchObject({
      state: 'changed',
      lost: ['its blocks as text: they are kept for Canvas, which alone can show them'],
    });
  });

  it('is written as it came', async () => {
    const [ebb] = (await read(json)).records('pages');
    const { sink } = await exportCourse([record('pages', ebb!)]);
    expect(JSON.parse(sink.text(path))).toEqual(JSON.parse(json));
  });

  it('is written as HTML once it has a text', async () => {
    const [ebb] = (await read(json)).records('pages');
    const { sink } = await exportCourse([record('pages', { ...ebb!, html: '<p>Ebb</p>' })]);
    expect(sink.text('wiki_content/ebb.html')).toContain('<p>Ebb</p>');
  });

  it.each([['{"title":"Ebb"}'], ['{']])('fails when it is none: %s', async (text) => {
    const course = await read(text);
    expect(course.records('pages')).toEqual([]);
    expect(course.entry('zip entry', path)?.state).toBe('failed');
  });
});

describe('a page that an old export hides from learners', () => {
  it('is not published', async () => {
    const path = 'wiki_content/a.html';
    const html = page('A', '', { hide_from_students: 'true', workflow_state: 'active' });
    const course = await readCartridge(
      cartridge({ resources: resource('p1', path), files: { [path]: html } }),
    );
    expect(course.records('pages')[0]?.published).toBe(false);
  });
});
