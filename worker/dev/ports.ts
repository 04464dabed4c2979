/** Ports for the dev stack: free ones, so that stacks run side by side. */
import { createServer, type Server } from 'node:net';

export const HOST = '127.0.0.1';

function listen(port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ host: HOST, port }, () => resolve(server));
  });
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server listens on no port.');
  return address.port;
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()));
}

/** The port itself when nothing listens there, else one the system chooses. */
async function listenNear(wished: number): Promise<Server> {
  try {
    return await listen(wished);
  } catch {
    return listen(0);
  }
}

/**
 * As many free ports as wishes; 0 wishes for any. All are held until the last is found, so none is given twice.
 * Another program may still take one before its server does: see `startOnFreePorts`.
 */
export async function freePorts(wishes: readonly number[]): Promise<number[]> {
  const servers: Server[] = [];
  for (const wish of wishes) servers.push(await listenNear(wish));
  const ports = servers.map(portOf);
  await Promise.all(servers.map(close));
  return ports;
}

/** @throws Error naming the first port on which something listens. */
export async function requirePorts(ports: readonly number[]): Promise<void> {
  for (const port of ports) {
    try {
      await close(await listen(port));
    } catch (cause) {
      throw new Error(`Port ${port} is taken.`, { cause });
    }
  }
}

/** Temporal: `listen tcp 127.0.0.1:7233: bind: address already in use`; MinIO: `Specified port is already in use`. */
const PORT_TAKEN = /already in use/i;

/** Starts a server on free ports, and again on others when a port was taken in between. */
export async function startOnFreePorts<Result>(
  wishes: readonly number[],
  start: (ports: readonly number[]) => Promise<Result>,
): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    const ports = await freePorts(attempt === 1 ? wishes : wishes.map(() => 0));
    try {
      return await start(ports);
    } catch (error) {
      if (attempt === 3 || !(error instanceof Error && PORT_TAKEN.test(error.message))) throw error;
    }
  }
}
