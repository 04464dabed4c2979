/** Where a migration's package is to be posted, and how the job learns that it was. */
import { uploadKey } from '../activities/storage/keys.js';
import { type ContentMigrationInput, MESSAGES } from '../workflows/contract.js';
import { ConflictError } from './errors.js';
import { findJob, type Job, type JobName, signalJob } from './jobs.js';
import type { ClientSettings } from './settings.js';
import type { ContentMigration } from './types.js';

/** Empty when the job does not wait for an upload, or no longer. */
export async function uploadTarget(
  { store, uploadExpiresIn, maxUploadBytes }: ClientSettings,
  { request, status }: Job,
): Promise<Pick<ContentMigration, 'pre_attachment'>> {
  const { source, job } = request as ContentMigrationInput;
  if (source.type !== 'upload' || status.state !== 'waiting_for_upload') return {};
  const form = await store.presignPost(uploadKey(job.id), {
    expiresIn: uploadExpiresIn,
    maxBytes: maxUploadBytes,
  });
  return {
    pre_attachment: {
      upload_url: form.url,
      upload_params: form.fields,
      file_param: form.fileField,
      progress: null,
    },
  };
}

/**
 * The job may have found the package by itself before it is told, and even have ended with it; that is no error. Throws
 * `ConflictError` when it ended without the package.
 */
export async function tellUploaded(settings: ClientSettings, id: number): Promise<void> {
  const name: JobName = { kind: 'content_migration', id };
  try {
    await signalJob(settings, name, MESSAGES.uploaded);
  } catch (error) {
    if (!(error instanceof ConflictError)) throw error;
    const { results } = await findJob(settings, name);
    if (results.upload === undefined) throw error;
  }
}
