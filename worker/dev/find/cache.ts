/** Where server programs are kept once they were downloaded or built: a folder a program and version. */
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Environment } from '../../config/read.js';
import type { ServerProgram } from '../programs.js';
import { type Attempt, inspect, type Search } from './attempt.js';

/** `$XDG_CACHE_HOME/cartwright/servers`, by default below `~/.cache`. */
export function cacheFolder(environment: Environment): string {
  const caches = environment.XDG_CACHE_HOME || join(environment.HOME || homedir(), '.cache');
  return join(caches, 'cartwright', 'servers');
}

/** The folder of one version of a program. It is there whole or not at all. */
export function programFolder({ program, environment }: Search, version: string): string {
  return join(cacheFolder(environment), `${program.name}-${version}`);
}

function versions({ source, release }: ServerProgram): readonly string[] {
  return [source.version, release.version];
}

export async function findInCache(search: Search): Promise<Attempt> {
  const { program } = search;
  const paths = versions(program).map((version) => join(programFolder(search, version), program.name));
  const path = paths.find((candidate) => existsSync(candidate));
  if (path === undefined) return { reason: `nothing in ${cacheFolder(search.environment)}` };
  return inspect(program, path);
}
