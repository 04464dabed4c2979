/** What a course says, for the rules of what is left of it in a cartridge without a word of Canvas. */
import {
  COLLECTIONS,
  type CollectionRecord,
  type CourseRecord,
} from '../../activities/course/collections.js';

export type CourseRecords = readonly CourseRecord[];

export function isThere(records: CourseRecords, quiz: string): boolean {
  return records.some((each) => each.collection === 'quizzes' && each.record.migrationId === quiz);
}

export function banksIn(records: CourseRecords): readonly CollectionRecord<'questionBanks'>[] {
  return records.flatMap((each) => (each.collection === 'questionBanks' ? [each.record] : []));
}

/** The category of a question that says which of several banks it was in. */
export function categoryIn(question: string, course: CourseRecords): string {
  const [found] = course.flatMap((each) =>
    each.collection === 'questions' && each.record.migrationId === question ? [each.record] : [],
  );
  const bank = banksIn(course).find(({ migrationId }) => migrationId === found?.owner.migrationId);
  return [bank?.title, found?.category].filter((name) => name?.trim()).join(' / ');
}

export function isOfBank(question: string, course: CourseRecords): boolean {
  return course.some(
    (each) =>
      each.collection === 'questions' &&
      each.record.migrationId === question &&
      each.record.owner.kind === 'questionBank',
  );
}

/** Whether a question is in a group that draws fewer than it has. */
export function isTooMany(question: string, course: CourseRecords): boolean {
  return course.some(
    (each) =>
      each.collection === 'quizzes' &&
      each.record.entries.some(
        (entry) =>
          entry.type === 'group' &&
          entry.pick !== undefined &&
          entry.pick < entry.questions.length &&
          entry.questions.some(({ migrationId }) => migrationId === question),
      ),
  );
}

export function isNested(assignment: string, course: CourseRecords): boolean {
  return course.some(
    (each) =>
      (each.collection === 'quizzes' || each.collection === 'discussionTopics') &&
      each.record.assignment?.migrationId === assignment,
  );
}

export function moduleWith(item: string, course: CourseRecords) {
  const items = course.flatMap((each) =>
    each.collection === 'modules' && each.record.items.some(({ migrationId }) => migrationId === item)
      ? each.record.items
      : [],
  );
  return { items, at: items.findIndex(({ migrationId }) => migrationId === item) };
}

export function firstItemShowing(key: string, course: CourseRecords) {
  return itemsIn(course).find(
    ({ content }) =>
      content.type === 'object' && `${content.object.kind}/${content.object.migrationId}` === key,
  );
}

export function itemsIn(course: CourseRecords) {
  return course.flatMap((each) => (each.collection === 'modules' ? each.record.items : []));
}

/** How many folders an item is in: those before it that were not left for a smaller indent. */
export function depthOf(item: string, course: CourseRecords): number {
  const { items, at } = moduleWith(item, course);
  const open: number[] = [];
  for (const { indent, content } of items.slice(0, at + 1)) {
    while ((open.at(-1) ?? -1) >= indent) open.pop();
    if (content.type === 'folder') open.push(indent);
  }
  return open.length - (items[at]?.content.type === 'folder' ? 1 : 0);
}

export function audienceShown(item: string, course: CourseRecords): Audience {
  const { items, at } = moduleWith(item, course);
  const content = items[at]?.content;
  const shown =
    content?.type === 'externalTool' ? content.tool : content?.type === 'object' && content.object;
  if (!shown) return undefined;
  return audienceOf(shown.kind, shown.migrationId, course);
}

/** Whom an object is for; `undefined` where it does not say. */
function audienceOf(kind: string, migrationId: string, course: CourseRecords): Audience {
  for (const { collection, record } of course) {
    const own = record as { assignment?: Described; audience?: Audience };
    if (COLLECTIONS[collection].kind === kind && record.migrationId === migrationId) return own.audience;
    if (kind === 'assignment' && own.assignment?.migrationId === migrationId) return own.assignment.audience;
  }
  return undefined;
}

type Audience = readonly string[] | undefined;

interface Described {
  readonly migrationId: string;
  readonly audience?: Audience;
}

/** Whether learners are among those whom an object is for. */
export function isForLearners(kind: string, migrationId: string, course: CourseRecords): boolean {
  const item = itemsIn(course).find((one) => one.migrationId === migrationId);
  const audience = kind === 'moduleItem' ? item?.audience : audienceOf(kind, migrationId, course);
  return kind === 'module' || audience === undefined || audience.length === 0 || audience.includes('Learner');
}
