/** The part of a plan that can be shown and sent: small, whatever the size of the course. */
import type { Notice } from './ledger.js';
import type { ImportPlan } from './plan-types.js';
import { kindOfKey } from './reference-key.js';

export interface PlanSummary {
  /** The version it was planned on. */
  readonly base: number;
  readonly nextId: number;
  readonly hash: string;
  readonly counts: ImportPlan['counts'];
  /** Objects by kind that were taken along without being named. */
  readonly takenAlong: Readonly<Record<string, number>>;
  readonly displaced: { readonly moved: number; readonly removed: number };
  readonly notices: {
    readonly byCode: Readonly<Record<string, number>>;
    /** The first ones. */
    readonly examples: readonly Notice[];
  };
}

export function summarizePlan(plan: ImportPlan, examples = 20): PlanSummary {
  const { input, nextId, hash, counts, displaced, notices } = plan;
  const moved = [...displaced.values()].filter((displacement) => displacement === 'moved').length;
  return {
    base: input.base,
    nextId,
    hash,
    counts,
    takenAlong: countBy([...input.selection.added.keys()], kindOfKey),
    displaced: { moved, removed: displaced.size - moved },
    notices: { byCode: countBy(notices, ({ code }) => code), examples: notices.slice(0, examples) },
  };
}

function countBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Record<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1);
  return Object.fromEntries(counts);
}
