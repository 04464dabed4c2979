/** The state machines of the jobs as tables: what each state is called outside, what may follow it, how far along it is. */
import type { ExportState, JobStatus, MigrationState } from './contract.js';

interface StateRow<State extends string> {
  /** The documented name. */
  readonly wire: string;
  readonly next: readonly State[];
  /** Percent when the state is entered. Work inside a state moves on towards the next one's. */
  readonly progress: number;
  /** What an operator reads. */
  readonly title: string;
}

export const MIGRATION_LIFECYCLE: Readonly<Record<MigrationState, StateRow<MigrationState>>> = {
  waiting_for_upload: {
    wire: 'pre_processing',
    next: ['uploaded', 'failed', 'cancelled'],
    progress: 0,
    title: 'Waiting for the upload',
  },
  uploaded: {
    wire: 'pre_processed',
    next: ['converting', 'failed', 'cancelled'],
    progress: 2,
    title: 'Package received',
  },
  converting: {
    wire: 'running',
    next: ['waiting_for_select', 'importing', 'failed', 'cancelled'],
    progress: 3,
    title: 'Reading the package',
  },
  waiting_for_select: {
    wire: 'waiting_for_select',
    next: ['importing', 'failed', 'cancelled'],
    progress: 50,
    title: 'Waiting for a selection',
  },
  importing: {
    wire: 'running',
    next: ['completed', 'failed', 'cancelled'],
    progress: 50,
    title: 'Importing',
  },
  completed: { wire: 'completed', next: [], progress: 100, title: 'Completed' },
  failed: { wire: 'failed', next: [], progress: 100, title: 'Failed' },
  cancelled: { wire: 'failed', next: [], progress: 100, title: 'Cancelled' },
};

export const EXPORT_LIFECYCLE: Readonly<Record<ExportState, StateRow<ExportState>>> = {
  created: { wire: 'created', next: ['exporting', 'failed', 'cancelled'], progress: 0, title: 'Created' },
  exporting: {
    wire: 'exporting',
    next: ['exported', 'failed', 'cancelled'],
    progress: 5,
    title: 'Exporting',
  },
  exported: { wire: 'exported', next: [], progress: 100, title: 'Exported' },
  failed: { wire: 'failed', next: [], progress: 100, title: 'Failed' },
  cancelled: { wire: 'failed', next: [], progress: 100, title: 'Cancelled' },
};

const LIFECYCLES: Readonly<Record<string, StateRow<string>>> = {
  ...MIGRATION_LIFECYCLE,
  ...EXPORT_LIFECYCLE,
};

export function lifecycleOf(state: JobStatus['state']): StateRow<string> {
  return LIFECYCLES[state] ?? (LIFECYCLES.failed as StateRow<string>);
}

export function isFinal(state: JobStatus['state']): boolean {
  return lifecycleOf(state).next.length === 0;
}

/**
 * The status after a change of state. Progress never falls: failing keeps what was reached. Throws `RangeError` on a
 * transition the table does not have.
 */
export function advance(status: JobStatus, state: JobStatus['state'], now: string): JobStatus {
  const row = lifecycleOf(status.state);
  if (!row.next.includes(state)) throw new RangeError(`A job cannot go from ${status.state} to ${state}.`);
  const started = status.startedAt ?? (state === 'converting' || state === 'exporting' ? now : undefined);
  const reached = state === 'failed' || state === 'cancelled' ? 0 : lifecycleOf(state).progress;
  return {
    ...status,
    state,
    progress: Math.max(status.progress, reached),
    updatedAt: now,
    ...(started === undefined ? {} : { startedAt: started }),
    ...(isFinal(state) ? { finishedAt: now } : {}),
  };
}

/**
 * Percent of a job while an activity works inside a state: `share` (0 to 1) of the way to the next state's entry.
 * Conversion fills 3 to 50, importing 50 to 99, exporting 5 to 99.
 */
export function progressWithin(status: JobStatus, share: number): number {
  const from = lifecycleOf(status.state).progress;
  const to = status.state === 'converting' ? 50 : 99;
  if (isFinal(status.state) || status.state === 'waiting_for_upload') return status.progress;
  if (status.state === 'waiting_for_select') return status.progress;
  return Math.max(status.progress, Math.floor(from + (to - from) * Math.min(1, Math.max(0, share))));
}
