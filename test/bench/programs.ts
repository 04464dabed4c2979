/** Other people's programs on the same package: the least that reading it can cost, and what others take for it. */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

export interface ProgramRun {
  readonly wallSeconds: number;
  readonly cpuSeconds: number;
  readonly peakMegabytes: number;
}

interface Program {
  /** Asked for its version, to see whether it is here. */
  readonly probe: string;
  readonly command: (path: string, folder: string) => string;
}

const SCRIPT = fileURLToPath(new URL('zip-in-node.ts', import.meta.url));
const inNode = (task: string) => (path: string) =>
  `${process.execPath} --import tsx ${SCRIPT} ${task} '${path}'`;

export const PROGRAMS: Readonly<Record<string, Program>> = {
  'unzip -t': { probe: 'unzip -v', command: (path) => `unzip -tqq '${path}'` },
  'bsdtar -xO': { probe: 'bsdtar --version', command: (path) => `bsdtar -xOf '${path}' >/dev/null` },
  unzipper: { probe: 'true', command: inNode('unzipper') },
  archiver: { probe: 'true', command: inNode('archiver') },
  cc2olx: {
    probe: 'cc2olx --help',
    command: (path, folder) => `cd '${folder}' && cc2olx -i '${path}' -o olx -r zip -l ERROR`,
  },
};

const run = promisify(execFile);

/** Whether a program is on this machine. */
export async function isHere(name: string): Promise<boolean> {
  const probe = PROGRAMS[name]?.probe ?? 'false';
  return run('sh', ['-c', `${probe} >/dev/null 2>&1`]).then(
    () => true,
    () => false,
  );
}

/** Runs a program to its end. `undefined` when it fails on the package. */
export async function runProgram(
  name: string,
  path: string,
  folder: string,
): Promise<ProgramRun | undefined> {
  const figures = `${folder}/time`;
  const command = PROGRAMS[name]?.command(path, folder) ?? 'false';
  const args = ['-o', figures, '-f', '%e %U %S %M', 'sh', '-c', command];
  try {
    await run('/usr/bin/time', args, { maxBuffer: 2 ** 28 });
  } catch (error) {
    console.error(
      `${name}: ${error instanceof Error ? error.message.split('\n').slice(-3).join(' ') : error}`,
    );
    return undefined;
  }
  const [wallSeconds = 0, user = 0, system = 0, kilobytes = 0] = readFileSync(figures, 'utf8')
    .trim()
    .split(' ')
    .map(Number);
  return { wallSeconds, cpuSeconds: user + system, peakMegabytes: kilobytes / 1_024 };
}
