/** Builds a server program from source with `go install`: slow, but needs no vendor's download. */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { withoutEmpty } from '../../config/read.js';
import { reasonOf } from '../../reason.js';
import { describeEnd, startGuarded } from '../guarded.js';
import { duration, reportWhile } from '../report.js';
import { type Attempt, inspect, type Search } from './attempt.js';
import { programFolder } from './cache.js';
import { onPath } from './path.js';

/** From here on Go fetches by itself the newer version a module asks for. */
const OLDEST_GO_MINOR = 21;

/** `go version` prints `go version go1.26.8 linux/amd64`. */
async function unsuitableGo(go: string): Promise<string | undefined> {
  const { stdout } = await promisify(execFile)(go, ['version']);
  const minor = Number(/go1\.(\d+)/.exec(stdout)?.[1]);
  return minor >= OLDEST_GO_MINOR
    ? undefined
    : `Go 1.${OLDEST_GO_MINOR} or newer is needed, not ${stdout.trim()}`;
}

/** What the log of `go install -v` says about how far it is: a line a module fetched, a line a package compiled. */
function progress(log: string): { fetched: number; compiled: number; last: string } {
  const lines = readFileSync(log, 'utf8').split('\n').filter(Boolean);
  const fetched = lines.filter((line) => line.startsWith('go: downloading')).length;
  const compiled = lines.filter((line) => !line.startsWith('go: ')).length;
  return { fetched, compiled, last: lines.slice(-5).join('\n') };
}

/** Runs `go install` into a folder, under a guardian: an interrupted start leaves no compiler behind. */
async function install({ program, environment, report }: Search, go: string, folder: string): Promise<void> {
  const { module, version, minutes } = program.source;
  report(`  go install ${module}@${version}: about ${minutes} minutes on two processors`);
  const started = Date.now();
  const log = join(folder, 'go-install.log');
  const env = { ...withoutEmpty(environment), GOBIN: folder, GOFLAGS: '' };
  const args = ['install', '-v', '-ldflags', '-s -w', `${module}@${version}`];
  const build = await startGuarded({ command: go, args, env, log, grace: 2000 });
  const line = () => {
    const { fetched, compiled } = progress(log);
    return `  ${duration(Date.now() - started)}: ${fetched} modules fetched, ${compiled} packages compiled`;
  };
  const end = await reportWhile(build.ended, { report, line, every: 15_000 });
  if (end.code === 0) return;
  throw new Error(`go install failed, ${describeEnd(end)}: ${progress(log).last}`);
}

/** Builds into the cache. */
export async function build(search: Search): Promise<Attempt> {
  const { program, environment } = search;
  const go = onPath('go', environment);
  if (go === undefined) return { reason: 'there is no go on the PATH' };
  const folder = programFolder(search, program.source.version);
  const unfinished = `${folder}.unfinished`;
  try {
    const unsuitable = await unsuitableGo(go);
    if (unsuitable !== undefined) return { reason: unsuitable };
    await rm(unfinished, { recursive: true, force: true });
    await mkdir(unfinished, { recursive: true });
    await install(search, go, unfinished);
    await rm(folder, { recursive: true, force: true });
    await rename(unfinished, folder);
    return inspect(program, join(folder, program.name));
  } catch (error) {
    return { reason: reasonOf(error) };
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}
