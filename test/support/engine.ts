/** A whole engine for a test file: a bucket and task queues of its own, workers in this process, a client. */
import { randomBytes } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import { NativeConnection } from '@temporalio/worker';
import { inject } from 'vitest';
import { createActivities } from '../../activities/index.js';
import {
  createMinioStore,
  type MinioStoreOptions,
  type ObjectStore,
} from '../../activities/storage/index.js';
import { Cartwright, type ConnectOptions } from '../../client/index.js';
import { createWorkers } from '../../worker/create.js';
import { runWorkers } from '../../worker/run.js';
import { freshBucket } from './stack.js';

export interface Engine {
  readonly cartwright: Cartwright;
  readonly storage: MinioStoreOptions;
  readonly store: ObjectStore;
  readonly taskQueue: string;
  /** Options for further clients. */
  readonly connectOptions: ConnectOptions;
  /** Removes a workflow and its history, as retention does. */
  forget(workflowId: string): Promise<void>;
  stop(): Promise<void>;
}

export interface EngineOptions {
  /** Without workers, jobs only start; default true. */
  readonly workers?: boolean;
  readonly client?: Partial<ConnectOptions>;
}

/** A busy machine may keep a worker from answering for longer than users would wait. */
const PATIENT = { answerTimeout: 60_000 };

export async function startEngine({ workers = true, client = {} }: EngineOptions = {}): Promise<Engine> {
  const temporal = inject('temporal');
  const taskQueue = `test-${randomBytes(6).toString('hex')}`;
  const storage = await freshBucket();
  const store = createMinioStore(storage);
  const stopWorkers = workers ? await startWorkers(store, taskQueue) : async () => undefined;
  const connectOptions: ConnectOptions = { temporal, storage, taskQueue, ...PATIENT, ...client };
  const cartwright = await Cartwright.connect(connectOptions);
  return {
    cartwright,
    storage,
    store,
    taskQueue,
    connectOptions,
    forget,
    stop: async () => {
      await cartwright.close();
      await stopWorkers();
    },
  };
}

/** Workers as in production, in this process. Returns what stops them. */
export async function startWorkers(store: ObjectStore, taskQueue: string): Promise<() => Promise<void>> {
  const temporal = inject('temporal');
  const connection = await NativeConnection.connect({ address: temporal.address });
  const made = await createWorkers({
    connection,
    activities: createActivities({ store }),
    bundle: inject('workflowBundle'),
    config: {
      temporal: { address: temporal.address, namespace: temporal.namespace } as never,
      taskQueues: { jobs: taskQueue, convert: `${taskQueue}-convert` },
      role: 'all',
      maxConversions: 4,
      memoryBudget: 2 ** 30,
    } as never,
  });
  const running = runWorkers(made);
  return async () => {
    for (const worker of made) if (worker.getState() === 'RUNNING') worker.shutdown();
    await running;
    await connection.close();
  };
}

async function forget(workflowId: string): Promise<void> {
  const { address, namespace } = inject('temporal');
  const connection = await Connection.connect({ address });
  await connection.workflowService.deleteWorkflowExecution({ namespace, workflowExecution: { workflowId } });
  const handle = new Client({ connection, namespace }).workflow.getHandle(workflowId);
  const isThere = () =>
    handle.describe().then(
      () => true,
      () => false,
    );
  while (await isThere()) await new Promise((resolve) => setTimeout(resolve, 100));
  await connection.close();
}
