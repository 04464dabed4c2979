/** The issues of a migration: pages, states that people give them, and numbers that never change their meaning. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { ObjectStore } from '../../activities/storage/index.js';
import { InvalidRequestError, NotFoundError, RefusedError } from '../../client/errors.js';
import { getIssue, issueCount, listIssues, setIssueState } from '../../client/issues.js';
import type { ClientSettings } from '../../client/settings.js';
import type { PageRequest } from '../../client/types.js';
import { API, migrationIn, settingsInMemory, withIssues } from './jobs-in-memory.js';

let settings: ClientSettings;
beforeEach(() => {
  settings = settingsInMemory();
});

const idsOf = async (job: Parameters<typeof listIssues>[1], request: PageRequest = {}) =>
  (await listIssues(settings, job, request)).items.map(({ id }) => id);

describe('an issue', () => {
  it('has the documented keys and no others', async () => {
    const job = await withIssues(settings, 2);
    expect(await getIssue(settings, job, 2)).toEqual({
      id: 2,
      content_migration_url: `${API}/courses/7/content_migrations/1234`,
      description: 'page 2 names a file that the package does not contain.',
      workflow_state: 'active',
      fix_issue_html_url: null,
      issue_type: 'warning',
      error_report_html_url: null,
      error_message: 'missing_file page-2.html',
      created_at: '2026-03-01T10:02:00Z',
      updated_at: '2026-03-01T10:02:00Z',
    });
  });

  it('is the last one when it is what the job failed with', async () => {
    const job = { ...(await withIssues(settings, 2)), status: migrationIn('cancelled').status };
    expect(await idsOf(job)).toEqual([1, 2, 3]);
    expect(await getIssue(settings, job, 3)).toMatchObject({
      description: 'The job was cancelled by user 3.',
      issue_type: 'error',
      created_at: '2026-03-01T10:04:00Z',
    });
    expect(issueCount(job)).toBe(3);
  });

  it('is not there: 404', async () => {
    const job = await withIssues(settings, 2);
    for (const id of [0, 3, -1, 1.5, Number.NaN]) {
      await expect(getIssue(settings, job, id)).rejects.toBeInstanceOf(NotFoundError);
      await expect(setIssueState(settings, job, id, 'resolved')).rejects.toMatchObject({ status: 404 });
    }
  });

  it('keeps its number to itself: those of the import are counted on from those of the conversion', async () => {
    const waiting = await withIssues(settings, 3);
    await setIssueState(settings, waiting, 2, 'resolved');
    const completed = await withIssues(settings, 3, { importedIssues: 2 });
    const { items } = await listIssues(settings, completed, {});
    expect(items.map(({ id, description }) => [id, description.slice(0, 15)])).toEqual([
      [4, 'imported page 1'],
      [5, 'imported page 2'],
    ]);
    expect(items.map(({ workflow_state }) => workflow_state)).toEqual(['active', 'active']);
    await expect(getIssue(settings, completed, 2)).rejects.toBeInstanceOf(NotFoundError);
  });
});

describe('the list of issues', () => {
  it('is empty before there are any', async () => {
    expect(await listIssues(settings, migrationIn('waiting_for_upload'), {})).toEqual({ items: [] });
  });

  it('comes in pages, oldest first', async () => {
    const job = await withIssues(settings, 25);
    const pages: number[][] = [];
    let next: string | undefined;
    do {
      const page = await listIssues(settings, job, next === undefined ? {} : { after: next });
      pages.push(page.items.map(({ id }) => id));
      next = page.next;
    } while (next !== undefined);
    expect(pages.map(({ length }) => length)).toEqual([10, 10, 5]);
    expect(pages.flat()).toEqual(Array.from({ length: 25 }, (_, at) => at + 1));
  });

  it('says of a full last page that there is no more', async () => {
    expect(await listIssues(settings, await withIssues(settings, 10), {})).not.toHaveProperty('next');
  });

  it.each([
    [1, 1],
    [0, 10],
    [-3, 1],
    [2.9, 2],
    [Number.NaN, 10],
    [100, 100],
    [101, 100],
    [Number.POSITIVE_INFINITY, 100],
  ])('has on a page of %d no more than %d', async (perPage, size) => {
    expect(await idsOf(await withIssues(settings, 120), { perPage })).toHaveLength(size);
  });

  it.each(['', 'x', '-1', '1e3', ' 1', '9'.repeat(16)])(
    'refuses a page that begins after %j',
    async (after) => {
      const refused = listIssues(settings, await withIssues(settings, 2), { after });
      await expect(refused).rejects.toBeInstanceOf(InvalidRequestError);
    },
  );

  it('says that its file has been removed', async () => {
    const job = await withIssues(settings, 2);
    await settings.store.remove(['converted.ndjson']);
    await expect(listIssues(settings, job, {})).rejects.toMatchObject({ status: 404 });
  });
});

describe('the state of an issue', () => {
  it('is resolved and active again', async () => {
    const job = await withIssues(settings, 2);
    expect(await setIssueState(settings, job, 1, 'resolved')).toMatchObject({
      id: 1,
      workflow_state: 'resolved',
    });
    expect(await getIssue(settings, job, 1)).toMatchObject({ workflow_state: 'resolved' });
    expect(await getIssue(settings, job, 2)).toMatchObject({ workflow_state: 'active' });
    expect(await setIssueState(settings, job, 1, 'active')).toMatchObject({ workflow_state: 'active' });
    expect((await listIssues(settings, job, {})).items[0]).toMatchObject({ workflow_state: 'active' });
  });

  it('changes updated_at, and created_at never', async () => {
    const job = await withIssues(settings, 1);
    const issue = await setIssueState(settings, job, 1, 'resolved');
    expect(issue.created_at).toBe('2026-03-01T10:02:00Z');
    expect(issue.updated_at).not.toBe(issue.created_at);
    expect(issue.updated_at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
  });

  it.each(['', 'done', 'Resolved', 'toString'])('cannot be %j: 403', async (state) => {
    const job = await withIssues(settings, 1);
    const refused = setIssueState(settings, job, 1, state);
    await expect(refused).rejects.toBeInstanceOf(RefusedError);
    await expect(refused).rejects.toMatchObject({
      status: 403,
      body: { message: 'Must send a valid workflow state' },
    });
  });

  it('is refused before the issue is looked for', async () => {
    await expect(setIssueState(settings, migrationIn('converting'), 9, 'x')).rejects.toMatchObject({
      status: 403,
    });
  });

  it('of many issues is kept when people resolve them at the same time', async () => {
    const job = await withIssues(settings, 20);
    const all = Array.from({ length: 20 }, (_, at) => at + 1);
    await Promise.all(all.map((id) => setIssueState(settings, job, id, 'resolved')));
    const { items } = await listIssues(settings, job, { perPage: 100 });
    expect(items.map(({ workflow_state }) => workflow_state)).toEqual(Array(20).fill('resolved'));
  });

  it('is looked at again when somebody else was faster', async () => {
    const job = await withIssues(settings, 2);
    const { store } = settings;
    let puts = 0;
    const overtaken: ObjectStore = {
      ...store,
      put: async (key, body, options) => {
        puts += 1;
        if (puts === 1) await setIssueState(settings, job, 2, 'resolved');
        return store.put(key, body, options);
      },
    };
    await setIssueState({ ...settings, store: overtaken }, job, 1, 'resolved');
    expect(puts).toBe(2);
    const { items } = await listIssues(settings, job, {});
    expect(items.map(({ workflow_state }) => workflow_state)).toEqual(['resolved', 'resolved']);
  });
});
