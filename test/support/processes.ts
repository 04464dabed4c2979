/** Looking at processes and waiting for what they do. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { vi } from 'vitest';
import { isAlive } from '../../worker/dev/is-alive.js';

/** Waits until none of the processes is left. */
export async function untilGone(pids: readonly number[]): Promise<void> {
  const someAreLeft = () => {
    const left = pids.filter(isAlive);
    if (left.length > 0) throw new Error(`Processes ${left.join(', ')} still run.`);
  };
  await vi.waitFor(someAreLeft, { timeout: 120_000, interval: 20 });
}

/** Processes that have `text` in their command line or environment. Linux only: tests read /proc. */
export function processesNaming(text: string): number[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.map(Number).filter((pid) => isAlive(pid) && describeProcess(pid).includes(text));
}

function describeProcess(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8') + readFileSync(`/proc/${pid}/environ`, 'utf8');
  } catch {
    return ''; // It has ended, or is not ours.
  }
}

/** Runs a TypeScript program of the tests in a process of its own, and reads the first line it prints as JSON. */
export async function startProgram<Line>(path: string, args: readonly string[]) {
  const script = fileURLToPath(new URL(`../${path}`, import.meta.url));
  const child: ChildProcess = spawn(process.execPath, ['--import', 'tsx', script, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exit = once(child, 'exit');
  if (child.stdout === null || child.pid === undefined) throw new Error(`${path} could not be started.`);
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  return { pid: child.pid, line: JSON.parse(line) as Line, exit, kill: () => child.kill('SIGKILL') };
}
