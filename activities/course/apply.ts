/** Imports a bundle into a course: plans on the current version, writes the next one, and plans again if it lost a race. */
import { applyPlan, recordsToWrite } from './apply-plan.js';
import { EMPTY_INDEX } from './course-index.js';
import { prepareImport } from './import-preparation.js';
import type { Adjust } from './import-record.js';
import { planImport } from './plan.js';
import type { ImportPlan, ImportSettings } from './plan-types.js';
import type { RecordSource } from './record-source.js';
import { type SelectionResult, select } from './select.js';
import type { Selection } from './selection.js';
import {
  type CourseContext,
  type CourseDraft,
  type CourseStore,
  type CourseVersion,
  MissingVersionError,
  VersionConflictError,
} from './store.js';

export interface ImportRequest {
  readonly store: CourseStore;
  readonly context: CourseContext;
  /** What is imported: an opened bundle with its index, or the version of another course. */
  readonly source: RecordSource;
  readonly selection: Selection;
  readonly settings: ImportSettings;
  /** See `WriteOptions`: the same for every try of one import. */
  readonly attempt: string;
  readonly origin: string;
  /** A folder for temporary files; nothing stays in it. */
  readonly spoolFolder: string;
  readonly signal: AbortSignal;
  readonly adjust?: Adjust;
  /** How often to plan again when other imports win; by default 20 times. */
  readonly replans?: number;
  /** Records written of records to write; starts over when it plans again. */
  progress?(done: number, total: number): void;
}

export interface ImportResult {
  readonly version: CourseVersion;
  /** The plan that made the version. */
  readonly plan: ImportPlan;
}

/**
 * Imports all of a selection or nothing. Repeating an import that was done (same `attempt`) changes nothing and gives
 * the same result.
 *
 * @throws SelectionError when the selection takes nothing; VersionConflictError when other imports won every time
 */
export async function importCourse(request: ImportRequest): Promise<ImportResult> {
  const selected = select(request.source.index, request.selection);
  const { replans = 20 } = request;
  for (let tries = 0; ; tries += 1) {
    request.signal.throwIfAborted();
    try {
      return await importOnce(request, selected);
    } catch (error) {
      if (!(error instanceof VersionConflictError) || tries >= replans) throw error;
    }
  }
}

/** The plan of an import as the course is now; changes nothing. */
export async function previewImport(
  request: Pick<ImportRequest, 'store' | 'context' | 'source' | 'selection' | 'settings' | 'signal'>,
): Promise<ImportPlan> {
  const selected = select(request.source.index, request.selection);
  const base = await openBase(request.store, request.context, undefined, request.signal);
  return (await planOn(base, request, selected)).plan;
}

async function importOnce(request: ImportRequest, selected: SelectionResult): Promise<ImportResult> {
  const { store, context, origin, attempt, signal } = request;
  const base = await openBase(store, context, undefined, signal);
  const planned = await planOn(base, request, selected);
  const options = { base: base.number, origin, nextId: planned.plan.nextId, attempt, signal };
  const version = await store.write(context, options, (draft) => apply(planned, base, request, draft));
  if (version.number === base.number + 1) return { version, plan: planned.plan };
  // This import was done before, and its answer lost: what it did is told by the version it was done on.
  const before = await openBase(store, context, version.number - 1, signal);
  return { version, plan: (await planOn(before, request, selected)).plan };
}

interface Planned {
  readonly plan: ImportPlan;
  /** The source as it was planned with. */
  readonly source: RecordSource;
}

function apply(
  { plan, source }: Planned,
  head: Base,
  request: ImportRequest,
  draft: CourseDraft,
): Promise<void> {
  const { spoolFolder, signal, adjust, progress } = request;
  const total = recordsToWrite(plan);
  return applyPlan(plan, {
    head,
    bundle: source,
    draft,
    spoolFolder,
    signal,
    ...(adjust === undefined ? {} : { adjust }),
    progress: (done) => progress?.(done, total),
  });
}

/** What an import starts from: a version, or the nothing before the first. */
interface Base extends RecordSource {
  readonly number: number;
  readonly nextId: number;
}

const NOTHING: Base = { number: 0, nextId: 1, index: EMPTY_INDEX, async *records() {} };

async function openBase(
  store: CourseStore,
  context: CourseContext,
  number: number | undefined,
  signal: AbortSignal,
): Promise<Base> {
  if (number === 0) return NOTHING;
  try {
    const snapshot = await store.open(context, number, signal);
    const { version, index } = snapshot;
    return { number: version.number, nextId: version.nextId, index, records: snapshot.records };
  } catch (error) {
    if (error instanceof MissingVersionError && number === undefined) return NOTHING;
    throw error;
  }
}

async function planOn(
  base: Base,
  { source: given, settings, signal }: Pick<ImportRequest, 'source' | 'settings' | 'signal'>,
  selected: SelectionResult,
): Promise<Planned> {
  const { source, ...prepared } = await prepareImport(given, selected, settings, base, signal);
  const { index: head, number, nextId } = base;
  const plan = planImport({ bundle: source.index, head, base: number, nextId, settings, ...prepared });
  return { plan, source };
}
