/** Modules: what Canvas calls their items, and what becomes of items that show nothing the package has. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCourseIndex } from '../../../activities/course/course-index.js';
import type { Reference } from '../../../activities/course/model/common.js';
import { type Module, type ModuleItem, module, moduleItem } from '../../../activities/course/model/module.js';
import { readModule } from '../../../activities/formats/canvas/records/module.js';
import { MODULE_HEAD } from '../../../activities/formats/canvas/tables/module.js';
import { type CanvasCourseOptions, writeModuleMeta } from '../../../activities/formats/canvas/write.js';
import { parseXmlText } from '../../../activities/formats/xml/parse.js';
import { elements, leftovers } from '../../../activities/formats/xml/tree.js';
import { recordOf, reference } from './arbitraries.js';
import { options, scope, stream, textOf } from './canvas-options.js';

const id = fc.stringMatching(/^[a-z]{1,8}$/);
const KINDS = ['assignment', 'quiz', 'discussionTopic', 'page', 'file'] as const;
const objects = fc.oneof(...KINDS.map((kind) => reference(kind)));

const contents: fc.Arbitrary<ModuleItem['content']> = fc.oneof(
  fc.record({ type: fc.constant('heading' as const) }),
  fc.record({ type: fc.constant('url' as const), url: fc.webUrl() }),
  fc.record({ type: fc.constant('object' as const), object: objects }),
  fc.record(
    { type: fc.constant('externalTool' as const), url: fc.webUrl(), tool: reference('externalTool') },
    { requiredKeys: ['type', 'url'], noNullPrototype: true },
  ),
  id.map((target) => ({ type: 'missing' as const, target: `x-${target}`, contentType: 'WikiPage' })),
);

const items = recordOf(
  moduleItem,
  ['migrationId', 'title', 'indent', 'published', 'content', 'newTab', 'completion', 'extensions'],
  { content: contents, indent: fc.nat(5) },
);
const modules = recordOf(module, ['migrationId', 'extensions', ...MODULE_HEAD.flatMap(({ keys }) => keys)], {
  module: reference('module'),
  position: fc.nat(),
}).chain((head) =>
  fc
    .uniqueArray(items, { selector: ({ migrationId }) => migrationId, maxLength: 4 })
    .map((list): Module => ({ ...head, items: list })),
);

describe('a module', () => {
  it('is read as it was written', async () => {
    await fc.assert(
      fc.asyncProperty(modules, async (given) => {
        const [read] = await roundTrip(given);
        expect(read).toEqual(given);
      }),
    );
  });

  it('is written as Canvas writes it', async () => {
    const text = await textOf(writeModuleMeta(stream(SAMPLE), options));
    expect(text.replaceAll(/>\s*</g, '>\n<')).toBe(GOLDEN);
  });

  it('shows a web link by its address, which Canvas has no object for', async () => {
    const course = {
      index: createCourseIndex([]),
      get: async () => ({ migrationId: 'w', title: 'Tables', url: 'https://example.org/tides' }),
    } as unknown as CanvasCourseOptions['course'];
    const text = await textOf(
      writeModuleMeta(stream(of({ type: 'object', object: ref('webLink', 'w') })), { ...options, course }),
    );
    expect(text).toContain('<content_type>ExternalUrl</content_type>');
    expect(text).toContain('<url>https://example.org/tides</url>');
  });

  it('shows activities as pages, and what Canvas cannot show as headings, which is told', async () => {
    const lost: string[] = [];
    const text = await textOf(
      writeModuleMeta(
        stream(
          of({ type: 'object', object: ref('activity', 'book') }),
          of({ type: 'text', html: '<p>a</p>' }),
          of({ type: 'object', object: ref('rubric', 'x') }),
        ),
        { ...options, onLost: (_, what) => lost.push(what) },
      ),
    );
    expect(text.match(/<content_type>\w+/g)).toEqual([
      '<content_type>WikiPage',
      '<content_type>ContextModuleSubHeader',
      '<content_type>ContextModuleSubHeader',
    ]);
    expect(lost).toEqual(['content.html', 'content (rubric)']);
  });
});

describe('an item of a kind that came later', () => {
  const readItem = (elementsOfItem: string) => {
    const element = parseXmlText(
      `<module identifier="m"><title>M</title><items><item identifier="i">${elementsOfItem}</item></items></module>`,
      'module_meta.xml',
    );
    return readModule(element, 0, scope, () => undefined).module;
  };

  it('is shown by its address, and comes back as what it was', async () => {
    const given =
      '<content_type>Lucid</content_type><workflow_state>active</workflow_state><title>Board</title><identifierref>x</identifierref><url>https://lucid/1</url><position>1</position><indent>0</indent>';
    const read = readItem(given);
    expect(read.items[0]).toMatchObject({
      content: { type: 'url', url: 'https://lucid/1' },
      extensions: { canvas: { content_type: 'Lucid', identifierref: 'x' } },
    });
    expect(await textOf(writeModuleMeta(stream(read), options))).toContain(given);
  });

  it('is missing without an address, and keeps its name', () => {
    expect(
      readItem('<content_type>Lucid</content_type><identifierref>x</identifierref>').items[0]?.content,
    ).toEqual({
      type: 'missing',
      target: 'x',
      contentType: 'Lucid',
    });
  });

  it('keeps the link that its tool is launched by', async () => {
    const given =
      '<content_type>ContextExternalTool</content_type><url>https://tool</url><lti_resource_link_lookup_uuid>u</lti_resource_link_lookup_uuid>';
    const read = readItem(given);
    expect(read.items[0]?.extensions).toEqual({ canvas: { lti_resource_link_lookup_uuid: 'u' } });
    expect(await textOf(writeModuleMeta(stream(read), options))).toContain(
      '<lti_resource_link_lookup_uuid>u</lti_resource_link_lookup_uuid>',
    );
  });
});

function ref(kind: Reference['kind'], migrationId: string): Reference {
  return { kind, migrationId };
}

function of(content: ModuleItem['content']): Module {
  const item: ModuleItem = { migrationId: 'i', title: 'Item', indent: 0, published: true, content };
  return { migrationId: 'm', title: 'Module', position: 1, published: true, items: [item] };
}

async function roundTrip(...given: Module[]): Promise<Module[]> {
  const known = new Map(
    given
      .flatMap((one) => one.items)
      .flatMap(({ content }): Reference[] => {
        if (content.type === 'object') return [content.object];
        return content.type === 'externalTool' && content.tool !== undefined ? [content.tool] : [];
      })
      .map((target) => [target.migrationId, target]),
  );
  // One identifier stands for one object, as in a package.
  fc.pre(given.every((one) => one.items.every(({ content }) => isConsistent(content, known))));
  const root = parseXmlText(await textOf(writeModuleMeta(stream(...given), options)), 'module_meta.xml');
  return elements(root, 'module').map((element, at) => {
    const { module: read } = readModule(element, at, scope, (identifier) => known.get(identifier));
    expect(leftovers(element)).toEqual([]);
    return read;
  });
}

function isConsistent(content: ModuleItem['content'], known: ReadonlyMap<string, Reference>): boolean {
  if (content.type === 'object') return known.get(content.object.migrationId) === content.object;
  if (content.type === 'externalTool' && content.tool !== undefined)
    return known.get(content.tool.migrationId) === content.tool;
  return true;
}

const SAMPLE: Module = {
  migrationId: 'i2',
  title: 'Week 2',
  position: 2,
  published: true,
  unlockAt: '2026-02-01T08:00:00Z',
  requireSequentialProgress: true,
  prerequisites: [{ module: ref('module', 'i1'), title: 'Week 1' }],
  items: [
    {
      migrationId: 'i3',
      title: 'Ebb',
      indent: 1,
      published: false,
      content: { type: 'object', object: ref('page', 'p1') },
      completion: { type: 'mustView' },
    },
    {
      migrationId: 'i4',
      title: 'Tables',
      indent: 0,
      published: true,
      newTab: true,
      content: { type: 'url', url: 'https://example.org/?a&b' },
    },
  ],
};

const GOLDEN = `<?xml version="1.0" encoding="UTF-8"?>
<modules xmlns="http://canvas.instructure.com/xsd/cccv1p0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://canvas.instructure.com/xsd/cccv1p0 https://canvas.instructure.com/xsd/cccv1p0.xsd">
<module identifier="i2">
<title>Week 2</title>
<workflow_state>active</workflow_state>
<position>2</position>
<unlock_at>2026-02-01T08:00:00</unlock_at>
<require_sequential_progress>true</require_sequential_progress>
<prerequisites>
<prerequisite type="context_module">
<title>Week 1</title>
<identifierref>i1</identifierref>
</prerequisite>
</prerequisites>
<items>
<item identifier="i3">
<content_type>WikiPage</content_type>
<workflow_state>unpublished</workflow_state>
<title>Ebb</title>
<identifierref>p1</identifierref>
<position>1</position>
<indent>1</indent>
</item>
<item identifier="i4">
<content_type>ExternalUrl</content_type>
<workflow_state>active</workflow_state>
<title>Tables</title>
<identifierref>i4</identifierref>
<url>https://example.org/?a&amp;b</url>
<position>2</position>
<new_tab>true</new_tab>
<indent>0</indent>
</item>
</items>
<completionRequirements>
<completionRequirement type="must_view">
<identifierref>i3</identifierref>
</completionRequirement>
</completionRequirements>
</module>
</modules>
`;
