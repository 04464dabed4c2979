/** Finds a server program: on the PATH, in the cache, from its vendor, or built from source; and says what it tried. */
import { mkdir } from 'node:fs/promises';
import type { Attempt, Search } from './find/attempt.js';
import { build } from './find/build.js';
import { cacheFolder, findInCache } from './find/cache.js';
import { download } from './find/download.js';
import { findOnPath } from './find/path.js';
import { takeLock } from './lock.js';
import type { ServerProgram } from './programs.js';
import { duration } from './report.js';

interface Way {
  readonly label: string;
  readonly find: (search: Search) => Promise<Attempt>;
}

const PATH: Way = { label: 'PATH', find: findOnPath };
const CACHE: Way = { label: 'cache', find: findInCache };
const DOWNLOAD: Way = { label: 'download', find: download };
const BUILD: Way = { label: 'build', find: build };

/** A program was found nowhere. The message says what was tried and what a person can do. */
export class MissingProgramError extends Error {
  override readonly name = 'MissingProgramError';
}

/** Tries ways in turn; remembers why each did not lead anywhere. */
async function tryWays(search: Search, ways: readonly Way[], reasons: string[]): Promise<string | undefined> {
  for (const { label, find } of ways) {
    const started = Date.now();
    const attempt = await find(search);
    const took = duration(Date.now() - started);
    const outcome = attempt.path === undefined ? attempt.reason : `${attempt.path} (${attempt.version})`;
    search.report(`${search.program.title}: ${label}: ${outcome}, ${took}`);
    if (attempt.path !== undefined) return attempt.path;
    reasons.push(`${label}: ${attempt.reason}`);
  }
  return undefined;
}

/** One process at a time fetches or builds a program; who waited finds it in the cache. */
async function fetchOnce(search: Search, reasons: string[]): Promise<string | undefined> {
  const { program, environment, report } = search;
  const cache = cacheFolder(environment);
  await mkdir(cache, { recursive: true });
  let waited = false;
  const lock = await takeLock(`${cache}/${program.name}.lock`, ({ alive }) => {
    if (!waited) report(`${program.title}: process ${alive} is fetching it; waiting for that`);
    waited = true;
  });
  try {
    return await tryWays(search, waited ? [CACHE, DOWNLOAD, BUILD] : [DOWNLOAD, BUILD], reasons);
  } finally {
    await lock.release();
  }
}

function missing(
  { name, title, homepage, source, addressVariable }: ServerProgram,
  reasons: readonly string[],
): Error {
  return new MissingProgramError(
    [
      `The program ${name} (${title}) is missing, and no way to get it worked:`,
      ...reasons.map((reason) => `  ${reason}`),
      'Do one of these:',
      `  install it from ${homepage} so that ${name} is on the PATH`,
      `  install Go 1.25 or newer: it is then built from ${source.module}@${source.version}`,
      `  name a running server in ${addressVariable}`,
    ].join('\n'),
  );
}

/**
 * The path of a server program that runs on this machine.
 *
 * @throws MissingProgramError when there is no way to get it.
 */
export async function findProgram(search: Search): Promise<string> {
  const reasons: string[] = [];
  const path = (await tryWays(search, [PATH, CACHE], reasons)) ?? (await fetchOnce(search, reasons));
  if (path === undefined) throw missing(search.program, reasons);
  return path;
}
