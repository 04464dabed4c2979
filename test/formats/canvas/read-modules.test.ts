/** Modules of a Canvas cartridge, and the organisation that says the same again. */
import { describe, expect, it } from 'vitest';
import { CANVAS_PATHS } from '../../../activities/formats/canvas/write.js';
import { cartridge, dependsOn, page, resource, settings, TYPES, topic, typed } from './cartridge.js';
import { readCartridge } from './reading.js';

describe('modules', () => {
  const item = (id: string, type: string, more = '') =>
    `<item identifier="${id}"><content_type>${type}</content_type><title>${id}</title>${more}</item>`;
  const modules = (items: string) =>
    settings('modules', `<module identifier="m1"><title>M</title><items>${items}</items></module>`);

  it('say what an item shows that the package lacks', async () => {
    const meta = modules(item('i1', 'WikiPage', '<identifierref>gone</identifierref>'));
    const read = await readCartridge(cartridge({ files: { [CANVAS_PATHS.moduleMeta]: meta } }));
    expect(read.records('modules')[0]?.items[0]?.content).toEqual({
      type: 'missing',
      target: 'gone',
      contentType: 'WikiPage',
    });
    expect(read.notices).toMatchObject([{ code: 'missing_content' }]);
    expect(read.notices[0]?.message).toContain('"i1"');
    expect(read.notices[0]?.message).toContain('"gone"');
  });

  it('lead to the assignment of a topic (it was told to be missing)', async () => {
    const graded =
      '<topic_id>t1</topic_id><title>T</title><type>topic</type><assignment identifier="a1"><title>T</title></assignment>';
    const read = await readCartridge(
      cartridge({
        resources:
          typed(TYPES.topic, 't1', ['t1.xml'], undefined, dependsOn('t1m')) + resource('t1m', 't1m.xml'),
        files: {
          't1.xml': topic('T'),
          't1m.xml': settings('topicMeta', graded, 'identifier="t1m"'),
          [CANVAS_PATHS.moduleMeta]: modules(item('i1', 'Assignment', '<identifierref>a1</identifierref>')),
        },
      }),
    );
    expect(read.records('modules')[0]?.items[0]?.content).toEqual({
      type: 'object',
      object: { kind: 'assignment', migrationId: 'a1' },
    });
    expect(read.notices).toEqual([]);
  });

  it('make the organisation and the web links of the manifest say the same again', async () => {
    const meta = modules(
      item('i1', 'ExternalUrl', '<identifierref>i1</identifierref><url>https://example.org</url>') +
        item('i2', 'ContextExternalTool', '<identifierref>x</identifierref><url>https://tool</url>') +
        item('i3', 'ContextModuleSubHeader'),
    );
    const read = await readCartridge(
      cartridge({
        items:
          '<item identifier="m1"><title>M</title><item identifier="i1" identifierref="w1"><title>i1</title></item><item identifier="o2" identifierref="i2"><title>i2</title></item><item identifier="o3"><title>i3</title></item></item>',
        resources: typed(TYPES.link, 'w1', ['w1.xml']),
        files: {
          [CANVAS_PATHS.moduleMeta]: meta,
          'w1.xml': '<webLink><title>i1</title><url href="https://example.org"/></webLink>',
        },
      }),
    );
    expect(read.report.byType.item).toMatchObject({ found: 4, merged: 4 });
    expect(read.entry('resource', 'imsmanifest.xml', 'resource "w1"')?.state).toBe('merged');
    expect(read.records('webLinks')).toEqual([]);
    expect(read.records('modules')[0]?.items.map(({ content }) => content)).toEqual([
      { type: 'url', url: 'https://example.org' },
      { type: 'externalTool', url: 'https://tool' },
      { type: 'heading' },
    ]);
  });

  it('do not swallow an item of the organisation that they do not have', async () => {
    const read = await readCartridge(
      cartridge({
        items: '<item identifier="o1"><title>Only here</title></item>',
        files: { [CANVAS_PATHS.moduleMeta]: modules('') },
      }),
    );
    expect(read.entry('item', 'imsmanifest.xml', 'item "o1"')).toMatchObject({
      state: 'unsupported',
      code: 'not_in_modules',
    });
  });

  it.each([
    ['missing', {}],
    ['empty', { [CANVAS_PATHS.moduleMeta]: settings('modules', '') }],
  ])('are those of the organisation when module_meta.xml is %s', async (_, files) => {
    const path = 'wiki_content/a.html';
    const read = await readCartridge(
      cartridge({
        items:
          '<item identifier="o1"><title>Week 1</title><item identifier="o2" identifierref="p1"><title>A</title></item></item>',
        resources: resource('p1', path),
        files: { [path]: page('A', ''), ...files },
      }),
    );
    expect(read.records('modules')).toMatchObject([
      {
        title: 'Week 1',
        items: [{ title: 'A', content: { type: 'object', object: { kind: 'page', migrationId: 'p1' } } }],
      },
    ]);
  });
});
