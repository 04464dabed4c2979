/** A client of the test run's Temporal over a store in memory; no worker polls its queue. */
import { randomBytes } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import { afterAll, beforeAll, expect, inject } from 'vitest';
import { writeRecord } from '../../activities/jobs/record.js';
import { createMemoryStore, type ObjectStore } from '../../activities/storage/index.js';
import { newJobId } from '../../client/ids.js';
import { Cartwright, type ConnectOptions } from '../../client/index.js';
import { type JobRecord, WORKFLOWS, workflowIdOf } from '../../workflows/contract.js';
import type {} from '../support/stack.js';
import { API } from './jobs-in-memory.js';

export const CARTRIDGE = {
  migration_type: 'common_cartridge_importer',
  pre_attachment: { name: 'course.imscc' },
} as const;

export interface ConnectedClient {
  readonly cartwright: Cartwright;
  readonly temporal: Client;
  readonly store: ObjectStore;
  readonly taskQueue: string;
  /** Another client of the same servers. */
  another(options?: Partial<ConnectOptions>): Promise<Cartwright>;
  /** Starts a workflow that shows itself as this record says, under a number of its own. */
  running(record: JobRecord): Promise<JobRecord>;
  /** Keeps the record of a job whose history is gone, under a number of its own. */
  recorded(record: JobRecord): Promise<JobRecord>;
  /** Removes a job's history from Temporal, as retention does. */
  forget(record: Pick<JobRecord, 'request'>): Promise<void>;
}

/** Registers hooks that connect and disconnect. The returned function may be called in tests. */
export function useClient(options: Partial<ConnectOptions> = {}): () => ConnectedClient {
  let client: ConnectedClient | undefined;
  const closers: (() => Promise<void>)[] = [];
  beforeAll(async () => {
    const { address, namespace } = inject('temporal');
    const connection = await Connection.connect({ address });
    closers.push(() => connection.close());
    const temporal = new Client({ connection, namespace });
    const store = createMemoryStore();
    const taskQueue = `nobody-${randomBytes(6).toString('hex')}`;
    const another = async (changes: Partial<ConnectOptions> = {}) =>
      Cartwright.connect({
        temporal,
        storage: store,
        taskQueue,
        apiUrl: API,
        tenant: 'north',
        ...options,
        ...changes,
      });
    client = {
      cartwright: await another(),
      temporal,
      store,
      taskQueue,
      another,
      running: (record) => startAs(temporal, taskQueue, numbered(record)),
      recorded: async (record) => {
        const own = numbered(record);
        await writeRecord(store, own);
        return own;
      },
      forget: ({ request }) => forget(temporal, workflowIdOf(request.job.kind, request.job.id)),
    };
  });
  afterAll(async () => {
    for (const close of closers) await close();
  });
  return () => {
    if (client === undefined) throw new Error('The client is there once the hooks have run, not before.');
    return client;
  };
}

/** One more job like this one. */
export function numbered(record: JobRecord): JobRecord {
  const job = { ...record.request.job, id: newJobId() };
  return { ...record, request: { ...record.request, job } as JobRecord['request'] };
}

async function startAs(temporal: Client, taskQueue: string, record: JobRecord): Promise<JobRecord> {
  const { request, status, results } = record;
  const { kind, id } = request.job;
  await temporal.workflow.start(WORKFLOWS[kind], {
    workflowId: workflowIdOf(kind, id),
    taskQueue,
    args: [request],
    memo: { request, status, results },
  });
  return record;
}

async function forget(temporal: Client, workflowId: string): Promise<void> {
  const { namespace } = temporal.options;
  await temporal.workflowService.deleteWorkflowExecution({ namespace, workflowExecution: { workflowId } });
  await expect
    .poll(() =>
      temporal.workflow
        .getHandle(workflowId)
        .describe()
        .catch((error: Error) => error.name),
    )
    .toBe('WorkflowNotFoundError');
}
