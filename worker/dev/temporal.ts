/** Temporal for the dev stack: one that runs already, or a dev server with web UI and its state on disk. */
import { join } from 'node:path';
import { Connection } from '@temporalio/client';
import { type Environment, withoutEmpty } from '../config/read.js';
import { readTemporalConfig, type TemporalConfig } from '../config.js';
import { reasonOf } from '../reason.js';
import { findProgram } from './find-program.js';
import { HOST, startOnFreePorts } from './ports.js';
import { TEMPORAL } from './programs.js';
import { answersGet } from './ready.js';
import {
  knowsSearchAttributes,
  registerSearchAttributes,
  searchAttributeArguments,
} from './search-attributes.js';
import { launch, type Server, type ServerPlace } from './server.js';

export interface TemporalAddress {
  readonly address: string;
  readonly namespace: string;
  /** The web UI; unknown for a server we did not start. */
  readonly uiUrl: string | undefined;
  /** Environment variables that lead a worker or a client there. */
  readonly settings: Readonly<Record<string, string>>;
}

const NAMESPACE = 'default';

async function withConnection(
  { connection }: Pick<TemporalConfig, 'connection'>,
  use: (connection: Connection) => Promise<unknown>,
): Promise<void> {
  const { address, apiKey, tls, metadata } = connection;
  const opened = await Connection.connect({ address, apiKey, tls, metadata, connectTimeout: 5000 });
  try {
    await use(opened);
  } finally {
    await opened.close();
  }
}

/** The variables of Temporal alone: without a home, no configuration file gets in between. */
function temporalVariables(environment: Environment): Record<string, string> {
  const entries = Object.entries(withoutEmpty(environment));
  return Object.fromEntries(entries.filter(([name]) => name.startsWith('TEMPORAL_')));
}

/** Uses the Temporal that TEMPORAL_ADDRESS names, and registers our search attributes there. */
export async function attachTemporal({ environment, report }: ServerPlace): Promise<TemporalAddress> {
  const settings = temporalVariables(environment);
  const config = readTemporalConfig(settings);
  const { namespace } = config;
  const { address } = config.connection;
  try {
    await withConnection(config, async (connection) => {
      const registered = await registerSearchAttributes(connection, namespace);
      const what = registered.length > 0 ? `registered ${registered.join(', ')}` : 'nothing to register';
      report(`Temporal: environment: ${address}, namespace ${namespace}, ${what}`);
    });
  } catch (error) {
    throw new Error(`TEMPORAL_ADDRESS is ${address}, which cannot be used: ${reasonOf(error)}`, {
      cause: error,
    });
  }
  return { address, namespace, uiUrl: undefined, settings };
}

async function ready(address: string, uiUrl: string): Promise<void> {
  await withConnection({ connection: { address } }, async (connection) => {
    await connection.workflowService.describeNamespace({ namespace: NAMESPACE });
    await knowsSearchAttributes(connection, NAMESPACE);
  });
  await answersGet(uiUrl);
}

function launchTemporal(command: string, place: ServerPlace, ports: readonly number[]) {
  const [port, uiPort] = ports;
  const address = `${HOST}:${port}`;
  const uiUrl = `http://${HOST}:${uiPort}`;
  return launch(place, {
    title: 'Temporal',
    command,
    args: [
      ...['server', 'start-dev', '--ip', HOST, '--port', `${port}`, '--ui-port', `${uiPort}`],
      ...['--db-filename', join(place.folder, 'temporal.db'), '--color', 'never'],
      ...searchAttributeArguments(),
    ],
    address: {
      address,
      namespace: NAMESPACE,
      uiUrl,
      settings: { TEMPORAL_ADDRESS: address, TEMPORAL_NAMESPACE: NAMESPACE },
    },
    ready: () => ready(address, uiUrl),
  });
}

/** Starts a dev server. Its state in `folder` outlives a restart. */
export async function startTemporal(place: ServerPlace): Promise<Server<TemporalAddress>> {
  const program = await findProgram({ ...place, program: TEMPORAL });
  return startOnFreePorts(place.ports, (ports) => launchTemporal(program, place, ports));
}
