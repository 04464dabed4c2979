/** What the servers of the dev stack have in common: where they are put, and how one is brought up. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Environment } from '../config/read.js';
import { type Guarded, startGuarded } from './guarded.js';
import { untilReady } from './ready.js';
import type { Report } from './report.js';

/** Where and how to start a server. */
export interface ServerPlace {
  readonly environment: Environment;
  readonly report: Report;
  /** Keeps the server's state and its log. */
  readonly folder: string;
  /** Folders that go when the server is stopped: its own, when the stack is a throwaway. */
  readonly remove: readonly string[];
  /** Wished ports; 0 for any. A taken one is replaced. */
  readonly ports: readonly number[];
}

/** A server that was started and answers. */
export interface Server<Address> {
  readonly server: Guarded;
  readonly log: string;
  readonly address: Address;
}

export interface Launch<Address> {
  readonly title: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly address: Address;
  /** Throws while the server does not answer. */
  ready(): Promise<void>;
}

/** Milliseconds a server may take to end before it is ended. */
const GRACE = 10_000;

/** Starts a program as a server and waits until it answers. @throws Error with the end of its log. */
export async function launch<Address>(
  { folder, environment, remove }: ServerPlace,
  { title, command, args, env, address, ready }: Launch<Address>,
): Promise<Server<Address>> {
  await mkdir(folder, { recursive: true });
  const log = join(folder, 'server.log');
  const surroundings = { PATH: environment.PATH ?? '', HOME: folder, ...env };
  const server = await startGuarded({ command, args, env: surroundings, log, grace: GRACE, remove });
  try {
    await untilReady({ title, server, log }, ready);
    return { server, log, address };
  } catch (error) {
    await server.stop();
    throw error;
  }
}
