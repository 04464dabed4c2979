/** Activities that cartridges do not know are written as what comes closest, and that is told. */
import { describe, expect, it } from 'vitest';
import type { Activity } from '../../../activities/course/model/activity.js';
import type { ModuleItem } from '../../../activities/course/model/module.js';
import { bodyOf, exportCourse, problemsOf } from '../../support/cartridge-export.js';
import { record, ref, sampleFile } from '../../support/courses.js';

const activity = (type: string, more: object): Activity =>
  ({ migrationId: 'x', title: 'Activity', published: true, type, ...more }) as Activity;

const ACTIVITIES: readonly (readonly [type: string, more: object, html: string])[] = [
  [
    'book',
    {
      html: '<p>Intro</p>',
      chapters: [
        { id: '1', title: 'A < B', html: '<p>1</p>' },
        { id: '2', title: 'C', html: '2', subchapter: true },
        { id: '3', title: 'Hidden', html: '3', hidden: true },
      ],
    },
    '<p>Intro</p><h2>A &lt; B</h2><p>1</p><h3>C</h3>2',
  ],
  [
    'glossary',
    { entries: [{ id: '1', title: 'Ebb', html: 'down', attachments: [ref('file', 'f')] }] },
    '<dl><dt>Ebb</dt><dd>down<a href="../web_resources/a.zip">a.zip</a></dd></dl>',
  ],
  ['wiki', { pages: [{ id: '1', title: 'P', html: 'x' }] }, '<h2>P</h2>x'],
  [
    'lesson',
    { pages: [{ id: '1', title: 'P', html: 'x', type: 'q', answers: [{ html: 'a' }, { html: 'b' }] }] },
    '<h2>P</h2>x<ul><li>a</li><li>b</li></ul>',
  ],
  ['choice', { html: 'Which?', options: [{ id: '1', text: '<a>' }] }, 'Which?<ul><li>&lt;a&gt;</li></ul>'],
  [
    'survey',
    { items: [{ id: '1', type: 'm', label: 'Q1', html: 'How?', choices: ['so', 'so'] }] },
    '<ul><li><strong>Q1</strong> How?<ul><li>so</li><li>so</li></ul></li></ul>',
  ],
  [
    'database',
    { fields: [{ id: '1', type: 't', name: 'Name', description: 'd' }] },
    '<dl><dt>Name</dt><dd>d</dd></dl>',
  ],
  [
    'workshop',
    { instructAuthors: 'a', instructReviewers: 'r', criteria: [{ id: '1', type: 'g', html: 'c' }] },
    'ar<ul><li>c</li></ul>',
  ],
  ['scorm', { package: ref('file', 'f') }, '<p><a href="../web_resources/a.zip">Activity</a></p>'],
  ['folder', { files: [ref('file', 'f')] }, '<ul><li><a href="../web_resources/a.zip">a.zip</a></li></ul>'],
  ['unknown', { sourceType: 'quest', html: 'Only this.' }, 'Only this.'],
];

const moduleOf = (...items: Partial<ModuleItem>[]) =>
  record('modules', {
    migrationId: 'm',
    title: 'Module',
    position: 1,
    published: true,
    items: items.map((item, at) => ({
      migrationId: `i${at}`,
      title: `Item ${at}`,
      indent: 0,
      published: true,
      content: { type: 'heading' as const },
      ...item,
    })),
  });

describe('activities that cartridges do not know', () => {
  it.each(ACTIVITIES)('become pages: %s', async (type, more, html) => {
    const exported = await exportCourse([
      record('files', sampleFile('f', 'a.zip')),
      record('activities', activity(type, more)),
    ]);
    expect(bodyOf(exported, 'wiki_content/activity.html')).toBe(html);
    expect(exported.entries.find((entry) => entry.type === 'activity')).toMatchObject({
      state: 'changed',
      path: 'wiki_content/activity.html',
      code: 'activity_as_page',
      message: expect.stringMatching(
        `^wiki_content/activity.html: The ${type === 'unknown' ? 'quest' : type} "Activity" was written as a page. Not carried over: `,
      ),
    });
  });

  it('are left out with a sentence when there is nothing to read', async () => {
    const show = { type: 'object' as const, object: ref('activity', 'x') };
    const exported = await exportCourse([
      record('activities', activity('chat', {})),
      moduleOf({ content: show }),
    ]);
    expect(exported.entries.filter(({ state }) => state !== 'imported')).toMatchObject([
      {
        type: 'activity',
        state: 'unsupported',
        message:
          'The chat "Activity" holds nothing that a page could show; cartridges have no such activity.',
      },
      { type: 'moduleItem', state: 'changed', code: 'shows_page' },
    ]);
    expect(exported.sink.text('course_settings/module_meta.xml')).toContain('ContextModuleSubHeader');
    expect(await problemsOf(exported)).toEqual([]);
  });

  it('say what else of them has no place', async () => {
    const late = { options: [{ id: '1', text: 'a' }], dueAt: '2026-01-01T00:00:00Z', tags: ['x'] };
    const { entries } = await exportCourse([record('activities', activity('choice', late))]);
    expect(entries).toMatchObject([{ lost: ['dueAt', 'tags', 'voting'] }]);
  });

  it('do not take the place of a page with the same id', async () => {
    const exported = await exportCourse([
      record('pages', { migrationId: 'x', title: 'Page', html: 'page', published: true }),
      record('activities', activity('unknown', { sourceType: 't', html: 'activity' })),
      moduleOf({ content: { type: 'object', object: ref('activity', 'x') } }),
    ]);
    expect(bodyOf(exported, 'wiki_content/page.html')).toBe('page');
    expect(bodyOf(exported, 'wiki_content/activity.html')).toBe('activity');
    expect(exported.sink.text('imsmanifest.xml')).toContain(
      '<item identifier="i0" identifierref="activity-x">',
    );
  });
});
