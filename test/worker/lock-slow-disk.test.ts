/** The lock between processes on a disk that is slow to answer: much happens between two steps of one who takes it. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { takeLock } from '../../worker/dev/lock.js';

/** Everything is done at once, and heard of later: one step sooner, the next later. */
vi.mock('node:fs/promises', async (original) => {
  const real = await original<Record<string, unknown>>();
  let calls = 0;
  const late = <Arguments extends unknown[]>(step: (...all: Arguments) => Promise<unknown>) => {
    return async (...all: Arguments) => {
      const result = await step(...all);
      calls += 1;
      await new Promise((resolve) => setTimeout(resolve, (calls * 7) % 13));
      return result;
    };
  };
  const steps = ['link', 'rename', 'rm', 'stat', 'writeFile'];
  return { ...real, ...Object.fromEntries(steps.map((name) => [name, late(real[name] as never)])) };
});

it('is not taken from the one who took it over from the dead by another who found the dead one too', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'cartwright-lock-'));
  const path = join(folder, 'lock');
  writeFileSync(path, JSON.stringify({ host: hostname(), programs: [], pid: spawnSync('true').pid }));
  let holding = 0;
  const most: number[] = [];
  const work = async () => {
    const lock = await takeLock(path, () => undefined);
    holding += 1;
    most.push(holding);
    await new Promise((resolve) => setTimeout(resolve, 10));
    holding -= 1;
    await lock.release();
  };
  await Promise.all(Array.from({ length: 12 }, work));
  expect(most).toEqual(Array.from({ length: 12 }, () => 1));
  expect(readdirSync(folder)).toEqual([]);
});
