/** What the ways to find a server program have in common: what they are given, and what comes of them. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Environment } from '../../config/read.js';
import { reasonOf } from '../../reason.js';
import type { ServerProgram } from '../programs.js';
import type { Report } from '../report.js';

export interface Search {
  readonly program: ServerProgram;
  readonly environment: Environment;
  readonly report: Report;
}

/** A program that runs, or why this way did not lead to one. */
export type Attempt =
  | { readonly path: string; readonly version: string }
  | { readonly path?: undefined; readonly reason: string };

/** Milliseconds: a program of a hundred megabytes on a cold disk takes its time, and one that hangs is rare. */
const PATIENCE = 120_000;

/** Runs `--version` and judges what it prints: a file of the right name may be anything. */
export async function inspect(program: ServerProgram, path: string): Promise<Attempt> {
  try {
    const { stdout } = await promisify(execFile)(path, ['--version'], { timeout: PATIENCE });
    const unsuitable = program.unsuitable(stdout);
    if (unsuitable !== undefined) return { reason: `${path} will not do: ${unsuitable}` };
    return { path, version: stdout.split('\n')[0] ?? '' };
  } catch (error) {
    return { reason: `${path} does not run: ${reasonOf(error).trim()}` };
  }
}
