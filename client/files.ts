/** Stored objects as the documented File object, with an address that works for a while. */
import { createHash } from 'node:crypto';
import { MissingObjectError } from '../activities/storage/errors.js';
import type { StoredObject } from '../workflows/contract.js';
import { NotFoundError } from './errors.js';
import type { ClientSettings } from './settings.js';
import type { FileObject } from './types.js';

export interface DownloadableFile extends StoredObject {
  readonly fileName: string;
  readonly mediaType: string;
  /** When it came to be, ISO 8601. */
  readonly at: string;
}

export async function fileObject(
  settings: ClientSettings,
  id: number,
  file: DownloadableFile,
): Promise<FileObject> {
  const { fileName, mediaType, at } = file;
  const url = await settings.store.presignGet(file.key, {
    expiresIn: settings.downloadExpiresIn,
    fileName,
    contentType: mediaType,
  });
  return {
    id,
    uuid: createHash('sha256').update(file.key).digest('hex').slice(0, 40),
    folder_id: null,
    display_name: fileName,
    filename: fileName,
    upload_status: 'success',
    'content-type': mediaType,
    url,
    size: file.size,
    created_at: at,
    updated_at: at,
    modified_at: at,
    unlock_at: null,
    lock_at: null,
    locked: false,
    hidden: false,
    hidden_for_user: false,
    locked_for_user: false,
    thumbnail_url: null,
    mime_class: 'zip',
    media_entry_id: null,
  };
}

/** Instants on the wire have no fractions of seconds. */
export function wireTime(instant: string): string {
  return instant.replace(/\.\d+Z$/, 'Z');
}

/** Streams a stored object, bound to the state that is known of it. Throws `NotFoundError` when it has been removed. */
export async function* openStored(
  { store }: ClientSettings,
  { key, etag, size }: StoredObject,
  signal?: AbortSignal,
): AsyncGenerator<Uint8Array, void, void> {
  if (size === 0) return;
  try {
    yield* store.read({ key, etag, offset: 0, length: size }, signal === undefined ? {} : { signal });
  } catch (error) {
    throw removedFailure(error);
  }
}

/** What is left of a job may outlive its files: storage drops them after a while. */
export function removedFailure(error: unknown): unknown {
  if (!(error instanceof MissingObjectError)) return error;
  return new NotFoundError(`${error.message} It has been removed.`, { cause: error });
}
