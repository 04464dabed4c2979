/**
 * Damages packages and converts them, for as many cases or minutes as are asked for; see docs/fuzzing.md.
 *
 *     npx tsx test/fuzz/fuzz.ts [--cases 10000] [--seed 1] [--minutes 10] [--from 0] [--only <case>] [--processes 2]
 */
import { type ChildProcess, fork } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { makeCase } from './cases.js';
import { wholeCorpus } from './corpus.js';
import type { FuzzReport, FuzzStart } from './protocol.js';
import { createTally } from './tally.js';

/** A case that says nothing for so long hangs. */
const SILENCE = 60_000;
/** Cases for one process; the next begins with a memory that is not yet broken in. */
const BATCH = 1_500;

const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
    minutes: { type: 'string', default: '10' },
    from: { type: 'string', default: '0' },
    processes: { type: 'string', default: '2' },
    only: { type: 'string' },
    findings: { type: 'string', default: '/tmp/cartwright-fuzz' },
  },
});
const seed = Number(values.seed);
const first = Number(values.only ?? values.from);
const end = first + (values.only === undefined ? Number(values.cases) : 1);
const deadline = Date.now() + Number(values.minutes) * 60_000;
const corpus = wholeCorpus();
const tally = createTally();
let next = first;

await Promise.all(Array.from({ length: Number(values.processes) }, runBatches));
console.log(tally.table());
process.exitCode = tally.failures() > 0 ? 1 : 0;

async function runBatches(): Promise<void> {
  while (next < end && Date.now() < deadline) {
    const from = next;
    next = Math.min(end, from + BATCH);
    const to = next;
    for (let at = from; at < to && Date.now() < deadline; ) {
      const done = await runProcess(at, to);
      if (done === at && Date.now() < deadline) throw new Error('The process ended before its first case.');
      at = done;
    }
  }
}

/** Runs cases in a process of their own until it ends; gives the number of the first that it did not run. */
async function runProcess(from: number, to: number): Promise<number> {
  const child = fork(fileURLToPath(new URL('child.ts', import.meta.url)), {
    execArgv: ['--import', 'tsx', '--max-old-space-size=512'],
  });
  let running: FuzzStart | undefined;
  let done = from;
  let lost = 'crashed';
  const watch = watchdog(child, () => {
    lost = `said nothing for ${SILENCE / 1000} seconds`;
  });
  child.on('message', (message: FuzzStart | FuzzReport) => {
    watch.heard();
    if ('started' in message) {
      running = message;
      return;
    }
    running = undefined;
    done = message.number + 1;
    void note(message);
    if (Date.now() > deadline) child.kill();
  });
  child.send({ seed, from, to, sampleOnly: false });
  await new Promise((resolve) => child.once('exit', resolve));
  watch.stop();
  if (running === undefined || Date.now() > deadline) return done;
  const { started: _, ...title } = running;
  await note({
    ...title,
    ending: 'failed',
    faults: [`The process ${lost}.`],
    seconds: 0,
    memory: 0,
    growth: 0,
  });
  return running.number + 1;
}

function watchdog(child: ChildProcess, onSilence: () => void) {
  let timer: NodeJS.Timeout | undefined;
  const heard = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      onSilence();
      child.kill('SIGKILL');
    }, SILENCE);
  };
  heard();
  return { heard, stop: () => clearTimeout(timer) };
}

async function note(report: FuzzReport): Promise<void> {
  tally.add(report);
  if (values.only !== undefined) console.log(report);
  if (report.faults.length === 0 && values.only === undefined) return;
  if (report.faults.length > 0) {
    console.log(
      `--only ${report.number} --seed ${seed}: ${report.level} of ${report.package}: ${report.said.slice(0, 200)}`,
    );
    for (const fault of report.faults.slice(0, 3)) console.log(`  ${fault.slice(0, 600)}`);
  }
  await mkdir(values.findings, { recursive: true });
  const place = join(values.findings, `${seed}-${report.number}`);
  await writeFile(`${place}.json`, `${JSON.stringify({ seed, ...report }, null, 2)}\n`);
  await writeFile(`${place}.imscc`, makeCase(seed, report.number, await corpus).bytes);
}
