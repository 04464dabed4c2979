/** A content export as the documented object. */
import type { ContentExportInput } from '../workflows/contract.js';
import { lifecycleOf } from '../workflows/lifecycle.js';
import { fileObject, wireTime } from './files.js';
import type { Job } from './jobs.js';
import { type ClientSettings, progressAddress } from './settings.js';
import type { ContentExport, FileObject } from './types.js';

const DAY = 86_400_000;

export async function exportObject(settings: ClientSettings, job: Job): Promise<ContentExport> {
  const { request, status } = job;
  const { id, userId, createdAt, context } = request.job;
  const attachment = await attachmentOf(settings, job);
  return {
    id,
    user_id: userId,
    created_at: wireTime(createdAt),
    export_type: (request as ContentExportInput).exportType,
    workflow_state: lifecycleOf(status.state).wire as ContentExport['workflow_state'],
    progress_url: progressAddress(settings, id),
    ...(context.type === 'course' ? { course_id: numeric(context.id) } : {}),
    ...(attachment === undefined ? {} : { attachment }),
  };
}

/** The package, while it is kept. */
async function attachmentOf(
  settings: ClientSettings,
  { request, status, results }: Job,
): Promise<FileObject | undefined> {
  const { id, createdAt } = request.job;
  const isExpired = Date.now() - Date.parse(createdAt) > settings.exportsExpireAfterDays * DAY;
  if (results.exported === undefined || isExpired) return undefined;
  const at = wireTime(status.finishedAt ?? createdAt);
  return fileObject(settings, id, { ...results.exported.file, at });
}

/** The id as a number if it is one, digit for digit. */
function numeric(id: string): number | string {
  const number = Number(id);
  return Number.isSafeInteger(number) && String(number) === id ? number : id;
}
