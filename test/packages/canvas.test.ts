/** Other people's Canvas cartridges: what is read is what independent counts say, and nothing is lost on the way. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { ModuleItem } from '../../activities/course/model/module.js';
import { type ReadCourse, readCartridge } from '../formats/canvas/reading.js';
import { openSharedPackage, readShared, SHARED_PACKAGES } from '../support/shared-packages.js';

interface Counts {
  readonly files: number;
  readonly resources_total: number;
  readonly resources: Readonly<Record<string, number>>;
  readonly organization: { readonly items: number } | null;
  readonly canvas: Readonly<Record<string, number>> & {
    readonly title?: string;
    readonly module_items?: Readonly<Record<string, number>>;
  };
  readonly canvas_qti?: Readonly<Record<string, number>>;
}

/** Where something else is read than was counted, and why. */
const DIFFERENCES: Readonly<Record<string, Partial<Record<string, unknown>>>> = {
  // module_meta.xml holds no module, so the one of the organisation is read.
  'canvas/latex-pages-11.imscc': { modules: 1, moduleItems: { WikiPage: 2 } },
};

if (SHARED_PACKAGES === undefined) {
  it('is not run: this machine has no folder of packages (CARTWRIGHT_PACKAGES names one)', () => {
    expect(SHARED_PACKAGES).toBeUndefined();
  });
} else {
  describePackages();
}

function describePackages(): void {
  const { packages } = JSON.parse(readShared('counts.json').toString('utf8')) as {
    packages: Record<string, Counts>;
  };
  const named = Object.entries(packages).filter(([name]) => name.startsWith('canvas/'));
  describe.each(named)('%s', (name, counts) => {
    let read: ReadCourse;
    beforeAll(async () => {
      read = await readPackage(name);
    });

    it('holds what was counted', () => {
      expect(found(read)).toEqual({ ...counted(counts), ...DIFFERENCES[name] });
    });

    it('has every file, resource and item of the organisation in the ledger, and each settled', () => {
      const ofManifest = read.ledger.filter(({ path }) => path === 'imsmanifest.xml');
      const count = (type: string) => ofManifest.filter((entry) => entry.type === type).length;
      expect(read.report.byType['zip entry']?.found).toBe(counts.files);
      expect(count('resource')).toBe(counts.resources_total);
      expect(count('item')).toBe(counts.organization?.items ?? 0);
    });

    it('names no question twice, and none of a quiz or bank that is not there', () => {
      const questions = read.records('questions').map(({ migrationId }) => migrationId);
      const owners = new Set(
        [...read.records('quizzes'), ...read.records('questionBanks')].map((one) => one.migrationId),
      );
      expect(new Set(questions).size).toBe(questions.length);
      for (const { owner } of read.records('questions')) expect(owners).toContain(owner.migrationId);
    });
  });

  it.each(['malformed/mac-junk-minimum.zip', 'detect/canvas.zip', 'detect/old_canvas.zip'])(
    '%s is read as far as it goes, and what it lacks is told',
    async (name) => {
      const { ledger, records } = await readPackage(name);
      expect(records('course')).toHaveLength(1);
      const missing = ledger.filter(({ code }) => code === 'missing_file');
      expect(missing).not.toEqual([]);
      for (const { message } of missing)
        expect(message).toMatch(/ names .*(which|that) the package does not contain/);
    },
  );
}

async function readPackage(name: string): Promise<ReadCourse> {
  return readCartridge(await openSharedPackage(name));
}

function counted({ canvas, canvas_qti: qti = {}, resources }: Counts) {
  return {
    // Without settings, the title is the manifest's, which was not counted.
    title: canvas.title ?? expect.any(String),
    pages: canvas.wiki_pages ?? 0,
    files: canvas.web_resources ?? 0,
    assignments: (canvas.assignments ?? 0) + (resources.assignment ?? 0),
    assignmentGroups: canvas.assignment_groups ?? 0,
    quizzes: canvas.quiz_meta ?? 0,
    questions: qti.item ?? 0,
    questionBanks: qti.objectbank ?? 0,
    discussionTopics: canvas.discussions ?? 0,
    announcements: canvas.announcements ?? 0,
    calendarEvents: canvas.events ?? 0,
    outcomes: canvas.outcomes ?? 0,
    rubrics: canvas.rubrics ?? 0,
    externalTools: resources.lti ?? 0,
    modules: canvas.modules ?? 0,
    moduleItems: canvas.module_items ?? {},
  };
}

const COLLECTIONS = [
  'pages',
  'files',
  'assignments',
  'assignmentGroups',
  'quizzes',
  'questions',
  'questionBanks',
  'discussionTopics',
  'announcements',
  'calendarEvents',
  'outcomes',
  'rubrics',
  'externalTools',
  'modules',
] as const;

function found({ records }: ReadCourse) {
  const moduleItems: Record<string, number> = {};
  for (const item of records('modules').flatMap(({ items }) => items)) {
    const type = contentType(item);
    moduleItems[type] = (moduleItems[type] ?? 0) + 1;
  }
  const sizes = Object.fromEntries(COLLECTIONS.map((name) => [name, records(name).length])) as Record<
    (typeof COLLECTIONS)[number],
    number
  >;
  return { ...sizes, title: records('course')[0]?.title, moduleItems };
}

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  page: 'WikiPage',
  file: 'Attachment',
  assignment: 'Assignment',
  quiz: 'Quizzes::Quiz',
  discussionTopic: 'DiscussionTopic',
  announcement: 'DiscussionTopic',
  heading: 'ContextModuleSubHeader',
  url: 'ExternalUrl',
  externalTool: 'ContextExternalTool',
};

function contentType({ content }: ModuleItem): string {
  if (content.type === 'missing') return content.contentType ?? '';
  return CONTENT_TYPES[content.type === 'object' ? content.object.kind : content.type] ?? content.type;
}
