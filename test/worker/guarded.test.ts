/** Programs under a guardian: nothing they start outlives the process that wanted them. */
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startGuarded } from '../../worker/dev/guarded.js';
import { startProgram, untilGone } from '../support/processes.js';

const env = { PATH: process.env.PATH ?? '' };
const folder = mkdtempSync(join(tmpdir(), 'cartwright-guarded-'));

interface Started {
  readonly pid: number;
  readonly guardianPid: number;
}

/** A parent that started a program, which started another; neither ends when asked to. */
async function stubbornParent(end: string) {
  const pidFile = join(folder, `grandchild-${end}-${Math.random()}`);
  writeFileSync(pidFile, '');
  const parent = await startProgram<Started>('worker/parent-process.ts', ['stubborn', end, pidFile]);
  const grandchild = Number(readFileSync(pidFile, 'utf8'));
  expect(grandchild).toBeGreaterThan(0);
  return { ...parent, ...parent.line, parentPid: parent.pid, grandchild };
}

describe('the parent goes', () => {
  it.each(['return', 'exit', 'throw'])('by %s: the program and what it started go too', async (end) => {
    const { pid, guardianPid, grandchild, exit } = await stubbornParent(end);
    await exit;
    await untilGone([pid, guardianPid, grandchild]);
  });

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGKILL'] as const)('by %s: they go too', async (signal) => {
    const { parentPid, pid, guardianPid, grandchild, exit } = await stubbornParent('stay');
    process.kill(parentPid, signal);
    await exit;
    await untilGone([pid, guardianPid, grandchild]);
  });
});

describe('the guardian is killed', () => {
  it('the parent ends what it guarded', async () => {
    const { pid, guardianPid, grandchild, kill } = await stubbornParent('stay');
    process.kill(guardianPid, 'SIGKILL');
    await untilGone([pid, grandchild]);
    kill();
  });

  it('together with the parent: the kernel ends the program', async () => {
    const { parentPid, pid, guardianPid } = await stubbornParent('stay');
    process.kill(parentPid, 'SIGSTOP');
    process.kill(guardianPid, 'SIGKILL');
    process.kill(parentPid, 'SIGKILL');
    await untilGone([pid]);
    process.kill(-pid, 'SIGKILL'); // What the program had started itself nobody is left to end.
  });
});

describe('the program', () => {
  it('is asked to end, and its folder removed', async () => {
    const own = mkdtempSync(join(folder, 'own-'));
    const program = await startGuarded({ command: 'sleep', args: ['1000'], env, grace: 5000, remove: [own] });
    expect(await program.stop()).toEqual({ code: null, signal: 'SIGTERM' });
    expect(() => readFileSync(own)).toThrow('ENOENT');
  });

  it('keeps its folder when it ends by itself, for a look at its log', async () => {
    const own = mkdtempSync(join(folder, 'own-'));
    const log = join(own, 'log');
    const program = await startGuarded({
      ...{ command: 'sh', args: ['-c', 'echo out of luck; exit 3'], env, grace: 5000 },
      ...{ remove: [own], log },
    });
    expect(await program.ended).toEqual({ code: 3, signal: null });
    expect(readFileSync(log, 'utf8')).toBe('out of luck\n');
  });

  it('talks to its parent through the channel', async () => {
    const program = await startGuarded({
      ...{ command: process.execPath, args: ['-e', 'process.send("ready"); setInterval(() => 0, 1000)'] },
      ...{ env, grace: 5000, channel: true },
    });
    await program.message('ready');
    await program.stop();
  });

  it('is reported when it ends without the message that was waited for', async () => {
    const program = await startGuarded({
      ...{ command: process.execPath, args: ['-e', 'process.exitCode = 7'] },
      ...{ env, grace: 5000, channel: true },
    });
    await expect(program.message('ready')).rejects.toThrow(
      'The program did not say "ready": it ended with exit code 7.',
    );
  });
});
