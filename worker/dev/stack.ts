/** The dev stack: a real Temporal with its web UI and a real MinIO, on this machine, while this process lives. */
import { join } from 'node:path';
import { prepareBucket } from '../../activities/storage/index.js';
import type { Environment } from '../config/read.js';
import { type DataFolder, openDataFolder } from './data-folder.js';
import { describeEnd } from './guarded.js';
import { attachMinio, type MinioAddress, startMinio } from './minio.js';
import { requirePorts } from './ports.js';
import { MINIO, type ServerProgram, TEMPORAL } from './programs.js';
import { duration, type Report } from './report.js';
import type { Server, ServerPlace } from './server.js';
import { attachTemporal, startTemporal, type TemporalAddress } from './temporal.js';

export interface StackOptions {
  /** Folder that keeps state between starts, for one stack at a time. By default a throwaway folder. */
  readonly data?: string;
  /** By default free ports. `usual` takes the ports of the servers' own documentation where they are free. */
  readonly ports?: Partial<StackPorts> | 'usual';
  /** Where addresses of running servers, PATH and cache folder are looked up. By default this process's. */
  readonly environment?: Environment;
  readonly report?: Report;
  /** Days after which uploads are removed; by default 30. */
  readonly uploadsExpireDays?: number;
}

export interface StackPorts {
  readonly temporal: number;
  readonly ui: number;
  readonly minio: number;
  readonly console: number;
}

export interface Stack {
  readonly temporal: TemporalAddress;
  readonly minio: MinioAddress;
  /** Settings, as environment variables, for a worker or a backend that is to use this stack. */
  readonly settings: Readonly<Record<string, string>>;
  /** Where state and logs lie. */
  readonly data: string;
  /** Rejects when a server ends that nobody asked to. Never resolves. */
  readonly failed: Promise<never>;
  stop(): Promise<void>;
}

const USUAL_PORTS: StackPorts = { temporal: 7233, ui: 8233, minio: 9000, console: 9001 };

/** What has to be undone, last things first. */
type Closers = (() => Promise<unknown>)[];

/** Closes everything, also when one of them fails; then throws what the first failed with. */
async function closeAll(closers: Closers): Promise<void> {
  const failures: unknown[] = [];
  for (let close = closers.pop(); close; close = closers.pop()) {
    await close().catch((error: unknown) => failures.push(error));
  }
  if (failures.length > 0) throw failures[0];
}

interface Construction {
  readonly environment: Environment;
  readonly report: Report;
  readonly folder: DataFolder;
  readonly closers: Closers;
}

interface Provision<Address> {
  readonly program: ServerProgram;
  readonly ports: readonly number[];
  attach(place: ServerPlace): Promise<Address>;
  start(place: ServerPlace): Promise<Server<Address>>;
}

/** A server and, when it is ours, the news that it ended. */
interface Provided<Address> {
  readonly address: Address;
  readonly ended: Promise<string>;
}

/** One server: the running one that the environment names, or one of our own. */
async function provide<Address>(
  { environment, report, folder, closers }: Construction,
  { program, ports, attach, start }: Provision<Address>,
): Promise<Provided<Address>> {
  const own = join(folder.path, program.name);
  const place = { environment, report, ports, folder: own, remove: folder.throwaway ? [own] : [] };
  if (environment[program.addressVariable]) {
    return { address: await attach(place), ended: new Promise(() => undefined) };
  }
  report(`${program.title}: environment: ${program.addressVariable} is not set`);
  const { server, log, address } = await start(place);
  closers.push(() => server.stop());
  await folder.addPrograms(server.pid, server.guardianPid);
  const ended = server.ended.then(
    (end) => `${program.title} stopped: ${describeEnd(end)}. Its log is ${log}.`,
  );
  return { address, ended };
}

function settingsOf(temporal: TemporalAddress, minio: MinioAddress): Record<string, string> {
  return {
    ...temporal.settings,
    CARTWRIGHT_S3_ENDPOINT: minio.endpoint,
    CARTWRIGHT_S3_PUBLIC_ENDPOINT: minio.publicEndpoint,
    CARTWRIGHT_S3_REGION: minio.region,
    CARTWRIGHT_S3_BUCKET: minio.bucket,
    CARTWRIGHT_S3_ACCESS_KEY: minio.accessKey,
    CARTWRIGHT_S3_SECRET_KEY: minio.secretKey,
  };
}

/** Exact ports have to be free; usual ones only may be. */
async function wishedPorts(ports: StackOptions['ports'] = {}): Promise<StackPorts> {
  if (ports === 'usual') return USUAL_PORTS;
  await requirePorts(Object.values(ports));
  return { temporal: 0, ui: 0, minio: 0, console: 0, ...ports };
}

async function construct(construction: Construction, options: StackOptions): Promise<Stack> {
  const { folder, closers } = construction;
  const ports = await wishedPorts(options.ports);
  const temporal = await provide(construction, {
    program: TEMPORAL,
    ports: [ports.temporal, ports.ui],
    attach: attachTemporal,
    start: startTemporal,
  });
  const minio = await provide(construction, {
    program: MINIO,
    ports: [ports.minio, ports.console],
    attach: attachMinio,
    start: startMinio,
  });
  await prepareBucket(minio.address, { uploadsExpireAfterDays: options.uploadsExpireDays ?? 30 });
  let stopping = false;
  const failed = Promise.race([temporal.ended, minio.ended]).then((sentence): Promise<never> => {
    return stopping ? new Promise(() => undefined) : Promise.reject(new Error(sentence));
  });
  failed.catch(() => undefined); // Nobody has to listen.
  return {
    temporal: temporal.address,
    minio: minio.address,
    settings: settingsOf(temporal.address, minio.address),
    data: folder.path,
    failed,
    stop: () => {
      stopping = true;
      return closeAll(closers);
    },
  };
}

/**
 * Starts a stack and waits until everything answers: servers found as find-program.ts says (or attached to, when the
 * environment names them), search attributes registered, the bucket and its lifecycle rules in place.
 * Whatever happens to this process, its servers end within seconds.
 *
 * @throws MissingProgramError, or an Error with the end of the log of the server that did not start.
 */
export async function startStack(options: StackOptions = {}): Promise<Stack> {
  const { environment = process.env, report = () => undefined } = options;
  const started = Date.now();
  const folder = await openDataFolder(options.data, report);
  const closers: Closers = [() => folder.close()];
  try {
    const stack = await construct({ environment, report, folder, closers }, options);
    report(`Temporal and MinIO answer, ${duration(Date.now() - started)}`);
    return stack;
  } catch (error) {
    await closeAll(closers);
    throw error;
  }
}
