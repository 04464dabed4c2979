/**
 * Running inside a Temporal activity: cancellation, heartbeats and attempts. The only file that knows the activity's
 * context; everything below works on a signal and callbacks.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Context } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import { PackageError, UnsupportedError } from '../errors.js';
import type { KeyAttempt } from '../storage/keys.js';

/** What a heartbeat says: how far the work is, for progress. Less than 2 KiB. */
export interface Checkpoint {
  readonly v: 1;
  /** What is being done, for people. */
  readonly step: string;
  readonly done: number;
  readonly total: number;
}

export interface Running {
  readonly signal: AbortSignal;
  readonly attempt: KeyAttempt;
  /** Says how far a step is. Cheap: heartbeats go out on a timer. */
  progress(step: string, done: number, total: number): void;
  /** A folder that is removed when the activity ends, however it ends. */
  folder(): Promise<string>;
}

const HEARTBEAT_INTERVAL = 2_000;

/**
 * Runs an activity's work: heartbeats with the newest checkpoint every two seconds, also while a single step is slow;
 * and when the activity was told to stop, rejects with the reason it was given. (An `AbortError` that left an activity
 * would be taken for a cancellation even when it was only paused.)
 */
export async function running<T>(
  temporaryFolder: string,
  work: (running: Running) => Promise<T>,
): Promise<T> {
  const context = Context.current();
  const signal = context.cancellationSignal;
  let checkpoint: Checkpoint = { v: 1, step: 'start', done: 0, total: 0 };
  const folders: string[] = [];
  const heartbeat = setInterval(() => context.heartbeat(checkpoint), HEARTBEAT_INTERVAL);
  context.heartbeat(checkpoint);
  try {
    return await work({
      signal,
      attempt: attemptOf(context),
      progress: (step, done, total) => {
        checkpoint = { v: 1, step, done, total };
      },
      folder: async () => {
        const folder = await mkdtemp(join(temporaryFolder, 'cartwright-'));
        folders.push(folder);
        return folder;
      },
    });
  } catch (error) {
    signal.throwIfAborted();
    throw asFailure(error);
  } finally {
    clearInterval(heartbeat);
    await Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true })));
  }
}

/**
 * What is about the input is not tried again, whatever subclass it is of; and it is benign: it is the user's package
 * that is broken, not this engine.
 */
export function asFailure(error: unknown): unknown {
  if (!(error instanceof PackageError || error instanceof UnsupportedError)) return error;
  return ApplicationFailure.create({
    type: error instanceof PackageError ? 'PackageError' : 'UnsupportedError',
    message: error.message,
    nonRetryable: true,
    category: 'BENIGN',
    details: [error.location],
    cause: error,
  });
}

/** Names this attempt: no other one, of this run or another, has the same. */
function attemptOf({ info }: Context): KeyAttempt {
  const { workflowExecution, activityId, attempt } = info;
  return { runId: workflowExecution?.runId ?? 'no-workflow', activityId, attempt };
}
