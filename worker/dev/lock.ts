/** A lock between processes: a file that says who holds it, and that a dead process cannot keep. */
import { randomBytes } from 'node:crypto';
import { readFileSync, utimes } from 'node:fs';
import { link, mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive } from './is-alive.js';

interface Holder {
  readonly pid: number;
  readonly host: string;
  /** Programs that work on what is locked, and may outlive `pid` for a moment. */
  readonly programs: readonly number[];
}

/** Who of a holder still lives. */
export interface Busy {
  /** The process that took the lock; `undefined` when it is gone. */
  readonly alive: number | undefined;
  /** What it named with `addPrograms` and still runs. */
  readonly programs: readonly number[];
}

export interface Lock {
  /** Names programs that have to be gone as well before the lock is free. */
  addPrograms(...pids: number[]): Promise<void>;
  release(): Promise<void>;
}

/** The holder shows that it lives by touching the file this often; three missed touches free the lock. */
const TOUCH_EVERY = 5000;
const POLL_EVERY = 200;

const unique = (path: string) => `${path}.${process.pid}.${randomBytes(4).toString('hex')}`;

/** Process ids mean something on their own machine only; elsewhere the touch has to do. */
function livingOf({ pid, host, programs }: Holder, age: number): Busy | undefined {
  const here = host === hostname();
  const alive = age < 3 * TOUCH_EVERY && (!here || isAlive(pid)) ? pid : undefined;
  const running = here ? programs.filter(isAlive) : [];
  return alive === undefined && running.length === 0 ? undefined : { alive, programs: running };
}

/** Writes the holder beside the lock, to be put in place whole. */
async function writeBeside(path: string, holder: Holder): Promise<string> {
  const complete = unique(path);
  await writeFile(complete, JSON.stringify(holder), { mode: 0o600 });
  return complete;
}

/** Puts the lock there, or not when there is one. */
async function create(path: string, holder: Holder): Promise<boolean> {
  const complete = await writeBeside(path, holder);
  try {
    await link(complete, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(complete);
  }
}

/** Who lives of the lock's holder; `dead` when nobody does, `undefined` when there is no lock. */
async function judge(path: string): Promise<Busy | 'dead' | undefined> {
  try {
    const holder = JSON.parse(readFileSync(path, 'utf8')) as Holder;
    const { mtimeMs } = await stat(path);
    return livingOf(holder, Date.now() - mtimeMs) ?? 'dead';
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return undefined;
  }
}

/**
 * Takes away what the dead left. Of many who judge it dead one acts at a time, and judges again: else the lock that one
 * has taken since would be taken from it by the next.
 */
async function takeAway(path: string): Promise<void> {
  const turn = await takeLock(`${path}.turn`, () => undefined);
  try {
    if ((await judge(path)) === 'dead') await rm(path, { force: true });
  } finally {
    await turn.release();
  }
}

/**
 * Takes a lock, waiting while a living process holds it.
 *
 * @param onBusy called each time the lock is found held; it may throw to give up.
 */
export async function takeLock(path: string, onBusy: (busy: Busy) => void): Promise<Lock> {
  await mkdir(dirname(path), { recursive: true });
  const holder: Holder = { pid: process.pid, host: hostname(), programs: [] };
  while (!(await create(path, holder))) {
    const found = await judge(path);
    if (found === 'dead') await takeAway(path);
    if (found === 'dead' || found === undefined) continue;
    onBusy(found);
    await sleep(POLL_EVERY);
  }
  return held(path, holder);
}

function held(path: string, holder: Holder): Lock {
  let programs: number[] = [];
  const touch = setInterval(() => {
    const now = new Date();
    utimes(path, now, now, () => undefined); // One that fails only makes the lock look older.
  }, TOUCH_EVERY);
  touch.unref();
  return {
    addPrograms: async (...pids) => {
      programs = [...programs, ...pids];
      await rename(await writeBeside(path, { ...holder, programs }), path);
    },
    release: () => {
      clearInterval(touch);
      return rm(path, { force: true });
    },
  };
}
