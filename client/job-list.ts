/** The jobs of a context, newest first, from the marks they leave in storage. */
import { jobIdOfListKey, jobListPrefix } from '../activities/jobs/record.js';
import type { JobContext, JobKind } from '../workflows/contract.js';
import { NotFoundError } from './errors.js';
import { findJob, type Job } from './jobs.js';
import { pageSize, pageStart } from './paging.js';
import type { ClientSettings } from './settings.js';
import type { Page, PageRequest } from './types.js';

/** Jobs that are looked up at the same time. */
const AT_ONCE = 10;

/** Also those whose history is gone. Throws `InvalidRequestError` for an `after` that no page has given. */
export async function listJobs(
  settings: ClientSettings,
  kind: JobKind,
  owner: { readonly tenant: string; readonly context: JobContext },
  request: PageRequest,
): Promise<Page<Job>> {
  const size = pageSize(request);
  const after = pageStart(request, /^\d{16}$/);
  const prefix = jobListPrefix(owner.context, kind);
  const marks = settings.store.list(prefix, after === undefined ? {} : { startAfter: `${prefix}${after}` });
  const look = async ({ key }: { readonly key: string }) => ({
    mark: key.slice(prefix.length),
    job: await findJob(settings, { kind, id: jobIdOfListKey(key) }, owner).catch(absent),
  });
  const items: Job[] = [];
  let next: string | undefined;
  for await (const { mark, job } of inOrder(marks, look)) {
    if (job === undefined) continue;
    if (items.length === size) return { items, ...(next === undefined ? {} : { next }) };
    items.push(job);
    next = mark;
  }
  return { items };
}

/** A mark whose job is another tenant's, or never came to be. */
function absent(error: unknown): undefined {
  if (!(error instanceof NotFoundError)) throw error;
  return undefined;
}

/** Works on some items ahead, and answers in their order. */
async function* inOrder<Item, Result>(
  items: AsyncIterable<Item>,
  work: (item: Item) => Promise<Result>,
): AsyncGenerator<Result, void, void> {
  const ahead: Promise<Result>[] = [];
  for await (const item of items) {
    const result = work(item);
    // Its turn to be awaited, and to fail, may come later or never.
    result.catch(() => undefined);
    ahead.push(result);
    const first = ahead.length < AT_ONCE ? undefined : ahead.shift();
    if (first !== undefined) yield await first;
  }
  for (const result of ahead) yield await result;
}
