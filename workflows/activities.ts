/** The activities that workflows call, by class of work: how long each may take and how it is retried. */
import { type ActivityInterfaceFor, proxyActivities, workflowInfo } from '@temporalio/workflow';
import type {
  ContentExportInput,
  ContentMigrationInput,
  ConvertResult,
  ExportPlan,
  ExportResult,
  ImportResult,
  JobIdentity,
  JobRecord,
  SelectionMessage,
  StoredObject,
} from './contract.js';

export interface MetaActivities {
  /** Writes the durable record and the entry in the context's list of jobs. */
  saveRecord(record: JobRecord): Promise<void>;
  /** What lies at an upload's key; `undefined` while nothing does. */
  findUpload(input: { key: string }): Promise<StoredObject | undefined>;
  /** The file of an earlier export. Fails with `PackageError` when there is none to be had. */
  findExport(input: { tenant: string; exportId: number }): Promise<StoredObject & { fileName: string }>;
  /** Fixes the version to export and checks the selection. */
  planExport(input: ContentExportInput): Promise<ExportPlan>;
}

export interface ConvertActivities {
  /** Package to bundle. Verifies every byte of the package and keeps it as a pack. */
  convertPackage(input: {
    job: JobIdentity;
    upload: StoredObject;
    fileName: string;
    migrationType: ContentMigrationInput['migrationType'];
  }): Promise<ConvertResult>;
  /** Bundle to course: plan and apply. The course changes whole or not at all. */
  importBundle(input: {
    job: JobIdentity;
    bundle: StoredObject;
    migrationType: ContentMigrationInput['migrationType'];
    selection?: SelectionMessage;
    settings: ContentMigrationInput['settings'];
  }): Promise<ImportResult>;
  /** Course version to package. */
  exportCourse(input: ContentExportInput & { version: number }): Promise<ExportResult>;
}

export interface CleanupActivities {
  /** Removes what the attempts of a job wrote, but for the objects to keep. */
  removeLeftovers(input: { job: JobIdentity; keep: readonly string[]; upload?: string }): Promise<void>;
}

export type JobActivities = MetaActivities & ConvertActivities & CleanupActivities;

/** The queue for heavy work; its workers run few activities at a time. */
export function convertQueue(taskQueue: string): string {
  return `${taskQueue}-convert`;
}

export function metaActivities(): ActivityInterfaceFor<MetaActivities> {
  return proxyActivities<MetaActivities>({
    startToCloseTimeout: '30 seconds',
    scheduleToCloseTimeout: '1 hour',
    retry: { initialInterval: '1 second', maximumInterval: '30 seconds' },
  });
}

/** Bounded attempts: a package that kills its worker must not kill workers for ever. */
export function convertActivities(summary: string): ActivityInterfaceFor<ConvertActivities> {
  return proxyActivities<ConvertActivities>({
    taskQueue: convertQueue(workflowInfo().taskQueue),
    startToCloseTimeout: '12 hours',
    scheduleToCloseTimeout: '3 days',
    heartbeatTimeout: '30 seconds',
    retry: {
      initialInterval: '2 seconds',
      backoffCoefficient: 3,
      maximumInterval: '5 minutes',
      maximumAttempts: 8,
    },
    summary,
  });
}

export function cleanupActivities(): ActivityInterfaceFor<CleanupActivities> {
  return proxyActivities<CleanupActivities>({
    startToCloseTimeout: '5 minutes',
    scheduleToCloseTimeout: '1 hour',
    retry: { initialInterval: '1 second', maximumInterval: '1 minute', maximumAttempts: 10 },
    summary: 'Remove what unfinished attempts wrote',
  });
}
