/** The lifecycle of an export, run in the workflow sandbox without a server. */
import { describe, expect, it } from 'vitest';
import { startInSandbox } from '../support/sandbox.js';
import { activities, contentExport, packageError } from './requests.js';

describe('a content export', () => {
  it('fixes the version first and writes that one', async () => {
    const job = activities();
    const written: unknown[] = [];
    const exportCourse = async (input: unknown) => {
      written.push(input);
      return job.mocks.exportCourse();
    };
    const run = await startInSandbox('contentExport', contentExport(), {
      ...job.mocks,
      exportCourse,
    } as never);
    expect(written).toEqual([expect.objectContaining({ version: 4 })]);
    expect(job.states).toEqual(['created', 'exporting', 'exported']);
    expect(run.outcome()).toMatchObject({ completed: { results: { exported: { file: { key: 'file' } } } } });
  });

  it('keeps its file and removes what other attempts wrote', async () => {
    const job = activities();
    await startInSandbox('contentExport', contentExport(), job.mocks as never);
    expect(job.removed).toEqual([{ job: expect.anything(), keep: ['file', 'ledger', 'issues'] }]);
  });

  it('says why it failed', async () => {
    const job = activities();
    const planExport = () => Promise.reject(packageError('Course 7 is empty; there is nothing to export.'));
    const run = await startInSandbox('contentExport', contentExport(), { ...job.mocks, planExport } as never);
    expect(job.states).toEqual(['created', 'failed']);
    expect(run.outcome()).toMatchObject({
      failed: { message: 'Course 7 is empty; there is nothing to export.' },
    });
  });

  it('stops when it is cancelled', async () => {
    const job = activities();
    const exportCourse = () => new Promise(() => undefined);
    const run = await startInSandbox('contentExport', contentExport(), {
      ...job.mocks,
      exportCourse,
    } as never);
    await run.signal('cancel', { by: 'Ada' });
    expect(job.states.at(-1)).toBe('cancelled');
    expect(run.searchAttributes).toMatchObject({ JobState: 'cancelled' });
  });
});
