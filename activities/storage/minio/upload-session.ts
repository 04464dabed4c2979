/** The server's side of one upload: begun when it is needed, cut short by the first failure, never left behind. */

import type { UploadOptions } from '../port.js';
import { failure } from './failures.js';
import { createLanes } from './lanes.js';
import {
  abortMultipart,
  type BoundRange,
  completeMultipart,
  copyPart,
  createMultipart,
  type MultipartUpload,
  type Part,
  uploadPart,
} from './multipart.js';
import type { Connection } from './request.js';

/** Milliseconds that cleaning up may wait for the server, for each thing it asks of it. */
const PATIENCE = 10_000;

export interface UploadSession {
  /** Aborts with the first failure, the caller's signal, or the end of the upload; its reason says which. */
  readonly signal: AbortSignal;
  /** Parts so far, those in flight included. */
  readonly parts: number;
  addPart(body: readonly Uint8Array[]): Promise<void>;
  addCopy(range: BoundRange): Promise<void>;
  /** Makes the parts an object of `size` bytes and resolves with its ETag. */
  complete(size: number): Promise<string>;
  /** Stops everything with this reason and removes what was uploaded, in the background. */
  fail(reason: unknown): void;
  /** As `fail`, and waits. Never rejects: parts that cannot be removed are the server's to expire. */
  abort(): Promise<void>;
  /** The upload has become an object: nothing is to be removed any more. */
  close(): void;
}

export function createUploadSession(
  connection: Connection,
  key: string,
  options: UploadOptions,
): UploadSession {
  const stop = new AbortController();
  const giveUp = new AbortController();
  const parts: Part[] = [];
  let count = 0;
  let created: Promise<MultipartUpload> | undefined;
  let cleanUp: Promise<void> | undefined;
  const end = (reason: unknown) => {
    options.signal?.removeEventListener('abort', onAbort);
    stop.abort(reason);
  };
  const fail = (reason: unknown) => {
    if (stop.signal.aborted) return;
    end(reason);
    const timer = setTimeout(() => giveUp.abort(reason), PATIENCE);
    cleanUp = lanes
      .settled()
      .then(() => removeParts(connection, created))
      .finally(() => clearTimeout(timer));
  };
  const onAbort = () => fail(options.signal?.reason);
  options.signal?.addEventListener('abort', onAbort, { once: true });
  const lanes = createLanes(connection.settings.parallelParts, fail);

  const addTask = (task: (upload: MultipartUpload, number: number) => Promise<Part>) => {
    count += 1;
    const number = count;
    return lanes.start(async () => {
      // Not cancelled with the rest: only an upload whose id is known can be removed.
      created ??= createMultipart(connection, key, { ...options, signal: giveUp.signal });
      parts.push(await task(await orAborted(created, stop.signal), number));
    });
  };
  const ended = () => failure({ operation: 'upload', key }, 'UploadEnded');
  return {
    signal: stop.signal,
    get parts() {
      return count;
    },
    addPart: (body) => addTask((upload, number) => uploadPart(connection, upload, number, body, stop.signal)),
    addCopy: (range) => addTask((upload, number) => copyPart(connection, upload, number, range, stop.signal)),
    async complete(size) {
      await lanes.finished();
      if (!created) throw ended();
      parts.sort((one, other) => one.number - other.number);
      return completeMultipart(connection, await created, parts, size, stop.signal);
    },
    fail,
    async abort() {
      fail(ended());
      await cleanUp;
    },
    close: () => end(ended()),
  };
}

async function removeParts(
  connection: Connection,
  created: Promise<MultipartUpload> | undefined,
): Promise<void> {
  const { settings } = connection;
  const { timeouts, retries } = settings;
  const short = {
    timeouts: { idle: Math.min(timeouts.idle, PATIENCE / 2), total: Math.min(timeouts.total, PATIENCE) },
    retries: { ...retries, attempts: Math.min(retries.attempts, 3) },
  };
  const hasty = { ...connection, settings: { ...settings, ...short } };
  try {
    const upload = await created;
    if (upload) await abortMultipart(hasty, upload);
  } catch {
    // Nothing was begun, or the server cannot be reached: it removes unfinished uploads itself after a while.
  }
}

/** The promise's outcome, or the signal's reason if that comes first. */
function orAborted<Result>(promise: Promise<Result>, signal: AbortSignal): Promise<Result> {
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal.reason);
    if (signal.aborted) onAbort();
    signal.addEventListener('abort', onAbort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}
