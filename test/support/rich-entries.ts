/** The entries of the quizzes of rich courses: every question has its place, beside draws from banks and sections. */
import fc from 'fast-check';
import type { CollectionRecord, CourseRecord } from '../../activities/course/collections.js';
import type { Reference } from '../../activities/course/model/common.js';
import { quizEntry } from '../../activities/course/model/quiz.js';
import { record, ref } from './courses.js';
import { arbitraryOf, ordinaryText } from './model-arbitrary.js';
import { banks, RICH_FIELDS } from './rich-fields.js';

type Fields = Record<string, unknown>;
type Entry = CollectionRecord<'quizzes'>['entries'][number];

/** What entries of the three types may say, but for what they lead to. */
function fieldsOf(type: Entry['type']): fc.Arbitrary<Fields> {
  const member = quizEntry.options.find(({ shape }) => shape.type.value === type);
  if (member === undefined) throw new Error(`The model has no entry of type "${type}".`);
  return arbitraryOf(member, 'quizEntry', RICH_FIELDS) as fc.Arbitrary<Fields>;
}

const drawn = fc.record({
  entries: fc.array(fieldsOf('question'), { minLength: 4, maxLength: 4 }),
  groups: fc.tuple(fieldsOf('group'), fieldsOf('group'), fieldsOf('group')),
  section: fc.option(fc.tuple(ordinaryText, fieldsOf('section')), { nil: undefined }),
  bank: fc.constantFrom(...banks),
  inGroup: fc.nat(2),
});

/** The course, with entries for its quizzes: single questions, a group of some, and draws from banks. */
export function withEntries(records: readonly CourseRecord[]): fc.Arbitrary<CourseRecord[]> {
  return fc.array(drawn, { minLength: 2, maxLength: 2 }).map((choices) => {
    let at = 0;
    return records.map((each): CourseRecord => {
      if (each.collection !== 'quizzes') return each;
      const choice = choices[at++ % choices.length];
      const entries = choice === undefined ? [] : entriesOf(each.record.migrationId, records, choice);
      return record('quizzes', { ...each.record, entries });
    });
  });
}

type Drawn = typeof drawn extends fc.Arbitrary<infer Value> ? Value : never;

function entriesOf(quiz: string, records: readonly CourseRecord[], choice: Drawn): Entry[] {
  const own = records
    .filter((each) => each.collection === 'questions' && each.record.owner.migrationId === quiz)
    .map((each) => ref('question', each.record.migrationId));
  const single = own.slice(0, own.length - choice.inGroup);
  const grouped = own.slice(single.length);
  const [first, second, third] = choice.groups;
  const group = (fields: Fields, number: number, source: object, questions: readonly Reference[]) => ({
    ...withoutSource(fields),
    ...source,
    type: 'group',
    migrationId: `${quiz}-draw-${number}`,
    questions,
  });
  const section = choice.section === undefined ? [] : [{ ...choice.section[1], title: choice.section[0] }];
  const entries = [
    ...section,
    ...single.map((question, at) => ({ ...choice.entries[at], type: 'question', question })),
    ...(grouped.length === 0 ? [] : [group(first, 1, {}, grouped)]),
    group(second, 2, { bank: choice.bank }, []),
    group(third, 3, { externalBank: third.externalBank ?? { identifier: 'elsewhere' } }, []),
  ];
  return entries as Entry[];
}

function withoutSource(fields: Fields): Fields {
  const { bank, externalBank, questions, ...others } = fields;
  return others;
}
