/** MinIO for the dev stack: object storage that runs already, or a server with console and its state on disk. */
import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readStorageConfig, type StorageConfig } from '../config.js';
import { findProgram } from './find-program.js';
import { HOST, startOnFreePorts } from './ports.js';
import { MINIO } from './programs.js';
import { answersGet } from './ready.js';
import { launch, type Server, type ServerPlace } from './server.js';

export interface MinioAddress extends StorageConfig {
  /** The web console; unknown for a server we did not start. */
  readonly consoleUrl: string | undefined;
}

interface Credentials {
  readonly accessKey: string;
  readonly secretKey: string;
}

/** Uses the object storage that CARTWRIGHT_S3_ENDPOINT names. */
export async function attachMinio({ environment, report }: ServerPlace): Promise<MinioAddress> {
  const storage = readStorageConfig(environment);
  report(`MinIO: environment: ${storage.endpoint}, bucket ${storage.bucket}`);
  return { ...storage, consoleUrl: undefined };
}

/** Credentials are made once and kept with the data they protect. */
async function credentials(folder: string): Promise<Credentials> {
  await mkdir(folder, { recursive: true });
  const file = join(folder, 'credentials.json');
  const made: Credentials = { accessKey: 'cartwright', secretKey: randomBytes(24).toString('base64url') };
  try {
    await writeFile(file, JSON.stringify(made, undefined, 2), { mode: 0o600, flag: 'wx' });
    return made;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return JSON.parse(await readFile(file, 'utf8')) as Credentials;
  }
}

/**
 * The console listens on its own port, and later than the store. That MinIO is alive it says while it still refuses
 * every request with `XMinioServerNotInitialized`; of its health as a cluster it says nothing good before.
 */
async function ready(endpoint: string, consoleUrl: string): Promise<void> {
  await answersGet(`${endpoint}/minio/health/cluster`);
  await answersGet(consoleUrl);
}

async function launchMinio(command: string, place: ServerPlace, ports: readonly number[]) {
  const [port, consolePort] = ports;
  const endpoint = `http://${HOST}:${port}`;
  const consoleUrl = `http://${HOST}:${consolePort}`;
  const keys = await credentials(place.folder);
  return launch(place, {
    title: 'MinIO',
    command,
    args: [
      ...['server', join(place.folder, 'data'), '--address', `${HOST}:${port}`],
      ...['--console-address', `${HOST}:${consolePort}`],
    ],
    env: { MINIO_ROOT_USER: keys.accessKey, MINIO_ROOT_PASSWORD: keys.secretKey, MINIO_UPDATE: 'off' },
    address: {
      ...{ endpoint, publicEndpoint: endpoint, region: 'us-east-1', bucket: 'cartwright', ...keys },
      consoleUrl,
    },
    ready: () => ready(endpoint, consoleUrl),
  });
}

/** Starts a server. Its data in `folder` outlives a restart. */
export async function startMinio(place: ServerPlace): Promise<Server<MinioAddress>> {
  const program = await findProgram({ ...place, program: MINIO });
  return startOnFreePorts(place.ports, (ports) => launchMinio(program, place, ports));
}
