/** An earlier export as the source of a migration. */
import { readRecord } from '../activities/jobs/record.js';
import { InvalidRequestError, NotFoundError } from './errors.js';
import type { JobName } from './jobs.js';
import { findJob } from './jobs.js';
import type { ClientSettings } from './settings.js';

/**
 * Throws `InvalidRequestError`, with the documented messages, unless the tenant has the export and its file is there.
 * The record decides, as it will for the job: it is written a moment after Temporal knows.
 */
export async function checkExport(settings: ClientSettings, id: number, tenant: string): Promise<void> {
  const name: JobName = { kind: 'content_export', id };
  await findJob(settings, name, { tenant }).catch((error: unknown) => {
    if (error instanceof NotFoundError)
      throw new InvalidRequestError('invalid content export', { cause: error });
    throw error;
  });
  const record = await readRecord(settings.store, name);
  if (record?.results.exported === undefined) throw new InvalidRequestError('content export is incomplete');
}
