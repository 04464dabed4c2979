/** Courses in which every field of the model may be set, all references resolve, and every text is ordinary. */
import fc from 'fast-check';
import { COLLECTIONS, type CollectionName, type CourseRecord } from '../../activities/course/collections.js';
import { record, sampleFile } from './courses.js';
import { arbitraryOf } from './model-arbitrary.js';
import { withEntries } from './rich-entries.js';
import { banks, quizzes, RICH_FIELDS } from './rich-fields.js';
import { questionsOf } from './rich-questions.js';

/** Prefixes of the ids of each collection; two records each, of the course one. */
const PREFIXES: Readonly<Partial<Record<CollectionName, string>>> = {
  folders: 'folder',
  gradingStandards: 'standard',
  outcomeGroups: 'outcomes',
  outcomes: 'outcome',
  rubrics: 'rubric',
  assignmentGroups: 'group',
  externalFeeds: 'feed',
  externalTools: 'tool',
  resourceLinks: 'link',
  webLinks: 'site',
  questionBanks: 'bank',
  quizzes: 'quiz',
  discussionTopics: 'topic',
  announcements: 'news',
  pages: 'page',
  assignments: 'assignment',
  activities: 'activity',
  studentGroups: 'people',
  calendarEvents: 'event',
  coursePaces: 'pace',
  modules: 'module',
};

type Fields = Record<string, unknown>;

function recordsOf(collection: CollectionName): fc.Arbitrary<Fields> {
  const { kind, schema } = COLLECTIONS[collection];
  return arbitraryOf(schema, kind, RICH_FIELDS) as fc.Arbitrary<Fields>;
}

function pairOf(collection: CollectionName, prefix: string): fc.Arbitrary<CourseRecord[]> {
  return fc.tuple(recordsOf(collection), recordsOf(collection)).map((pair) =>
    pair.map((drawn, at) => {
      const migrationId = `${prefix}-${at + 1}`;
      const fieldsOfOne = at === 0 ? withoutEarlier(drawn, collection) : drawn;
      return record(collection, {
        ...fieldsOfOne,
        ...fixedFields(collection, fieldsOfOne, migrationId),
      } as never);
    }),
  );
}

function withoutEarlier(drawn: Fields, collection: CollectionName): Fields {
  const { parent, prerequisites, ...others } = drawn;
  return NESTED.has(collection) ? others : drawn;
}

/** Collections whose first record has none before it that it could be a part of, or come after. */
const NESTED = new Set<CollectionName>(['assignmentGroups', 'outcomeGroups', 'questionBanks', 'modules']);

/** What may not be left to chance: identities, paths, and what must fit together. */
function fixedFields(collection: CollectionName, drawn: Fields, migrationId: string): Fields {
  const nested =
    drawn.assignment === undefined ? {} : { assignment: nestedIn(drawn.assignment, migrationId) };
  const path = collection === 'folders' ? { path: `Folder ${migrationId}` } : {};
  return { migrationId, ...nested, ...path };
}

function nestedIn(assignment: unknown, owner: string): Fields {
  return { ...(assignment as Fields), migrationId: `${owner}-assignment` };
}

const STORED = [{ method: 'stored' }, { method: 'deflated' }] as const;

const fileRecords: fc.Arbitrary<CourseRecord[]> = fc
  .tuple(recordsOf('files'), recordsOf('files'))
  .map((pair) =>
    pair.map((drawn, at) => {
      const path = `Ünit ${at + 1}/درس 50%.txt`;
      const { mediaType, ...own } = sampleFile(`file-${at + 1}`, path, undefined, STORED[at]);
      return record('files', { ...drawn, ...own } as never);
    }),
  );

const items = fc.array(
  arbitraryOf(
    COLLECTIONS.modules.schema.shape.items.element,
    'moduleItem',
    RICH_FIELDS,
  ) as fc.Arbitrary<Fields>,
  { minLength: 1, maxLength: 4 },
);

const moduleRecords = fc.tuple(pairOf('modules', 'module'), items, items).map(([modules, first, second]) => {
  const numbered = [...first, ...second].map((item, at) => ({ ...item, migrationId: `item-${at + 1}` }));
  return modules.map((each, at) => {
    const own = at === 0 ? numbered.slice(0, first.length) : numbered.slice(first.length);
    return record('modules', { ...each.record, position: at + 1, items: own } as never);
  });
});

const questions = fc
  .tuple(...[...quizzes, ...banks].map(questionsOf))
  .map((ofOwners): CourseRecord[] => ofOwners.flat());

const course = recordsOf('course').map((drawn) => [
  record('course', { ...drawn, migrationId: 'course-1' } as never),
]);

/** Two objects of every kind that a cartridge holds, with any of their fields. */
export const richCourse: fc.Arbitrary<CourseRecord[]> = fc
  .tuple(
    course,
    fileRecords,
    ...Object.entries(PREFIXES)
      .filter(([collection]) => collection !== 'modules')
      .map(([collection, prefix]) => pairOf(collection as CollectionName, prefix)),
    moduleRecords,
    questions,
  )
  .chain((parts) => withEntries(parts.flat()));
