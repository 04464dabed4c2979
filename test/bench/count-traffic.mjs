/**
 * Loaded before a program, counts its HTTP requests and the bytes of its TCP connections. At SIGWINCH (SIGUSR2 would
 * stop a worker) it writes both to the file that TRAFFIC_FILE names. Temporal's connections are not Node's, so in a
 * worker this is object storage.
 */
import { subscribe } from 'node:diagnostics_channel';
import { renameSync, writeFileSync } from 'node:fs';

/** @typedef {{ bytesRead: number, bytesWritten: number }} Bytes */

/** @type {Set<import('node:net').Socket>} */
const open = new Set();
const totals = { requests: 0, bytesRead: 0, bytesWritten: 0 };

/** @type {(into: Bytes, from: Bytes) => void} */
function add(into, { bytesRead, bytesWritten }) {
  into.bytesRead += bytesRead;
  into.bytesWritten += bytesWritten;
}

subscribe('net.client.socket', (message) => {
  const { socket } = /** @type {{ socket: import('node:net').Socket }} */ (message);
  open.add(socket);
  socket.once('close', () => {
    open.delete(socket);
    add(totals, socket);
  });
});

subscribe('http.client.request.start', () => {
  totals.requests += 1;
});

process.on('SIGWINCH', () => {
  const now = { ...totals };
  for (const socket of open) add(now, socket);
  const path = String(process.env.TRAFFIC_FILE);
  writeFileSync(`${path}.new`, JSON.stringify(now));
  renameSync(`${path}.new`, path);
});
