/** Writes a course, reads it back, and says object by object and field by field what is not the same. */
import { COLLECTIONS, type CourseRecord } from '../../activities/course/collections.js';
import { createLedger } from '../../activities/course/create-ledger.js';
import type { LedgerEntry } from '../../activities/course/ledger.js';
import { canvasReader } from '../../activities/formats/canvas/read.js';
import type { CartridgeVersion } from '../../activities/formats/common-cartridge/writer/versions.js';
import { exportCourse } from './cartridge-export.js';
import { courseSource } from './course-source.js';
import type { MemorySink } from './package-sink.js';

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

/** `location` and the like are not compared: the bytes lie in another package now. */
const WHERE_BYTES_LIE = new Set(['location', 'size', 'sha256']);

export async function roundTrip(
  records: readonly CourseRecord[],
  version: CartridgeVersion,
): Promise<RoundTrip> {
  const { sink, entries } = await exportCourse(records, { version });
  const back = await readBack(sink);
  const paths = new Map(
    records.map(({ record }) => [record.migrationId, 'path' in record ? record.path : undefined]),
  );
  const told = new Map(
    entries.map((entry) => {
      const { migrationId = '' } = entry.target ?? {};
      return [`${entry.type}/${entry.type === 'folder' ? paths.get(migrationId) : migrationId}`, entry];
    }),
  );
  const [before, after] = [objectsOf(records), objectsOf(back)];
  const differences = [...before].flatMap(([key, object]) =>
    compare(key, object, after.get(key) ?? {}, told.get(key)),
  );
  return { differences, lost: new Set(entries.flatMap(lostFields)) };
}

async function readBack(sink: MemorySink): Promise<CourseRecord[]> {
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
  const kind = key.slice(0, key.indexOf('/'));
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names]
    .filter((field) => canonical(before[field]) !== canonical(after[field]))
    .map((field) => ({
      key,
      kind,
      field,
      before: before[field],
      after: after[field],
      told: isTold(field, entry),
    }));
}

/** Codes that speak of a whole object say it of the field that shows another. */
const SPEAKS_OF_CONTENT = new Set([
  'shows_nothing',
  'shows_page',
  'shows_address',
  'text_as_page',
  'text_as_heading',
]);

function isTold(field: string, entry: LedgerEntry | undefined): boolean {
  if (entry?.state === 'unsupported') return true;
  if (field === 'content' && SPEAKS_OF_CONTENT.has(entry?.code ?? '')) return true;
  return (entry?.lost ?? []).some((lost) => fieldOf(lost) === field);
}

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
    if (kind === 'question') continue;
    const { migrationId, assignment, items, ...fields } = record as Fields & { migrationId: string };
    objects.set(`${kind}/${kind === 'folder' ? fields.path : migrationId}`, withoutPlace(fields));
    addNested(objects, 'assignment', [assignment]);
    addNested(objects, 'moduleItem', items);
  }
  return objects;
}

function addNested(objects: Map<string, Fields>, kind: string, nested: unknown): void {
  if (!Array.isArray(nested)) return;
  for (const object of nested) {
    if (object === undefined) continue;
    const { migrationId, ...fields } = object as Fields & { migrationId: string };
    objects.set(`${kind}/${migrationId}`, fields);
  }
}

function withoutPlace(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !WHERE_BYTES_LIE.has(name)));
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
