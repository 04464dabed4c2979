/** From what went wrong to what the user reads. */
import { ActivityFailure, ApplicationFailure, isCancellation, TimeoutFailure } from '@temporalio/workflow';
import type { CancelMessage, JobFailure } from './contract.js';

/** Failures about the input carry their own sentence; all others are told as what they are for the user: internal. */
const ABOUT_THE_INPUT = new Set([
  'PackageError',
  'UnsupportedError',
  'SelectionError',
  'UploadTimeout',
  'SelectTimeout',
]);

export function describeFailure(error: unknown, cancelled: CancelMessage | undefined): JobFailure {
  if (cancelled !== undefined || isCancellation(error)) return cancellation(cancelled);
  const cause = error instanceof ActivityFailure ? error.cause : error;
  if (cause instanceof ApplicationFailure && ABOUT_THE_INPUT.has(cause.type ?? '')) {
    return { code: cause.type ?? 'PackageError', message: cause.message };
  }
  const reason = cause instanceof TimeoutFailure ? `it took too long (${cause.message})` : messageOf(cause);
  return {
    code: 'InternalError',
    message: `The job failed for a reason that is not in the package: ${reason}`,
  };
}

function cancellation(message: CancelMessage | undefined): JobFailure {
  const by = message?.by === undefined ? 'from Temporal' : `by ${message.by}`;
  const reason = message?.reason === undefined ? '' : ` Reason: ${message.reason}`;
  return { code: 'Cancelled', message: `The job was cancelled ${by}.${reason}` };
}

function messageOf(error: unknown): string {
  return error instanceof Error && error.message !== '' ? error.message : 'unknown';
}
