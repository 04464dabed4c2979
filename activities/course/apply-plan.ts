/** Carries out an import plan: streams the course and the bundle into a new version. */
import { COLLECTION_NAMES, COLLECTIONS, type CollectionName, type CollectionRecord } from './collections.js';
import { isNested, referenceKey } from './course-index.js';
import { type Adjust, importedRecord, keptRecord, type ReadyRecord } from './import-record.js';
import type { ImportPlan, PlannedObject } from './plan-types.js';
import type { RecordSource } from './record-source.js';
import { createSpoolFolder, type SpoolFolder } from './spool.js';
import { createSpooledRecords, type SpooledRecords } from './spooled-records.js';
import type { CourseDraft } from './store.js';

export interface ApplyOptions {
  /** The course as the plan found it. */
  readonly head: RecordSource;
  readonly bundle: RecordSource;
  readonly draft: CourseDraft;
  /** A folder for temporary files; nothing stays in it. */
  readonly spoolFolder: string;
  readonly signal: AbortSignal;
  readonly adjust?: Adjust;
  /** Records written. */
  progress?(done: number): void;
}

/**
 * Collection by collection: the course's records in their order, updated ones in their places, then new ones in the
 * order of the bundle. Updates wait on disk until their place comes, so memory holds no records.
 */
export async function applyPlan(plan: ImportPlan, options: ApplyOptions): Promise<void> {
  const folder = createSpoolFolder(options.spoolFolder);
  try {
    const work = createWork(plan, options);
    for (const collection of COLLECTION_NAMES) await applyCollection(work, collection, folder);
  } finally {
    await folder.dispose();
  }
}

/** How many records the new version will have. */
export function recordsToWrite(plan: ImportPlan): number {
  const { head, bundle } = plan.input;
  let records = 0;
  for (const line of head.lines()) {
    if (!isNested(line) && !plan.displaced.has(referenceKey(line))) records += 1;
  }
  for (const line of bundle.lines()) {
    const planned = isNested(line) ? undefined : plan.planned(line);
    if (planned !== undefined && !isInPlace(planned)) records += 1;
  }
  return records;
}

interface Work extends ApplyOptions {
  readonly plan: ImportPlan;
  write<Name extends CollectionName>(collection: Name, ready: ReadyRecord<Name> | undefined): Promise<void>;
  /** The bundle's record as it will be in the course. */
  imported<Name extends CollectionName>(
    collection: Name,
    record: CollectionRecord<Name>,
    there?: CollectionRecord<Name>,
  ): ReturnType<typeof importedRecord<Name>>;
}

function createWork(plan: ImportPlan, options: ApplyOptions): Work {
  const { draft, adjust = (_, record) => record, progress } = options;
  let done = 0;
  return {
    ...options,
    plan,
    async write(collection, ready) {
      if (ready === undefined) return;
      const { record, ...known } = ready;
      await draft.write(collection, record, known);
      done += 1;
      progress?.(done);
    },
    imported: (collection, record, there) => importedRecord(plan, collection, record, there, adjust),
  };
}

async function applyCollection<Name extends CollectionName>(
  work: Work,
  collection: Name,
  folder: SpoolFolder,
): Promise<void> {
  const { head, bundle, signal, plan } = work;
  const updates = createSpooledRecords<CollectionRecord<Name>>(folder.open());
  const { updated, others } = plannedWork(work, collection);
  if (updated) await putUpdates(work, collection, updates);
  for await (const record of head.records(collection, signal)) {
    const update = await updates.take(inCourse(collection, record));
    const ready =
      update === undefined ? keptRecord(plan, collection, record) : work.imported(collection, update, record);
    await work.write(collection, ready);
  }
  if (!others) return;
  for await (const record of bundle.records(collection, signal)) {
    const planned = plannedFor(work, collection, record);
    if (planned === undefined || planned.action === 'keep' || isInPlace(planned)) continue;
    await work.write(collection, work.imported(collection, record));
  }
}

async function putUpdates<Name extends CollectionName>(
  work: Work,
  collection: Name,
  updates: SpooledRecords<CollectionRecord<Name>>,
): Promise<void> {
  for await (const record of work.bundle.records(collection, work.signal)) {
    const planned = plannedFor(work, collection, record);
    if (planned?.match === undefined || planned.action !== 'update' || !isInPlace(planned)) continue;
    await updates.put(referenceKey(planned.match), record);
  }
}

/** Whether the bundle's collection has to be read for updates, and for what is new. */
function plannedWork<Name extends CollectionName>({ plan, bundle }: Work, collection: Name) {
  const lines = bundle.index.ofKind(COLLECTIONS[collection].kind).filter((line) => !isNested(line));
  const planned = lines.flatMap((line) => plan.planned(line) ?? []).filter(({ action }) => action !== 'keep');
  return { updated: planned.some(isInPlace), others: planned.some((each) => !isInPlace(each)) };
}

/** True when the course has a record of its own for the object; else it is new, or was part of another. */
function isInPlace({ match }: PlannedObject): boolean {
  return match !== undefined && !isNested(match);
}

function plannedFor<Name extends CollectionName>(
  { plan }: Work,
  collection: Name,
  record: CollectionRecord<Name>,
) {
  return plan.planned({ kind: COLLECTIONS[collection].kind, migrationId: record.migrationId });
}

function inCourse<Name extends CollectionName>(collection: Name, record: CollectionRecord<Name>): string {
  return referenceKey({ kind: COLLECTIONS[collection].kind, migrationId: record.migrationId });
}
