/** What the parts of the client share: connections, addresses, limits. */
import type { Client } from '@temporalio/client';
import { contextPrefix } from '../activities/storage/keys.js';
import type { ObjectStore } from '../activities/storage/port.js';
import type { JobContext } from '../workflows/contract.js';
import { InvalidRequestError } from './errors.js';
import type { Context } from './types.js';

export interface ClientSettings {
  readonly temporal: Client;
  readonly store: ObjectStore;
  /** The queue that the workers of this deployment poll. */
  readonly taskQueue: string;
  /** Tenant of calls that name none. */
  readonly tenant: string;
  /** Address of the backend's own API, put before the paths in `progress_url` and the like. */
  readonly apiUrl: string;
  /** Seconds a signed address works: uploads, downloads. */
  readonly uploadExpiresIn: number;
  readonly downloadExpiresIn: number;
  /** Bytes a package may have. */
  readonly maxUploadBytes: number;
  /** Milliseconds a job waits for its upload, and for a selection. */
  readonly uploadTimeout: number;
  readonly selectTimeout: number;
  /** Milliseconds to wait for a worker's answer. */
  readonly answerTimeout: number;
  /** Days a finished export can be downloaded. */
  readonly exportsExpireAfterDays: number;
}

export const DEFAULTS = {
  taskQueue: 'cartwright',
  tenant: 'default',
  apiUrl: 'http://localhost/api/v1',
  uploadExpiresIn: 30 * 60,
  downloadExpiresIn: 60 * 60,
  maxUploadBytes: 50 * 2 ** 30,
  uploadTimeout: 60 * 60_000,
  selectTimeout: 30 * 24 * 60 * 60_000,
  answerTimeout: 10_000,
  exportsExpireAfterDays: 30,
} as const;

/** Throws `InvalidRequestError` for an id that cannot be part of a storage key. */
export function jobContext({ type, id }: Context): JobContext {
  const context = { type, id: String(id) };
  try {
    contextPrefix(context);
  } catch (error) {
    throw new InvalidRequestError((error as Error).message, { cause: error });
  }
  return context;
}

/** `/courses/7/content_migrations/12`, below the backend's API. */
export function apiAddress(settings: ClientSettings, context: JobContext, path: string): string {
  return `${settings.apiUrl}/${context.type}s/${encodeURIComponent(context.id)}/${path}`;
}

export function progressAddress(settings: ClientSettings, id: number): string {
  return `${settings.apiUrl}/progress/${id}`;
}
