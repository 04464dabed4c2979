/** The folder a dev stack keeps its state in: a lasting one, used by one stack at a time, or a throwaway. */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { takeLock } from './lock.js';
import type { Report } from './report.js';

export interface DataFolder {
  readonly path: string;
  /** Everything in it goes when the stack does. */
  readonly throwaway: boolean;
  /** Keeps the folder from being used by the next stack while these still run. */
  addPrograms(...pids: number[]): Promise<void>;
  close(): Promise<void>;
}

/** How long the servers of a killed stack may take to end. */
const PATIENCE = 20_000;

async function openThrowaway(): Promise<DataFolder> {
  const path = await mkdtemp(join(tmpdir(), 'cartwright-'));
  return {
    path,
    throwaway: true,
    addPrograms: async () => undefined,
    close: () => rm(path, { recursive: true, force: true, maxRetries: 5 }),
  };
}

async function openLasting(path: string, report: Report): Promise<DataFolder> {
  await mkdir(path, { recursive: true });
  const started = Date.now();
  let waiting = false;
  const lock = await takeLock(join(path, 'lock'), ({ alive, programs }) => {
    if (alive !== undefined)
      throw new Error(`${path} is in use by process ${alive}: stop it, or use another folder.`);
    if (Date.now() - started > PATIENCE) {
      throw new Error(
        `${path} is still used by programs of an earlier start (${programs.join(', ')}): stop them.`,
      );
    }
    if (!waiting) report(`Waiting for servers of an earlier start to end`);
    waiting = true;
  });
  return { path, throwaway: false, addPrograms: lock.addPrograms, close: lock.release };
}

/**
 * Opens the folder. A stack that was killed leaves its servers to their guardians, which take a moment: that is waited for.
 *
 * @throws Error when another stack uses the folder.
 */
export function openDataFolder(path: string | undefined, report: Report): Promise<DataFolder> {
  return path === undefined ? openThrowaway() : openLasting(resolve(path), report);
}
