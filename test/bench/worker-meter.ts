/** What a worker process spends on a job: seconds, processor time, memory at its peak, and traffic with the store. */
import { execFileSync } from 'node:child_process';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startWorkerProcess, type WorkerProcess } from '../../worker/dev/worker-process.js';

export interface Spent {
  readonly seconds: number;
  /** Of the worker alone, all threads. */
  readonly cpuSeconds: number;
  /** Resident memory of the worker at its peak, in MB, as the kernel counts it. */
  readonly peakMegabytes: number;
  /** HTTP requests of the worker to the store. */
  readonly requests: number;
  /** Bytes that came to the worker from the store, and went to it. */
  readonly bytesRead: number;
  readonly bytesWritten: number;
}

export interface Meter<Result> {
  readonly result: Result;
  readonly spent: Spent;
}

export interface MeteredWorker extends WorkerProcess {
  /** Resident memory in MB now. */
  memory(): Promise<number>;
  measure<Result>(work: () => Promise<Result>): Promise<Meter<Result>>;
}

const TICKS = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));

export async function startMeteredWorker(
  stack: { readonly settings: Readonly<Record<string, string>> },
  folder: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<MeteredWorker> {
  const trafficFile = join(folder, `traffic-${process.hrtime.bigint()}.json`);
  const counter = new URL('count-traffic.mjs', import.meta.url).href;
  const worker = await startWorkerProcess(stack, {
    log: join(folder, 'worker.log'),
    settings: { NODE_OPTIONS: `--import=${counter}`, TRAFFIC_FILE: trafficFile, ...settings },
  });
  const status = async (field: string) =>
    megabytes(await readFile(`/proc/${worker.pid}/status`, 'utf8'), field);
  return {
    ...worker,
    memory: () => status('VmRSS'),
    async measure(work) {
      const before = { cpu: await cpuSeconds(worker.pid), ...(await traffic(worker, trafficFile)) };
      await writeFile(`/proc/${worker.pid}/clear_refs`, '5');
      const start = performance.now();
      const result = await work();
      const seconds = (performance.now() - start) / 1_000;
      const after = await traffic(worker, trafficFile);
      const spent = {
        seconds,
        cpuSeconds: (await cpuSeconds(worker.pid)) - before.cpu,
        peakMegabytes: await status('VmHWM'),
        requests: after.requests - before.requests,
        bytesRead: after.bytesRead - before.bytesRead,
        bytesWritten: after.bytesWritten - before.bytesWritten,
      };
      return { result, spent };
    },
  };
}

function megabytes(status: string, field: string): number {
  return Math.round(Number(new RegExp(`${field}:\\s+(\\d+)`).exec(status)?.[1] ?? 0) / 1024);
}

async function cpuSeconds(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  // The name of the program, in parentheses, may hold spaces; user and system time are the 14th and 15th field.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS;
}

async function traffic(
  worker: WorkerProcess,
  path: string,
): Promise<Pick<Spent, 'requests' | 'bytesRead' | 'bytesWritten'>> {
  await rm(path, { force: true });
  worker.kill('SIGWINCH');
  let isAlive = true;
  void worker.ended.then(() => {
    isAlive = false;
  });
  while (isAlive) {
    const text = await readFile(path, 'utf8').catch(() => undefined);
    if (text !== undefined) return JSON.parse(text);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error('The worker ended while it was measured.');
}
