/** The lock between processes. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { type Busy, takeLock } from '../../worker/dev/lock.js';

const lockFile = () => join(mkdtempSync(join(tmpdir(), 'cartwright-lock-')), 'lock');
const never = (busy: Busy) => {
  throw new Error(`held by ${busy.alive}, programs ${busy.programs.join(' ')}`);
};

/** The id of a process that has ended. */
const deadPid = () => spawnSync('true').pid;

function leaveLock(path: string, holder: { pid: number; host?: string; programs?: number[] }): void {
  writeFileSync(path, JSON.stringify({ host: hostname(), programs: [], ...holder }));
}

it('is held by one at a time, in turn', async () => {
  const path = lockFile();
  const order: string[] = [];
  const work = async (name: string) => {
    const lock = await takeLock(path, () => undefined);
    order.push(`${name} in`);
    await new Promise(setImmediate);
    order.push(`${name} out`);
    await lock.release();
  };
  await Promise.all(['a', 'b', 'c', 'd'].map(work));
  expect(order.filter((_, index) => index % 2 === 0).map((step) => step[0])).toEqual(
    order.filter((_, index) => index % 2 === 1).map((step) => step[0]),
  );
  expect(order).toHaveLength(8);
});

it('says who holds it', async () => {
  const path = lockFile();
  const lock = await takeLock(path, never);
  await expect(takeLock(path, never)).rejects.toThrow(`held by ${process.pid}`);
  await lock.release();
});

it('is taken over from a dead process', async () => {
  const path = lockFile();
  leaveLock(path, { pid: deadPid() });
  const lock = await takeLock(path, never);
  await lock.release();
});

it('is not taken over while programs of the dead process run', async () => {
  const path = lockFile();
  leaveLock(path, { pid: deadPid(), programs: [deadPid(), process.pid] });
  await expect(takeLock(path, never)).rejects.toThrow(`held by undefined, programs ${process.pid}`);
});

it('is taken over from a process that no longer touches it: its id may be someone else’s by now', async () => {
  const path = lockFile();
  leaveLock(path, { pid: process.pid });
  const longAgo = new Date(Date.now() - 60_000);
  utimesSync(path, longAgo, longAgo);
  const lock = await takeLock(path, never);
  await lock.release();
});

it('trusts the touch alone when the holder is on another machine', async () => {
  const path = lockFile();
  leaveLock(path, { pid: deadPid(), host: 'elsewhere' });
  await expect(takeLock(path, never)).rejects.toThrow('held by');
});

it('is taken over by one of many', async () => {
  const path = lockFile();
  leaveLock(path, { pid: deadPid() });
  let holding = 0;
  const most: number[] = [];
  const work = async () => {
    const lock = await takeLock(path, () => undefined);
    holding += 1;
    most.push(holding);
    await new Promise(setImmediate);
    holding -= 1;
    await lock.release();
  };
  await Promise.all(Array.from({ length: 8 }, work));
  expect(most).toEqual(Array.from({ length: 8 }, () => 1));
});

it('leaves nothing behind', async () => {
  const path = lockFile();
  const lock = await takeLock(path, never);
  await lock.addPrograms(process.pid);
  expect(existsSync(path)).toBe(true);
  await lock.release();
  expect(readdirSync(dirname(path))).toEqual([]);
});
