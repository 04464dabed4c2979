/**
 * Packs and unpacks two corpora with Cartwright and with others, in turns, and prints medians and ratios.
 *
 *     npx tsx test/bench/zip.ts [scale, default 1] [rounds, default 3]
 *
 * Scale 1 is 20,000 pages (some 200 MB) and 200 media files (420 MB). Needs zip, unzip, bsdtar and time.
 */
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { createZipWriter } from '../../activities/archive/index.js';
import { type Measurement, measureHere, measureInNode } from './in-node.js';
import { measureProgram, NODE_CONTENDERS, type Paths, PROGRAMS } from './zip-contenders.js';
import { type CorpusName, corpusFiles, makeCorpus } from './zip-corpora.js';

type Task = 'write' | 'read';

const BASELINE: Readonly<Record<Task, string>> = { write: 'archiver', read: 'unzip -t' };

/** One contender in a process of its own. */
function runInNode(task: Task, name: string, { folder, archive }: Paths): Promise<Measurement> {
  return measureInNode(import.meta.url, ['--one', task, name, folder, archive]);
}

function contenders(task: Task, paths: Paths): Map<string, () => Promise<Measurement>> {
  const runs = new Map<string, () => Promise<Measurement>>();
  for (const name of Object.keys(NODE_CONTENDERS[task])) runs.set(name, () => runInNode(task, name, paths));
  for (const [name, command] of Object.entries(PROGRAMS[task])) {
    runs.set(name, () => measureProgram(command(paths), paths));
  }
  return runs;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

async function compete(task: Task, paths: Paths, rounds: number): Promise<void> {
  const results = new Map<string, Measurement[]>();
  for (let round = 0; round < rounds; round++) {
    for (const [name, run] of contenders(task, paths)) {
      results.set(name, [...(results.get(name) ?? []), await run()]);
    }
  }
  const wallOf = (name: string) => median((results.get(name) ?? []).map(({ wallSeconds }) => wallSeconds));
  const rows = [...results].map(([name, runs]) => ({
    name,
    'wall s': wallOf(name).toFixed(2),
    'CPU s': median(runs.map(({ cpuSeconds }) => cpuSeconds)).toFixed(2),
    'peak MB': median(runs.map(({ peakMegabytes }) => peakMegabytes)).toFixed(0),
    [`to ${BASELINE[task]}`]: (wallOf(name) / wallOf(BASELINE[task])).toFixed(2),
    bytes: runs[0]?.bytes ?? '',
  }));
  console.table(rows);
}

async function pack({ folder, archive }: Paths): Promise<void> {
  const file = createWriteStream(archive);
  const zip = createZipWriter({
    write: (chunk) =>
      new Promise((resolve, reject) => file.write(chunk, (error) => (error ? reject(error) : resolve()))),
  });
  for await (const { path, bytes } of corpusFiles(folder)) await zip.addBytes(path, bytes);
  await zip.finish();
  file.end();
  await finished(file);
}

async function benchmark(scale: number, rounds: number): Promise<void> {
  const home = await mkdtemp(join(tmpdir(), 'zip-bench-'));
  try {
    for (const corpus of ['pages', 'media'] satisfies CorpusName[]) {
      const paths = { folder: join(home, corpus), archive: join(home, `${corpus}.zip`) };
      await makeCorpus(corpus, paths.folder, scale);
      await pack(paths);
      for (const task of ['write', 'read'] as const) {
        console.log(`\n${task} ${corpus}, scale ${scale}, median of ${rounds} rounds`);
        await compete(task, paths, rounds);
      }
    }
  } finally {
    await rm(home, { recursive: true });
  }
}

const [mode, task, name, folder = '', archive = ''] = process.argv.slice(2);
if (mode === '--one' && (task === 'write' || task === 'read')) {
  const run = NODE_CONTENDERS[task][name ?? ''];
  if (!run) throw new Error(`There is no contender called ${name}.`);
  console.log(JSON.stringify(await measureHere(() => run({ folder, archive }))));
} else {
  await benchmark(Number(mode ?? 1), Number(task ?? 3));
}
