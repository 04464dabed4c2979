/** Threads that are ended while they work. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const PROGRAM = fileURLToPath(new URL('./end-threads.ts', import.meta.url));

it('do not take the process with them: "close before init"', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', PROGRAM]);
  expect(stdout).toBe('all threads ended\n');
});
