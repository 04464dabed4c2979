/**
 * A program that starts programs and then goes away in the way it is told, for tests of what stays behind.
 * `node --import tsx parent-process.ts <what> <end>`: prints one line of JSON about what it started.
 */
import { readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { startGuarded } from '../../worker/dev/guarded.js';
import { startStack } from '../../worker/dev/stack.js';

/**
 * Two processes that ignore being asked to end, so that only force ends them. The second has written its id when this
 * resolves: a parent that went before would leave nothing to be ended.
 */
async function startStubborn() {
  const pidFile = process.argv[4] ?? '';
  const script = `trap '' TERM; sh -c "trap '' TERM; sleep 1000" & echo $! > "$1"; sleep 1000; wait`;
  const { pid, guardianPid } = await startGuarded({
    command: 'sh',
    args: ['-c', script, 'sh', pidFile],
    env: { PATH: process.env.PATH ?? '' },
    grace: 200,
  });
  while (readFileSync(pidFile, 'utf8') === '') await setTimeout(10);
  return { pid, guardianPid };
}

const STARTS: Record<string, () => Promise<object>> = {
  stubborn: startStubborn,
  stack: async () => {
    const { data, temporal, minio } = await startStack();
    return { data, temporal, minio };
  },
};

const ENDS: Record<string, () => void> = {
  return: () => undefined,
  exit: () => process.exit(0),
  throw: () => {
    throw new Error('The parent crashes.');
  },
  stay: () => void setInterval(() => undefined, 2 ** 30),
};

const [what = '', end = ''] = process.argv.slice(2);
console.log(JSON.stringify(await STARTS[what]?.()));
ENDS[end]?.();
