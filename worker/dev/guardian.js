/**
 * Runs one program for a parent process and ends it when the parent is gone, however the parent went: a normal end,
 * a signal, a crash or `kill -9`. The kernel closes the channel to the parent in every case, and that is what counts.
 *
 * Plain JavaScript, so that it runs from the sources as well as from `dist`. guarded.ts starts it, sends one order,
 * and hears of the start, of messages of the program, and of its end.
 *
 * @typedef {object} Order
 * @property {string} command
 * @property {string[]} args
 * @property {Record<string, string>} env
 * @property {number} grace Milliseconds between asking the program to end and ending it.
 * @property {boolean} channel Whether the program talks to its parent through Node's channel.
 * @property {string[]} remove Folders to remove when told to stop or left alone. A parent folder left empty goes too.
 */
import { spawn, spawnSync } from 'node:child_process';
import { rmdirSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';

/** @type {import('node:child_process').ChildProcess | undefined} */
let program;
/** @type {Order | undefined} */
let order;
let stopping = false;

/** Tells the parent, if there still is one. @param {object} message @param {() => void} [then] */
function report(message, then = () => undefined) {
  if (process.connected) process.send?.(message, then);
}

/** Signals the program and everything it started; there may be nothing left to signal. @param {NodeJS.Signals} signal */
function signalGroup(signal) {
  if (program?.pid === undefined) return;
  try {
    process.kill(-program.pid, signal);
  } catch (error) {
    const { code } = /** @type {NodeJS.ErrnoException} */ (error);
    if (code !== 'ESRCH' && code !== 'EPERM') throw error;
  }
}

/** Linux can end a program when the process that started it dies: that covers the death of this guardian. */
function boundToGuardian() {
  const probe = spawnSync('setpriv', ['--pdeathsig', 'KILL', 'true'], { stdio: 'ignore' });
  return probe.status === 0 ? ['setpriv', '--pdeathsig', 'KILL', '--'] : [];
}

/** @param {Order} received */
function start(received) {
  order = received;
  const [command = '', ...args] = [...boundToGuardian(), order.command, ...order.args];
  program = spawn(command, args, {
    env: order.env,
    detached: true,
    stdio: order.channel ? ['ignore', 'inherit', 'inherit', 'ipc'] : ['ignore', 'inherit', 'inherit'],
  });
  program.on('message', (message) => report({ message }));
  program.once('spawn', () => report({ started: program?.pid }));
  program.once('error', (error) => finish({ code: null, signal: null, error: error.message }));
  program.once('exit', (code, signal) => finish({ code, signal }));
}

/** @param {{ code: number | null, signal: string | null, error?: string }} end */
function finish(end) {
  signalGroup('SIGKILL');
  if (stopping) order?.remove.forEach(removeFolder);
  report({ ended: end }, () => process.disconnect());
}

/** @param {string} folder */
function removeFolder(folder) {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  try {
    rmdirSync(dirname(folder));
  } catch {
    return; // Others still use it, or have removed it.
  }
}

function stop() {
  if (stopping) return;
  stopping = true;
  if (program === undefined) process.exit(0);
  signalGroup('SIGTERM');
  setTimeout(() => signalGroup('SIGKILL'), order?.grace).unref();
}

process.on('message', (/** @type {Order | 'stop'} */ message) => {
  if (message === 'stop') stop();
  else start(message);
});
process.on('disconnect', stop);
for (const signal of /** @type {const} */ (['SIGTERM', 'SIGINT', 'SIGHUP'])) process.on(signal, stop);
