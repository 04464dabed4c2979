/** Connecting: patience with servers that are not up yet, and clear words when they stay away. */
import type { Logger } from '@temporalio/worker';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../../worker/config.js';
import { connectStorage, connectTemporal } from '../../worker/connect.js';
import { createLogger } from '../../worker/logger.js';
import { patiently } from '../../worker/patience.js';
import { freshBucket, workerSettings } from '../support/stack.js';

function recordingLogger(): { logger: Logger; messages: string[] } {
  const messages: string[] = [];
  const write = (line: string) => void messages.push((JSON.parse(line) as { msg: string }).msg);
  return { logger: createLogger({ level: 'info', format: 'json' }, { write }), messages };
}

describe('patience', () => {
  it('tries again until it works', async () => {
    const failures: unknown[] = [];
    const results = [() => Promise.reject('not yet'), () => Promise.reject('nor now'), async () => 'now'];
    const attempt = () => (results.shift() as () => Promise<string>)();
    expect(await patiently(attempt, { onFailure: (error) => failures.push(error) })).toBe('now');
    expect(failures).toEqual(['not yet', 'nor now']);
  });

  it('ends with the last failure', async () => {
    const attempt = () => Promise.reject(new Error('never'));
    await expect(patiently(attempt, { patience: 0, onFailure: () => undefined })).rejects.toThrow('never');
  });

  it('ends when told to stop', async () => {
    const stopping = new AbortController();
    const onFailure = () => stopping.abort(new Error('stop'));
    const attempt = () => Promise.reject(new Error('never'));
    await expect(patiently(attempt, { signal: stopping.signal, onFailure })).rejects.toThrow('stop');
  });

  it('is not wasted on what will not pass', async () => {
    const attempt = () => Promise.reject(new Error('forbidden'));
    const onFailure = () => expect.unreachable();
    await expect(patiently(attempt, { passes: () => false, onFailure })).rejects.toThrow('forbidden');
  });
});

describe('Temporal', () => {
  it('that does not answer is named, with what to check', async () => {
    const { logger } = recordingLogger();
    const temporal = { connection: { address: '127.0.0.1:1' }, namespace: 'default' };
    await expect(connectTemporal(temporal, { logger, patience: 0 })).rejects.toThrow(
      /^Temporal at 127\.0\.0\.1:1 does not answer: .*Check that it runs, and TEMPORAL_ADDRESS, /,
    );
  });
});

describe('object storage', () => {
  it('gets its bucket', async () => {
    const { logger, messages } = recordingLogger();
    const bucket = { ...(await freshBucket()), bucket: `made-${Date.now()}` };
    const store = await connectStorage(readConfig(workerSettings(bucket, 'q')), { logger });
    await store.put('key', 'text');
    expect(messages).toEqual([]);
  });

  it('that refuses the keys is named at once, with what to check', async () => {
    const { logger, messages } = recordingLogger();
    const config = readConfig({
      ...workerSettings(await freshBucket(), 'q'),
      CARTWRIGHT_S3_SECRET_KEY: 'wrong key',
    });
    await expect(connectStorage(config, { logger })).rejects.toThrow(
      /^Object storage at http:.* cannot be used: .* Check CARTWRIGHT_S3_ENDPOINT, CARTWRIGHT_S3_BUCKET and the two keys\.$/,
    );
    expect(messages).toEqual([]);
  });
});
