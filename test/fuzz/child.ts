/** The process that runs cases, so that one that hangs, crashes or eats memory is told apart from the rest. */
import { makeCase } from './cases.js';
import { checkConversion } from './check-conversion.js';
import { type SeedPackage, sampleCorpus, wholeCorpus } from './corpus.js';
import { peakMemory, residentMemory, restartPeak } from './peak-memory.js';
import type { FuzzReport, FuzzRequest } from './protocol.js';

/** Bytes of the whole process, in any case. */
const MOST_MEMORY = 600 * 2 ** 20;
/** Bytes that one case may add to what the process had before it: its package, its result and what reading takes. */
const MOST_GROWTH = 256 * 2 ** 20;
/** Seconds of computing for one case. */
const MOST_SECONDS = 8;

let rejections: string[] = [];
process.on('unhandledRejection', (reason) => {
  rejections.push(`Unhandled rejection: ${reason instanceof Error ? reason.stack : reason}`);
});
process.on('message', (request: FuzzRequest) => void run(request));
process.on('disconnect', () => process.exit());

async function run({ seed, from, to, sampleOnly }: FuzzRequest): Promise<void> {
  const corpus = sampleOnly ? await sampleCorpus() : await wholeCorpus();
  for (let number = from; number < to; number += 1) {
    const report = await runCase(seed, number, corpus);
    send(report);
    // A process that grew is no measure for the cases after it.
    if (report.faults.some((fault) => fault.startsWith('Memory'))) break;
  }
  process.disconnect();
}

async function runCase(seed: number, number: number, corpus: readonly SeedPackage[]): Promise<FuzzReport> {
  const { bytes, ...made } = makeCase(seed, number, corpus);
  send({ ...made, started: true });
  const resident = residentMemory();
  restartPeak();
  const before = process.cpuUsage();
  const verdict = await checkConversion(bytes);
  await new Promise(setImmediate);
  const { user, system } = process.cpuUsage(before);
  const seconds = (user + system) / 1e6;
  const memory = peakMemory();
  const growth = memory - resident;
  const faults = [...verdict.faults, ...rejections];
  rejections = [];
  if (seconds > MOST_SECONDS) faults.push(`Time: ${seconds.toFixed(1)} seconds of computing.`);
  if (memory > MOST_MEMORY || growth > MOST_GROWTH)
    faults.push(`Memory: ${mebibytes(memory)} MiB, of which ${mebibytes(growth)} in this case.`);
  return { ...made, ...verdict, faults, seconds, memory, growth };
}

function mebibytes(bytes: number): number {
  return Math.round(bytes / 2 ** 20);
}

function send(message: object): void {
  process.send?.(message);
}
