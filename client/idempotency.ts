/** Idempotency keys: the first request with a key claims it in storage; the same request again gets the same job. */
import { createHash } from 'node:crypto';
import { PreconditionFailedError } from '../activities/storage/errors.js';
import { jobKey } from '../activities/storage/keys.js';
import type { ObjectStore } from '../activities/storage/port.js';
import type { JobIdentity } from '../workflows/contract.js';
import { ConflictError } from './errors.js';

interface Claim {
  readonly job: JobIdentity;
  /** Of the request the key was first used with. */
  readonly request: string;
}

/**
 * The identity that a key stands for: `fresh` when the key is new. Throws `ConflictError` when the key was used with
 * another request. Keys are a tenant's own, for each kind of job.
 */
export async function claimKey(
  store: ObjectStore,
  fresh: JobIdentity,
  key: string,
  request: unknown,
): Promise<{ readonly job: JobIdentity; readonly isNew: boolean }> {
  const claim: Claim = { job: fresh, request: digest(canonical(request)) };
  const at = jobKey({ kind: 'keys', id: digest(`${fresh.tenant}\n${fresh.kind}`) }, digest(key));
  try {
    await store.put(at, JSON.stringify(claim), { ifNoneMatch: '*', contentType: 'application/json' });
    return { job: fresh, isNew: true };
  } catch (error) {
    if (!(error instanceof PreconditionFailedError)) throw error;
  }
  const { bytes } = await store.get(at);
  const earlier = JSON.parse(new TextDecoder().decode(bytes)) as Claim;
  if (earlier.request === claim.request) return { job: earlier.job, isNew: false };
  throw new ConflictError(
    `The idempotency key was already used for another request (job ${earlier.job.id}). Use a new key for a new request.`,
  );
}

/** The same text for the same request, in whatever order its keys were written. */
function canonical(request: unknown): string {
  return JSON.stringify(request, (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
      : value,
  );
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 40);
}
