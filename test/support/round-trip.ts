/** Writes a course, reads it back, and says object by object and field by field what is not the same. */
import { COLLECTION_NAMES, COLLECTIONS, type CourseRecord } from '../../activities/course/collections.js';
import { createLedger } from '../../activities/course/create-ledger.js';
import type { LedgerEntry } from '../../activities/course/ledger.js';
import type { Reference } from '../../activities/course/model/common.js';
import type { QuizEntry } from '../../activities/course/model/quiz.js';
import { canvasReader } from '../../activities/formats/canvas/read.js';
import { LOSSES, type Loss } from '../../activities/formats/common-cartridge/writer/losses.js';
import type { CartridgeVersion } from '../../activities/formats/common-cartridge/writer/versions.js';
import { exportCourse } from './cartridge-export.js';
import { courseSource } from './course-source.js';
import type { MemorySink } from './package-sink.js';
import { entryLossIsTold, questionLossIsTold } from './question-losses.js';
import type { ReadPackage } from './read-package.js';
import { contentOf } from './records.js';

type Fields = Readonly<Record<string, unknown>>;

/** A field that did not come back as it was. */
export interface Difference {
  /** `page/page-1`. */
  readonly key: string;
  readonly kind: string;
  readonly field: string;
  readonly before: unknown;
  readonly after: unknown;
  /** Whether the export's ledger says that the field is lost or changed. */
  readonly told: boolean;
}

export interface RoundTrip {
  readonly differences: readonly Difference[];
  /** Fields the ledger of the export calls lost, as `page.availability`. */
  readonly lost: ReadonlySet<string>;
}

/** Not compared: the bytes lie in another package now. */
const WHERE_BYTES_LIE = new Set(['location']);

export async function roundTrip(
  records: readonly CourseRecord[],
  version: CartridgeVersion,
): Promise<RoundTrip> {
  const { sink, entries } = await exportCourse(records, { version }, contentOf);
  const differences = differencesBetween(records, await readBack(sink), entries);
  return { differences, lost: new Set(entries.flatMap(lostFields)) };
}

/** What is not the same in the objects of a course once it came back; `entries` are the ledger of its export. */
export function differencesBetween(
  records: readonly CourseRecord[],
  back: readonly CourseRecord[],
  entries: readonly LedgerEntry[],
): Difference[] {
  const paths = new Map(
    records.map(({ record }) => [record.migrationId, 'path' in record ? record.path : undefined]),
  );
  const told = new Map(
    entries.map((entry) => {
      const { migrationId = '' } = entry.target ?? {};
      return [`${entry.type}/${entry.type === 'folder' ? paths.get(migrationId) : migrationId}`, entry];
    }),
  );
  const unwritten = new Set(entries.filter(({ state }) => state === 'unsupported').map(keyOf));
  const [before, after] = [objectsOf(asWritten(records, unwritten)), objectsOf(back)];
  return [...before].flatMap(([key, object]) =>
    compare(key, object, after.get(key) ?? {}, told.get(ledgerKey(key))),
  );
}

/** The objects that a course did not have before it came back, by key. */
export function newcomers(records: readonly CourseRecord[], back: readonly CourseRecord[]): string[] {
  const before = objectsOf(records);
  return [...objectsOf(back).keys()].filter((key) => !before.has(key));
}

/** Whether the table of losses has a row about a field of a kind. */
export function isListed(
  how: readonly Loss['how'][],
  kind: string,
  field: string,
  version: CartridgeVersion,
): boolean {
  return LOSSES.some((loss) => how.includes(loss.how) && speaksOf(loss, kind, field, version));
}

export function speaksOf(loss: Loss, kind: string, field: string, version: CartridgeVersion): boolean {
  return (
    loss.kinds.some((each) => each === kind) &&
    (loss.fields.includes(field) || loss.fields.includes('*')) &&
    (loss.versions === undefined || loss.versions.includes(version))
  );
}

/** A difference as a line to read. */
export function showDifference({ key, field, before, after }: Difference): string {
  return `${key}.${field}: ${JSON.stringify(before)} became ${JSON.stringify(after)}`;
}

function keyOf({ type, target }: LedgerEntry): string {
  return `${type}/${target?.migrationId}`;
}

/** What becomes of an entry is told of its quiz. */
function ledgerKey(key: string): string {
  return key.startsWith('quizEntry/') ? `quiz/${key.split('/')[1]}` : key;
}

/**
 * A question that no cartridge holds is told as such, and the entries of its quiz do without it; one of a quiz whose
 * entry gives it points has these.
 */
function asWritten(
  records: readonly CourseRecord[],
  unwritten: ReadonlySet<string>,
): readonly CourseRecord[] {
  const isWritten = ({ migrationId }: Reference): boolean => !unwritten.has(`question/${migrationId}`);
  const points = new Map(records.flatMap(pointsIn));
  return records.map((each) => {
    if (each.collection === 'questions') {
      const ofEntry = points.get(each.record.migrationId);
      return ofEntry === undefined || each.record.owner.kind !== 'quiz'
        ? each
        : { ...each, record: { ...each.record, points: ofEntry } };
    }
    if (each.collection !== 'quizzes') return each;
    const entries = each.record.entries
      .filter((entry) => entry.type !== 'question' || isWritten(entry.question))
      .map((entry) =>
        entry.type === 'group' ? { ...entry, questions: entry.questions.filter(isWritten) } : entry,
      )
      .filter((entry) => entry.type !== 'group' || isOfUse(entry));
    return { ...each, record: { ...each.record, entries } };
  });
}

/** A group of which no question was written, and that draws from no bank, is none. */
function isOfUse({ questions, bank, externalBank }: Extract<QuizEntry, { type: 'group' }>): boolean {
  return questions.length > 0 || bank !== undefined || externalBank !== undefined;
}

function pointsIn(each: CourseRecord): [question: string, points: number][] {
  if (each.collection !== 'quizzes') return [];
  return each.record.entries.flatMap((entry) =>
    entry.type === 'question' && entry.points !== undefined
      ? [[entry.question.migrationId, entry.points] as [string, number]]
      : [],
  );
}

/** The course as it comes back. */
export async function courseAfter(
  records: readonly CourseRecord[],
  version: CartridgeVersion,
): Promise<CourseRecord[]> {
  const { sink } = await exportCourse(records, { version }, contentOf);
  return await readBack(sink);
}

/** What was read of a package, as records. */
export function recordsIn({ records }: Pick<ReadPackage, 'records'>): CourseRecord[] {
  return COLLECTION_NAMES.flatMap((collection) =>
    (records[collection] ?? []).map((record) => ({ collection, record }) as CourseRecord),
  );
}

/** The course that a cartridge holds. */
export async function readBack(sink: MemorySink): Promise<CourseRecord[]> {
  const back: CourseRecord[] = [];
  const ledger = createLedger({ entry: async () => {}, notice: async () => {} });
  await canvasReader.read(sink.source(), {
    ledger,
    signal: new AbortController().signal,
    progress: () => {},
    emit: async (collection, record) => void back.push({ collection, record } as unknown as CourseRecord),
  });
  ledger.close();
  return back;
}

/**
 * The keys of the objects a cartridge says it holds, and of those that are found in it, as the course knows them. A
 * cartridge is always one of a course, even where only parts of one were exported.
 */
export async function identitiesAfter(
  records: readonly CourseRecord[],
  version: CartridgeVersion,
): Promise<{ written: string[]; read: string[] }> {
  const { sink, entries } = await exportCourse(records, { version });
  const isWritten = ({ state }: LedgerEntry): boolean => state === 'imported' || state === 'changed';
  const written = entries.filter(isWritten).map(({ type, target }) => `${type}/${target?.migrationId}`);
  const lines = [...courseSource(await readBack(sink)).index.lines()];
  const hasCourse = records.some(({ collection }) => collection === 'course');
  const read = lines
    .filter(({ kind }) => hasCourse || kind !== 'course')
    .map(({ kind, migrationId }) => `${kind}/${migrationId}`);
  return { written: written.sort(), read: read.sort() };
}

function compare(key: string, before: Fields, after: Fields, entry: LedgerEntry | undefined): Difference[] {
  const place = key.slice(0, key.indexOf('/'));
  const [kind, prefix] = place === 'quizEntry' ? ['quiz', 'entries.'] : [place, ''];
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names]
    .filter((field) => canonical(before[field]) !== canonical(after[field]))
    .map((field) => ({
      key,
      kind,
      field: prefix + field,
      before: before[field],
      after: after[field],
      told: isTold(place, field, entry),
    }));
}

/** Codes that speak of a whole object say it of the field that shows another. */
const SPEAKS_OF_CONTENT = new Set(['shows_nothing', 'shows_page', 'text_as_page', 'text_as_heading']);

function isTold(kind: string, field: string, entry: LedgerEntry | undefined): boolean {
  if (entry?.state === 'unsupported' || entry?.code === 'activity_as_page') return true;
  if (kind === 'question') return questionLossIsTold(field, entry?.lost ?? []);
  if (kind === 'quizEntry') return entryLossIsTold(field, entry?.lost ?? []);
  if (field === 'content' && SPEAKS_OF_CONTENT.has(entry?.code ?? '')) return true;
  return (entry?.lost ?? []).some((lost) => fieldOf(lost) === field || CONTROL_CHARACTERS[lost] === field);
}

/** Characters that no XML holds are told in words. */
const CONTROL_CHARACTERS: Readonly<Record<string, string>> = {
  'control characters of the title': 'title',
  'control characters of the text': 'html',
};

function lostFields({ type, lost = [] }: LedgerEntry): string[] {
  return lost.map((what) => `${type}.${fieldOf(what)}`);
}

function fieldOf(lost: string): string {
  return /^\w+/.exec(lost)?.[0] ?? lost;
}

/** Objects by key; those inside others for themselves. Files and folders are known by their paths. */
function objectsOf(records: readonly CourseRecord[]): Map<string, Fields> {
  const objects = new Map<string, Fields>();
  for (const { collection, record } of records) {
    const { kind } = COLLECTIONS[collection];
    const { migrationId, assignment, ...all } = record as Fields & { migrationId: string };
    const { [INSIDE[kind] ?? '']: inside, ...fields } = all;
    if (kind === 'folder') objects.set(`folder/${fields.path}`, { migrationId, ...fields });
    else objects.set(`${kind}/${migrationId}`, graded(kind, withoutPlace(fields)));
    addNested(objects, 'assignment', [assignment]);
    if (kind === 'module') addNested(objects, 'moduleItem', inside);
    if (kind === 'quiz') addEntries(objects, migrationId, inside as readonly QuizEntry[]);
  }
  return objects;
}

/** The lists that hold objects of their own. */
const INSIDE: Readonly<Record<string, string>> = { module: 'items', quiz: 'entries' };

/** The entries of a quiz by what they lead to. */
function addEntries(objects: Map<string, Fields>, quiz: string, entries: readonly QuizEntry[]): void {
  for (const entry of entries) {
    const { type, ...fields } = entry;
    const name =
      type === 'question' ? entry.question.migrationId : type === 'group' ? entry.migrationId : 'section';
    objects.set(`quizEntry/${quiz}/${type} ${name}`, { ...fields, type });
  }
}

function addNested(objects: Map<string, Fields>, kind: string, nested: unknown): void {
  if (!Array.isArray(nested)) return;
  for (const object of nested) {
    if (object === undefined) continue;
    const { migrationId, ...fields } = object as Fields & { migrationId: string };
    objects.set(`${kind}/${migrationId}`, graded(kind, fields));
  }
}

function withoutPlace(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !WHERE_BYTES_LIE.has(name)));
}

/** An assignment with points and no word on how they are given is written as one that is graded in points. */
function graded(kind: string, fields: Fields): Fields {
  const isSilent =
    kind === 'assignment' && fields.pointsPossible !== undefined && fields.gradingType === undefined;
  return isSilent ? { ...fields, gradingType: 'points' } : fields;
}

function canonical(value: unknown): string {
  return (
    JSON.stringify(value, (_, member: unknown) =>
      typeof member === 'object' && member !== null && !Array.isArray(member)
        ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
        : member,
    ) ?? 'nothing'
  );
}
