/** Finds a server program on the PATH. */
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Environment } from '../../config/read.js';
import { type Attempt, inspect, type Search } from './attempt.js';

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** The first program of this name on the PATH of an environment. */
export function onPath(name: string, environment: Environment): string | undefined {
  const folders = (environment.PATH ?? '').split(delimiter).filter(Boolean);
  return folders.map((folder) => join(folder, name)).find(isProgram);
}

export async function findOnPath({ program, environment }: Search): Promise<Attempt> {
  const path = onPath(program.name, environment);
  return path === undefined ? { reason: `there is no ${program.name}` } : inspect(program, path);
}
