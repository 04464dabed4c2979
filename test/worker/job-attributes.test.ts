/** Log lines of activities say which job they are about. */
import { log } from '@temporalio/activity';
import { MockActivityEnvironment } from '@temporalio/testing';
import { DefaultLogger, type LogEntry } from '@temporalio/worker';
import { expect, it } from 'vitest';
import { jobAttributes } from '../../worker/job-attributes.js';

const job = { kind: 'content_export', id: 42, tenant: 'north' };

async function metaOfLogLine(input: unknown): Promise<LogEntry['meta']> {
  const entries: LogEntry[] = [];
  const logger = new DefaultLogger('INFO', (entry) => void entries.push(entry));
  const environment = new MockActivityEnvironment({}, { interceptors: [jobAttributes], logger });
  await environment.run(async (_: unknown) => log.info('Working.'), input);
  return entries.find(({ message }) => message === 'Working.')?.meta;
}

it('names kind, id and tenant of the job', async () => {
  expect(await metaOfLogLine({ job })).toMatchObject({
    jobKind: 'content_export',
    jobId: 42,
    tenant: 'north',
  });
});

it.each([[undefined], ['text'], [{ key: 'uploads/1' }]])('names none for the input %j', async (input) => {
  expect(await metaOfLogLine(input)).not.toHaveProperty('jobId');
});
