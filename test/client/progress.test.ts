/** Progress between two states: what heartbeats say, as far as it can be believed. */
import { defaultPayloadConverter, type Payload } from '@temporalio/common';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fineProgress } from '../../client/job-status.js';
import type { JobRecord, JobStatus } from '../../workflows/contract.js';
import { useClient } from './connected.js';
import { startActivity } from './heartbeat.js';
import { EXPORT_STATES, exportIn, MIGRATION_STATES, migrationIn } from './jobs-in-memory.js';

const converting = migrationIn('converting').status;
const importing = migrationIn('importing').status;
const exporting = exportIn('exporting').status;

const heartbeat = (details: unknown) => ({
  heartbeatDetails: { payloads: [defaultPayloadConverter.toPayload(details)] },
});
const progressOf = (status: JobStatus, ...details: unknown[]) =>
  fineProgress(details.map(heartbeat) as never, status);

describe('progress', () => {
  it('fills what a state has: converting 3 to 50, importing 50 to 99, exporting 5 to 99', () => {
    const at = (status: JobStatus) => [0, 1, 2, 4].map((done) => progressOf(status, { done, total: 4 }));
    expect(at(converting)).toEqual([3, 14, 26, 50]);
    expect(at(importing)).toEqual([50, 62, 74, 99]);
    expect(at(exporting)).toEqual([5, 28, 52, 99]);
  });

  it('is that of the state while no activity says anything', () => {
    for (const pending of [
      undefined,
      null,
      [],
      [{}],
      [{ heartbeatDetails: null }],
      [{ heartbeatDetails: {} }],
    ]) {
      expect(fineProgress(pending as never, converting)).toBe(3);
    }
    expect(progressOf(converting, { v: 1, step: 'start', done: 0, total: 0 })).toBe(3);
  });

  it('is that of the activity that has come farthest', () => {
    expect(progressOf(converting, { done: 1, total: 0 }, { done: 3, total: 4 }, { done: 1, total: 4 })).toBe(
      38,
    );
  });

  it('does not move while nothing is worked on', () => {
    const still = [...MIGRATION_STATES.map((state) => migrationIn(state)), exportIn('exported')]
      .map(({ status }) => status)
      .filter(({ state }) => !['uploaded', 'converting', 'importing'].includes(state));
    for (const status of still) expect(progressOf(status, { done: 3, total: 4 })).toBe(status.progress);
  });

  it('does not fall when the next attempt begins anew', () => {
    const reached = { ...converting, progress: 30 };
    expect(progressOf(reached, { done: 1, total: 100 })).toBe(30);
  });
});

describe('a heartbeat that cannot be believed', () => {
  it.each([
    [null],
    ['half'],
    [50],
    [true],
    [[1, 2]],
    [{}],
    [{ done: 5 }],
    [{ total: 10 }],
    [{ done: '5', total: '10' }],
    [{ done: null, total: 10 }],
    [{ done: {}, total: 10 }],
    [{ done: 1, total: 0 }],
    [{ done: 1, total: -10 }],
    [{ done: -1, total: 10 }],
    [{ done: [5], total: [10] }],
  ])('%j says nothing', (details) => {
    expect(progressOf(converting, details)).toBe(3);
  });

  it.each([[{ done: 11, total: 10 }], [{ done: 1e308, total: 1e-308 }]])(
    '%j says no more than that all is done',
    (details) => {
      expect(progressOf(converting, details)).toBe(50);
    },
  );

  const bytes = (text: string) => new TextEncoder().encode(text);
  it.each<[string, Payload]>([
    ['in an unknown encoding', { metadata: { encoding: bytes('binary/encrypted') }, data: bytes('x') }],
    ['that is not JSON', { metadata: { encoding: bytes('json/plain') }, data: bytes('{"done":') }],
    ['without an encoding', { metadata: {}, data: bytes('{"done":1,"total":2}') }],
    ['without anything', {}],
  ])('%s says nothing', (_, payload) => {
    expect(fineProgress([{ heartbeatDetails: { payloads: [payload] } }] as never, converting)).toBe(3);
  });

  it('whatever it is, progress is a whole number from the state’s to 99', () => {
    const number = fc.oneof(fc.double({ noNaN: false }), fc.integer(), fc.jsonValue());
    const details = fc.oneof(
      fc.jsonValue(),
      fc.record({ done: number, total: number }, { requiredKeys: [] }),
    );
    fc.assert(
      fc.property(
        fc.array(details, { maxLength: 3 }),
        fc.constantFrom(converting, importing),
        (all, status) => {
          const progress = progressOf(status, ...all.map((each) => each ?? null));
          expect(Number.isInteger(progress)).toBe(true);
          expect(progress).toBeGreaterThanOrEqual(status.progress);
          expect(progress).toBeLessThanOrEqual(99);
        },
      ),
    );
  });
});

describe('over the life of a job', () => {
  it('completion never falls, from state to state', () => {
    const completions = (records: readonly JobRecord[]) => records.map(({ status }) => status.progress);
    const rising = [
      MIGRATION_STATES.filter((state) => !['failed', 'cancelled'].includes(state)).map((state) =>
        migrationIn(state),
      ),
      EXPORT_STATES.filter((state) => !['failed', 'cancelled'].includes(state)).map((state) =>
        exportIn(state),
      ),
    ];
    for (const records of rising) {
      const all = completions(records);
      expect(all).toEqual([...all].sort((one, other) => one - other));
      expect(all.at(-1)).toBe(100);
    }
  });
});

describe('of a job that runs', () => {
  const client = useClient();

  it('is read from Temporal, with no worker that could be asked', async () => {
    const { running, temporal, cartwright, taskQueue } = client();
    const { id } = (await running(migrationIn('converting'))).request.job;
    expect((await cartwright.progress.get(id)).completion).toBe(3);
    const beat = await startActivity(temporal, taskQueue);
    await beat({ v: 1, step: 'verify', done: 1, total: 2 });
    await expect.poll(async () => (await cartwright.progress.get(id)).completion).toBe(26);
    await beat({ v: 1, step: 'read', done: 3, total: 4 });
    await expect.poll(async () => (await cartwright.progress.get(id)).completion).toBe(38);
  });
});
