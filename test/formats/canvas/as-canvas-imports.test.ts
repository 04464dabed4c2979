/**
 * What Canvas's importer looks for in a cartridge, and how: fixed paths, type names, the first descendant of a name,
 * paths taken as they are written. Nothing here uses our reader; a package that passes is one Canvas imports whole.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import {
  COLLECTIONS,
  type CollectionName,
  type CourseRecord,
} from '../../../activities/course/collections.js';
import { exportCourse, schemaComplaints } from '../../support/cartridge-export.js';
import { record, ref, sampleCourse } from '../../support/courses.js';
import type { MemorySink } from '../../support/package-sink.js';
import { cartridge } from './cartridge.js';
import { FULL_CARTRIDGE } from './full-cartridge.js';
import { readCartridge } from './reading.js';
import { isElement, parse, type TestElement } from './xml-leaves.js';

const local = (name: string): string => name.slice(name.indexOf(':') + 1);

/** All descendants of a local name, in document order: what a CSS selector finds. */
function all(root: TestElement, name: string): TestElement[] {
  return root.children
    .filter(isElement)
    .flatMap((child) => [...(local(child.name) === name ? [child] : []), ...all(child, name)]);
}

/** Down the names given, the first of each. */
function first(root: TestElement, ...names: string[]): TestElement | undefined {
  return names.reduce<TestElement | undefined>(
    (found, name) => (found === undefined ? undefined : all(found, name)[0]),
    root,
  );
}

const textOf = (element: TestElement | undefined): string =>
  (element?.children ?? []).map((child) => (isElement(child) ? textOf(child) : child)).join('');

const valueAt = (root: TestElement, ...names: string[]): string => textOf(first(root, ...names));

interface Resource {
  readonly id: string;
  readonly type: string;
  readonly href: string | undefined;
  readonly files: readonly string[];
  readonly dependencies: readonly string[];
}

interface Package {
  readonly sink: MemorySink;
  readonly manifest: TestElement;
  readonly resources: readonly Resource[];
  xml(path: string): TestElement;
  has(path: string): boolean;
}

function opened(sink: MemorySink): Package {
  const manifest = parse(sink.text('imsmanifest.xml'));
  const resources = all(manifest, 'resource').map((resource) => ({
    id: resource.attributes.identifier ?? '',
    type: resource.attributes.type ?? '',
    href: resource.attributes.href,
    files: all(resource, 'file').map(({ attributes }) => attributes.href ?? ''),
    dependencies: all(resource, 'dependency').map(({ attributes }) => attributes.identifierref ?? ''),
  }));
  return {
    sink,
    manifest,
    resources,
    xml: (path) => parse(sink.text(path)),
    has: (path) => sink.entries.has(path),
  };
}

const settings = (opened: Package, name: string): TestElement => opened.xml(`course_settings/${name}`);
const idsIn = (root: TestElement, name: string): string[] =>
  all(root, name).map(({ attributes }) => attributes.identifier ?? '');

const isLor = ({ type }: Resource): boolean => type.endsWith('learning-application-resource');

/** Meta elements of a page by name. */
function metaOf(html: string): ReadonlyMap<string, string> {
  return new Map(
    [...html.matchAll(/<meta name="([^"]*)" content="([^"]*)"\/>/g)].map(([, a = '', b = '']) => [a, b]),
  );
}

/** Identifiers by the class names of module items, each found as Canvas finds objects of that class. */
function objectsOf(opened: Package): Readonly<Record<string, ReadonlySet<string>>> {
  const pages = [...opened.sink.entries.keys()].filter((path) => path.startsWith('wiki_content/'));
  const nested = [...opened.sink.entries.keys()]
    .filter(
      (path) => path.endsWith('.xml') && path !== 'imsmanifest.xml' && !path.startsWith('course_settings/'),
    )
    .map((path) => opened.xml(path))
    .filter(({ name }) => name === 'quiz' || name === 'topicMeta');
  return {
    WikiPage: new Set(pages.map((path) => metaOf(opened.sink.text(path)).get('identifier') ?? '')),
    Attachment: new Set(filesOf(opened).keys()),
    Assignment: new Set([
      ...assignmentsOf(opened).map(({ id }) => id),
      ...nested.flatMap((root) => idsIn(root, 'assignment')),
    ]),
    'Quizzes::Quiz': new Set(quizzesOf(opened).map(({ id }) => id)),
    DiscussionTopic: new Set(topicsOf(opened).map(({ id }) => id)),
    ContextExternalTool: new Set(
      opened.resources.filter(({ type }) => type === 'imsbasiclti_xmlv1p0').map(({ id }) => id),
    ),
  };
}

/** Web content below web_resources: path inside the course by identifier. */
function filesOf({ resources }: Package): ReadonlyMap<string, string> {
  return new Map(
    resources
      .filter(({ type, href }) => type === 'webcontent' && href?.startsWith('web_resources'))
      .map(({ id, href = '' }) => [id, href.replace('web_resources/', '')]),
  );
}

/** Associated content with settings and a text, or in 1.3 a resource of the assignment's type. */
function assignmentsOf({ resources }: Package): readonly Resource[] {
  return resources.filter(
    (resource) =>
      resource.type === 'assignment_xmlv1p0' ||
      (isLor(resource) && resource.files.some((path) => path.endsWith('assignment_settings.xml'))),
  );
}

const topicsOf = ({ resources }: Package) => resources.filter(({ type }) => type === 'imsdt_xmlv1p1');

interface FoundQuiz {
  readonly id: string;
  readonly qti: TestElement;
  readonly meta: string;
}

/** Every assessment in the folder of its own, whether the manifest names the file or not. */
function quizzesOf({ sink, xml }: Package): FoundQuiz[] {
  const paths = [...sink.entries.keys()].filter((path) => /^non_cc_assessments\/.*\.xml\.qti$/.test(path));
  return paths.flatMap((path) => {
    const assessment = first(xml(path), 'assessment');
    const id = assessment?.attributes.ident;
    return assessment === undefined || id === undefined
      ? []
      : [{ id, qti: assessment, meta: `${id}/assessment_meta.xml` }];
  });
}

function recordsOf(read: Awaited<ReturnType<typeof readCartridge>>): CourseRecord[] {
  return (Object.keys(COLLECTIONS) as CollectionName[]).flatMap((collection) =>
    read.records(collection).map((one) => ({ collection, record: one }) as unknown as CourseRecord),
  );
}

/** Objects as other systems bring them: without the words that only Canvas has for them. */
const PLAIN: readonly CourseRecord[] = [
  record('assignments', { migrationId: 'plain-1', title: 'Plain', published: true, pointsPossible: 5 }),
  record('quizzes', {
    migrationId: 'plain-2',
    title: 'Graded by itself',
    published: true,
    quizType: 'assignment',
    pointsPossible: 3,
    entries: [],
  }),
  record('discussionTopics', {
    migrationId: 'plain-3',
    title: 'Graded topic',
    html: '',
    published: true,
    assignment: {
      migrationId: 'plain-4',
      title: 'Graded topic',
      published: true,
      position: 9,
      pointsPossible: 2,
    },
  }),
  record('modules', {
    migrationId: 'plain-5',
    title: 'Plain',
    position: 9,
    published: true,
    items: [
      {
        migrationId: 'plain-6',
        title: 'Graded by itself',
        indent: 0,
        published: true,
        content: { type: 'object', object: ref('quiz', 'plain-2') },
      },
    ],
  }),
];

describe.each(['1.1', '1.3'] as const)('a cartridge of version %s, written for Canvas', (version) => {
  describe.each([
    ['a course that came from Canvas', async () => recordsOf(await readCartridge(cartridge(FULL_CARTRIDGE)))],
    ['a course of our own', async () => [...sampleCourse(), ...PLAIN]],
  ] as const)('of %s', (_, load) => {
    let canvas: Package;
    beforeAll(async () => {
      canvas = opened((await exportCourse(await load(), { version, dialect: 'canvas' })).sink);
    });

    it('is taken for a Canvas cartridge', () => {
      expect(valueAt(canvas.manifest, 'metadata', 'schema')).toMatch(/IMS(?: Thin)? Common Cartridge/i);
      expect(canvas.resources.some(({ href }) => href === 'course_settings/canvas_export.txt')).toBe(true);
    });

    it('names no file that it does not hold: one that is missing fails the whole import', () => {
      const named = canvas.resources.flatMap(({ files, href = '' }) =>
        href === '' ? files : [href, ...files],
      );
      expect(named.filter((path) => !canvas.has(path))).toEqual([]);
    });

    it('uses an identifier once', () => {
      const ids = canvas.resources.map(({ id }) => id);
      expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
    });

    it('has its settings at fixed paths, each with the root that is looked for', () => {
      const roots = [...canvas.sink.entries.keys()]
        .filter((path) => /^course_settings\/.*\.xml$/.test(path))
        .map((path) => [path.slice('course_settings/'.length), canvas.xml(path).name]);
      for (const [name = '', root] of roots) expect([name, root]).toEqual([name, ROOTS[name]]);
      expect(roots.map(([name]) => name)).toContain('course_settings.xml');
      expect(canvas.has('course_settings/syllabus.html')).toBe(true);
    });

    it('has for every page its identifier, and at most one front page, which is published', () => {
      const pages = [...canvas.sink.entries.keys()].filter((path) => path.startsWith('wiki_content/'));
      expect(pages.length).toBeGreaterThan(0);
      const fronts = [];
      for (const path of pages) {
        const resource = canvas.resources.find(({ href }) => href === path);
        const meta = metaOf(canvas.sink.text(path));
        expect([path, meta.get('identifier')]).toEqual([path, resource?.id]);
        expect(resource?.type).toBe('webcontent');
        if (meta.get('front_page') === 'true') fronts.push(path);
      }
      expect(fronts.length).toBeLessThanOrEqual(1);
    });

    it('has every course file below web_resources under a resource of its own', () => {
      const held = [...canvas.sink.entries.keys()].filter((path) => path.startsWith('web_resources/'));
      expect([...filesOf(canvas).values()].map((path) => `web_resources/${path}`).sort()).toEqual(
        held.sort(),
      );
    });

    it('says of files only what it has', () => {
      const files = filesOf(canvas);
      const known = (ids: readonly string[]) => expect(ids.filter((id) => !files.has(id))).toEqual([]);
      if (canvas.has('course_settings/files_meta.xml'))
        known(idsIn(settings(canvas, 'files_meta.xml'), 'file'));
      if (!canvas.has('course_settings/media_tracks.xml')) return;
      const media = settings(canvas, 'media_tracks.xml');
      for (const name of ['media', 'track'])
        known(all(media, name).map(({ attributes }) => attributes.identifierref ?? ''));
    });

    it('has for every assignment a text and settings under its own identifier', () => {
      expect(assignmentsOf(canvas).length).toBeGreaterThan(0);
      for (const { id, type, files } of assignmentsOf(canvas)) {
        const path = files.find((file) => file.endsWith('.xml')) ?? '';
        const root = canvas.xml(path);
        expect([root.name, root.attributes.identifier]).toEqual(['assignment', id]);
        if (type === 'assignment_xmlv1p0') expect(first(root, 'extensions', 'assignment')).toBeDefined();
        else expect(files.some((file) => file.endsWith('.html'))).toBe(true);
      }
    });

    it('says how an assignment with points is graded: they are not kept otherwise', () => {
      const silent = assignmentElements(canvas).filter(
        (element) => valueAt(element, 'points_possible') !== '' && valueAt(element, 'grading_type') === '',
      );
      expect(silent.map(({ attributes }) => attributes.identifier)).toEqual([]);
    });

    it('refers from assignments to what the package has', () => {
      const kinds = [
        ['assignment_group_identifierref', 'assignment_groups.xml', 'assignmentGroup'],
        ['grading_standard_identifierref', 'grading_standards.xml', 'gradingStandard'],
        ['rubric_identifierref', 'rubrics.xml', 'rubric'],
      ] as const;
      for (const element of assignmentElements(canvas)) {
        for (const [name, file, record] of kinds) {
          const target = valueAt(element, name);
          if (target !== '') expect(idsIn(settings(canvas, file), record)).toContain(target);
        }
      }
    });

    it('has the settings of a topic first among what it depends on, with the identifier it goes by', () => {
      expect(topicsOf(canvas).length).toBeGreaterThan(0);
      for (const { id, files, dependencies } of topicsOf(canvas)) {
        expect(canvas.xml(files[0] ?? '').name).toBe('topic');
        const meta = canvas.resources.find((resource) => resource.id === dependencies[0]);
        const root = canvas.xml(meta?.files[0] ?? '');
        expect([root.name, valueAt(root, 'topic_id')]).toEqual(['topicMeta', id]);
        expect(['topic', 'announcement']).toContain(valueAt(root, 'type'));
      }
    });

    it('has every quiz in non_cc_assessments once, with settings in the folder of its name', () => {
      const quizzes = quizzesOf(canvas);
      expect(quizzes.length).toBeGreaterThan(0);
      expect(new Set(quizzes.map(({ id }) => id)).size).toBe(quizzes.length);
      const named = new Set(canvas.resources.filter(isLor).flatMap(({ files }) => files));
      for (const { id, meta } of quizzes) {
        expect(named).toContain(meta);
        expect([canvas.xml(meta).name, canvas.xml(meta).attributes.identifier]).toEqual(['quiz', id]);
      }
    });

    it('has the assignment of every graded quiz: without one it ends unpublished and ungraded', () => {
      for (const { meta } of quizzesOf(canvas)) {
        const quiz = canvas.xml(meta);
        if (!['assignment', 'graded_survey'].includes(valueAt(quiz, 'quiz_type'))) continue;
        const assignment = first(quiz, 'assignment');
        expect([meta, assignment?.attributes.identifier]).toEqual([meta, expect.stringMatching(/./)]);
        expect(valueAt(assignment as TestElement, 'title')).not.toBe('');
      }
    });

    it('draws questions only from banks it has', () => {
      const banks = [...canvas.sink.entries.keys()]
        .filter((path) => path.endsWith('.xml.qti'))
        .flatMap((path) => all(canvas.xml(path), 'objectbank').map(({ attributes }) => attributes.ident));
      for (const { qti } of quizzesOf(canvas))
        for (const drawn of all(qti, 'sourcebank_ref')) expect(banks).toContain(textOf(drawn));
    });

    it('has tools under the type of LTI 1, with a title and an address', () => {
      for (const { files, href } of canvas.resources.filter(({ type }) => type === 'imsbasiclti_xmlv1p0')) {
        const tool = canvas.xml(href ?? files[0] ?? '');
        expect(tool.name).toBe('cartridge_basiclti_link');
        expect(tool.attributes['xmlns:blti']).toBe('http://www.imsglobal.org/xsd/imsbasiclti_v1p0');
        expect(valueAt(tool, 'title')).not.toBe('');
      }
    });

    it('has links to tools under the type of LTI 1.3, in a file of their identifier', () => {
      const links = canvas.resources.filter(({ type }) => type === 'imsbasiclti_xmlv1p3');
      expect(links.length).toBeGreaterThan(0);
      for (const { id, files } of links) expect(files).toEqual([`lti_resource_links/${id}.xml`]);
    });

    it('shows in modules only what the package has, each by its class', () => {
      const objects = objectsOf(canvas);
      const items = all(settings(canvas, 'module_meta.xml'), 'item');
      expect(items.length).toBeGreaterThan(0);
      for (const item of items) {
        const type = valueAt(item, 'content_type');
        const target = valueAt(item, 'identifierref');
        if (type === 'ContextModuleSubHeader') continue;
        if (type === 'ExternalUrl' || (type === 'ContextExternalTool' && target === ''))
          expect(valueAt(item, 'url')).not.toBe('');
        else expect([type, [...(objects[type] ?? [])]]).toEqual([type, expect.arrayContaining([target])]);
      }
    });

    it('has modules whose prerequisites come before them, and whose requirements are of their items', () => {
      const before = new Set<string>();
      for (const module of all(settings(canvas, 'module_meta.xml'), 'module')) {
        for (const prerequisite of all(module, 'prerequisite'))
          expect(before).toContain(valueAt(prerequisite, 'identifierref'));
        const items = idsIn(module, 'item');
        for (const requirement of all(module, 'completionRequirement'))
          expect(items).toContain(valueAt(requirement, 'identifierref'));
        before.add(module.attributes.identifier ?? '');
      }
    });

    it('says everything of an object before what is inside it: the first of a name is taken', () => {
      const shadowed = [...canvas.sink.entries.keys()]
        .filter((path) => path.endsWith('.xml') && path !== 'imsmanifest.xml')
        .flatMap((path) =>
          withSelf(canvas.xml(path)).flatMap((element) =>
            fieldsOf(element)
              .filter((name) => {
                const found = all(element, name)[0];
                return found !== undefined && !element.children.includes(found);
              })
              .map((name) => `${path}: ${element.name}/${name}`),
          ),
        );
      expect(shadowed).toEqual([]);
    });

    it('links by the words and identifiers that its link parser knows', () => {
      const objects = objectsOf(canvas);
      const files = new Set(filesOf(canvas).values());
      const broken: string[] = [];
      for (const [path, bytes] of canvas.sink.entries) {
        if (path.startsWith('web_resources/') || path === 'imsmanifest.xml') continue;
        for (const [link, place = '', rest = ''] of bytes
          .toString()
          .matchAll(/\$(IMS-CC-FILEBASE|CANVAS_OBJECT_REFERENCE|WIKI_REFERENCE)\$\/([^"?#&<]*)/g))
          if (!leadsSomewhere(place, rest, objects, files)) broken.push(`${path}: ${link}`);
      }
      expect(broken).toEqual([]);
    });
  });
});

describe('a course whose metadata names related resources', () => {
  it.each([
    ['1.1', 'canvas'],
    ['1.1', 'standard'],
    ['1.3', 'canvas'],
    ['1.3', 'standard'],
  ] as const)(
    'has a type for every element named resource (%s, %s): the whole import fails at one without',
    async (version, dialect) => {
      const metadata = { relations: [{ kind: 'ispartof', entry: 'a series' }] };
      const records = [
        record('course', { migrationId: 'c', title: 'T', metadata }),
        record('pages', { migrationId: 'p', title: 'P', html: '', published: true, metadata }),
      ];
      const exported = await exportCourse(records, { version, dialect });
      const { manifest } = opened(exported.sink);
      const types = all(manifest, 'resource').map(
        ({ attributes }) => attributes.type ?? attributes['xsi:type'],
      );
      expect(types).toContain('lomimscc:Resource.Type');
      expect(types).not.toContain(undefined);
      expect(await schemaComplaints(exported, version)).toEqual(
        dialect === 'standard' ? [] : expect.any(Array),
      );
    },
  );
});

/** Every assignment element that holds Canvas's settings, wherever it stands. */
function assignmentElements(opened: Package): TestElement[] {
  return [...opened.sink.entries.keys()]
    .filter((path) => path.endsWith('.xml') && path !== 'imsmanifest.xml')
    .flatMap((path) => withSelf(opened.xml(path)))
    .filter(({ name, attributes }) => name === 'assignment' && attributes.identifier !== undefined)
    .filter((element) => first(element, 'extensions', 'assignment') === undefined);
}

const withSelf = (root: TestElement): TestElement[] => [
  root,
  ...root.children.filter(isElement).flatMap(withSelf),
];

const ROOTS: Readonly<Record<string, string>> = {
  'course_settings.xml': 'course',
  'module_meta.xml': 'modules',
  'assignment_groups.xml': 'assignmentGroups',
  'grading_standards.xml': 'gradingStandards',
  'learning_outcomes.xml': 'learningOutcomes',
  'rubrics.xml': 'rubrics',
  'external_feeds.xml': 'externalFeeds',
  'events.xml': 'events',
  'files_meta.xml': 'fileMeta',
  'late_policy.xml': 'late_policy',
  'course_paces.xml': 'course_paces',
  'blueprint.xml': 'blueprint_settings',
  'media_tracks.xml': 'media_tracks',
  'context.xml': 'context_info',
  'nav_menu_links.xml': 'navMenuLinks',
  'lti_context_controls.xml': 'lti_context_controls',
};

/** The descriptor of CC 1.3 is read before the extension inside it, whose words then go before. */
const fieldsOf = (element: TestElement): readonly string[] =>
  first(element, 'extensions', 'assignment') === undefined ? (FIELDS[local(element.name)] ?? []) : [];

/** What the importer asks each element for, taking the first descendant. */
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  course: ['title', 'course_code', 'start_at', 'conclude_at', 'default_view', 'license', 'is_public'],
  assignment: ['title', 'workflow_state', 'grading_type', 'points_possible', 'due_at', 'position'],
  quiz: [
    'title',
    'description',
    'quiz_type',
    'scoring_policy',
    'allowed_attempts',
    'available',
    'time_limit',
  ],
  topicMeta: ['topic_id', 'title', 'type', 'position', 'workflow_state', 'discussion_type', 'pinned'],
  module: ['title', 'workflow_state', 'position', 'unlock_at', 'requirement_count'],
  item: ['title', 'content_type', 'identifierref', 'url', 'position', 'indent'],
  assignmentGroup: ['title', 'position', 'group_weight'],
  rubric: ['title', 'points_possible', 'read_only', 'hide_score_total'],
  criterion: ['criterion_id', 'description', 'points', 'mastery_points'],
  learningOutcome: ['title', 'points_possible', 'mastery_points', 'calculation_method'],
  event: ['title', 'start_at', 'end_at', 'description'],
};

/** The types of the link parser that lead to objects with a class of module items. */
const CLASSES: Readonly<Record<string, string>> = {
  assignments: 'Assignment',
  attachments: 'Attachment',
  quizzes: 'Quizzes::Quiz',
  discussion_topics: 'DiscussionTopic',
  announcements: 'DiscussionTopic',
  pages: 'WikiPage',
  context_external_tools: 'ContextExternalTool',
};

const OTHER_TYPES = new Set([
  'assignment_groups',
  'calendar_events',
  'course_paces',
  'external_feeds',
  'grading_standards',
  'learning_outcome_groups',
  'learning_outcomes',
  'modules',
  'rubrics',
]);

function leadsSomewhere(
  place: string,
  rest: string,
  objects: Readonly<Record<string, ReadonlySet<string>>>,
  files: ReadonlySet<string>,
): boolean {
  if (place === 'IMS-CC-FILEBASE') return files.has(decodeURIComponent(rest));
  const [type = '', id = ''] = rest.split('/');
  const kind = CLASSES[type];
  return kind === undefined ? OTHER_TYPES.has(type) : objects[kind]?.has(id) === true;
}
