/** Measures a task in this process, and starts processes that do: a fresh Node for each run, its start not counted. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

export interface Measurement {
  readonly wallSeconds: number;
  readonly cpuSeconds: number;
  /** Of the process since its start. */
  readonly peakMegabytes: number;
  /** What the task counted. */
  readonly bytes?: number;
}

export async function measureHere(task: () => Promise<number>): Promise<Measurement> {
  const cpu = process.cpuUsage();
  const start = performance.now();
  const bytes = await task();
  const wallSeconds = (performance.now() - start) / 1_000;
  const { user, system } = process.cpuUsage(cpu);
  const peakMegabytes = process.resourceUsage().maxRSS / 1_024;
  return { wallSeconds, cpuSeconds: (user + system) / 1e6, peakMegabytes, bytes };
}

/** Runs a script that prints one measurement as JSON. `settings` are added to the environment. */
export async function measureInNode(
  script: URL | string,
  args: readonly string[],
  settings: Readonly<Record<string, string>> = {},
): Promise<Measurement> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--import', import.meta.resolve('tsx'), fileURLToPath(script), ...args],
    { env: { ...process.env, ...settings }, maxBuffer: 2 ** 26 },
  );
  return JSON.parse(stdout);
}
