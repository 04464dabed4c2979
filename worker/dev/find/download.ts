/** Downloads a server program from its vendor and checks it against the vendor's checksum. */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmod, mkdir, open, rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { reasonOf } from '../../reason.js';
import { duration, type Report, reportWhile } from '../report.js';
import { type Attempt, inspect, type Search } from './attempt.js';
import { programFolder } from './cache.js';

/** The vendors' names for Node's. Builds for other machines come from Go. */
const SYSTEMS: Readonly<Record<string, string>> = { linux: 'linux', darwin: 'darwin' };
const PROCESSORS: Readonly<Record<string, string>> = { x64: 'amd64', arm64: 'arm64' };

const TO_ANSWER = 15_000;
const TO_FINISH = 15 * 60_000;

async function get(url: string, patience: number): Promise<Response> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(patience) });
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
  return answer;
}

/** The sum a `sha256sum` file gives for a name. */
async function publishedSum(url: string, name: string): Promise<string> {
  const text = await (await get(url, TO_ANSWER)).text();
  const line = text.split('\n').find((candidate) => candidate.trimEnd().endsWith(name));
  const sum = line?.split(/\s+/)[0];
  if (sum === undefined || !/^[0-9a-f]{64}$/.test(sum)) throw new Error(`${url} has no SHA-256 for ${name}`);
  return sum;
}

/** Streams a download into a file and returns its SHA-256. */
async function save(url: string, target: string, report: Report): Promise<string> {
  const hash = createHash('sha256');
  const started = Date.now();
  let bytes = 0;
  const file = await open(target, 'w');
  const write = async () => {
    const { body } = await get(url, TO_FINISH);
    for await (const chunk of body ?? []) {
      hash.update(chunk);
      bytes += chunk.length;
      await file.writeFile(chunk);
    }
  };
  const line = () => `  ${Math.round(bytes / 2 ** 20)} MiB so far, ${duration(Date.now() - started)}`;
  try {
    await reportWhile(write(), { report, line, every: 5000 });
  } finally {
    await file.close();
  }
  return hash.digest('hex');
}

async function downloadInto(search: Search, folder: string): Promise<void> {
  const { program, report } = search;
  const { release } = program;
  const system = SYSTEMS[process.platform];
  const processor = PROCESSORS[process.arch];
  if (!system || !processor) throw new Error(`there is no build for ${process.platform} ${process.arch}`);
  const url = release.url(system, processor);
  const expected = await publishedSum(release.checksums(system, processor), basename(url));
  const file = join(folder, release.packed ? 'archive.tar.gz' : program.name);
  const found = await save(url, file, report);
  if (found !== expected) throw new Error(`${url} has the SHA-256 ${found}, but the vendor says ${expected}`);
  if (!release.packed) return;
  await promisify(execFile)('tar', ['-xzf', file, '-C', folder, program.name]);
  await rm(file);
}

/** Downloads into the cache. Without a route to the vendor this fails within milliseconds. */
export async function download(search: Search): Promise<Attempt> {
  const { program } = search;
  const folder = programFolder(search, program.release.version);
  const unfinished = `${folder}.unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { recursive: true });
  try {
    await downloadInto(search, unfinished);
    await chmod(join(unfinished, program.name), 0o755);
    const judged = await inspect(program, join(unfinished, program.name));
    if (judged.path === undefined) return judged;
    await rm(folder, { recursive: true, force: true });
    await rename(unfinished, folder);
    return { ...judged, path: join(folder, program.name) };
  } catch (error) {
    return { reason: reasonOf(error) };
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}
