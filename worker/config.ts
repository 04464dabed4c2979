/** The configuration of a worker: read from the environment once, at start, and checked as a whole. */
import { loadClientConnectConfig } from '@temporalio/envconfig';
import type { NativeConnectionOptions } from '@temporalio/worker';
import type { ArchiveLimits } from '../activities/archive/types.js';
import {
  LIMIT_VARIABLES,
  OUTPUT_VARIABLES,
  STORAGE_VARIABLES,
  WORK_VARIABLES,
} from './config/cartwright-variables.js';
import { type Environment, readSettings, type SettingsOf, withoutEmpty } from './config/read.js';
import { DEFAULT_ADDRESS, DEFAULT_NAMESPACE, TEMPORAL_VARIABLES } from './config/temporal-variables.js';
import type { VariableTable } from './config/variable.js';
import { reasonOf } from './reason.js';

/** Every setting, by the heading docs/configuration.md lists it under. */
export const VARIABLE_GROUPS = {
  Temporal: TEMPORAL_VARIABLES,
  'Object storage': STORAGE_VARIABLES,
  Work: WORK_VARIABLES,
  Output: OUTPUT_VARIABLES,
  'Limits for packages': LIMIT_VARIABLES,
} as const;

const VARIABLES = {
  ...TEMPORAL_VARIABLES,
  ...STORAGE_VARIABLES,
  ...WORK_VARIABLES,
  ...OUTPUT_VARIABLES,
  ...LIMIT_VARIABLES,
} as const;

const MEBIBYTE = 1024 * 1024;

type Settings = SettingsOf<typeof VARIABLES>;

export interface TemporalConfig {
  readonly connection: NativeConnectionOptions & { readonly address: string };
  readonly namespace: string;
}

export interface StorageConfig {
  readonly endpoint: string;
  /** What signed links are made for. */
  readonly publicEndpoint: string;
  readonly region: string;
  readonly bucket: string;
  readonly accessKey: string;
  readonly secretKey: string;
}

/** What a process works on. */
export type Role = Settings['CARTWRIGHT_ROLE'];

export interface Config {
  readonly temporal: TemporalConfig;
  readonly storage: StorageConfig;
  readonly uploadsExpireDays: number;
  readonly taskQueues: { readonly jobs: string; readonly convert: string };
  readonly role: Role;
  readonly maxConversions: number;
  /** Bytes. */
  readonly memoryBudget: number;
  readonly log: {
    readonly level: Settings['CARTWRIGHT_LOG_LEVEL'];
    readonly format: Settings['CARTWRIGHT_LOG_FORMAT'];
  };
  readonly metricsAddress: string | undefined;
  readonly limits: ArchiveLimits;
  /** Where conversions keep temporary files; the system's folder when absent. */
  readonly temporaryFolder: string | undefined;
  /** Present when worker versioning is on. */
  readonly deployment: { readonly name: string; readonly buildId: string } | undefined;
}

/** The environment does not make a configuration. The message lists everything that is wrong, a line each. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    const count = problems.length === 1 ? '1 setting is wrong' : `${problems.length} settings are wrong`;
    super([`The configuration cannot be used: ${count}.`, ...problems.map((line) => `  ${line}`)].join('\n'));
    this.problems = problems;
  }
}

/** The task queues of a prefix. Clients start workflows on `jobs`; workflows send conversions to `convert`. */
export function taskQueues(prefix: string): Config['taskQueues'] {
  return { jobs: prefix, convert: `${prefix}-convert` };
}

/**
 * Reads the configuration of a worker.
 *
 * @throws ConfigError naming every variable that is missing or wrong.
 */
export function readConfig(environment: Environment = process.env): Config {
  const present = withoutEmpty(environment);
  const { settings, problems } = readSettings(VARIABLES, present);
  const together = [...problems, ...versioningProblems(present)];
  if (settings === undefined || together.length > 0) throw new ConfigError(together);
  return { temporal: readTemporalConfig(present), ...cartwrightConfig(settings) };
}

/** Variables that look like settings and are none: most likely misspelt. */
export function unknownVariables(environment: Environment = process.env): string[] {
  const ours = (name: string) => name.startsWith('CARTWRIGHT_') && !name.startsWith('CARTWRIGHT_TEST_');
  return Object.keys(environment).filter((name) => ours(name) && !(name in VARIABLES));
}

/** A deployment version has two halves. */
function versioningProblems(environment: Environment): string[] {
  const names = ['TEMPORAL_DEPLOYMENT_NAME', 'TEMPORAL_WORKER_BUILD_ID'] as const;
  const [missing, ...others] = names.filter((name) => environment[name] === undefined);
  if (missing === undefined || others.length > 0) return [];
  const present = names.find((name) => name !== missing);
  return [`${missing} is not set: expected ${VARIABLES[missing].expected}, as ${present} is set.`];
}

/** Reads a table alone. @throws ConfigError */
function readTable<Table extends VariableTable>(table: Table, environment: Environment): SettingsOf<Table> {
  const { settings, problems } = readSettings(table, withoutEmpty(environment));
  if (settings === undefined) throw new ConfigError(problems);
  return settings;
}

/**
 * How to reach Temporal: variables, then the profile of temporal.toml, then a server on this machine.
 *
 * @throws ConfigError
 */
export function readTemporalConfig(environment: Environment): TemporalConfig {
  readTable(TEMPORAL_VARIABLES, environment);
  try {
    const overrideEnvVars = withoutEmpty(environment);
    const { connectionOptions, namespace } = loadClientConnectConfig({ overrideEnvVars });
    const connection = { ...connectionOptions, address: connectionOptions.address ?? DEFAULT_ADDRESS };
    return { connection, namespace: namespace ?? DEFAULT_NAMESPACE };
  } catch (error) {
    throw new ConfigError([`temporal.toml: ${reasonOf(error)}`]);
  }
}

/** How to reach object storage. @throws ConfigError */
export function readStorageConfig(environment: Environment): StorageConfig {
  return storageConfig(readTable(STORAGE_VARIABLES, environment));
}

function cartwrightConfig(settings: Settings): Omit<Config, 'temporal'> {
  return {
    storage: storageConfig(settings),
    uploadsExpireDays: settings.CARTWRIGHT_UPLOADS_EXPIRE_DAYS,
    taskQueues: taskQueues(settings.CARTWRIGHT_TASK_QUEUE),
    role: settings.CARTWRIGHT_ROLE,
    maxConversions: settings.CARTWRIGHT_MAX_CONVERSIONS,
    memoryBudget: settings.CARTWRIGHT_MEMORY_BUDGET_MB * MEBIBYTE,
    log: { level: settings.CARTWRIGHT_LOG_LEVEL, format: settings.CARTWRIGHT_LOG_FORMAT },
    metricsAddress: settings.CARTWRIGHT_METRICS_ADDRESS,
    limits: archiveLimits(settings),
    temporaryFolder: settings.CARTWRIGHT_TEMPORARY_FOLDER,
    deployment: deployment(settings),
  };
}

function storageConfig(settings: SettingsOf<typeof STORAGE_VARIABLES>): StorageConfig {
  return {
    endpoint: settings.CARTWRIGHT_S3_ENDPOINT,
    publicEndpoint: settings.CARTWRIGHT_S3_PUBLIC_ENDPOINT ?? settings.CARTWRIGHT_S3_ENDPOINT,
    region: settings.CARTWRIGHT_S3_REGION,
    bucket: settings.CARTWRIGHT_S3_BUCKET,
    accessKey: settings.CARTWRIGHT_S3_ACCESS_KEY,
    secretKey: settings.CARTWRIGHT_S3_SECRET_KEY,
  };
}

function archiveLimits(settings: Settings): ArchiveLimits {
  return {
    maxEntries: settings.CARTWRIGHT_MAX_ENTRIES,
    maxTotalSize: settings.CARTWRIGHT_MAX_TOTAL_BYTES,
    maxEntrySize: settings.CARTWRIGHT_MAX_ENTRY_BYTES,
    maxRatio: settings.CARTWRIGHT_MAX_RATIO,
    ratioFloor: settings.CARTWRIGHT_RATIO_FLOOR_BYTES,
    maxNameLength: settings.CARTWRIGHT_MAX_NAME_LENGTH,
    maxDepth: settings.CARTWRIGHT_MAX_DEPTH,
  };
}

function deployment(settings: Settings): Config['deployment'] {
  const { TEMPORAL_DEPLOYMENT_NAME: name, TEMPORAL_WORKER_BUILD_ID: buildId } = settings;
  return name !== undefined && buildId !== undefined ? { name, buildId } : undefined;
}
