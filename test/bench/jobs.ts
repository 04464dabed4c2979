/**
 * Whole jobs on real servers, beside other people's programs on the same package: each is imported and exported again
 * by a worker process of its own stack.
 *
 *     npx tsx test/bench/jobs.ts [package or folder ...] [--generated items,mediaFiles,mediaBytes ...]
 *         [--canvas] [--programs] [--baselines] [--overhead] [--rounds 1] [--fresh]
 *
 * A size may be given several times; one that the disk cannot hold six times over is skipped and named. `--canvas` lays
 * generated cartridges out as Canvas does. `--programs` runs unzip, bsdtar, unzipper, archiver and cc2olx too, those that
 * are here. `--baselines` takes each export through a plain process, from storage to storage, and packs its generated files
 * anew. `--overhead` compares jobs with hardly any work to a bare workflow. `--fresh` takes a new worker for each package,
 * so that a peak of memory is of this package alone.
 */
import { mkdtemp, readdir, rm, stat, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { generateCartridgeFile } from '../support/generated-cartridge.js';
import { baselinesTable } from './baselines-table.js';
import { type ExportBaseline, measureBaseline } from './export-baseline.js';
import { type Bench, type JobRun, startBench } from './job-bench.js';
import { measureOverhead } from './job-overhead.js';
import { objectsTable, type PackageRun, programsTable, spentTable } from './job-tables.js';
import { overheadTable } from './overhead-table.js';
import { isHere, PROGRAMS, type ProgramRun, runProgram } from './programs.js';
import { printTable } from './table.js';

/** The package itself, as it was uploaded, as it is kept, and the export; that is copied twice for the baselines. */
const COPIES = 6;

interface Given {
  readonly paths: readonly string[];
  readonly programs: readonly string[];
  readonly rounds: number;
  readonly fresh: boolean;
  readonly baselines: boolean;
  readonly overhead: boolean;
}

async function packagesOf(path: string): Promise<string[]> {
  if (!(await stat(path)).isDirectory()) return [path];
  return (await readdir(path)).sort().map((name) => join(path, name));
}

async function generate(folder: string, size: string, canvas: boolean): Promise<string[]> {
  const [items = 0, mediaFiles = 0, mediaBytes = 0] = size.split(',').map(Number);
  const needed = COPIES * (mediaFiles * mediaBytes + items * 800);
  const { bavail, bsize } = await statfs(folder);
  if (needed > bavail * bsize) {
    console.error(`skipped: ${size} needs ${gigabytes(needed)}, the disk has ${gigabytes(bavail * bsize)}`);
    return [];
  }
  const path = join(folder, `${canvas ? 'canvas' : 'generated'}-${items}-${mediaFiles}x${mediaBytes}.imscc`);
  await generateCartridgeFile(path, { items, mediaFiles, mediaBytes, canvas });
  return [path];
}

const gigabytes = (bytes: number) => `${(bytes / 1e9).toFixed(1)} GB`;

async function read(folder: string): Promise<Given> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      generated: { type: 'string', multiple: true, default: [] },
      canvas: { type: 'boolean', default: false },
      programs: { type: 'boolean', default: false },
      rounds: { type: 'string', default: '1' },
      fresh: { type: 'boolean', default: false },
      baselines: { type: 'boolean', default: false },
      overhead: { type: 'boolean', default: false },
    },
  });
  const paths = (await Promise.all(positionals.map(packagesOf))).flat();
  for (const size of values.generated) paths.push(...(await generate(folder, size, values.canvas)));
  const programs: string[] = [];
  for (const name of values.programs ? Object.keys(PROGRAMS) : []) {
    if (await isHere(name)) programs.push(name);
    else console.error(`skipped: ${name} is not on this machine`);
  }
  const { fresh, baselines, overhead } = values;
  return { paths, programs, rounds: Number(values.rounds), fresh, baselines, overhead };
}

/** The middle one of several runs, by wall time. */
function middle<Run>(runs: readonly Run[], seconds: (run: Run) => number): Run | undefined {
  return runs.toSorted((a, b) => seconds(a) - seconds(b))[Math.floor((runs.length - 1) / 2)];
}

async function runPrograms(path: string, folder: string, { programs, rounds }: Given) {
  const results = new Map<string, ProgramRun | undefined>();
  for (const name of programs) {
    const runs: ProgramRun[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const run = await runProgram(name, path, folder);
      if (run !== undefined) runs.push(run);
    }
    results.set(
      name,
      middle(runs, ({ wallSeconds }) => wallSeconds),
    );
  }
  return results;
}

async function runPackage(bench: Bench, path: string, folder: string, given: Given): Promise<PackageRun> {
  const jobs: JobRun[] = [];
  const baselines: ExportBaseline[] = [];
  for (let round = 0; round < given.rounds; round += 1) {
    if (given.fresh) await bench.restartWorker();
    const job = await bench.run(path);
    jobs.push(job);
    if (given.baselines && job.exported)
      baselines.push(await measureBaseline(bench, job.exported, path, folder));
  }
  const job = middle(jobs, ({ imported }) => imported.spent.seconds);
  if (job === undefined) throw new Error('There are no rounds.');
  const { size } = await stat(path);
  const programs = await runPrograms(path, folder, given);
  return { name: basename(path), bytes: size, ...job, programs, baselines };
}

async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'cartwright-bench-'));
  try {
    const given = await read(folder);
    const bench = await startBench(folder);
    try {
      console.error(`worker idle: ${await bench.idle()} MB`);
      const runs: PackageRun[] = [];
      for (const path of given.paths) {
        runs.push(await runPackage(bench, path, folder, given));
        console.error(basename(path));
      }
      for (const table of [objectsTable, spentTable, baselinesTable, programsTable]) printTable(table, runs);
      if (given.overhead) printTable(overheadTable, await measureOverhead(bench, folder, given.rounds));
    } finally {
      await bench.stop();
    }
  } finally {
    await rm(folder, { recursive: true });
  }
}

await main();
