/** The status of a job as Temporal shows it, where that is more than the job said of itself. */
import { defaultPayloadConverter, type WorkflowExecutionDescription } from '@temporalio/client';
import type { JobStatus } from '../workflows/contract.js';
import { isFinal, progressWithin } from '../workflows/lifecycle.js';

type PendingActivities = WorkflowExecutionDescription['raw']['pendingActivities'];
type HeartbeatDetails = NonNullable<PendingActivities>[number]['heartbeatDetails'];

/** Ends a workflow can come to without a word of its own. */
const ENDED = new Set<string>(['TERMINATED', 'TIMED_OUT', 'FAILED', 'CANCELLED']);

/** The status of a job Temporal knows, from what the job last said of itself. */
export function describedStatus(
  { status: { name }, closeTime, raw }: WorkflowExecutionDescription,
  known: JobStatus,
): JobStatus {
  if (isFinal(known.state)) return known;
  if (!ENDED.has(name)) return { ...known, progress: fineProgress(raw.pendingActivities, known) };
  const how = `The job was ended from Temporal (${name.toLowerCase().replace('_', ' ')})`;
  return abandoned(known, how, closeTime?.toISOString());
}

/** The status of a job whose history is gone: one that had not ended by then never will. */
export function recordedStatus(known: JobStatus): JobStatus {
  return isFinal(known.state) ? known : abandoned(known, 'The job was ended and removed from Temporal');
}

function abandoned(known: JobStatus, how: string, at?: string): JobStatus {
  const message = `${how} while it was in the state ${known.state}.`;
  return {
    ...known,
    state: 'failed',
    failure: { code: 'Terminated', message },
    ...(at === undefined ? {} : { finishedAt: at, updatedAt: at }),
  };
}

/**
 * Percent. Fine-grained progress travels in heartbeats: it costs no history and needs no worker to be read. A heartbeat
 * that holds anything but `{ done, total }` says nothing; none leads below what the job itself has said.
 */
export function fineProgress(pending: PendingActivities, status: JobStatus): number {
  const shares = (pending ?? []).flatMap(({ heartbeatDetails }) => shareOf(heartbeatDetails));
  return Math.max(status.progress, ...shares.map((share) => progressWithin(status, share)));
}

/** How much of its work an activity has done, 0 to 1; empty when it does not say. */
function shareOf(details: HeartbeatDetails): number[] {
  const checkpoint = readCheckpoint(details);
  if (typeof checkpoint !== 'object' || checkpoint === null) return [];
  const { done, total } = checkpoint as { done?: unknown; total?: unknown };
  if (typeof done !== 'number' || typeof total !== 'number' || !(total > 0)) return [];
  const share = done / total;
  return Number.isNaN(share) ? [] : [share];
}

function readCheckpoint(details: HeartbeatDetails): unknown {
  const [payload] = details?.payloads ?? [];
  if (!payload) return undefined;
  try {
    return defaultPayloadConverter.fromPayload(payload);
  } catch {
    // Progress is not worth failing for: a payload in an unknown encoding is as good as none.
    return undefined;
  }
}
