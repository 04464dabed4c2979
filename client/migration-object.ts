/** A content migration as the documented object. */
import type { ContentMigrationInput } from '../workflows/contract.js';
import { lifecycleOf } from '../workflows/lifecycle.js';
import { fileObject, wireTime } from './files.js';
import { issueCount } from './issues.js';
import type { Job } from './jobs.js';
import { migratorOf } from './migration-request.js';
import { apiAddress, type ClientSettings, progressAddress } from './settings.js';
import type { ContentMigration, FileObject } from './types.js';

/** Without `pre_attachment`, which belongs to the answer to create. */
export async function migrationObject(settings: ClientSettings, job: Job): Promise<ContentMigration> {
  const { request, status } = job;
  const { id, userId, createdAt, context } = request.job;
  const { migrationType } = request as ContentMigrationInput;
  const attachment = await attachmentOf(settings, job);
  return {
    id,
    user_id: userId,
    workflow_state: lifecycleOf(status.state).wire as ContentMigration['workflow_state'],
    migration_type: migrationType,
    migration_type_title: migratorOf(migrationType)?.title ?? migrationType,
    migration_issues_url: apiAddress(settings, context, `content_migrations/${id}/migration_issues`),
    migration_issues_count: issueCount(job),
    progress_url: progressAddress(settings, id),
    created_at: wireTime(createdAt),
    started_at: status.startedAt === undefined ? null : wireTime(status.startedAt),
    finished_at: status.finishedAt === undefined ? null : wireTime(status.finishedAt),
    ...(attachment === undefined ? {} : { attachment }),
  };
}

/** The package, once it has been read. */
async function attachmentOf(
  settings: ClientSettings,
  { request, status, results }: Job,
): Promise<FileObject | undefined> {
  if (results.converted === undefined) return undefined;
  const { id, createdAt } = request.job;
  const file = { ...results.converted.package, mediaType: 'application/zip' };
  return fileObject(settings, id, { ...file, at: wireTime(status.startedAt ?? createdAt) });
}
