/** What an import leaves behind for people and programs: the final ledger, the issues and the id map. */
import { createLedger, LedgerError, type LedgerReport, type LedgerSink } from './create-ledger.js';
import type { LedgerEntry, Notice } from './ledger.js';
import { isInResult } from './ledger-targets.js';
import type { ObjectKind, Reference } from './model/common.js';
import type { ImportPlan } from './plan-types.js';
import { referenceKey } from './reference-key.js';

export interface ConversionRecord {
  /** The ledger and the notices of the conversion. */
  ledger(signal?: AbortSignal): AsyncIterable<LedgerEntry>;
  notices(signal?: AbortSignal): AsyncIterable<Notice>;
  readonly info: { readonly ledger?: LedgerReport };
}

/**
 * Writes the final ledger: the conversion's, where an element whose object was not selected is `leftOut`, and targets
 * have their names in the course; then the notices of conversion and import. The totals still add up to what the
 * conversion found, or it throws `LedgerError`.
 */
export async function settleImport(
  plan: ImportPlan,
  conversion: ConversionRecord,
  sink: LedgerSink,
  signal?: AbortSignal,
): Promise<LedgerReport> {
  const ledger = createLedger(sink);
  for await (const { type, path, element, ...outcome } of conversion.ledger(signal)) {
    const named = element === undefined ? { type, path } : { type, path, element };
    await ledger.settle(named, settled({ ...named, ...outcome }, plan));
  }
  for await (const notice of conversion.notices(signal)) await ledger.notice(notice);
  for (const notice of plan.notices) await ledger.notice(notice);
  const report = ledger.close();
  const found = conversion.info.ledger?.totals.found ?? 0;
  if (report.totals.found === found) return report;
  throw new LedgerError(`The conversion found ${found} elements, the import settled ${report.totals.found}.`);
}

function settled({ type: _, path: __, element: ___, ...outcome }: LedgerEntry, plan: ImportPlan) {
  const { target } = outcome;
  if (target === undefined) return outcome;
  const into = plan.input.merged?.get(referenceKey(target));
  if (into !== undefined && isInResult(outcome))
    return { ...outcome, state: 'merged' as const, target: into };
  const planned = plan.planned(target);
  if (planned === undefined) {
    return isInResult(outcome) ? { ...outcome, state: 'leftOut' as const, code: 'not_selected' } : outcome;
  }
  return planned.as === undefined ? outcome : { ...outcome, target: { ...target, migrationId: planned.as } };
}

/** One line of the id map. */
export interface IdMapEntry extends Reference {
  /** In the course. */
  readonly id: number;
  /** In the course the object was copied from. */
  readonly sourceId?: number;
}

/** Every object of the import with its id, in the order of the bundle. */
export function* idMap(plan: ImportPlan): Generator<IdMapEntry, void, void> {
  for (const { kind, migrationId, id: sourceId } of plan.input.bundle.lines()) {
    const planned = plan.planned({ kind, migrationId });
    if (planned === undefined) continue;
    yield { kind, migrationId, id: planned.id, ...(sourceId === undefined ? {} : { sourceId }) };
  }
}

const MAPPED: Readonly<Partial<Record<ObjectKind, string>>> = {
  announcement: 'announcements',
  assignment: 'assignments',
  discussionTopic: 'discussion_topics',
  file: 'files',
  moduleItem: 'module_items',
  module: 'modules',
  page: 'pages',
  quiz: 'quizzes',
};

/**
 * The `asset_id_mapping` of the Canvas API: by type, ids of the source course to ids of this one, all as texts. Objects
 * that came from no course are not in it.
 */
export function assetIdMapping(entries: Iterable<IdMapEntry>): Record<string, Record<string, string>> {
  const mapping: Record<string, Record<string, string>> = {};
  for (const { kind, id, sourceId } of entries) {
    const type = MAPPED[kind];
    if (type === undefined || sourceId === undefined) continue;
    mapping[type] ??= {};
    mapping[type][String(sourceId)] = String(id);
  }
  return mapping;
}
