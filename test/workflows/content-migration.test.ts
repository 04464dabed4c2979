/** The lifecycle of a migration, run in the workflow sandbox without a server. */
import { ApplicationFailure } from '@temporalio/common';
import { describe, expect, it } from 'vitest';
import { startInSandbox } from '../support/sandbox.js';
import { activities, migration, packageError } from './requests.js';

const everything = { copy: { everything: true } };

function start(changes: Parameters<typeof migration>[0] = {}, mocks: Record<string, unknown> = {}) {
  const job = activities();
  const running = startInSandbox('contentMigration', migration(changes), { ...job.mocks, ...mocks } as never);
  return running.then((run) => ({ ...job, run }));
}

/** A start whose upload has arrived and been converted. */
async function startPaused(mocks: Record<string, unknown> = {}) {
  const started = await start({ selectiveImport: true }, mocks);
  await started.run.signal('uploaded');
  return started;
}

describe('a migration', () => {
  it('waits for its upload, converts and imports', async () => {
    const { run, states } = await start();
    expect(states).toEqual(['waiting_for_upload']);
    await run.signal('uploaded');
    expect(states).toEqual(['waiting_for_upload', 'uploaded', 'converting', 'importing', 'completed']);
    expect(run.outcome()).toMatchObject({ completed: { status: { state: 'completed', progress: 100 } } });
  });

  it('starts at once from an earlier export', async () => {
    const { run } = await start({ source: { type: 'export', exportId: 5 } });
    expect(run.scheduled.slice(0, 2)).toEqual(['saveRecord', 'findExport']);
    expect(run.outcome()).toMatchObject({ completed: {} });
  });

  it('shows its state, progress and results to operators', async () => {
    const { run } = await startPaused();
    expect(run.searchAttributes).toMatchObject({ JobState: 'waiting_for_select', JobProgress: 50 });
    expect(run.memo).toMatchObject({
      status: { state: 'waiting_for_select' },
      results: { converted: { format: 'common_cartridge' } },
    });
    const metadata = (await run.query('__temporal_workflow_metadata')) as {
      currentDetails: string;
      definition: { signalDefinitions: { name: string; description: string }[] };
    };
    expect(metadata.currentDetails).toContain('Waiting for a selection (50 %)');
    expect(metadata.currentDetails).toContain('page 2, module 1');
    expect(metadata.definition.signalDefinitions.map(({ name }) => name).sort()).toEqual([
      'cancel',
      'select',
      'uploaded',
    ]);
  });

  it('cleans up all but what its record names', async () => {
    const { run, removed } = await start();
    await run.signal('uploaded');
    expect(removed).toEqual([
      expect.objectContaining({
        keep: ['bundle', 'issues', 'ledger', 'issues', 'ids'],
        upload: 'uploads/1234',
      }),
    ]);
  });

  it('never lets progress fall', async () => {
    const { run, records } = await startPaused();
    await run.signal('select', everything);
    const progress = records.map(({ status }) => status.progress);
    expect(progress).toEqual([...progress].sort((a, b) => a - b));
  });
});

describe('waiting for the upload', () => {
  const silent = () => {
    let looks = 0;
    const findUpload = async () => {
      looks += 1;
    };
    return { looks: () => looks, findUpload };
  };

  it('notices an upload nobody told of', async () => {
    const { run } = await start();
    await run.fireTimers();
    expect(run.outcome()).toMatchObject({ completed: {} });
  });

  it('does not believe a signal without a file', async () => {
    const { findUpload } = silent();
    const { run, states } = await start({}, { findUpload });
    await run.signal('uploaded');
    expect(run.outcome()).toBeUndefined();
    expect(states).toEqual(['waiting_for_upload']);
  });

  it('ends after the time allowed, in few looks', async () => {
    const { findUpload, looks } = silent();
    const { run } = await start({}, { findUpload });
    for (let fired = 0; fired < 30 && run.outcome() === undefined; fired += 1) await run.fireTimers();
    expect(run.outcome()).toEqual({
      failed: { message: 'The file upload process timed out.', type: 'JobFailed' },
    });
    expect(looks()).toBeLessThan(15);
  });
});

describe('the pause for a selection', () => {
  it('is ended by a signal', async () => {
    const imports: unknown[] = [];
    const { run } = await startPaused({
      importBundle: async (input: unknown) => {
        imports.push(input);
        return activities().mocks.importBundle();
      },
    });
    await run.signal('select', { copy: { all_pages: '1' } });
    expect(imports).toEqual([expect.objectContaining({ selection: { copy: { all_pages: '1' } } })]);
    expect(run.outcome()).toMatchObject({ completed: {} });
  });

  it('is ended by an update that answers at once', async () => {
    const { run } = await startPaused();
    expect(await run.update('selectNow', everything)).toEqual({ result: { state: 'importing' } });
    expect(run.outcome()).toMatchObject({ completed: {} });
  });

  it('takes a bare selection from an operator’s keyboard', async () => {
    const { run, records } = await startPaused();
    await run.signal('select', { everything: true });
    expect(records.at(-1)?.results.selection).toEqual({ copy: { everything: true } });
  });

  it('is not needed when the selection came with the request', async () => {
    const { run, states } = await start({ selectiveImport: true, selection: everything });
    await run.signal('uploaded');
    expect(states).not.toContain('waiting_for_select');
    expect(run.outcome()).toMatchObject({ completed: {} });
  });

  it.each([
    ['nothing', undefined, /A selection is an object/],
    ['text', 'everything', /A selection is an object/],
    ['an empty selection', { copy: {} }, /The selection is empty/],
    [
      'a selection too long for a message',
      { copy: { pages: 'x'.repeat(300_000) } },
      /too long for a message/,
    ],
  ])('does not end with %s', async (_, message, reason) => {
    const { run } = await startPaused();
    const answer = (await run.update('selectNow', message)) as { rejected: string };
    expect(answer.rejected).toMatch(reason);
    await run.signal('select', message);
    expect(run.outcome()).toBeUndefined();
  });

  it('takes the first selection and no other', async () => {
    const release: (() => void)[] = [];
    const { run } = await startPaused({
      importBundle: () => new Promise((resolve) => release.push(() => resolve({}))),
    });
    await run.signal('select', everything);
    expect(await run.update('selectNow', everything)).toEqual({ result: { state: 'importing' } });
    expect(await run.update('selectNow', { copy: { all_pages: 1 } })).toEqual({
      rejected: 'A selection was already made; it cannot be changed any more.',
    });
  });

  it('refuses a selection that comes too early', async () => {
    const { run } = await start({ selectiveImport: true });
    expect(await run.update('selectNow', everything)).toEqual({
      rejected: 'The migration does not wait for a selection; its state is waiting_for_upload.',
    });
  });

  it('expires', async () => {
    const { run, states, removed } = await startPaused();
    expect(run.timers()).toContain(30 * 24 * 3_600_000);
    await run.fireTimers();
    expect(run.outcome()).toMatchObject({
      failed: { message: expect.stringContaining('Nothing was selected within 30 days') },
    });
    expect(states.at(-1)).toBe('failed');
    expect(removed).toHaveLength(1);
  });
});

describe('a migration that fails', () => {
  it('tells what is wrong with the package', async () => {
    const message = 'imsmanifest.xml: line 3, column 7: unclosed tag.';
    const convertPackage = () => Promise.reject(packageError(message));
    const { run, records } = await start({}, { convertPackage });
    await run.signal('uploaded');
    expect(run.outcome()).toEqual({ failed: { message, type: 'JobFailed' } });
    expect(records.at(-1)?.status).toMatchObject({
      state: 'failed',
      failure: { code: 'PackageError', message },
    });
  });

  it('says when the fault is not in the package', async () => {
    const importBundle = () => Promise.reject(ApplicationFailure.nonRetryable('disk full', 'Error'));
    const { run, records } = await start({}, { importBundle });
    await run.signal('uploaded');
    expect(records.at(-1)?.status.failure).toEqual({
      code: 'InternalError',
      message: 'The job failed for a reason that is not in the package: disk full',
    });
  });

  it('ends although cleaning up fails', async () => {
    const convertPackage = () => Promise.reject(packageError('broken'));
    const removeLeftovers = () => Promise.reject(ApplicationFailure.nonRetryable('no storage'));
    const { run, states } = await start({}, { convertPackage, removeLeftovers });
    await run.signal('uploaded');
    expect(states.at(-1)).toBe('failed');
    expect(run.outcome()).toMatchObject({ failed: { message: 'broken' } });
  });
});

describe('a migration that is cancelled', () => {
  const held = { convertPackage: () => new Promise(() => undefined) };

  it('stops its work, cleans up, and says who cancelled it', async () => {
    const { run, records, removed } = await start({}, held);
    await run.signal('uploaded');
    await run.signal('cancel', { by: 'Ada', reason: 'wrong file' });
    expect(records.at(-1)?.status).toMatchObject({
      state: 'cancelled',
      failure: { code: 'Cancelled', message: 'The job was cancelled by Ada. Reason: wrong file' },
    });
    expect(removed).toHaveLength(1);
    expect(run.outcome()).toMatchObject({ failed: { type: 'JobFailed' } });
  });

  it('can be cancelled while it waits for a selection', async () => {
    const { run, states } = await startPaused();
    await run.signal('cancel');
    expect(states.at(-1)).toBe('cancelled');
  });

  it('does the same when Temporal itself cancels it', async () => {
    const { run, records, removed } = await start({}, held);
    await run.signal('uploaded');
    await run.cancel();
    expect(records.at(-1)?.status.failure?.message).toBe('The job was cancelled from Temporal.');
    expect(removed).toHaveLength(1);
    expect(run.outcome()).toEqual({ cancelled: true });
  });

  it.each([[null], ['x'], [{ by: 5 }], [{ by: 'x'.repeat(5000) }]])(
    'survives a message like %o',
    async (message) => {
      const { run, states } = await startPaused();
      await run.signal('cancel', message);
      expect(states.at(-1)).toBe('cancelled');
    },
  );
});
