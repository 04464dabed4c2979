/** Ports for servers: free when they are looked for, and looked for again when another program was faster. */
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findProgram } from '../../worker/dev/find-program.js';
import { startGuarded } from '../../worker/dev/guarded.js';
import { freePorts, HOST, startOnFreePorts } from '../../worker/dev/ports.js';
import { MINIO, TEMPORAL } from '../../worker/dev/programs.js';
import { lastLines } from '../../worker/dev/ready.js';

let folder: string;
let faster: Server;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cartwright-ports-'));
  faster = createServer();
});
afterEach(() => {
  faster.close();
  rmSync(folder, { recursive: true });
});

const at = (port: number | undefined) => `${HOST}:${port}`;

/** What each server is told of its ports. */
const SERVERS = [
  [
    MINIO,
    ([store, console]: readonly number[]) => [
      ...['server', join(folder, 'data'), '--address', at(store), '--console-address', at(console)],
    ],
  ],
  [
    TEMPORAL,
    ([server, ui]: readonly number[]) => [
      ...['server', 'start-dev', '--ip', HOST, '--port', `${server}`, '--ui-port', `${ui}`],
    ],
  ],
] as const;

describe('a port that is taken before its server takes it', () => {
  it.each(
    SERVERS.flatMap(([program, args]) => [0, 1].map((port) => [program.title, port, program, args] as const)),
  )('makes %s begin again with others (port %i)', async (_, number, program, args) => {
    const command = await findProgram({ program, environment: process.env, report: () => undefined });
    const tried: (readonly number[])[] = [];
    const ports = await startOnFreePorts([0, 0], async (found) => {
      tried.push(found);
      if (tried.length > 1) return found;
      await once(faster.listen(found[number], HOST), 'listening');
      const log = join(folder, 'server.log');
      const env = { PATH: process.env.PATH ?? '', HOME: folder };
      const server = await startGuarded({ command, args: args(found), env, log, grace: 1000 });
      await server.ended;
      throw new Error(lastLines(log));
    });
    expect(tried).toHaveLength(2);
    expect(ports).not.toContain(tried[0]?.[number]);
  });

  it('is no reason to begin again when the server fails for another', async () => {
    let tries = 0;
    const failing = async () => {
      tries += 1;
      throw new Error('The disk is full.');
    };
    await expect(startOnFreePorts([0], failing)).rejects.toThrow('The disk is full.');
    expect(tries).toBe(1);
  });
});

it('gives no port twice', async () => {
  const ports = await freePorts(Array.from({ length: 20 }, () => 0));
  expect(new Set(ports).size).toBe(20);
});
