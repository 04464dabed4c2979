/** Makes the Temporal workers of a process: one for lifecycles, one for conversions, as its role says. */
import { type NativeConnection, Worker, type WorkerOptions, type WorkerTuner } from '@temporalio/worker';
import type { Config, Role } from './config.js';
import { jobAttributes } from './job-attributes.js';

export interface WorkerParts {
  readonly config: Pick<
    Config,
    'temporal' | 'taskQueues' | 'role' | 'maxConversions' | 'memoryBudget' | 'deployment'
  >;
  readonly connection: NativeConnection;
  /** What `createActivities` made. */
  readonly activities: object;
  /** Path of the workflow bundle. Needed unless the role is `convert`. */
  readonly bundle: string;
  /** For a codec that encrypts payloads, for example. */
  readonly dataConverter?: WorkerOptions['dataConverter'];
}

/** Bytes one conversion is counted with against the memory budget. */
const CONVERSION_MEMORY = 256 * 1024 * 1024;

const fixed = (numSlots: number) => ({ type: 'fixed-size', numSlots }) as const;
const autoscaling = { type: 'autoscaling', minimum: 1, initial: 2, maximum: 20 } as const;

/** Lifecycles: many small workflow tasks, and the small activities that keep the books. */
const jobsTuner: WorkerTuner = {
  workflowTaskSlotSupplier: fixed(40),
  activityTaskSlotSupplier: fixed(20),
  localActivityTaskSlotSupplier: fixed(20),
  nexusTaskSlotSupplier: fixed(1),
};

/** How many conversions run at once at most: what was asked for, as far as memory reaches. */
export function conversionSlots(config: Pick<Config, 'maxConversions' | 'memoryBudget'>): number {
  return Math.max(1, Math.min(config.maxConversions, Math.floor(config.memoryBudget / CONVERSION_MEMORY)));
}

/** Conversions: few at once, and fewer while the machine is short of memory or processor. One always runs. */
function convertTuner(config: WorkerParts['config']): WorkerTuner {
  return {
    activityTaskSlotSupplier: {
      type: 'resource-based',
      tunerOptions: { targetMemoryUsage: 0.7, targetCpuUsage: 0.9 },
      minimumSlots: 1,
      maximumSlots: conversionSlots(config),
      rampThrottle: '500ms',
    },
    workflowTaskSlotSupplier: fixed(2),
    localActivityTaskSlotSupplier: fixed(1),
    nexusTaskSlotSupplier: fixed(1),
  };
}

/** What both workers share. A stop waits 20 s for running activities, then cancels them, and ends after 40 s. */
function shared({ config, connection, activities, dataConverter }: WorkerParts) {
  return {
    connection,
    namespace: config.temporal.namespace,
    activities,
    ...(dataConverter && { dataConverter }),
    ...(config.deployment && { workerDeploymentOptions: versioning(config.deployment) }),
    activityTaskPollerBehavior: autoscaling,
    interceptors: { activity: [jobAttributes] },
    shutdownGraceTime: '20s',
    shutdownForceTime: '40s',
    // Cancelling and progress both travel with heartbeats: the SDK would hold them back for up to a minute.
    maxHeartbeatThrottleInterval: '5s',
  } satisfies Partial<WorkerOptions>;
}

/** Workflows say themselves how they follow a new version; one that does not is kept on the version it began with. */
function versioning({ name, buildId }: NonNullable<Config['deployment']>) {
  return {
    version: { deploymentName: name, buildId },
    useWorkerVersioning: true,
    defaultVersioningBehavior: 'PINNED',
  } as const;
}

function createJobsWorker(parts: WorkerParts): Promise<Worker> {
  return Worker.create({
    ...shared(parts),
    taskQueue: parts.config.taskQueues.jobs,
    workflowBundle: { codePath: parts.bundle },
    tuner: jobsTuner,
    workflowTaskPollerBehavior: autoscaling,
    maxCachedWorkflows: 500,
  });
}

function createConvertWorker(parts: WorkerParts): Promise<Worker> {
  return Worker.create({
    ...shared(parts),
    taskQueue: parts.config.taskQueues.convert,
    tuner: convertTuner(parts.config),
  });
}

const WORKERS_OF_ROLE: Record<Role, readonly ((parts: WorkerParts) => Promise<Worker>)[]> = {
  all: [createJobsWorker, createConvertWorker],
  jobs: [createJobsWorker],
  convert: [createConvertWorker],
};

/** Makes the workers of a role. They do nothing before they are run; see `runWorkers`. */
export function createWorkers(parts: WorkerParts): Promise<Worker[]> {
  return Promise.all(WORKERS_OF_ROLE[parts.config.role].map((create) => create(parts)));
}
