/** Arbitraries for whole courses: hostile titles, right-to-left text, odd identifiers, deep folders. */
import fc from 'fast-check';
import type { CourseRecord } from '../../activities/course/collections.js';
import type { ObjectKind, Reference } from '../../activities/course/model/common.js';
import { INTERACTIONS, linkTo, record, ref, sampleFile, sampleQuestion } from './courses.js';

const HOSTILE = [
  '',
  '<script>alert("1")</script>',
  '../../etc/passwd',
  '“Ünïcödé” & <b>bold</b>',
  'مقدمة في علم الأحياء',
  'שיעור ראשון: תאים',
  '\u202Egnp.exe',
  'line\nbreak\ttab\u2028\u2029',
  "Robert'); DROP TABLE--",
  '\u{1F9EC} \u{1F468}\u200D\u{1F52C}',
  'a'.repeat(300),
];

export const hostileTitle = fc.oneof(
  fc.constantFrom(...HOSTILE),
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.string({ unit: 'grapheme', maxLength: 30 }),
);

/** Ends of migration ids: what a careless link or map key would trip over. */
const hostileSuffix = fc.constantFrom(
  ...['', '/x', "'quoted'", ' space', '%2F', '?a=b#c', 'é', '&amp;', '__proto__', '🙂'],
);

interface Seed {
  readonly suffix: string;
  readonly title: string;
  readonly flag: boolean;
  readonly a: number;
  readonly b: number;
  readonly c: number;
}

/** How many there are at most. */
const SIZES = {
  groups: 3,
  files: 6,
  pages: 5,
  rubrics: 2,
  tools: 2,
  assignments: 5,
  banks: 2,
  quizzes: 3,
  questions: 8,
  topics: 3,
  modules: 4,
  items: 8,
} as const;

type Seeds = { readonly [Name in keyof typeof SIZES]: readonly Seed[] } & {
  readonly course: Seed | undefined;
};

function coursesWith(suffix: fc.Arbitrary<string>): fc.Arbitrary<CourseRecord[]> {
  const nat = fc.nat(1000);
  const seed = fc.record({ suffix, title: hostileTitle, flag: fc.boolean(), a: nat, b: nat, c: nat });
  const lists = Object.entries(SIZES).map(([name, maxLength]) => [name, fc.array(seed, { maxLength })]);
  const course = fc.option(seed, { nil: undefined });
  return fc.record({ ...Object.fromEntries(lists), course }).map((seeds) => buildCourse(seeds as Seeds));
}

/** A whole course; every structural reference resolves, some links in HTML do not. */
export const courseArbitrary = coursesWith(hostileSuffix);

/** Courses whose migration ids often meet: one as it may be, and what is imported into it. */
export const relatedCourse = coursesWith(fc.constantFrom('', '', '', "'"));

function pick<Item>(items: readonly Item[], number: number): Item | undefined {
  return items.length === 0 ? undefined : items[number % items.length];
}

const idOf = (prefix: string, at: number, { suffix }: Seed) => `${prefix}${at}${suffix}`;

const base = (prefix: string, at: number, each: Seed) => ({
  migrationId: idOf(prefix, at, each),
  title: each.title,
});

const SEGMENTS = ['a', 'b', 'Ünit 1', 'درس', 'x y', 'deep', '%41'];

/** File names carry their number and folders do not, so no file ever stands where a folder is. */
function pathOf(at: number, { a, b }: Seed): string {
  const folders = Array.from({ length: a % 7 }, (_, depth) => SEGMENTS[(b + depth) % SEGMENTS.length]);
  return [...folders, `file ${at}.txt`].join('/');
}

const kinds = {
  groups: ['assignmentGroup', 'g'],
  files: ['file', 'f'],
  pages: ['page', 'p'],
  rubrics: ['rubric', 'r'],
  tools: ['externalTool', 't'],
  assignments: ['assignment', 'a'],
  banks: ['questionBank', 'b'],
  quizzes: ['quiz', 'q'],
  topics: ['discussionTopic', 'd'],
} as const satisfies Record<string, readonly [ObjectKind, string]>;

/** What the records of one course can refer to. */
function poolOf(seeds: Seeds) {
  const refs = ([kind, prefix]: readonly [ObjectKind, string], of: readonly Seed[]) =>
    of.map((each, at) => ref(kind, idOf(prefix, at, each)));
  const pool = {
    groups: refs(kinds.groups, seeds.groups),
    files: refs(kinds.files, seeds.files),
    rubrics: refs(kinds.rubrics, seeds.rubrics),
    tools: refs(kinds.tools, seeds.tools),
    banks: refs(kinds.banks, seeds.banks),
    quizzes: refs(kinds.quizzes, seeds.quizzes),
  };
  const content = (['pages', 'assignments', 'topics'] as const).flatMap((name) =>
    refs(kinds[name], seeds[name]),
  );
  return { ...pool, targets: [...content, ...pool.quizzes, ...pool.files] };
}
type Pool = ReturnType<typeof poolOf>;

function htmlOf({ title, a, b, c }: Seed, { targets, files }: Pool): string {
  const links = [pick(targets, a), pick(files, b), c % 5 === 0 ? ref('page', 'nowhere') : undefined];
  const found = links.filter((target) => target !== undefined);
  return `<p>${title}</p>${found.map((target) => linkTo(target.kind, target.migrationId)).join('')}`;
}

function assignmentOf(prefix: string, at: number, each: Seed, pool: Pool) {
  const [group, rubric, tool] = [
    pick(pool.groups, each.a),
    pick(pool.rubrics, each.b),
    pick(pool.tools, each.c),
  ];
  return {
    ...base(prefix, at, each),
    published: each.flag,
    ...(group === undefined ? {} : { group }),
    ...(each.flag && rubric !== undefined ? { rubric: { rubric } } : {}),
    ...(!each.flag && tool !== undefined ? { toolLaunch: { tool } } : {}),
    ...(each.flag ? { dueAt: '2026-05-01T10:00:00Z' } : {}),
  };
}

function buildCourse(seeds: Seeds): CourseRecord[] {
  const pool = poolOf(seeds);
  return [
    ...(seeds.course === undefined
      ? []
      : [record('course', { ...base('c', 0, seeds.course), language: 'en' })]),
    ...seeds.files.map((each, at) =>
      record('files', sampleFile(idOf('f', at, each), pathOf(at, each), each.title)),
    ),
    ...seeds.rubrics.map((each, at) => record('rubrics', { ...base('r', at, each), criteria: [] })),
    ...seeds.groups.map((each, at) =>
      record('assignmentGroups', { ...base('g', at, each), position: at + 1 }),
    ),
    ...seeds.tools.map((each, at) => record('externalTools', base('t', at, each))),
    ...quizRecords(seeds, pool),
    ...seeds.topics.map((each, at) =>
      record('discussionTopics', {
        ...base('d', at, each),
        html: htmlOf(each, pool),
        published: each.flag,
        ...(each.flag ? { assignment: assignmentOf('da', at, each, pool) } : {}),
      }),
    ),
    ...seeds.pages.map((each, at) =>
      record('pages', {
        ...base('p', at, each),
        html: htmlOf(each, pool),
        published: each.flag,
        ...(at === 0 ? { frontPage: true } : {}),
      }),
    ),
    ...seeds.assignments.map((each, at) =>
      record('assignments', { ...assignmentOf('a', at, each, pool), html: htmlOf(each, pool) }),
    ),
    ...moduleRecords(seeds, pool),
  ];
}

function quizRecords(seeds: Seeds, pool: Pool): CourseRecord[] {
  const owners = [...pool.banks, ...pool.quizzes];
  const questions = seeds.questions.flatMap((each, at) => {
    const owner = pick(owners, each.a);
    const interaction = pick(INTERACTIONS, each.b) ?? 'textOnly';
    if (owner === undefined) return [];
    return [sampleQuestion(interaction, idOf('n', at, each), owner, { stem: htmlOf(each, pool) })];
  });
  const entriesOf = (quiz: Reference) =>
    questions
      .filter(({ owner }) => owner.kind === 'quiz' && owner.migrationId === quiz.migrationId)
      .map(({ migrationId }) => ({ type: 'question' as const, question: ref('question', migrationId) }));
  const drawOf = (each: Seed, at: number) => {
    const bank = pick(pool.banks, each.c);
    if (bank === undefined || !each.flag) return [];
    return [{ type: 'group' as const, migrationId: `draw${at}`, title: each.title, bank, questions: [] }];
  };
  // In a course with few assignments, those inside quizzes have names that others may have for plain ones.
  const [prefix, first] = seeds.assignments.length <= 2 ? ['a', 2] : ['qa', 0];
  return [
    ...seeds.banks.map((each, at) => record('questionBanks', base('b', at, each))),
    ...seeds.quizzes.map((each, at) =>
      record('quizzes', {
        ...base('q', at, each),
        html: htmlOf(each, pool),
        published: each.flag,
        quizType: 'assignment',
        entries: [...entriesOf(ref('quiz', idOf('q', at, each))), ...drawOf(each, at)],
        ...(each.flag ? { assignment: assignmentOf(prefix, first + at, each, pool) } : {}),
      }),
    ),
    ...questions.map((question) => record('questions', question)),
  ];
}

function moduleRecords(seeds: Seeds, { targets }: Pool): CourseRecord[] {
  const itemsOf = (module: number) =>
    seeds.items.flatMap((each, at) => {
      const object = pick(targets, each.b);
      if (each.a % seeds.modules.length !== module) return [];
      const content =
        object === undefined ? { type: 'heading' as const } : { type: 'object' as const, object };
      return [{ ...base('i', at, each), indent: each.c % 3, published: each.flag, content }];
    });
  const before = (at: number) =>
    seeds.modules.slice(0, at).map((each, place) => ref('module', idOf('m', place, each)));
  return seeds.modules.map((each, at) => {
    const parent = each.flag ? pick(before(at), each.b) : undefined;
    const own = { ...base('m', at, each), position: at + 1, published: each.flag, items: itemsOf(at) };
    return record('modules', { ...own, ...(parent === undefined ? {} : { parent }) });
  });
}
