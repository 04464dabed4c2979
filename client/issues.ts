/** The issues of a migration: its ledger in words, with the state people give them. */

import { readNdjson } from '../activities/course/ndjson.js';
import { PreconditionFailedError } from '../activities/storage/errors.js';
import { jobKey } from '../activities/storage/keys.js';
import type { StoredIssue, StoredObject } from '../workflows/contract.js';
import { NotFoundError, RefusedError } from './errors.js';
import { openStored, wireTime } from './files.js';
import type { Job } from './jobs.js';
import { pageSize, pageStart } from './paging.js';
import { apiAddress, type ClientSettings } from './settings.js';
import type { MigrationIssue, Page, PageRequest } from './types.js';

interface IssueState {
  readonly state: 'active' | 'resolved';
  readonly at: string;
}
type IssueStates = Readonly<Record<string, IssueState>>;

type DatedIssue = StoredIssue & { readonly createdAt: string };

/** How many issues a job has: those of its file, and its failure. */
export function issueCount(job: Job): number {
  return (issuesFile(job)?.object.count ?? 0) + (job.status.failure === undefined ? 0 : 1);
}

/** Oldest first. Throws `InvalidRequestError` for an `after` that no page has given. */
export async function listIssues(
  settings: ClientSettings,
  job: Job,
  request: PageRequest,
): Promise<Page<MigrationIssue>> {
  const size = pageSize(request);
  const after = Number(pageStart(request, /^\d{1,15}$/) ?? 0);
  const { states } = await readStates(settings, job);
  const items: MigrationIssue[] = [];
  for await (const issue of allIssues(settings, job)) {
    if (issue.id <= after) continue;
    if (items.length === size) return { items, next: String(items.at(-1)?.id) };
    items.push(wireIssue(settings, job, issue, states[issue.id]));
  }
  return { items };
}

/** Throws `NotFoundError`. */
export async function getIssue(settings: ClientSettings, job: Job, id: number): Promise<MigrationIssue> {
  const issue = await findIssue(settings, job, id);
  const { states } = await readStates(settings, job);
  return wireIssue(settings, job, issue, states[id]);
}

/** Marks an issue as resolved, or as active again. Any other state is refused (documented as 403). */
export async function setIssueState(
  settings: ClientSettings,
  job: Job,
  id: number,
  state: string,
): Promise<MigrationIssue> {
  if (state !== 'active' && state !== 'resolved') throw new RefusedError('Must send a valid workflow state');
  const issue = await findIssue(settings, job, id);
  for (;;) {
    const { states, etag } = await readStates(settings, job);
    const changed = { state, at: new Date().toISOString() } as const;
    try {
      await settings.store.put(statesKey(job), JSON.stringify({ ...states, [id]: changed }), {
        contentType: 'application/json',
        ...(etag === undefined ? { ifNoneMatch: '*' as const } : { ifMatch: etag }),
      });
      return wireIssue(settings, job, issue, changed);
    } catch (error) {
      // Somebody else changed another issue in between: look again.
      if (!(error instanceof PreconditionFailedError)) throw error;
    }
  }
}

interface IssuesFile {
  readonly object: StoredObject & { readonly count: number };
  /** Numbers that are not used again: an import lists its issues anew, and they are not those of the conversion. */
  readonly taken: number;
  readonly createdAt: string;
}

function issuesFile({ results, status }: Job): IssuesFile | undefined {
  const { imported, converted } = results;
  const ended = status.finishedAt ?? status.updatedAt;
  if (imported) return { object: imported.issues, taken: converted?.issues.count ?? 0, createdAt: ended };
  return converted && { object: converted.issues, taken: 0, createdAt: status.startedAt ?? ended };
}

async function* allIssues(settings: ClientSettings, job: Job): AsyncGenerator<DatedIssue> {
  const { failure, finishedAt, updatedAt } = job.status;
  const file = issuesFile(job);
  if (file !== undefined) {
    const { object, taken, createdAt } = file;
    for await (const issue of readNdjson<StoredIssue>(openStored(settings, object), object.key)) {
      yield { ...issue, id: taken + issue.id, createdAt };
    }
  }
  if (failure === undefined) return;
  const id = (file?.taken ?? 0) + (file?.object.count ?? 0) + 1;
  yield { id, severity: 'error', ...failure, createdAt: finishedAt ?? updatedAt };
}

async function findIssue(settings: ClientSettings, job: Job, id: number): Promise<DatedIssue> {
  for await (const issue of allIssues(settings, job)) if (issue.id === id) return issue;
  throw new NotFoundError(`Migration ${job.request.job.id} has no issue ${id}.`);
}

function statesKey(job: Job): string {
  return jobKey(job.request.job, 'issue-states.json');
}

async function readStates(
  { store }: ClientSettings,
  job: Job,
): Promise<{ states: IssueStates; etag?: string }> {
  if ((await store.stat(statesKey(job))) === undefined) return { states: {} };
  const { bytes, info } = await store.get(statesKey(job));
  return { states: JSON.parse(new TextDecoder().decode(bytes)) as IssueStates, etag: info.etag };
}

function wireIssue(
  settings: ClientSettings,
  job: Job,
  issue: DatedIssue,
  known: IssueState | undefined,
): MigrationIssue {
  const { context, id } = job.request.job;
  return {
    id: issue.id,
    content_migration_url: apiAddress(settings, context, `content_migrations/${id}`),
    description: issue.message,
    workflow_state: known?.state ?? 'active',
    fix_issue_html_url: null,
    issue_type: issue.severity,
    error_report_html_url: null,
    error_message: [issue.code, issue.path, issue.element].filter((part) => part !== undefined).join(' '),
    created_at: wireTime(issue.createdAt),
    updated_at: wireTime(known?.at ?? issue.createdAt),
  };
}
